// RUN: %check_tapi %s 'tapi-*,-tapi-orphaned-call'
// The same condition, tested twice over operands that have not changed.
#include "../Inputs/telephony.h"

#include <string.h>

static BOOL dial(HLINE hLine, HCALL *phCall) {
  return waitForReply(lineMakeCall(hLine, phCall, "1", 0, NULL));
}

// A bit of a parameter.
void flagArgument_ok(HLINE hLine, DWORD dwFlags) {
  HCALL hCall = 0;

  if (dwFlags & 4) {
    if (!dial(hLine, &hCall))
      return;
  }
  if (dwFlags & 4)
    lineDeallocateCall(hCall);
}

// Another bit of the parameter.
void flagArgument_bad(HLINE hLine, DWORD dwFlags) {
  HCALL hCall = 0;

  if (dwFlags & 4) {
    if (!dial(hLine, &hCall))
      return;
  }
  if (dwFlags & 8)
    lineDeallocateCall(hCall);
} // expect: TAPI001
// CHECK-NOTES: :[[@LINE-1]]:1: warning: call handle 'hCall' is never deallocated: its last reference ends here while its line stays open [tapi-call-leak]
// CHECK-NOTES: :[[@LINE-7]]:10: note: 'dial' is called here
// CHECK-NOTES: :[[@LINE-28]]:23: note: call handle 'hCall' is requested by lineMakeCall here
// CHECK-NOTES: :[[@LINE-29]]:10: note: 'waitForReply' is called here
// CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
// CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
// CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
// CHECK-NOTES: :[[@LINE-13]]:9: note: 'dial(hLine, &hCall)' is true here
// CHECK-NOTES: :[[@LINE-11]]:7: note: 'dwFlags & 8' is false here

// The order of two variables.
void order_ok(HLINE hLine, int nFirst, int nSecond) {
  HCALL hCall = 0;

  if (nFirst < nSecond) {
    if (!dial(hLine, &hCall))
      return;
  }
  if (nFirst < nSecond)
    lineDeallocateCall(hCall);
}

// The second test asks for the opposite.
void oppositeOrder_ok(HLINE hLine, int nFirst, int nSecond) {
  HCALL hCall = 0;

  if (nFirst < nSecond) {
    if (!dial(hLine, &hCall))
      return;
  }
  if (nFirst >= nSecond)
    return;
  lineDeallocateCall(hCall);
}

// A loop lies between the tests.
void orderAroundLoop_ok(HLINE hLine, int nFirst, int nSecond) {
  HCALL hCall = 0;
  int i;

  if (nFirst < nSecond) {
    if (!dial(hLine, &hCall))
      return;
  }
  for (i = 0; i < NextCommand(); i++)
    ShowStatus("waiting");
  if (nFirst < nSecond)
    lineDeallocateCall(hCall);
}

// The variables change between the tests.
void order_bad(HLINE hLine, int nFirst, int nSecond) {
  HCALL hCall = 0;

  if (nFirst < nSecond) {
    if (!dial(hLine, &hCall))
      return;
  }
  nSecond = NextCommand();
  if (nFirst < nSecond)
    lineDeallocateCall(hCall);
} // expect: TAPI001
// CHECK-NOTES: :[[@LINE-1]]:1: warning: call handle 'hCall' is never deallocated: its last reference ends here while its line stays open [tapi-call-leak]
// CHECK-NOTES: :[[@LINE-8]]:10: note: 'dial' is called here
// CHECK-NOTES: :[[@LINE-90]]:23: note: call handle 'hCall' is requested by lineMakeCall here
// CHECK-NOTES: :[[@LINE-91]]:10: note: 'waitForReply' is called here
// CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
// CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
// CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
// CHECK-NOTES: :[[@LINE-14]]:9: note: 'dial(hLine, &hCall)' is true here
// CHECK-NOTES: :[[@LINE-11]]:7: note: 'nFirst < nSecond' is false here

// Products are not computed, but the same twice.
void product_ok(HLINE hLine, int nVolume) {
  HCALL hCall = 0;

  if (nVolume * 2 > 10) {
    if (!dial(hLine, &hCall))
      return;
  }
  if (nVolume * 2 > 10)
    lineDeallocateCall(hCall);
}

