// RUN: %check_tapi %s 'tapi-*'
// Several flags in the bits of one variable.
#include "../Inputs/telephony.h"

static BOOL dial(HLINE hLine, HCALL *phCall) {
  return waitForReply(lineMakeCall(hLine, phCall, "1", 0, NULL));
}

// Bit 0 is set exactly if the call exists, whatever becomes of bit 1.
void flagWord_ok(HLINE hLine) {
  HCALL hCall = 0;
  int fState = 0;

  if (dial(hLine, &hCall))
    fState |= 1;
  if (NextCommand())
    fState |= 2;
  if (fState & 1)
    lineDeallocateCall(hCall);
}

// The release depends on the other bit.
void flagWord_bad(HLINE hLine) {
  HCALL hCall = 0;
  int fState = 0;

  if (dial(hLine, &hCall))
    fState |= 1;
  if (NextCommand())
    fState |= 2;
  if (fState & 2)
    lineDeallocateCall(hCall); // expect: TAPI009
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: call handle 'hCall' is used although lineMakeCall failed [tapi-pending-handle]
  // CHECK-NOTES: :[[@LINE-7]]:7: note: 'dial' is called here
  // CHECK-NOTES: :[[@LINE-29]]:23: note: call handle 'hCall' is requested by lineMakeCall here
  // CHECK-NOTES: :[[@LINE-30]]:10: note: 'waitForReply' is called here
  // CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
  // CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
  // CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
  // CHECK-NOTES: :[[@LINE-13]]:7: note: 'dial(hLine, &hCall)' is false here
  // CHECK-NOTES: :[[@LINE-10]]:7: note: 'fState & 2' is true here
} // expect: TAPI001
// CHECK-NOTES: :[[@LINE-1]]:1: warning: call handle 'hCall' is never deallocated: its last reference ends here while its line stays open [tapi-call-leak]
// CHECK-NOTES: :[[@LINE-17]]:7: note: 'dial' is called here
// CHECK-NOTES: :[[@LINE-39]]:23: note: call handle 'hCall' is requested by lineMakeCall here
// CHECK-NOTES: :[[@LINE-40]]:10: note: 'waitForReply' is called here
// CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
// CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
// CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
// CHECK-NOTES: :[[@LINE-23]]:7: note: 'dial(hLine, &hCall)' is true here
// CHECK-NOTES: :[[@LINE-20]]:7: note: 'fState & 2' is false here

// The other bits come from the caller.
void flagOnTop_ok(HLINE hLine, DWORD dwFlags) {
  HCALL hCall;

  dwFlags &= ~1u;
  if (dial(hLine, &hCall))
    dwFlags |= 1;
  ShowStatus("dialled");
  if (dwFlags & 1)
    lineDeallocateCall(hCall);
}

// The bit is taken back before it is tested.
void flagTakenBack_bad(HLINE hLine, DWORD dwFlags) {
  HCALL hCall;

  dwFlags &= ~1u;
  if (dial(hLine, &hCall))
    dwFlags |= 1;
  dwFlags &= ~3u;
  if (dwFlags & 1)
    lineDeallocateCall(hCall);
} // expect: TAPI001
// CHECK-NOTES: :[[@LINE-1]]:1: warning: call handle 'hCall' is never deallocated: its last reference ends here while its line stays open [tapi-call-leak]
// CHECK-NOTES: :[[@LINE-7]]:7: note: 'dial' is called here
// CHECK-NOTES: :[[@LINE-72]]:23: note: call handle 'hCall' is requested by lineMakeCall here
// CHECK-NOTES: :[[@LINE-73]]:10: note: 'waitForReply' is called here
// CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
// CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
// CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
// CHECK-NOTES: :[[@LINE-13]]:7: note: 'dial(hLine, &hCall)' is true here

// A bit that guards the opening and the closing of a line.
BOOL openIf_ok(HLINEAPP hLineApp, DWORD dwFlags) {
  HLINE hLine = 0;

  if (dwFlags & 1) {
    if (lineOpen(hLineApp, 0, &hLine, NEGOTIATED_VERSION, 0, 0,
                 LINECALLPRIVILEGE_NONE, 0, NULL) != 0)
      return FALSE;
  }
  if (dwFlags & 1)
    lineClose(hLine);
  return TRUE;
}

// A variable holds the result of the test.
void testInVariable_ok(HCALL hCall, int fState) {
  BOOL fRelease = (fState & 4) != 0;

  if (fRelease)
    lineDeallocateCall(hCall);
  if (!fRelease)
    lineDeallocateCall(hCall);
}

// Both releases happen where bits 2 and 3 are set.
void testInVariable_bad(HCALL hCall, int fState) {
  BOOL fRelease = (fState & 4) != 0;

  if (fRelease)
    lineDeallocateCall(hCall);
  if (fState & 8)
    lineDeallocateCall(hCall); // expect: TAPI006
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: call handle 'hCall' is released a second time by lineDeallocateCall [tapi-double-release]
  // CHECK-NOTES: :[[@LINE-5]]:7: note: 'fRelease' is true here
  // CHECK-NOTES: :[[@LINE-5]]:5: note: call handle 'hCall' is ended by lineDeallocateCall here
  // CHECK-NOTES: :[[@LINE-5]]:7: note: 'fState & 8' is true here
}
