// RUN: %check_tapi %s 'tapi-*'
// To the compiler all handles are numbers; to TAPI they are not.
#include "../Inputs/telephony.h"

void closeCall_bad(HLINEAPP hLineApp) {
  HLINE hLine;

  if (lineOpen(hLineApp, 0, &hLine, NEGOTIATED_VERSION, 0, 0,
               LINECALLPRIVILEGE_NONE, 0, NULL) != 0)
    return;
  lineDrop(hLine, NULL, 0); // expect: TAPI012
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: lineDrop needs a call handle, but 'hLine' is a line handle [tapi-handle-kind]
  // CHECK-NOTES: :[[@LINE-5]]:7: note: line handle 'hLine' is obtained by lineOpen here
  lineClose(hLine);
}

void CALLBACK newCall_bad(DWORD hDevice, DWORD dwMessage, DWORD_PTR dwInstance,
                          DWORD_PTR dwParam1, DWORD_PTR dwParam2,
                          DWORD_PTR dwParam3) {
  if (dwMessage == LINE_APPNEWCALL)
    lineDeallocateCall((HCALL)hDevice); // expect: TAPI012
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: lineDeallocateCall needs a call handle, but 'hDevice' is a line handle [tapi-handle-kind]
  // CHECK-NOTES: :[[@LINE-3]]:7: note: 'dwMessage == LINE_APPNEWCALL' is true here
}

void CALLBACK callState_bad(DWORD hDevice, DWORD dwMessage,
                            DWORD_PTR dwInstance, DWORD_PTR dwParam1,
                            DWORD_PTR dwParam2, DWORD_PTR dwParam3) {
  switch (dwMessage) {
  case LINE_CALLSTATE:
    if (dwParam1 == LINECALLSTATE_DISCONNECTED)
      lineClose((HLINE)hDevice); // expect: TAPI012
    // CHECK-NOTES: :[[@LINE-1]]:7: warning: lineClose needs a line handle, but 'hDevice' is a call handle [tapi-handle-kind]
    // CHECK-NOTES: :[[@LINE-5]]:11: note: 'dwMessage' is 'LINE_CALLSTATE' here
    // CHECK-NOTES: :[[@LINE-4]]:9: note: 'dwParam1 == LINECALLSTATE_DISCONNECTED' is true here
    break;
  }
}

void CALLBACK newCall_ok(DWORD hDevice, DWORD dwMessage, DWORD_PTR dwInstance,
                         DWORD_PTR dwParam1, DWORD_PTR dwParam2,
                         DWORD_PTR dwParam3) {
  if (dwMessage == LINE_APPNEWCALL)
    lineDeallocateCall((HCALL)dwParam2);
  else if (dwMessage == LINE_CALLSTATE)
    lineDeallocateCall((HCALL)hDevice);
}

// LINE_DEVSPECIFIC carries a line or a call.
void CALLBACK deviceSpecific_ok(DWORD hDevice, DWORD dwMessage,
                                DWORD_PTR dwInstance, DWORD_PTR dwParam1,
                                DWORD_PTR dwParam2, DWORD_PTR dwParam3) {
  if (dwMessage == LINE_DEVSPECIFIC)
    lineDrop((HCALL)hDevice, NULL, 0);
}

// Every caller knows what it passes.
static void helper_end(DWORD hDevice, BOOL fIsLine) {
  if (fIsLine)
    lineClose((HLINE)hDevice);
  else
    lineDeallocateCall((HCALL)hDevice);
}

void both_ok(HLINE hLine, HCALL hCall) {
  helper_end(hCall, FALSE);
  helper_end(hLine, TRUE);
}
