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

void FN_lostAfterSuccess_bad(void) {
  HCALL hCall = 0;
  if (awaitResult(lineMakeCall(g_hLine, &hCall, "1", 0, NULL)) == 0)
    g_Succeeded = TRUE;
} // expect: TAPI001

void dropped_ok(void) {
  HCALL hCall = 0;
  if (awaitResult(lineMakeCall(g_hLine, &hCall, "1", 0, NULL)) != 0)
    return;
  lineDeallocateCall(hCall);
}

void askedInOtherWords_ok(void) {
  HCALL hCall = 0;
  if (hasSucceeded(lineMakeCall(g_hLine, &hCall, "1", 0, NULL)))
    lineDeallocateCall(hCall);
}

// 0 only says that the wait has ended.
static LONG g_Outcome;
static LONG awaitEvent(LONG Id, HANDLE Event) {
  if (Id < 0)
    return Id;
  return (LONG)WaitForSingleObject(Event, INFINITE);
}

void outcomeElsewhere_ok(HANDLE Event) {
  HCALL hCall = 0;
  LONG Id = lineMakeCall(g_hLine, &hCall, "1", 0, NULL);
  if (awaitEvent(Id, Event) != 0 || g_Outcome != 0)
    return;
  lineDeallocateCall(hCall);
}
