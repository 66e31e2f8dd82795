// RUN: %check_tapi %s 'tapi-*'
// LINE_CLOSE and PHONE_CLOSE tell that a handle is dead already.
#include "../Inputs/telephony.h"

extern HLINE g_hLine;
extern HCALL g_hCall;
extern HPHONE g_hPhone;

void lineClosed_bad(HLINEAPP hLineApp) {
  LINEMESSAGE Message;

  while (lineGetMessage(hLineApp, &Message, INFINITE) == 0) {
    if (Message.dwMessageID == LINE_CLOSE)
      lineClose((HLINE)Message.hDevice); // expect: TAPI004
    // CHECK-NOTES: :[[@LINE-1]]:7: warning: line handle 'Message.hDevice' is used after LINE_CLOSE closed it [tapi-use-after-close]
    // CHECK-NOTES: :[[@LINE-4]]:10: note: 'lineGetMessage(hLineApp, &Message, INFINITE) == 0' is true here
    // CHECK-NOTES: :[[@LINE-4]]:9: note: LINE_CLOSE tells here that 'Message.hDevice' is closed, and every call on it
    // CHECK-NOTES: :[[@LINE-5]]:9: note: 'Message.dwMessageID == LINE_CLOSE' is true here
  }
}

void lineClosed_ok(HLINEAPP hLineApp) {
  LINEMESSAGE Message;

  while (lineGetMessage(hLineApp, &Message, INFINITE) == 0) {
    if (Message.dwMessageID == LINE_CLOSE &&
        (HLINE)Message.hDevice == g_hLine) {
      g_hLine = 0;
      g_hCall = 0;
    }
  }
}

void CALLBACK statusOfClosedLine_bad(DWORD hDevice, DWORD dwMessage,
                                     DWORD_PTR dwInstance, DWORD_PTR dwParam1,
                                     DWORD_PTR dwParam2, DWORD_PTR dwParam3) {
  LINEDEVSTATUS Status;

  Status.dwTotalSize = sizeof(Status);
  switch (dwMessage) {
  case LINE_CLOSE:
    lineGetLineDevStatus((HLINE)hDevice, &Status); // expect: TAPI004
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: line handle 'hDevice' is used after LINE_CLOSE closed it [tapi-use-after-close]
    // CHECK-NOTES: :[[@LINE-4]]:11: note: LINE_CLOSE tells here that 'hDevice' is closed, and every call on it
    // CHECK-NOTES: :[[@LINE-5]]:11: note: 'dwMessage' is 'LINE_CLOSE' here
    break;
  case LINE_LINEDEVSTATE:
    // Somebody closed the line; that need not be us.
    if (dwParam1 == LINEDEVSTATE_CLOSE)
      lineGetLineDevStatus((HLINE)hDevice, &Status);
    break;
  }
}

// The device is about to go; closing it is accepted practice.
void CALLBACK removed_ok(DWORD hDevice, DWORD dwMessage, DWORD_PTR dwInstance,
                         DWORD_PTR dwParam1, DWORD_PTR dwParam2,
                         DWORD_PTR dwParam3) {
  if (dwMessage == LINE_LINEDEVSTATE && dwParam1 == LINEDEVSTATE_REMOVED) {
    lineClose((HLINE)hDevice);
    g_hLine = 0;
    g_hCall = 0;
  }
}

// A proxy still answers its requests.
void CALLBACK proxy_ok(DWORD hDevice, DWORD dwMessage, DWORD_PTR dwInstance,
                       DWORD_PTR dwParam1, DWORD_PTR dwParam2,
                       DWORD_PTR dwParam3) {
  LPLINEPROXYREQUEST lpRequest = (LPLINEPROXYREQUEST)dwInstance;

  if (dwMessage == LINE_CLOSE && lpRequest)
    lineProxyResponse((HLINE)hDevice, lpRequest,
                      (DWORD)LINEERR_OPERATIONFAILED);
}

void CALLBACK phoneClosed_bad(DWORD hDevice, DWORD dwMessage,
                              DWORD_PTR dwInstance, DWORD_PTR dwParam1,
                              DWORD_PTR dwParam2, DWORD_PTR dwParam3) {
  if (dwMessage == PHONE_CLOSE) {
    phoneSetStatusMessages((HPHONE)hDevice, 0, 0, 0); // expect: TAPI004
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: phone handle 'hDevice' is used after PHONE_CLOSE closed it [tapi-use-after-close]
    // CHECK-NOTES: :[[@LINE-3]]:7: note: PHONE_CLOSE tells here that 'hDevice' is closed
    // CHECK-NOTES: :[[@LINE-4]]:7: note: 'dwMessage == PHONE_CLOSE' is true here
    g_hPhone = 0;
  }
}

void CALLBACK phoneClosed_ok(DWORD hDevice, DWORD dwMessage,
                             DWORD_PTR dwInstance, DWORD_PTR dwParam1,
                             DWORD_PTR dwParam2, DWORD_PTR dwParam3) {
  if (dwMessage == PHONE_CLOSE && (HPHONE)hDevice == g_hPhone)
    g_hPhone = 0;
}
