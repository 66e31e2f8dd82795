// RUN: %check_tapi %s 'tapi-*'
// A program with one line, kept in one variable: whatever call it has is on it.
#include "../Inputs/telephony.h"

static HLINEAPP s_hApp;
static HLINE s_hLine;
static HCALL s_hCall;
static HCALL s_hConsult;

BOOL open_ok(void) {
  return lineOpen(s_hApp, 0, &s_hLine, NEGOTIATED_VERSION, 0, 0,
                  LINECALLPRIVILEGE_OWNER, LINEMEDIAMODE_INTERACTIVEVOICE,
                  NULL) == 0;
}

// The call is read only after its line was closed.
void close_first_bad(void) {
  lineClose(s_hLine);
  s_hLine = 0;
  if (s_hCall) {
    lineDeallocateCall(s_hCall); // expect: TAPI005
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: call handle 's_hCall' is used after lineClose closed its line [tapi-use-after-close]
    // CHECK-NOTES: :[[@LINE-5]]:3: note: lineClose ends 's_hLine' and every call on it here
    // CHECK-NOTES: :[[@LINE-4]]:7: note: 's_hCall' is true here
    s_hCall = 0;
  }
}

void close_last_ok(void) {
  if (s_hCall)
    lineDeallocateCall(s_hCall);
  s_hCall = 0;
  lineClose(s_hLine);
  s_hLine = 0;
}

// Whether there is a call at all is not tested.
void not_tested_ok(void) {
  lineClose(s_hLine);
  lineDeallocateCall(s_hCall);
  s_hCall = 0;
}

// The new line has calls of its own, which come while others run.
void reopened_ok(void) {
  MSG Message;
  lineClose(s_hLine);
  if (!open_ok())
    return;
  while (GetMessage(&Message, NULL, 0, 0) > 0)
    DispatchMessage(&Message);
  if (s_hCall)
    lineDrop(s_hCall, NULL, 0);
}

void wrong_kind_bad(void) {
  lineShutdown(s_hLine); // expect: TAPI012
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: lineShutdown needs a line application handle, but 's_hLine' is a line handle [tapi-handle-kind]
}

static void closeLine(void) {
  if (s_hLine)
    lineClose(s_hLine);
  s_hLine = 0;
}

// In a function that is called.
void close_in_callee_bad(void) {
  lineDrop(s_hConsult, NULL, 0);
  lineClose(s_hLine);
  lineDeallocateCall(s_hConsult); // expect: TAPI005
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call handle 's_hConsult' is used after lineClose closed its line [tapi-use-after-close]
  // CHECK-NOTES: :[[@LINE-3]]:3: note: lineClose ends 's_hLine' and every call on it here
}

// Not a way to end: the line may not have been open.
void close_if_open_ok(void) {
  closeLine();
  s_hCall = 0;
}

void CALLBACK message_bad(DWORD hDevice, DWORD dwMessage, DWORD_PTR dwInstance,
                          DWORD_PTR dwParam1, DWORD_PTR dwParam2,
                          DWORD_PTR dwParam3) {
  if (dwMessage == LINE_CLOSE) {
    if (s_hCall)
      lineDeallocateCall(s_hCall); // expect: TAPI005
    // CHECK-NOTES: :[[@LINE-1]]:7: warning: call handle 's_hCall' is used after LINE_CLOSE closed its line [tapi-use-after-close]
    // CHECK-NOTES: :[[@LINE-4]]:7: note: LINE_CLOSE tells here that 'hDevice' is closed, and every call on it
    // CHECK-NOTES: :[[@LINE-5]]:7: note: 'dwMessage == LINE_CLOSE' is true here
    // CHECK-NOTES: :[[@LINE-5]]:9: note: 's_hCall' is true here
    s_hCall = 0;
    s_hLine = 0;
  }
  if (dwMessage == LINE_CALLSTATE && dwParam1 == LINECALLSTATE_IDLE) {
    lineClose(s_hLine);
    s_hLine = 0;
    lineDeallocateCall((HCALL)hDevice); // expect: TAPI005
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: call handle 'hDevice' is used after lineClose closed its line [tapi-use-after-close]
    // CHECK-NOTES: :[[@LINE-15]]:7: note: 'dwMessage == LINE_CLOSE' is false here
    // CHECK-NOTES: :[[@LINE-6]]:7: note: 'dwMessage == LINE_CALLSTATE' is true here
    // CHECK-NOTES: :[[@LINE-7]]:38: note: 'dwParam1 == LINECALLSTATE_IDLE' is true here
    // CHECK-NOTES: :[[@LINE-7]]:5: note: lineClose ends 's_hLine' and every call on it here
  }
}