// Another product.
void product_bad(HLINE hLine, int nVolume, int nBase) {
  HCALL hCall = 0;

  if (nVolume * nBase > 10) {
    if (!dial(hLine, &hCall))
      return;
  }
  if (nVolume * 2 > 10)
    lineDeallocateCall(hCall);
} // expect: TAPI001
// CHECK-NOTES: :[[@LINE-1]]:1: warning: call handle 'hCall' is never deallocated: its last reference ends here while its line stays open [tapi-call-leak]
// CHECK-NOTES: :[[@LINE-7]]:10: note: 'dial' is called here
// CHECK-NOTES: :[[@LINE-123]]:23: note: call handle 'hCall' is requested by lineMakeCall here
// CHECK-NOTES: :[[@LINE-124]]:10: note: 'waitForReply' is called here
// CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
// CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
// CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
// CHECK-NOTES: :[[@LINE-13]]:9: note: 'dial(hLine, &hCall)' is true here
// CHECK-NOTES: :[[@LINE-11]]:7: note: 'nVolume * 2 > 10' is false here

// A mask that is not known, but the same twice.
void mask_ok(HLINE hLine, DWORD dwFlags, DWORD dwMask) {
  HCALL hCall = 0;

  if (dwFlags & dwMask) {
    if (!dial(hLine, &hCall))
      return;
  }
  if (dwFlags & dwMask)
    lineDeallocateCall(hCall);
}

// A single bit is 0 or itself.
void singleBit_ok(HLINE hLine, DWORD dwFlags) {
  HCALL hCall = 0;

  if ((dwFlags & 4) != 0) {
    if (!dial(hLine, &hCall))
      return;
  }
  if ((dwFlags & 4) == 4)
    lineDeallocateCall(hCall);
}

// Two bits may be set apart.
void twoBits_bad(HLINE hLine, DWORD dwFlags) {
  HCALL hCall = 0;

  if ((dwFlags & 6) != 0) {
    if (!dial(hLine, &hCall))
      return;
  }
  if ((dwFlags & 6) == 6)
    lineDeallocateCall(hCall);
} // expect: TAPI001
// CHECK-NOTES: :[[@LINE-1]]:1: warning: call handle 'hCall' is never deallocated: its last reference ends here while its line stays open [tapi-call-leak]
// CHECK-NOTES: :[[@LINE-7]]:10: note: 'dial' is called here
// CHECK-NOTES: :[[@LINE-168]]:23: note: call handle 'hCall' is requested by lineMakeCall here
// CHECK-NOTES: :[[@LINE-169]]:10: note: 'waitForReply' is called here
// CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
// CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
// CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
// CHECK-NOTES: :[[@LINE-13]]:9: note: 'dial(hLine, &hCall)' is true here
// CHECK-NOTES: :[[@LINE-11]]:7: note: '(dwFlags & 6) == 6' is false here

// Floating-point numbers are not followed.
void FP_floatingPoint_ok(HLINE hLine, double Volume) {
  HCALL hCall = 0;

  if (Volume > 1.0) {
    if (!dial(hLine, &hCall))
      return;
  }
  if (Volume > 1.0)
    lineDeallocateCall(hCall);
}
// CHECK-NOTES: :[[@LINE-1]]:1: warning: call handle 'hCall' is never deallocated: its last reference ends here while its line stays open [tapi-call-leak]
// CHECK-NOTES: :[[@LINE-7]]:10: note: 'dial' is called here
// CHECK-NOTES: :[[@LINE-189]]:23: note: call handle 'hCall' is requested by lineMakeCall here
// CHECK-NOTES: :[[@LINE-190]]:10: note: 'waitForReply' is called here
// CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
// CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
// CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
// CHECK-NOTES: :[[@LINE-13]]:9: note: 'dial(hLine, &hCall)' is true here
// CHECK-NOTES: :[[@LINE-11]]:7: note: 'Volume > 1.0' is false here

// Nor is it known that a function gives the same result twice.
void FP_sameString_ok(HLINE hLine, LPCSTR lpszMode) {
  HCALL hCall = 0;

  if (strcmp(lpszMode, "dial") == 0) {
    if (!dial(hLine, &hCall))
      return;
  }
  if (strcmp(lpszMode, "dial") == 0)
    lineDeallocateCall(hCall);
}
// CHECK-NOTES: :[[@LINE-1]]:1: warning: call handle 'hCall' is never deallocated: its last reference ends here while its line stays open [tapi-call-leak]
// CHECK-NOTES: :[[@LINE-7]]:10: note: 'dial' is called here
// CHECK-NOTES: :[[@LINE-210]]:23: note: call handle 'hCall' is requested by lineMakeCall here
// CHECK-NOTES: :[[@LINE-211]]:10: note: 'waitForReply' is called here
// CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
// CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
// CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
// CHECK-NOTES: :[[@LINE-13]]:9: note: 'dial(hLine, &hCall)' is true here
// CHECK-NOTES: :[[@LINE-11]]:7: note: 'strcmp(lpszMode, "dial") == 0' is false here

