// RUN: %check_tapi %s 'tapi-*,-tapi-orphaned-call'
// Helpers that wait for a reply and return something positive on success: what
// the reply says is 0 or an error, so nothing positive comes from a failure.
#include "../Inputs/telephony.h"

#define STILL_PENDING 99

static HLINE g_hLine;

static LONG returnId(LONG Id) {
  LINEMESSAGE Message;
  if (Id < 0)
    return Id;
  while (lineGetMessage(g_hLineApp, &Message, 10000) == 0)
    if (Message.dwMessageID == LINE_REPLY && Message.dwParam1 == (DWORD)Id)
      return Message.dwParam2 == 0 ? Id : (LONG)Message.dwParam2;
  return 0;
}

static LONG returnOne(LONG Id) {
  LINEMESSAGE Message;
  if (Id < 0)
    return Id;
  while (lineGetMessage(g_hLineApp, &Message, INFINITE) == 0)
    if (Message.dwMessageID == LINE_REPLY && Message.dwParam1 == (DWORD)Id) {
      if (Message.dwParam2 == 0)
        return 1;
      return (LONG)Message.dwParam2;
    }
  return 0;
}

static LONG returnState(LONG Id, DWORD Wanted) {
  LINEMESSAGE Message;
  BOOL IsReplied = FALSE;
  if (Id < 0)
    return Id;
  while (lineGetMessage(g_hLineApp, &Message, INFINITE) == 0) {
    if (Message.dwMessageID == LINE_REPLY && Message.dwParam1 == (DWORD)Id) {
      if (Message.dwParam2)
        return (LONG)Message.dwParam2;
      IsReplied = TRUE;
    }
    if (Message.dwMessageID == LINE_CALLSTATE && IsReplied &&
        (Message.dwParam1 & Wanted))
      return (LONG)Message.dwParam1;
  }
  return IsReplied ? LINECALLSTATE_UNKNOWN : LINEERR_OPERATIONFAILED;
}

static LONG returnPending(LONG Id) {
  LINEMESSAGE Message;
  if (Id < 0)
    return Id;
  while (lineGetMessage(g_hLineApp, &Message, 100) == 0)
    if (Message.dwMessageID == LINE_REPLY && Message.dwParam1 == (DWORD)Id)
      return (LONG)Message.dwParam2;
  return STILL_PENDING;
}

void id_ok(void) {
  HCALL hCall = 0;
  if (returnId(lineMakeCall(g_hLine, &hCall, "1", 0, NULL)) > 0) {
    lineDrop(hCall, NULL, 0);
    lineDeallocateCall(hCall);
  }
}

void one_ok(void) {
  HCALL hCall = 0;
  if (returnOne(lineMakeCall(g_hLine, &hCall, "1", 0, NULL)) > 0) {
    lineDrop(hCall, NULL, 0);
    lineDeallocateCall(hCall);
  }
}

void oneAndLost_bad(void) {
  HCALL hCall = 0;
  if (returnOne(lineMakeCall(g_hLine, &hCall, "1", 0, NULL)) > 0)
    lineDrop(hCall, NULL, 0);
} // expect: TAPI001
// CHECK-NOTES: :[[@LINE-1]]:1: warning: call handle 'hCall' is never deallocated: its last reference ends here while its line stays open [tapi-call-leak]
// CHECK-NOTES: :[[@LINE-4]]:17: note: call handle 'hCall' is requested by lineMakeCall here
// CHECK-NOTES: :[[@LINE-5]]:7: note: 'returnOne' is called here
// CHECK-NOTES: :[[@LINE-61]]:10: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) == 0' is true here
// CHECK-NOTES: :[[@LINE-61]]:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
// CHECK-NOTES: :[[@LINE-62]]:46: note: 'Message.dwParam1 == (DWORD)Id' is true here
// CHECK-NOTES: :[[@LINE-62]]:11: note: 'Message.dwParam2 == 0' is true here

// A result that is not 0 may be an error as well.
void notZero_bad(void) {
  HCALL hCall = 0;
  if (returnOne(lineMakeCall(g_hLine, &hCall, "1", 0, NULL)) != 0) {
    lineDrop(hCall, NULL, 0); // expect: TAPI009
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: call handle 'hCall' is used although lineMakeCall failed [tapi-pending-handle]
    // CHECK-NOTES: :[[@LINE-3]]:17: note: call handle 'hCall' is requested by lineMakeCall here
    // CHECK-NOTES: :[[@LINE-4]]:7: note: 'returnOne' is called here
    // CHECK-NOTES: :[[@LINE-74]]:10: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) == 0' is true here
    // CHECK-NOTES: :[[@LINE-74]]:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
    // CHECK-NOTES: :[[@LINE-75]]:46: note: 'Message.dwParam1 == (DWORD)Id' is true here
    // CHECK-NOTES: :[[@LINE-75]]:11: note: 'Message.dwParam2 == 0' is false here
    lineDeallocateCall(hCall);
  }
}

void state_ok(void) {
  HCALL hCall = 0;
  LONG State = returnState(lineMakeCall(g_hLine, &hCall, "1", 0, NULL),
                           LINECALLSTATE_CONNECTED | LINECALLSTATE_BUSY);
  if (State < 0)
    return;
  lineDrop(hCall, NULL, 0);
  lineDeallocateCall(hCall);
}

void waitedAgain_ok(void) {
  HCALL hCall = 0;
  LONG Id = lineMakeCall(g_hLine, &hCall, "1", 0, NULL);
  LONG Result = returnPending(Id);
  if (Result == STILL_PENDING) {
    Result = returnPending(Id);
    if (Result == STILL_PENDING)
      return;
  }
  if (Result < 0)
    return;
  lineDrop(hCall, NULL, 0);
  lineDeallocateCall(hCall);
}
