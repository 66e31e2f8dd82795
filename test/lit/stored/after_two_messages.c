// RUN: %check_tapi %s 'tapi-*,-tapi-orphaned-call,-tapi-line-leak,-tapi-undeallocated-call'
// While a function waits, one message brings a call that is stored, and the
// next one ends it. What follows the wait meets what is left.
#include "../Inputs/telephony.h"

static HLINEAPP s_hApp;
static HLINE s_hLine;
static HCALL s_hKept;
static BOOL s_IsTalking;

void CALLBACK onLine(DWORD device, DWORD message, DWORD_PTR instance,
                     DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) {
  switch (message) {
  case LINE_APPNEWCALL:
    s_hKept = (HCALL)p2;
    s_IsTalking = TRUE;
    break;
  case LINE_CALLSTATE:
    if (p1 == LINECALLSTATE_IDLE) {
      lineDeallocateCall((HCALL)device);
      s_IsTalking = FALSE;
    }
    break;
  case LINE_CLOSE:
    s_hLine = 0;
    s_hKept = 0;
    s_IsTalking = FALSE;
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

int keepsItsOtherName_bad(void) {
  if (!begin())
    return 1;
  handleMessages();
  if (s_hKept)
    lineDeallocateCall(s_hKept); // expect: TAPI006
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: call handle 's_hKept' is released a second time by lineDeallocateCall [tapi-double-release]
  // CHECK-NOTES: :[[@LINE-4]]:3: note: this waits, and other functions run
  // CHECK-NOTES: :[[@LINE-43]]:15: note: meanwhile, 'onLine' runs
  // CHECK-NOTES: :[[@LINE-42]]:11: note: call handle 's_hKept' is delivered by LINE_APPNEWCALL here
  // CHECK-NOTES: :[[@LINE-43]]:11: note: 'message' is 'LINE_APPNEWCALL' here
  // CHECK-NOTES: :[[@LINE-8]]:3: note: this waits, and other functions run
  // CHECK-NOTES: :[[@LINE-47]]:15: note: meanwhile, 'onLine' runs
  // CHECK-NOTES: :[[@LINE-46]]:11: note: 'message' is 'LINE_CALLSTATE' here
  // CHECK-NOTES: :[[@LINE-41]]:9: note: 'p1 == LINECALLSTATE_IDLE' is true here
  // CHECK-NOTES: :[[@LINE-41]]:7: note: call handle 's_hKept' is ended by lineDeallocateCall here
  // CHECK-NOTES: :[[@LINE-12]]:7: note: 's_hKept' is true here
  return 0;
}

int flagged_ok(void) {
  if (!begin())
    return 1;
  handleMessages();
  if (s_IsTalking)
    lineDeallocateCall(s_hKept);
  return 0;
}

// Whether it is there at all, the line says.
int askedByLine_ok(void) {
  if (!begin())
    return 1;
  handleMessages();
  if (s_hLine)
    lineClose(s_hLine);
  lineShutdown(s_hApp);
  return 0;
}
