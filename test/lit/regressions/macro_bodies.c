// RUN: %check_tapi %s 'tapi-*'
// What stands in the body of a macro is quoted from there.
#include "../Inputs/telephony.h"

#define CALL_AND_FORGET(Number)                                                \
  HCALL hFirst = 0;                                                            \
  if (awaitReply(lineMakeCall(hLine, &hFirst, Number, 0, NULL)) != 0)          \
    return;                                                                    \
  lineDrop(hFirst, NULL, 0)

LONG awaitReply(LONG lRequest);

void inBody_bad(HLINE hLine) {
  CALL_AND_FORGET("1");
} // expect: TAPI001
// CHECK-NOTES: :[[@LINE-1]]:1: warning: call handle 'hFirst' is never deallocated: its last reference ends here while its line stays open [tapi-call-leak]
// CHECK-NOTES: :[[@LINE-3]]:3: note: call handle 'hFirst' is requested by lineMakeCall here
// CHECK-NOTES: :[[@LINE-4]]:3: note: 'awaitReply(lineMakeCall(hLine, &hFirst, Number, 0, NULL))...' is false here

#define DROP(hCall) lineDrop(hCall, NULL, 0)
#define MY_CALL(pOwner) ((pOwner)->hCall)

struct owner {
  HCALL hCall;
};

#define NAME(Left, Right) Left##Right

void pasted_bad(void) {
  HCALL NAME(hOld, Call);

  lineDrop(NAME(hOld, Call), NULL, 0); // expect: TAPI009
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call handle 'NAME(hOld, Call)' is used but was never set [tapi-pending-handle]
}

void argument_bad(HCALL hOld) {
  lineDeallocateCall(hOld);
  DROP(hOld); // expect: TAPI003
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call handle 'hOld' is used after lineDeallocateCall deallocated it [tapi-use-after-deallocate]
  // CHECK-NOTES: :[[@LINE-3]]:3: note: call handle 'hOld' is ended by lineDeallocateCall here
}

void wholeExpansion_bad(struct owner *pOld) {
  lineDeallocateCall(MY_CALL(pOld));
  DROP(MY_CALL(pOld)); // expect: TAPI003
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call handle 'MY_CALL(pOld)' is used after lineDeallocateCall deallocated it [tapi-use-after-deallocate]
  // CHECK-NOTES: :[[@LINE-3]]:3: note: call handle 'MY_CALL(pOld)' is ended by lineDeallocateCall here
}
