// RUN: %check_tapi %s 'tapi-*'
// Destructors that no statement shows: of temporaries, members and elements.
#include "../Inputs/telephony.h"

static BOOL dial(HLINE hLine, HCALL *phCall) {
  return waitForReply(lineMakeCall(hLine, phCall, "1", 0, nullptr));
}

struct Call {
  HCALL hCall = 0;
  Call() {}
  Call(Call &&Other) : hCall(Other.hCall) { Other.hCall = 0; }
  ~Call() {
    if (hCall)
      lineDeallocateCall(hCall);
  }
};

struct Session {
  Call TheCall;
  int Number;
};

static Call make(HLINE hLine) {
  Call Made;

  if (!dial(hLine, &Made.hCall))
    Made.hCall = 0;
  return Made;
}

static void sink(Call TheCall) { lineHold(TheCall.hCall); }

// The result dies at the end of the statement and releases the call.
void discarded_ok(HLINE hLine) { make(hLine); }

// So does a temporary that becomes an argument.
void argument_ok(HLINE hLine) { sink(make(hLine)); }

// The handle outlives the temporary that releases it; as destructors of
// temporaries are not run, it is given up.
void FN_handleOfTemporary_bad(HLINE hLine) {
  HCALL hCall = make(hLine).hCall;

  lineHold(hCall); // expect: TAPI003
}

// The destructor of the object runs that of its member.
void memberDestructor_ok(HLINE hLine) {
  Session Local;

  if (!dial(hLine, &Local.TheCall.hCall))
    Local.TheCall.hCall = 0;
}

// The member releases what was released by hand. Wrong story: the release by
// hand goes unsaid.
void memberDestructor_bad(HLINE hLine) {
  Session Local;

  if (dial(hLine, &Local.TheCall.hCall))
    lineDeallocateCall(Local.TheCall.hCall);
} // expect: TAPI006
// CHECK-NOTES: :[[@LINE-1]]:1: warning: call handle 'Local.TheCall.hCall' is released a second time by lineDeallocateCall [tapi-double-release]
// CHECK-NOTES: :[[@LINE-4]]:7: note: 'dial' is called here
// CHECK-NOTES: :[[@LINE-60]]:23: note: call handle 'Local.TheCall.hCall' is requested by lineMakeCall here
// CHECK-NOTES: :[[@LINE-61]]:10: note: 'waitForReply' is called here
// CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
// CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
// CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
// CHECK-NOTES: :[[@LINE-10]]:7: note: 'dial(hLine, &Local.TheCall.hCall)' is true here
// CHECK-NOTES: :[[@LINE-53]]:8: note: '~Call' is called here
// CHECK-NOTES: :[[@LINE-58]]:7: note: call handle 'Local.TheCall.hCall' is passed to lineDeallocateCall here

// The elements of an array have destructors too.
void arrayOfObjects_ok(HLINE hLine) {
  Call Calls[2];

  if (!dial(hLine, &Calls[1].hCall))
    Calls[1].hCall = 0;
}

template <class Functor> struct Guard {
  Functor End;
  ~Guard() { End(); }
};

// A guard calls a lambda that holds the variable by reference.
void scopeGuard_ok(HLINE hLine) {
  HCALL hCall = 0;

  if (!dial(hLine, &hCall))
    return;
  auto End = [&hCall] { lineDeallocateCall(hCall); };
  Guard<decltype(End)> AtEnd{End};
  if (lineHold(hCall) < 0)
    return;
}

// A lambda that releases is called twice.
void lambdaTwice_bad(HCALL hCall) {
  auto End = [&] { lineDeallocateCall(hCall); };

  End();
  End(); // expect: TAPI006
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call handle 'hCall' is released a second time by lineDeallocateCall [tapi-double-release]
  // CHECK-NOTES: :[[@LINE-3]]:3: note: 'operator()' is called here
  // CHECK-NOTES: :[[@LINE-6]]:20: note: call handle 'hCall' is ended by lineDeallocateCall here
  // CHECK-NOTES: :[[@LINE-7]]:20: note: call handle 'hCall' is passed to lineDeallocateCall here
}

struct Result {
  LONG lError;
  HCALL hCall;
};

static Result tryToMake(HLINE hLine) {
  HCALL hCall = 0;

  if (!dial(hLine, &hCall))
    return {-1, 0};
  return {0, hCall};
}

// The names of a structured binding stand for the parts of the result.
void binding_ok(HLINE hLine) {
  auto [lError, hCall] = tryToMake(hLine);

  if (lError)
    return;
  lineDeallocateCall(hCall);
}

// The test of the error is the wrong way round.
void binding_bad(HLINE hLine) {
  auto [lError, hCall] = tryToMake(hLine);

  if (!lError)
    return; // expect: TAPI001
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: call handle 'hCall' is never deallocated: its last reference ends here while its line stays open [tapi-call-leak]
  // CHECK-NOTES: :[[@LINE-5]]:26: note: 'tryToMake' is called here
  // CHECK-NOTES: :[[@LINE-136]]:23: note: call handle 'hCall' is requested by lineMakeCall here
  // CHECK-NOTES: :[[@LINE-137]]:10: note: 'waitForReply' is called here
  // CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
  // CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
  // CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
  // CHECK-NOTES: :[[@LINE-27]]:7: note: 'dial(hLine, &hCall)' is true here
  ShowStatus("no call");
}
