// RUN: %check_tapi %s 'tapi-*'
// Helpers that release and helpers that use, in one path or two.
#include "../Inputs/telephony.h"

static void hangUp(HCALL hCall) {
  lineDrop(hCall, NULL, 0);
  lineDeallocateCall(hCall);
}

static void hangUpAndClear(LPHCALL lphCall) {
  hangUp(*lphCall);
  *lphCall = 0;
}

static LONG releaseCall(HCALL hCall) { return lineDeallocateCall(hCall); }

static void endWhenAsked(HCALL hCall, BOOL fHangUp) {
  if (fHangUp)
    hangUp(hCall);
}

static DWORD callState(HCALL hCall) {
  LINECALLSTATUS Status;

  Status.dwTotalSize = sizeof(Status);
  if (lineGetCallStatus(hCall, &Status) != 0)
    return LINECALLSTATE_UNKNOWN;
  return Status.dwCallState;
}

static HCALL dial(HLINE hLine, LPCSTR lpszNumber) {
  HCALL hCall = 0;

  if (!waitForReply(lineMakeCall(hLine, &hCall, lpszNumber, 0, NULL)))
    return 0;
  return hCall;
}

void useAfterWrapper_bad(HCALL hCall) {
  hangUp(hCall);
  lineSetCallPrivilege(hCall, LINECALLPRIVILEGE_MONITOR); // expect: TAPI003
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call handle 'hCall' is used after lineDeallocateCall deallocated it [tapi-use-after-deallocate]
  // CHECK-NOTES: :[[@LINE-3]]:3: note: 'hangUp' is called here
  // CHECK-NOTES: :[[@LINE-37]]:3: note: call handle 'hCall' is ended by lineDeallocateCall here
}

void useAfterWrapper_ok(HCALL hCall) {
  lineSetCallPrivilege(hCall, LINECALLPRIVILEGE_OWNER);
  hangUp(hCall);
}

void useInWrapper_bad(HCALL hCall) {
  lineDrop(hCall, NULL, 0);
  lineDeallocateCall(hCall);
  if (callState(hCall) == LINECALLSTATE_IDLE) // expect: TAPI003
    ShowStatus("idle");
  // CHECK-NOTES: :[[@LINE-2]]:7: warning: call handle 'hCall' is used after lineDeallocateCall deallocated it [tapi-use-after-deallocate]
  // CHECK-NOTES: :[[@LINE-4]]:3: note: call handle 'hCall' is ended by lineDeallocateCall here
  // CHECK-NOTES: :[[@LINE-33]]:7: note: call handle 'hCall' is passed to lineGetCallStatus here
}

void useInWrapper_ok(HCALL hCall) {
  lineDrop(hCall, NULL, 0);
  if (callState(hCall) == LINECALLSTATE_IDLE)
    ShowStatus("idle");
  lineDeallocateCall(hCall);
}

void bothInWrappers_bad(HCALL hCall) {
  hangUp(hCall);
  ShowStatus(callState(hCall) ? "busy" : "free"); // expect: TAPI003
  // CHECK-NOTES: :[[@LINE-1]]:14: warning: call handle 'hCall' is used after lineDeallocateCall deallocated it [tapi-use-after-deallocate]
  // CHECK-NOTES: :[[@LINE-3]]:3: note: 'hangUp' is called here
  // CHECK-NOTES: :[[@LINE-67]]:3: note: call handle 'hCall' is ended by lineDeallocateCall here
  // CHECK-NOTES: :[[@LINE-49]]:7: note: call handle 'hCall' is passed to lineGetCallStatus here
}

void wrapperResult_ok(HCALL hCall) {
  if (releaseCall(hCall) != 0)
    lineDrop(hCall, NULL, 0);
}

