// RUN: %check_tapi %s 'tapi-*,-tapi-orphaned-call'
// A helper that returns errors at once, and else what the reply says.
#include "../Inputs/telephony.h"

typedef struct Request {
  struct Request *Next;
  LONG Id;
  LONG Result;
  HANDLE Done;
} Request;

static HLINE g_hLine;
static BOOL g_Succeeded;
static Request *g_Requests;

static Request *find(LONG Id) {
  for (Request *R = g_Requests; R; R = R->Next)
    if (R->Id == Id)
      return R;
  return NULL;
}

void onReply(LONG Id, LONG Result) {
  Request *R = find(Id);
  if (R) {
    R->Result = Result;
    SetEvent(R->Done);
  }
}

static LONG awaitResult(LONG Id) {
  MSG Message;
  if (Id <= 0)
    return Id;
  Request *R = find(Id);
  if (!R)
    return LINEERR_INVALPARAM;
  while (WaitForSingleObject(R->Done, 0) == WAIT_TIMEOUT) {
    while (PeekMessage(&Message, NULL, 0, 0, PM_REMOVE)) {
      if (Message.message == WM_QUIT)
        return -1;
      DispatchMessage(&Message);
    }
    Sleep(5);
  }
  return R->Result;
}

// Which of the two results is success is not known.
static BOOL hasSucceeded(LONG Id) { return awaitResult(Id) == 0; }

void lostAfterSuccess_bad(void) {
  HCALL hCall = 0;
  if (awaitResult(lineMakeCall(g_hLine, &hCall, "1", 0, NULL)) == 0)
    g_Succeeded = TRUE;
} // expect: TAPI001
// CHECK-NOTES: :[[@LINE-1]]:1: warning: call handle 'hCall' is never deallocated: its last reference ends here while its line stays open [tapi-call-leak]
// CHECK-NOTES: :[[@LINE-4]]:19: note: call handle 'hCall' is requested by lineMakeCall here
// CHECK-NOTES: :[[@LINE-5]]:7: note: 'awaitResult(lineMakeCall(g_hLine, &hCall, "1", 0, NULL)) ...' is true here

void dropped_ok(void) {
  HCALL hCall = 0;
  if (awaitResult(lineMakeCall(g_hLine, &hCall, "1", 0, NULL)) != 0)
    return;
  lineDeallocateCall(hCall);
}

void usedAfterFailure_bad(void) {
  HCALL hCall = 0;
  LONG Result = awaitResult(lineMakeCall(g_hLine, &hCall, "1", 0, NULL));
  if (Result != 0)
    lineDrop(hCall, NULL, 0); // expect: TAPI009
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: call handle 'hCall' is used although lineMakeCall failed [tapi-pending-handle]
  // CHECK-NOTES: :[[@LINE-4]]:29: note: call handle 'hCall' is requested by lineMakeCall here
  // CHECK-NOTES: :[[@LINE-4]]:7: note: 'Result != 0' is true here
  else
    lineDeallocateCall(hCall);
}

void askedInOtherWords_ok(void) {
  HCALL hCall = 0;
  if (hasSucceeded(lineMakeCall(g_hLine, &hCall, "1", 0, NULL)))
    lineDeallocateCall(hCall);
}
