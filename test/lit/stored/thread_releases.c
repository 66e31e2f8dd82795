// RUN: %check_tapi %s 'tapi-*,-tapi-orphaned-call'
// A thread releases the call that the program's start has made. Between two
// waits of the one, the other goes on: the call is dead, or another one.
#include "../Inputs/telephony.h"

static HLINE g_hLine;
static HCALL g_hCall, g_hOwn;
static HANDLE g_hReady, g_hDone;

static DWORD WINAPI hangUp_ok(void *Unused) {
  while (WaitForSingleObject(g_hReady, INFINITE) == WAIT_OBJECT_0) {
    lineDrop(g_hCall, NULL, 0);
    lineDeallocateCall(g_hCall);
    SetEvent(g_hDone);
  }
  return 0;
}

static DWORD WINAPI hangUpTwice_bad(void *Unused) {
  lineDeallocateCall(g_hCall);
  SetEvent(g_hDone);
  lineDeallocateCall(g_hCall); // expect: TAPI006
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call handle 'g_hCall' is released a second time by lineDeallocateCall [tapi-double-release]
  // CHECK-NOTES: :[[@LINE-4]]:3: note: call handle 'g_hCall' is ended by lineDeallocateCall here
  return 0;
}

// The thread has nothing to do with this one.
static void dialOwn_bad(void) {
  if (waitForReply(lineMakeCall(g_hLine, &g_hOwn, "1", 0, NULL)))
    WaitForSingleObject(g_hDone, INFINITE);
  if (waitForReply(
          lineMakeCall(g_hLine, &g_hOwn, "2", 0, NULL))) // expect: TAPI002
    lineDeallocateCall(g_hOwn);
  // CHECK-NOTES: :[[@LINE-2]]:11: warning: call handle 'g_hOwn' is overwritten by lineMakeCall while the call is still allocated [tapi-call-leak]
  // CHECK-NOTES: :[[@LINE-6]]:20: note: call handle 'g_hOwn' is requested by lineMakeCall here
  // CHECK-NOTES: :[[@LINE-7]]:7: note: 'waitForReply' is called here
  // CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
  // CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
  // CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
  // CHECK-NOTES: :[[@LINE-11]]:7: note: 'waitForReply(lineMakeCall(g_hLine, &g_hOwn, "1", 0, NULL))' is true here
}

int main(void) {
  int Round;
  CreateThread(NULL, 0, hangUp_ok, NULL, 0, NULL);
  CreateThread(NULL, 0, hangUpTwice_bad, NULL, 0, NULL);
  for (Round = 0; Round < 10; ++Round)
    if (waitForReply(lineMakeCall(g_hLine, &g_hCall, "1", 0, NULL))) {
      SetEvent(g_hReady);
      WaitForSingleObject(g_hDone, INFINITE);
    }
  dialOwn_bad();
  return 0;
}
