// RUN: %check_tapi %s 'tapi-*'
// Who answers the call of a LINE_CALLSTATE owns it; here nobody deallocates any.
#include "../Inputs/telephony.h"

static HLINEAPP s_hApp;
static HLINE s_hLine;

void event_loop_bad(void) {
  LINEMESSAGE message;
  for (;;) {
    if (lineGetMessage(s_hApp, &message, INFINITE) != 0) // expect: TAPI001
      continue;
    // CHECK-NOTES: :[[@LINE-2]]:9: warning: call handle 'message.hDevice' is never deallocated: its last reference ends here while its line stays open [tapi-call-leak]
    // CHECK-NOTES: :[[@LINE+5]]:7: note: call handle 'message.hDevice' is taken by lineAnswer here: whoever owns a call has to deallocate it
    if (message.dwMessageID != LINE_CALLSTATE)
      continue;
    switch (message.dwParam1) {
    case LINECALLSTATE_OFFERING:
      lineAnswer((HCALL)message.hDevice, NULL, 0);
      break;
    case LINECALLSTATE_IDLE:
      MessageBeep(0);
      break;
    }
  }
}

void CALLBACK callback_bad(DWORD device, DWORD message, DWORD_PTR instance,
                           DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) {
  if (message == LINE_CALLSTATE && p1 == LINECALLSTATE_OFFERING)
    lineAnswer((HCALL)device, NULL, 0);
} // expect: TAPI001
// CHECK-NOTES: :[[@LINE-1]]:1: warning: call handle 'device' is never deallocated: its last reference ends here while its line stays open [tapi-call-leak]
// CHECK-NOTES: :[[@LINE-3]]:5: note: call handle 'device' is taken by lineAnswer here: whoever owns a call has to deallocate it

void new_call_is_overwritten_bad(void) {
  LINEMESSAGE message;
  if (lineGetMessage(s_hApp, &message, INFINITE) != 0)
    return;
  if (message.dwMessageID == LINE_CALLSTATE)
    lineAnswer((HCALL)message.hDevice, NULL, 0);
  lineGetMessage(s_hApp, &message, INFINITE); // expect: TAPI001
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call handle 'message.hDevice' is never deallocated: its last reference ends here while its line stays open [tapi-call-leak]
  // CHECK-NOTES: :[[@LINE-3]]:5: note: call handle 'message.hDevice' is taken by lineAnswer here: whoever owns a call has to deallocate it
}

// Whoever ends everything releases no call before.
void finish_ok(void) {
  lineClose(s_hLine);
  lineShutdown(s_hApp);
}

void only_dropped_ok(void) {
  LINEMESSAGE message;
  while (lineGetMessage(s_hApp, &message, INFINITE) == 0)
    if (message.dwMessageID == LINE_CALLSTATE)
      lineDrop((HCALL)message.hDevice, NULL, 0);
}
