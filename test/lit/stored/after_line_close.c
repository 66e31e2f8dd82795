// RUN: %check_tapi %s 'tapi-*,-tapi-orphaned-call,-tapi-line-leak,-tapi-undeallocated-call'
// While a function waits, one message brings a call that is stored, and
// LINE_CLOSE ends its line: the program forgets the line, but not the call.
#include "../Inputs/telephony.h"

static HLINEAPP s_hApp;
static HLINE s_hLine;
static HCALL s_hKept;

void CALLBACK onLine(DWORD device, DWORD message, DWORD_PTR instance,
                     DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) {
  switch (message) {
  case LINE_APPNEWCALL:
    s_hKept = (HCALL)p2;
    break;
  case LINE_CALLSTATE:
    if (p1 == LINECALLSTATE_IDLE) {
      lineDeallocateCall((HCALL)device);
      s_hKept = 0;
    }
    break;
  case LINE_CLOSE:
    s_hLine = 0;
    break;
  }
}

static BOOL begin(void) {
  DWORD devices;
  return lineInitialize(&s_hApp, NULL, onLine, "two", &devices) == 0 &&
         lineOpen(s_hApp, 0, &s_hLine, NEGOTIATED_VERSION, 0, 0,
                  LINECALLPRIVILEGE_OWNER, LINEMEDIAMODE_INTERACTIVEVOICE,
                  NULL) == 0;
}

static void handleMessages(void) {
  MSG message;
  while (GetMessage(&message, NULL, 0, 0))
    DispatchMessage(&message);
}

static void hangUp_bad(void) {
  if (s_hKept)
    lineDrop(s_hKept, NULL, 0); // expect: TAPI005
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: call handle 's_hKept' is used after LINE_CLOSE closed its line [tapi-use-after-close]
  // CHECK-NOTES: :[[@LINE+15]]:3: note: this waits, and other functions run
  // CHECK-NOTES: :[[@LINE-37]]:15: note: meanwhile, 'onLine' runs
  // CHECK-NOTES: :[[@LINE-36]]:11: note: call handle 's_hKept' is delivered by LINE_APPNEWCALL here
  // CHECK-NOTES: :[[@LINE-37]]:11: note: 'message' is 'LINE_APPNEWCALL' here
  // CHECK-NOTES: :[[@LINE+11]]:3: note: this waits, and other functions run
  // CHECK-NOTES: :[[@LINE-41]]:15: note: meanwhile, 'onLine' runs
  // CHECK-NOTES: :[[@LINE-40]]:11: note: LINE_CLOSE tells here that 'device' is closed, and every call on it
  // CHECK-NOTES: :[[@LINE-41]]:11: note: 'message' is 'LINE_CLOSE' here
  // CHECK-NOTES: :[[@LINE+8]]:3: note: 'hangUp_bad' is called here
  // CHECK-NOTES: :[[@LINE-12]]:7: note: 's_hKept' is true here
}

int forgetsTheCallOfTheLine(void) {
  if (!begin())
    return 1;
  handleMessages();
  hangUp_bad();
  return 0;
}

// The line says whether there is any call.
int asksForTheLine_ok(void) {
  if (!begin())
    return 1;
  handleMessages();
  if (s_hLine && s_hKept)
    lineDrop(s_hKept, NULL, 0);
  return 0;
}
