// RUN: %check_tapi %s 'tapi-*'
// A message about the stored call shows that it lives: its last place must not
// be cleared or written over then.
#include "../Inputs/telephony.h"

static HLINE s_hLine;
static HCALL s_hIdle, s_hBusy;
static LONG s_lRequest;

void dial_ok(void) {
  s_lRequest = lineMakeCall(s_hLine, &s_hIdle, "1", 0, NULL);
}
void dial_busy_ok(void) { lineMakeCall(s_hLine, &s_hBusy, "2", 0, NULL); }

void CALLBACK message_bad(DWORD hDevice, DWORD dwMessage, DWORD_PTR dwInstance,
                          DWORD_PTR dwParam1, DWORD_PTR dwParam2,
                          DWORD_PTR dwParam3) {
  if (dwMessage != LINE_CALLSTATE)
    return;
  if ((HCALL)hDevice == s_hIdle && dwParam1 == LINECALLSTATE_IDLE)
    s_hIdle = 0; // expect: TAPI001
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: call handle 's_hIdle' is never deallocated: its last reference is cleared here while its line stays open [tapi-call-leak]
  // CHECK-NOTES: :[[@LINE-12]]:16: note: call handle 's_hIdle' is requested by lineMakeCall here
  // CHECK-NOTES: :[[@LINE-9]]:15: note: later, 'message_bad' runs
  // CHECK-NOTES: :[[@LINE-7]]:7: note: 'dwMessage != LINE_CALLSTATE' is false here
  // CHECK-NOTES: :[[@LINE-6]]:36: note: 'dwParam1 == LINECALLSTATE_IDLE' is true here
  else if ((HCALL)hDevice == s_hBusy && dwParam1 == LINECALLSTATE_BUSY)
    lineMakeCall(s_hLine, &s_hBusy, "2", 0, NULL); // expect: TAPI002
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: call handle 's_hBusy' is overwritten by lineMakeCall while the call is still allocated [tapi-call-leak]
  // CHECK-NOTES: :[[@LINE-17]]:27: note: call handle 's_hBusy' is requested by lineMakeCall here
  // CHECK-NOTES: :[[@LINE-16]]:15: note: later, 'message_bad' runs
  // CHECK-NOTES: :[[@LINE-14]]:7: note: 'dwMessage != LINE_CALLSTATE' is false here
  // CHECK-NOTES: :[[@LINE-13]]:7: note: '(HCALL)hDevice == s_hIdle' is false here
  // CHECK-NOTES: :[[@LINE-7]]:41: note: 'dwParam1 == LINECALLSTATE_BUSY' is true here
  else if ((HCALL)hDevice == s_hBusy && dwParam1 == LINECALLSTATE_IDLE) {
    lineDeallocateCall(s_hBusy);
    s_hBusy = 0;
  }
}
