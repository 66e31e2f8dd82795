// RUN: %check_tapi %s 'tapi-*'
// What looks like a second release and is none.
#include "../Inputs/telephony.h"

static HLINEAPP s_hLineApp;
static HLINE s_hLine;
static HCALL s_hCall;
static HPHONE s_hPhone;

// Drop, deallocate, forget, close.
void hangUp_ok(void) {
  if (s_hCall) {
    if (waitForReply(lineDrop(s_hCall, NULL, 0)))
      lineDeallocateCall(s_hCall);
    s_hCall = 0;
  }
  if (s_hLine) {
    lineClose(s_hLine);
    s_hLine = 0;
  }
}

// Line and application: two handles, two releases.
void shutDown_ok(void) {
  hangUp_ok();
  if (s_hLineApp) {
    lineShutdown(s_hLineApp);
    s_hLineApp = 0;
  }
}

// A re-initialisation inside the callback.
void CALLBACK callback_ok(DWORD hDevice, DWORD dwMessage, DWORD_PTR dwInstance,
                          DWORD_PTR dwParam1, DWORD_PTR dwParam2,
                          DWORD_PTR dwParam3) {
  DWORD cDevices = 0;

  switch (dwMessage) {
  case LINE_LINEDEVSTATE:
    if (dwParam1 == LINEDEVSTATE_REINIT && dwParam2 == 0) {
      shutDown_ok();
      if (lineInitialize(&s_hLineApp, NULL, callback_ok, "Dialer", &cDevices) <
          0)
        s_hLineApp = 0;
    }
    break;
  case LINE_CALLSTATE:
    if (dwParam1 == LINECALLSTATE_IDLE) {
      lineDeallocateCall((HCALL)hDevice);
      if ((HCALL)hDevice == s_hCall)
        s_hCall = 0;
    }
    break;
  }
}

// PHONE_CLOSE comes after the program's own close as well.
void CALLBACK phoneCallback_ok(DWORD hDevice, DWORD dwMessage,
                               DWORD_PTR dwInstance, DWORD_PTR dwParam1,
                               DWORD_PTR dwParam2, DWORD_PTR dwParam3) {
  if (dwMessage == PHONE_CLOSE)
    s_hPhone = 0;
}

void CALLBACK phoneCallback_bad(DWORD hDevice, DWORD dwMessage,
                                DWORD_PTR dwInstance, DWORD_PTR dwParam1,
                                DWORD_PTR dwParam2, DWORD_PTR dwParam3) {
  if (dwMessage == PHONE_CLOSE)
    phoneClose((HPHONE)hDevice); // expect: TAPI006
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: phone handle 'hDevice' is released a second time by phoneClose [tapi-double-release]
  // CHECK-NOTES: :[[@LINE-3]]:7: note: PHONE_CLOSE tells here that 'hDevice' is closed
  // CHECK-NOTES: :[[@LINE-4]]:7: note: 'dwMessage == PHONE_CLOSE' is true here
}

// A line opened twice gives two handles.
void openedTwice_ok(HLINEAPP hLineApp) {
  HLINE hMonitor = 0, hOwner = 0;

  if (lineOpen(hLineApp, 0, &hMonitor, NEGOTIATED_VERSION, 0, 0,
               LINECALLPRIVILEGE_MONITOR, LINEMEDIAMODE_INTERACTIVEVOICE,
               NULL) != 0)
    return;
  if (lineOpen(hLineApp, 0, &hOwner, NEGOTIATED_VERSION, 0, 0,
               LINECALLPRIVILEGE_OWNER, LINEMEDIAMODE_INTERACTIVEVOICE,
               NULL) == 0)
    lineClose(hOwner);
  lineClose(hMonitor);
}

// Closing the line once for the failure and once for the success.
BOOL eitherPath_ok(HLINEAPP hLineApp, LPCSTR lpszNumber) {
  HLINE hLine = 0;
  HCALL hCall = 0;

  if (lineOpen(hLineApp, 0, &hLine, NEGOTIATED_VERSION, 0, 0,
               LINECALLPRIVILEGE_NONE, 0, NULL) != 0)
    return FALSE;
  if (!waitForReply(lineMakeCall(hLine, &hCall, lpszNumber, 0, NULL))) {
    lineClose(hLine);
    return FALSE;
  }
  lineDrop(hCall, NULL, 0);
  lineDeallocateCall(hCall);
  lineClose(hLine);
  return TRUE;
}
