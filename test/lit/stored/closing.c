// RUN: %check_tapi %s 'tapi-*'
// Calls in globals that end with their line, in another entry point than the
// one that made them.
#include "../Inputs/telephony.h"

static HLINEAPP s_hLineApp;
static HLINE s_hLine;
static HCALL s_hCall;

BOOL dial(LPCSTR lpszNumber) {
  s_hCall = 0;
  return lineMakeCall(s_hLine, &s_hCall, lpszNumber, 0, NULL) > 0;
}

void CALLBACK callback(DWORD hDevice, DWORD dwMsg, DWORD_PTR dwInstance,
                       DWORD_PTR dwParam1, DWORD_PTR dwParam2,
                       DWORD_PTR dwParam3) {
  switch (dwMsg) {
  case LINE_CLOSE:
    s_hLine = 0; // The call ended with it, but stays set.
    break;
  case LINE_CALLSTATE:
    if (dwParam1 == LINECALLSTATE_IDLE) {
      lineDeallocateCall((HCALL)hDevice);
      if (s_hCall == (HCALL)hDevice)
        s_hCall = 0;
    }
    break;
  }
}

void hangUp_bad(void) {
  if (s_hCall)
    lineDrop(s_hCall, NULL, 0); // expect: TAPI005
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: call handle 's_hCall' is used after LINE_CLOSE closed its line [tapi-use-after-close]
  // CHECK-NOTES: :[[@LINE-24]]:10: note: call handle 's_hCall' is requested by lineMakeCall here
  // CHECK-NOTES: :[[@LINE-22]]:15: note: later, 'callback' runs
  // CHECK-NOTES: :[[@LINE-20]]:11: note: LINE_CLOSE tells here that 's_hLine' is closed, and every call on it
  // CHECK-NOTES: :[[@LINE-21]]:11: note: 'dwMsg' is 'LINE_CLOSE' here
  // CHECK-NOTES: :[[@LINE-8]]:6: note: later, 'hangUp_bad' runs
  // CHECK-NOTES: :[[@LINE-8]]:7: note: 's_hCall' is true here
}

void closeFirst_bad(void) {
  lineClose(s_hLine);
  s_hLine = 0;
  if (s_hCall) {
    lineDeallocateCall(s_hCall); // expect: TAPI005
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: call handle 's_hCall' is used after lineClose closed its line [tapi-use-after-close]
    // CHECK-NOTES: :[[@LINE-38]]:10: note: call handle 's_hCall' is requested by lineMakeCall here
    // CHECK-NOTES: :[[@LINE-7]]:6: note: later, 'closeFirst_bad' runs
    // CHECK-NOTES: :[[@LINE-7]]:3: note: lineClose ends 's_hLine' and every call on it here
    // CHECK-NOTES: :[[@LINE-6]]:7: note: 's_hCall' is true here
    s_hCall = 0;
  }
}

void closeLast_ok(void) {
  if (s_hCall) {
    lineDeallocateCall(s_hCall);
    s_hCall = 0;
  }
  lineClose(s_hLine);
  s_hLine = 0;
}

// The end of the program's telephony: nothing comes after it.
void shutDown_ok(void) {
  lineClose(s_hLine);
  lineShutdown(s_hLineApp);
}