void wrapperResult_bad(HCALL hCall) {
  if (releaseCall(hCall) == 0)
    lineDrop(hCall, NULL, 0); // expect: TAPI003
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: call handle 'hCall' is used after lineDeallocateCall deallocated it [tapi-use-after-deallocate]
  // CHECK-NOTES: :[[@LINE-3]]:7: note: 'releaseCall' is called here
  // CHECK-NOTES: :[[@LINE-73]]:47: note: call handle 'hCall' is ended by lineDeallocateCall here
}

void conditionalWrapper_ok(HCALL hCall, BOOL fHangUp) {
  endWhenAsked(hCall, fHangUp);
  if (!fHangUp)
    lineHold(hCall);
}

void conditionalWrapper_bad(HCALL hCall, BOOL fHangUp) {
  endWhenAsked(hCall, fHangUp);
  if (fHangUp)
    lineDrop(hCall, NULL, 0); // expect: TAPI003
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: call handle 'hCall' is used after lineDeallocateCall deallocated it [tapi-use-after-deallocate]
  // CHECK-NOTES: :[[@LINE-4]]:3: note: 'endWhenAsked' is called here
  // CHECK-NOTES: :[[@LINE-85]]:7: note: 'fHangUp' is true here
  // CHECK-NOTES: :[[@LINE-85]]:5: note: 'hangUp' is called here
  // CHECK-NOTES: :[[@LINE-98]]:3: note: call handle 'hCall' is ended by lineDeallocateCall here
}

void clearedByWrapper_ok(HCALL hCall) {
  hangUpAndClear(&hCall);
  if (hCall)
    lineHold(hCall);
}

void copySurvivesWrapper_bad(HCALL hCall) {
  HCALL hLast = hCall;

  hangUpAndClear(&hCall);
  if (!hCall)
    lineGenerateDigits(hLast, LINEDIGITMODE_DTMF, "0", 0); // expect: TAPI003
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: call handle 'hLast' is used after lineDeallocateCall deallocated it [tapi-use-after-deallocate]
  // CHECK-NOTES: :[[@LINE-4]]:3: note: 'hangUpAndClear' is called here
  // CHECK-NOTES: :[[@LINE-111]]:3: note: 'hangUp' is called here
  // CHECK-NOTES: :[[@LINE-116]]:3: note: call handle 'hLast' is ended by lineDeallocateCall here
}

// A new call in the same variable is not the old one.
void newCall_ok(HLINE hLine, HCALL hCall) {
  hangUp(hCall);
  hCall = dial(hLine, "100");
  if (!hCall)
    return;
  lineMonitorDigits(hCall, LINEDIGITMODE_DTMF);
  hangUp(hCall);
}

// Released by the innermost of several calls of the same function.
static void countDown(HCALL hCall, int cSeconds) {
  if (cSeconds <= 0) {
    lineDrop(hCall, NULL, 0);
    lineDeallocateCall(hCall);
    return;
  }
  Sleep(1000);
  countDown(hCall, cSeconds - 1);
}

void afterRecursion_bad(HCALL hCall) {
  countDown(hCall, 10);
  lineSetAppSpecific(hCall, 0); // expect: TAPI003
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call handle 'hCall' is used after lineDeallocateCall deallocated it [tapi-use-after-deallocate]
  // CHECK-NOTES: :[[@LINE-3]]:3: note: 'countDown' is called here
  // CHECK-NOTES: :[[@LINE-8]]:3: note: 'countDown' is called here
  // CHECK-NOTES: :[[@LINE-9]]:3: note: 'countDown' is called here
  // CHECK-NOTES: :[[@LINE-10]]:3: note: 'countDown' is called here
  // CHECK-NOTES: :[[@LINE-11]]:3: note: 'countDown' is called here
  // CHECK-NOTES: :[[@LINE-16]]:5: note: call handle 'hCall' is ended by lineDeallocateCall here
}

void beforeRecursion_ok(HCALL hCall) {
  lineSetAppSpecific(hCall, 10);
  countDown(hCall, 10);
}
