// RUN: %check_tapi %s 'tapi-*'
// One handle under several names: copies, pointers, references, structs,
// arrays.
#include "../Inputs/telephony.h"
#include <utility>

namespace {
struct CallSlot {
  HCALL hCall = 0;
  DWORD dwState = 0;
  LONG lPending = 0;
};
} // namespace

void allCopiesLost_bad(HLINE hLine, LPCSTR lpszNumber) {
  HCALL hCall = 0;

  if (!waitForReply(lineMakeCall(hLine, &hCall, lpszNumber, 0, nullptr)))
    return;
  HCALL hCopy = hCall;
  hCall = 0;
  lineMonitorDigits(hCopy, LINEDIGITMODE_DTMF);
} // expect: TAPI001
// CHECK-NOTES: :[[@LINE-1]]:1: warning: call handle 'hCall' is never deallocated: its last reference ends here while its line stays open [tapi-call-leak]
// CHECK-NOTES: :[[@LINE-7]]:21: note: call handle 'hCall' is requested by lineMakeCall here
// CHECK-NOTES: :[[@LINE-8]]:8: note: 'waitForReply' is called here
// CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
// CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
// CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
// CHECK-NOTES: :[[@LINE-12]]:7: note: 'waitForReply(lineMakeCall(hLine, &hCall, lpszNumber, 0, n...' is true here

void releasedThroughCopy_ok(HLINE hLine, LPCSTR lpszNumber) {
  HCALL hCall = 0;

  if (!waitForReply(lineMakeCall(hLine, &hCall, lpszNumber, 0, nullptr)))
    return;
  HCALL hCopy = hCall;
  hCall = 0;
  lineDrop(hCopy, nullptr, 0);
  lineDeallocateCall(hCopy);
}

void throughReference_bad(HLINE hLine, LPCSTR lpszNumber) {
  HCALL hCall = 0;
  HCALL &rhCall = hCall;

  if (!waitForReply(lineMakeCall(hLine, &rhCall, lpszNumber, 0, nullptr)))
    return;
  lineSetAppSpecific(rhCall, 7);
  rhCall = 0; // expect: TAPI001
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call handle 'rhCall' is never deallocated: its last reference is cleared here while its line stays open [tapi-call-leak]
  // CHECK-NOTES: :[[@LINE-5]]:21: note: call handle 'rhCall' is requested by lineMakeCall here
  // CHECK-NOTES: :[[@LINE-6]]:8: note: 'waitForReply' is called here
  // CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
  // CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
  // CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
  // CHECK-NOTES: :[[@LINE-10]]:7: note: 'waitForReply(lineMakeCall(hLine, &rhCall, lpszNumber, 0, ...' is true here
}

void throughReference_ok(HLINE hLine, LPCSTR lpszNumber) {
  HCALL hCall = 0;
  HCALL &rhCall = hCall;

  if (!waitForReply(lineMakeCall(hLine, &rhCall, lpszNumber, 0, nullptr)))
    return;
  lineSetAppSpecific(rhCall, 7);
  lineDrop(hCall, nullptr, 0);
  lineDeallocateCall(hCall);
  rhCall = 0;
}

void throughPointer_bad(HLINE hLine, LPCSTR lpszNumber) {
  HCALL hCall = 0;
  LPHCALL lphCall = &hCall;
  LONG lRequest = lineMakeCall(hLine, lphCall, lpszNumber, 0, nullptr);

  if (lRequest < 0 || !waitForReply(lRequest))
    return;
  lineMonitorMedia(*lphCall, LINEMEDIAMODE_DATAMODEM);
  *lphCall = 0; // expect: TAPI001
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call handle 'lphCall' is never deallocated: its last reference is cleared here while its line stays open [tapi-call-leak]
  // CHECK-NOTES: :[[@LINE-7]]:19: note: call handle 'lphCall' is requested by lineMakeCall here
  // CHECK-NOTES: :[[@LINE-6]]:24: note: 'waitForReply' is called here
  // CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
  // CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
  // CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
  // CHECK-NOTES: :[[@LINE-10]]:23: note: 'waitForReply(lRequest)' is true here
}

void throughPointer_ok(HLINE hLine, LPCSTR lpszNumber) {
  HCALL hCall = 0;
  LPHCALL lphCall = &hCall;
  LONG lRequest = lineMakeCall(hLine, lphCall, lpszNumber, 0, nullptr);

  if (lRequest < 0 || !waitForReply(lRequest))
    return;
  lineDrop(*lphCall, nullptr, 0);
  lineDeallocateCall(hCall);
  *lphCall = 0;
}

void localStruct_bad(HLINE hLine, LPCSTR lpszNumber) {
  CallSlot Slot;

  Slot.lPending = lineMakeCall(hLine, &Slot.hCall, lpszNumber, 0, nullptr);
  if (Slot.lPending < 0 || !waitForReply(Slot.lPending))
    return;
  Slot.dwState = LINECALLSTATE_CONNECTED;
  lineMonitorDigits(Slot.hCall, LINEDIGITMODE_DTMF);
} // expect: TAPI001
// CHECK-NOTES: :[[@LINE-1]]:1: warning: call handle 'Slot.hCall' is never deallocated: its last reference ends here while its line stays open [tapi-call-leak]
// CHECK-NOTES: :[[@LINE-7]]:19: note: call handle 'Slot.hCall' is requested by lineMakeCall here
// CHECK-NOTES: :[[@LINE-7]]:29: note: 'waitForReply' is called here
// CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
// CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
// CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
// CHECK-NOTES: :[[@LINE-11]]:28: note: 'waitForReply(Slot.lPending)' is true here

