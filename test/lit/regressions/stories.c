// RUN: %check_tapi %s 'tapi-*,-tapi-orphaned-call'
// Reports whose notes have to tell the way through a callee.
#include "../Inputs/telephony.h"

static void release(HCALL hCall) {
  lineDrop(hCall, NULL, 0);
  lineDeallocateCall(hCall);
}

// A note names the first call of the wrapper, not only the place in it.
void releaseTwice_bad(HCALL hCall) {
  release(hCall);
  release(hCall); // expect: TAPI003
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call handle 'hCall' is used after lineDeallocateCall deallocated it [tapi-use-after-deallocate]
  // CHECK-NOTES: :[[@LINE-3]]:3: note: 'release' is called here
  // CHECK-NOTES: :[[@LINE-9]]:3: note: call handle 'hCall' is ended by lineDeallocateCall here
  // CHECK-NOTES: :[[@LINE-11]]:3: note: call handle 'hCall' is passed to lineDrop here
}

static void releaseIf(HCALL hCall, BOOL fRelease) {
  if (fRelease)
    lineDeallocateCall(hCall);
}

// A note tells the branch that the first call takes.
void releaseIfTwice_bad(HCALL hCall, BOOL fRelease) {
  releaseIf(hCall, fRelease);
  releaseIf(hCall, TRUE); // expect: TAPI006
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call handle 'hCall' is released a second time by lineDeallocateCall [tapi-double-release]
  // CHECK-NOTES: :[[@LINE-3]]:3: note: 'releaseIf' is called here
  // CHECK-NOTES: :[[@LINE-10]]:7: note: 'fRelease' is true here
  // CHECK-NOTES: :[[@LINE-10]]:5: note: call handle 'hCall' is ended by lineDeallocateCall here
  // CHECK-NOTES: :[[@LINE-11]]:5: note: call handle 'hCall' is passed to lineDeallocateCall here
}

static void releaseInside(HCALL hCall) { release(hCall); }

// The notes go through both wrappers.
void nestedRelease_bad(HCALL hCall) {
  releaseInside(hCall);
  lineHold(hCall); // expect: TAPI003
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call handle 'hCall' is used after lineDeallocateCall deallocated it [tapi-use-after-deallocate]
  // CHECK-NOTES: :[[@LINE-3]]:3: note: 'releaseInside' is called here
  // CHECK-NOTES: :[[@LINE-8]]:42: note: 'release' is called here
  // CHECK-NOTES: :[[@LINE-38]]:3: note: call handle 'hCall' is ended by lineDeallocateCall here
}

static void releaseIfSet(HCALL *phCall) {
  if (*phCall)
    lineDeallocateCall(*phCall);
}

// Wrong story: that the first release ends the call goes unsaid.
void releaseByAddress_bad(HLINE hLine) {
  HCALL hCall = 0;

  if (!waitForReply(lineMakeCall(hLine, &hCall, "1", 0, NULL)))
    return;
  lineDeallocateCall(hCall);
  releaseIfSet(&hCall); // expect: TAPI006
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call handle 'hCall' is released a second time by lineDeallocateCall [tapi-double-release]
  // CHECK-NOTES: :[[@LINE-5]]:21: note: call handle 'hCall' is requested by lineMakeCall here
  // CHECK-NOTES: :[[@LINE-6]]:8: note: 'waitForReply' is called here
  // CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
  // CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
  // CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
  // CHECK-NOTES: :[[@LINE-10]]:7: note: 'waitForReply(lineMakeCall(hLine, &hCall, "1", 0, NULL))' is true here
  // CHECK-NOTES: :[[@LINE-9]]:3: note: call handle 'hCall' is ended by lineDeallocateCall here
  // CHECK-NOTES: :[[@LINE-9]]:3: note: 'releaseIfSet' is called here
  // CHECK-NOTES: :[[@LINE-21]]:7: note: '*phCall' is true here
  // CHECK-NOTES: :[[@LINE-21]]:5: note: call handle 'hCall' is passed to lineDeallocateCall here
}
