// RUN: %check_tapi %s 'tapi-*,-tapi-orphaned-call'
// What callees do to the handles of their callers.
#include "../Inputs/telephony.h"

#include <stdlib.h>

typedef struct {
  HLINE hLine;
  HCALL hCall;
} DEVICE;

static DEVICE Device;
static HLINEAPP s_hLineApp;
static HLINE s_hLine;

static BOOL dial(HLINE hLine, HCALL *phCall) {
  return waitForReply(lineMakeCall(hLine, phCall, "1", 0, NULL));
}

static void release(HCALL *phCall) {
  if (*phCall) {
    lineDeallocateCall(*phCall);
    *phCall = 0;
  }
}

// The callee gets the address of a part of the object and never names it.
void addressOfField_ok(HLINE hLine) {
  DEVICE Local = {0, 0};

  if (dial(hLine, &Local.hCall))
    release(&Local.hCall);
}

// A part of another object is released.
void addressOfField_bad(HLINE hLine) {
  DEVICE Local = {0, 0}, Other = {0, 0};

  if (dial(hLine, &Local.hCall))
    release(&Other.hCall);
} // expect: TAPI001
// CHECK-NOTES: :[[@LINE-1]]:1: warning: call handle 'Local.hCall' is never deallocated: its last reference ends here while its line stays open [tapi-call-leak]
// CHECK-NOTES: :[[@LINE-4]]:7: note: 'dial' is called here
// CHECK-NOTES: :[[@LINE-27]]:23: note: call handle 'Local.hCall' is requested by lineMakeCall here
// CHECK-NOTES: :[[@LINE-28]]:10: note: 'waitForReply' is called here
// CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
// CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
// CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
// CHECK-NOTES: :[[@LINE-10]]:7: note: 'dial(hLine, &Local.hCall)' is true here

static int helper_hangUp(void) {
  LPLINECALLSTATUS lpStatus;

  if (Device.hCall) {
    lpStatus = (LPLINECALLSTATUS)malloc(sizeof(LINECALLSTATUS));
    if (!lpStatus)
      return -1;
    lpStatus->dwTotalSize = sizeof(LINECALLSTATUS);
    lineGetCallStatus(Device.hCall, lpStatus);
    free(lpStatus);
    if (lineDeallocateCall(Device.hCall) != 0)
      return -2;
    Device.hCall = 0;
  }
  if (Device.hLine) {
    if (lineClose(Device.hLine) != 0)
      return -2;
    Device.hLine = 0;
  }
  return 0;
}

// The callee may return before it releases; the story has to tell that.
void session_bad(LPCSTR lpszNumber) {
  Device.hCall = 0;
  if (lineOpen(g_hLineApp, 0, &Device.hLine, NEGOTIATED_VERSION, 0, 0,
               LINECALLPRIVILEGE_NONE, 0, NULL) != 0) {
    Device.hLine = 0;
    return;
  }
  waitForReply(lineMakeCall(Device.hLine, &Device.hCall, lpszNumber, 0, NULL));
  helper_hangUp();
  Device.hCall = 0; // expect: TAPI001
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call handle 'Device.hCall' is never deallocated: its last reference is cleared here while its line stays open [tapi-call-leak]
  // CHECK-NOTES: :[[@LINE-4]]:16: note: call handle 'Device.hCall' is requested by lineMakeCall here
  // CHECK-NOTES: :[[@LINE-5]]:3: note: 'waitForReply' is called here
  // CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
  // CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
  // CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
  // CHECK-NOTES: :[[@LINE-8]]:3: note: 'helper_hangUp' is called here
  // CHECK-NOTES: :[[@LINE-37]]:7: note: 'Device.hCall' is true here
  // CHECK-NOTES: :[[@LINE-36]]:9: note: 'lpStatus' is false here
  Device.hLine = 0; // expect: TAPI007
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: line handle 'Device.hLine' is never closed: its last reference is cleared here [tapi-line-leak]
  // CHECK-NOTES: :[[@LINE-19]]:7: note: line handle 'Device.hLine' is obtained by lineOpen here
  // CHECK-NOTES: :[[@LINE-15]]:3: note: 'waitForReply' is called here
  // CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
  // CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
  // CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
  // CHECK-NOTES: :[[@LINE-18]]:3: note: 'helper_hangUp' is called here
  // CHECK-NOTES: :[[@LINE-47]]:7: note: 'Device.hCall' is true here
  // CHECK-NOTES: :[[@LINE-46]]:9: note: 'lpStatus' is false here
}

// The handles come from another entry point, so nobody knows that they live.
int FN_unlock_bad(void) {
  if (Device.hCall || Device.hLine)
    helper_hangUp();
  Device.hCall = 0; // expect: TAPI001
  Device.hLine = 0; // expect: TAPI007
  return 0;
}

// The handles are cleared only where the callee succeeded.
int unlock_ok(void) {
  if ((Device.hCall || Device.hLine) && helper_hangUp() != 0)
    return -1;
  Device.hCall = 0;
  Device.hLine = 0;
  return 0;
}

static void stopFirst(void) {
  lineClose(s_hLine);
  lineShutdown(s_hLineApp);
}

static void stopSecond(void) {
  lineClose(s_hLine);
  lineShutdown(s_hLineApp);
}

// One call releases two dead handles: that is two mistakes.
void stopTwice_bad(void) {
  stopFirst();
  stopSecond(); // expect: TAPI006 TAPI006
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: line application handle 's_hLineApp' is released a second time by lineShutdown [tapi-double-release]
  // CHECK-NOTES: :[[@LINE-3]]:3: note: 'stopFirst' is called here
  // CHECK-NOTES: :[[@LINE-14]]:3: note: line application handle 's_hLineApp' is ended by lineShutdown here
  // CHECK-NOTES: :[[@LINE-10]]:3: note: line application handle 's_hLineApp' is passed to lineShutdown here
  // CHECK-NOTES: :[[@LINE-5]]:3: warning: line handle 's_hLine' is released a second time by lineClose [tapi-double-release]
  // CHECK-NOTES: :[[@LINE-7]]:3: note: 'stopFirst' is called here
  // CHECK-NOTES: :[[@LINE-19]]:3: note: line handle 's_hLine' is ended by lineClose here
  // CHECK-NOTES: :[[@LINE-15]]:3: note: line handle 's_hLine' is passed to lineClose here
}
