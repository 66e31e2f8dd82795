// RUN: %check_tapi %s 'tapi-*'
// The hDevice of some messages is no handle at all.
#include "../Inputs/telephony.h"

static HCALL s_hCall;
static LONG s_lRequest;

void CALLBACK onReply_bad(DWORD dwDevice, DWORD dwMessage, DWORD_PTR dwInstance,
                          DWORD_PTR dwParam1, DWORD_PTR dwParam2,
                          DWORD_PTR dwParam3) {
  if (dwMessage == LINE_REPLY && (LONG)dwParam1 == s_lRequest)
    lineSetAppSpecific((HCALL)dwDevice, 1); // expect: TAPI012
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: lineSetAppSpecific needs a call handle, but 'dwDevice' is unused in LINE_REPLY [tapi-handle-kind]
  // CHECK-NOTES: :[[@LINE-3]]:7: note: 'dwMessage == LINE_REPLY' is true here
  // CHECK-NOTES: :[[@LINE-4]]:34: note: '(LONG)dwParam1 == s_lRequest' is true here
}

void CALLBACK onReply_ok(DWORD dwDevice, DWORD dwMessage, DWORD_PTR dwInstance,
                         DWORD_PTR dwParam1, DWORD_PTR dwParam2,
                         DWORD_PTR dwParam3) {
  if (dwMessage == LINE_REPLY && (LONG)dwParam1 == s_lRequest && !dwParam2)
    lineSetAppSpecific(s_hCall, 1);
  if (dwMessage == LINE_CALLINFO)
    lineSetAppSpecific((HCALL)dwDevice, 1);
}

void CALLBACK onPhone_bad(DWORD dwDevice, DWORD dwMessage, DWORD_PTR dwInstance,
                          DWORD_PTR dwParam1, DWORD_PTR dwParam2,
                          DWORD_PTR dwParam3) {
  DWORD dwVolume;

  if (dwMessage == PHONE_REPLY)
    phoneGetVolume((HPHONE)dwDevice, PHONEHOOKSWITCHDEV_HANDSET, &dwVolume); // expect: TAPI012
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: phoneGetVolume needs a phone handle, but 'dwDevice' is unused in PHONE_REPLY [tapi-handle-kind]
  // CHECK-NOTES: :[[@LINE-3]]:7: note: 'dwMessage == PHONE_REPLY' is true here
}