void localStruct_ok(HLINE hLine, LPCSTR lpszNumber) {
  CallSlot Slot;
  CallSlot *pSlot = &Slot;

  pSlot->lPending = lineMakeCall(hLine, &pSlot->hCall, lpszNumber, 0, nullptr);
  if (pSlot->lPending < 0 || !waitForReply(pSlot->lPending))
    return;
  CallSlot Copy = *pSlot;
  lineDrop(Slot.hCall, nullptr, 0);
  lineDeallocateCall(Copy.hCall);
}

void localArray_bad(HLINE hLine, LPCSTR lpszFirst, LPCSTR lpszSecond) {
  HCALL ahCalls[2] = {};

  if (!waitForReply(lineMakeCall(hLine, &ahCalls[0], lpszFirst, 0, nullptr)))
    return;
  if (!waitForReply(lineMakeCall(hLine, &ahCalls[1], lpszSecond, 0, nullptr)))
    return; // expect: TAPI001
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: call handle 'ahCalls[0]' is never deallocated: its last reference ends here while its line stays open [tapi-call-leak]
  // CHECK-NOTES: :[[@LINE-5]]:21: note: call handle 'ahCalls[0]' is requested by lineMakeCall here
  // CHECK-NOTES: :[[@LINE-6]]:8: note: 'waitForReply' is called here
  // CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
  // CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
  // CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
  // CHECK-NOTES: :[[@LINE-10]]:7: note: 'waitForReply(lineMakeCall(hLine, &ahCalls[0], lpszFirst, ...' is true here
  lineDrop(ahCalls[0], nullptr, 0);
  lineDrop(ahCalls[1], nullptr, 0);
  lineDeallocateCall(ahCalls[0]);
  lineDeallocateCall(ahCalls[1]);
}

void localArray_ok(HLINE hLine, LPCSTR lpszFirst, LPCSTR lpszSecond) {
  HCALL ahCalls[2] = {};

  if (!waitForReply(lineMakeCall(hLine, &ahCalls[0], lpszFirst, 0, nullptr)))
    return;
  if (waitForReply(lineMakeCall(hLine, &ahCalls[1], lpszSecond, 0, nullptr))) {
    lineDrop(ahCalls[1], nullptr, 0);
    lineDeallocateCall(ahCalls[1]);
  }
  lineDrop(ahCalls[0], nullptr, 0);
  lineDeallocateCall(ahCalls[0]);
}

// The two handles change places; each is released once.
void swapped_ok(HLINE hLine, LPCSTR lpszFirst, LPCSTR lpszSecond) {
  HCALL hActive = 0, hHeld = 0;

  if (!waitForReply(lineMakeCall(hLine, &hHeld, lpszFirst, 0, nullptr)))
    return;
  waitForReply(lineHold(hHeld));
  if (!waitForReply(lineMakeCall(hLine, &hActive, lpszSecond, 0, nullptr))) {
    lineDrop(hHeld, nullptr, 0);
    lineDeallocateCall(hHeld);
    return;
  }
  std::swap(hActive, hHeld);
  lineDrop(hActive, nullptr, 0);
  lineDeallocateCall(hActive);
  lineDrop(hHeld, nullptr, 0);
  lineDeallocateCall(hHeld);
}

// A cast to an integer and back does not lose the handle.
void throughInteger_ok(HLINE hLine, LPCSTR lpszNumber) {
  HCALL hCall = 0;

  if (!waitForReply(lineMakeCall(hLine, &hCall, lpszNumber, 0, nullptr)))
    return;
  DWORD_PTR dwKey = static_cast<DWORD_PTR>(hCall);
  lineDrop(hCall, nullptr, 0);
  lineDeallocateCall(static_cast<HCALL>(dwKey));
}

void structCopyForgotten_bad(HLINE hLine, LPCSTR lpszNumber) {
  CallSlot Slots[2];

  if (!waitForReply(
          lineMakeCall(hLine, &Slots[0].hCall, lpszNumber, 0, nullptr)))
    return;
  Slots[1] = Slots[0];
  Slots[0] = CallSlot();
  if (Slots[0].hCall) {
    lineDrop(Slots[0].hCall, nullptr, 0);
    lineDeallocateCall(Slots[0].hCall);
  }
} // expect: TAPI001
// CHECK-NOTES: :[[@LINE-1]]:1: warning: call handle 'Slots[0].hCall' is never deallocated: its last reference ends here while its line stays open [tapi-call-leak]
// CHECK-NOTES: :[[@LINE-10]]:11: note: call handle 'Slots[0].hCall' is requested by lineMakeCall here
// CHECK-NOTES: :[[@LINE-12]]:8: note: 'waitForReply' is called here
// CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
// CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
// CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
// CHECK-NOTES: :[[@LINE-16]]:7: note: 'waitForReply( lineMakeCall(hLine, &Slots[0].hCall, lpszNu...' is true here
