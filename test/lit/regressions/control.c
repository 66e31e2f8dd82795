// RUN: %check_tapi %s 'tapi-*'
// Ways through a function that no ordinary statement takes.
#include "../Inputs/telephony.h"

static BOOL dial(HLINE hLine, HCALL *phCall) {
  return waitForReply(lineMakeCall(hLine, phCall, "1", 0, NULL));
}

// A function with __finally in it is not analysed, not even behind the block; the
// ledger counts it as unknown.
void FN_afterTry_bad(HCALL hCall) {
  __try {
    ShowStatus("in the block");
  } __finally {
    ShowStatus("leaving");
  }
  lineDeallocateCall(hCall);
  lineDeallocateCall(hCall); // expect: TAPI006
}

// The same for what is in the block.
void FN_leakInTry_bad(HLINE hLine) {
  HCALL hCall = 0;

  __try {
    if (dial(hLine, &hCall))
      lineHold(hCall);
  } __finally {
    ShowStatus("leaving");
  }
} // expect: TAPI001

// An __except block is never entered.
void FN_leakInExcept_bad(HLINEAPP hLineApp) {
  HLINE hLine = 0;

  if (lineOpen(hLineApp, 0, &hLine, NEGOTIATED_VERSION, 0, 0,
               LINECALLPRIVILEGE_NONE, 0, NULL) != 0)
    return;
  __try {
    ShowStatus("in the block");
  } __except (1) {
    return; // expect: TAPI007
  }
  lineClose(hLine);
}

// What follows the block is analysed.
void afterExcept_bad(HLINEAPP hLineApp) {
  HLINE hLine = 0;

  if (lineOpen(hLineApp, 0, &hLine, NEGOTIATED_VERSION, 0, 0,
               LINECALLPRIVILEGE_NONE, 0, NULL) != 0)
    return;
  __try {
    ShowStatus("in the block");
  } __except (1) {
    ShowStatus("an exception");
  }
} // expect: TAPI007
// CHECK-NOTES: :[[@LINE-1]]:1: warning: line handle 'hLine' is never closed: its last reference ends here [tapi-line-leak]
// CHECK-NOTES: :[[@LINE-10]]:7: note: line handle 'hLine' is obtained by lineOpen here

// A goto to a computed place takes only one of the labels.
void computedGoto_bad(HCALL hCall, int nCommand) {
  static void *Labels[] = {&&Show, &&Twice, &&Once};

  goto *Labels[nCommand];
Show:
  ShowStatus("nothing to do");
  return;
Twice:
  lineDeallocateCall(hCall);
Once:
  lineDeallocateCall(hCall); // expect: TAPI006
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call handle 'hCall' is released a second time by lineDeallocateCall [tapi-double-release]
  // CHECK-NOTES: :[[@LINE-4]]:3: note: call handle 'hCall' is ended by lineDeallocateCall here
}

// Two labels that each release once.
void computedGoto_ok(HCALL hCall, int nCommand) {
  static void *Labels[] = {&&Drop, &&Release};

  goto *Labels[nCommand];
Drop:
  lineDrop(hCall, NULL, 0);
Release:
  lineDeallocateCall(hCall);
}

static void helper_countDown(HCALL hCall, int nRounds) {
  if (nRounds == 0) {
    lineDeallocateCall(hCall);
    return;
  }
  helper_countDown(hCall, nRounds - 1);
}

// The release is thirty calls deep.
void deepRecursion_bad(HCALL hCall) {
  helper_countDown(hCall, 30);
  lineHold(hCall); // expect: TAPI003
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call handle 'hCall' is used after lineDeallocateCall deallocated it [tapi-use-after-deallocate]
  // CHECK-NOTES: :[[@LINE-3]]:3: note: 'helper_countDown' is called here
  // CHECK-NOTES: :[[@LINE-9]]:3: note: 'helper_countDown' is called here
  // CHECK-NOTES: :[[@LINE-10]]:3: note: 'helper_countDown' is called here
  // CHECK-NOTES: :[[@LINE-11]]:3: note: 'helper_countDown' is called here
  // CHECK-NOTES: :[[@LINE-12]]:3: note: 'helper_countDown' is called here
  // CHECK-NOTES: :[[@LINE-16]]:5: note: call handle 'hCall' is ended by lineDeallocateCall here
}

// How deep is not known.
void recursion_bad(HCALL hCall, int nRounds) {
  helper_countDown(hCall, nRounds);
  lineHold(hCall); // expect: TAPI003
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call handle 'hCall' is used after lineDeallocateCall deallocated it [tapi-use-after-deallocate]
  // CHECK-NOTES: :[[@LINE-3]]:3: note: 'helper_countDown' is called here
  // CHECK-NOTES: :[[@LINE-25]]:5: note: call handle 'hCall' is ended by lineDeallocateCall here
}

static void dieWith(LPCSTR lpszText) {
  ShowStatus(lpszText);
  ExitProcess(1);
}

static void refuse(LPCSTR lpszText) {
  if (lpszText)
    dieWith(lpszText);
  ExitProcess(2);
}

// A helper that never returns, which its body tells.
void neverReturns_ok(HLINE hLine) {
  lineClose(hLine);
  refuse("no device");
  lineClose(hLine);
}

static void refuseSometimes(LPCSTR lpszText) {
  if (lpszText)
    dieWith(lpszText);
}

// This one may return.
void mayReturn_bad(HLINE hLine, LPCSTR lpszText) {
  lineClose(hLine);
  refuseSometimes(lpszText);
  lineClose(hLine); // expect: TAPI006
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: line handle 'hLine' is released a second time by lineClose [tapi-double-release]
  // CHECK-NOTES: :[[@LINE-4]]:3: note: line handle 'hLine' is ended by lineClose here
}