// The loop is left with i < nDevices exactly if a line was opened.
BOOL findDevice_ok(HLINEAPP hLineApp, DWORD nDevices) {
  HLINE hLine = 0;
  DWORD i;

  for (i = 0; i < nDevices; i++)
    if (lineOpen(hLineApp, i, &hLine, NEGOTIATED_VERSION, 0, 0,
                 LINECALLPRIVILEGE_NONE, 0, NULL) == 0)
      break;
  if (i >= nDevices)
    return FALSE;
  lineClose(hLine);
  return TRUE;
}

// The last device is taken for none.
BOOL findDevice_bad(HLINEAPP hLineApp, DWORD nDevices) {
  HLINE hLine = 0;
  DWORD i;

  for (i = 0; i < nDevices; i++)
    if (lineOpen(hLineApp, i, &hLine, NEGOTIATED_VERSION, 0, 0,
                 LINECALLPRIVILEGE_NONE, 0, NULL) == 0)
      break;
  if (i + 1 >= nDevices)
    return FALSE; // expect: TAPI007
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: line handle 'hLine' is never closed: its last reference ends here [tapi-line-leak]
  // CHECK-NOTES: :[[@LINE-6]]:9: note: line handle 'hLine' is obtained by lineOpen here
  // CHECK-NOTES: :[[@LINE-4]]:7: note: 'i + 1 >= nDevices' is true here
  lineClose(hLine);
  return TRUE;
}

// The same with a constant number of rounds.
BOOL dialThreeTimes_ok(HLINE hLine) {
  HCALL hCall;
  int i;

  for (i = 0; i < 3; i++)
    if (dial(hLine, &hCall))
      break;
  if (i < 3)
    lineDeallocateCall(hCall);
  return i < 3;
}

// The call of the third round is lost.
BOOL dialThreeTimes_bad(HLINE hLine) {
  HCALL hCall;
  int i;

  for (i = 0; i < 3; i++)
    if (dial(hLine, &hCall))
      break;
  if (i < 2)
    lineDeallocateCall(hCall);
  return i < 3; // expect: TAPI001
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call handle 'hCall' is never deallocated: its last reference ends here while its line stays open [tapi-call-leak]
  // CHECK-NOTES: :[[@LINE-6]]:9: note: 'dial' is called here
  // CHECK-NOTES: :[[@LINE-277]]:23: note: call handle 'hCall' is requested by lineMakeCall here
  // CHECK-NOTES: :[[@LINE-278]]:10: note: 'waitForReply' is called here
  // CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
  // CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
  // CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
  // CHECK-NOTES: :[[@LINE-12]]:9: note: 'dial(hLine, &hCall)' is true here
  // CHECK-NOTES: :[[@LINE-11]]:7: note: 'i < 2' is false here
}

// A constant of the program marks "no handle"; TAPI's handles are not equal.
void sentinel_ok(HLINEAPP hLineApp) {
  HLINE hLine = (HLINE)-1;

  if (lineOpen(hLineApp, 0, &hLine, NEGOTIATED_VERSION, 0, 0,
               LINECALLPRIVILEGE_NONE, 0, NULL) != 0)
    hLine = (HLINE)-1;
  if (hLine == (HLINE)-1)
    return;
  lineClose(hLine);
}

// The test is the wrong way round.
void sentinel_bad(HLINEAPP hLineApp) {
  HLINE hLine = (HLINE)-1;

  if (lineOpen(hLineApp, 0, &hLine, NEGOTIATED_VERSION, 0, 0,
               LINECALLPRIVILEGE_NONE, 0, NULL) != 0)
    hLine = (HLINE)-1;
  if (hLine != (HLINE)-1)
    return; // expect: TAPI007
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: line handle 'hLine' is never closed: its last reference ends here [tapi-line-leak]
  // CHECK-NOTES: :[[@LINE-6]]:7: note: line handle 'hLine' is obtained by lineOpen here
  ShowStatus("no line");
}
