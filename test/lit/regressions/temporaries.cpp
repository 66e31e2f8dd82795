// RUN: %check_tapi %s 'tapi-*,-tapi-orphaned-call'
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

// The handle outlives the temporary that releases it.
void handleOfTemporary_bad(HLINE hLine) {
  HCALL hCall = make(hLine).hCall;

  lineHold(hCall); // expect: TAPI003
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call handle 'hCall' is used after lineDeallocateCall deallocated it [tapi-use-after-deallocate]
  // CHECK-NOTES: :[[@LINE-4]]:17: note: 'make' is called here
  // CHECK-NOTES: :[[@LINE-20]]:8: note: 'dial' is called here
  // CHECK-NOTES: :[[@LINE-42]]:10: note: 'waitForReply' is called here
  // CHECK-NOTES: :[[@LINE-7]]:27: note: '~Call' is called here
  // CHECK-NOTES: :[[@LINE-36]]:9: note: 'hCall' is true here
  // CHECK-NOTES: :[[@LINE-36]]:7: note: call handle 'hCall' is ended by lineDeallocateCall here
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
} // expect: TAPI006 TAPI009
// CHECK-NOTES: :[[@LINE-1]]:1: warning: call handle 'Local.TheCall.hCall' is released a second time by lineDeallocateCall [tapi-double-release]
// CHECK-NOTES: :[[@LINE-4]]:7: note: 'dial' is called here
// CHECK-NOTES: :[[@LINE-66]]:23: note: call handle 'Local.TheCall.hCall' is requested by lineMakeCall here
// CHECK-NOTES: :[[@LINE-67]]:10: note: 'waitForReply' is called here
// CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
// CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
// CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
// CHECK-NOTES: :[[@LINE-10]]:7: note: 'dial(hLine, &Local.TheCall.hCall)' is true here
// CHECK-NOTES: :[[@LINE-10]]:5: note: call handle 'Local.TheCall.hCall' is ended by lineDeallocateCall here
// CHECK-NOTES: :[[@LINE-10]]:1: note: '~Session' is called here
// CHECK-NOTES: :[[@LINE-61]]:8: note: '~Call' is called here
// CHECK-NOTES: :[[@LINE-67]]:9: note: 'hCall' is true here
// CHECK-NOTES: :[[@LINE-67]]:7: note: call handle 'Local.TheCall.hCall' is passed to lineDeallocateCall here
// CHECK-NOTES: :[[@LINE-14]]:1: warning: call handle 'Local.TheCall.hCall' is used although lineMakeCall failed [tapi-pending-handle]
// CHECK-NOTES: :[[@LINE-17]]:7: note: 'dial' is called here
// CHECK-NOTES: :[[@LINE-79]]:23: note: call handle 'Local.TheCall.hCall' is requested by lineMakeCall here
// CHECK-NOTES: :[[@LINE-80]]:10: note: 'waitForReply' is called here
// CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
// CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
// CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
// CHECK-NOTES: :[[@LINE-23]]:7: note: 'dial(hLine, &Local.TheCall.hCall)' is false here
// CHECK-NOTES: :[[@LINE-22]]:1: note: '~Session' is called here
// CHECK-NOTES: :[[@LINE-73]]:8: note: '~Call' is called here
// CHECK-NOTES: :[[@LINE-79]]:9: note: 'hCall' is true here
// CHECK-NOTES: :[[@LINE-79]]:7: note: call handle 'Local.TheCall.hCall' is used here

// The elements of an array have destructors too.
void arrayOfObjects_ok(HLINE hLine) {
  Call Calls[2];

  if (!dial(hLine, &Calls[1].hCall))
    Calls[1].hCall = 0;
}

// The second element is released by hand, then by its destructor.
void arrayOfObjects_bad(HLINE hLine) {
  Call Calls[2];

  if (dial(hLine, &Calls[1].hCall))
    lineDeallocateCall(Calls[1].hCall);
} // expect: TAPI006 TAPI009
// CHECK-NOTES: :[[@LINE-1]]:1: warning: call handle 'Calls[1].hCall' is released a second time by lineDeallocateCall [tapi-double-release]
// CHECK-NOTES: :[[@LINE-4]]:7: note: 'dial' is called here
// CHECK-NOTES: :[[@LINE-107]]:23: note: call handle 'Calls[1].hCall' is requested by lineMakeCall here
// CHECK-NOTES: :[[@LINE-108]]:10: note: 'waitForReply' is called here
// CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
// CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
// CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
// CHECK-NOTES: :[[@LINE-10]]:7: note: 'dial(hLine, &Calls[1].hCall)' is true here
// CHECK-NOTES: :[[@LINE-10]]:5: note: call handle 'Calls[1].hCall' is ended by lineDeallocateCall here
// CHECK-NOTES: :[[@LINE-10]]:1: note: '~Call' is called here
// CHECK-NOTES: :[[@LINE-107]]:9: note: 'hCall' is true here
// CHECK-NOTES: :[[@LINE-107]]:7: note: call handle 'Calls[1].hCall' is passed to lineDeallocateCall here
// CHECK-NOTES: :[[@LINE-13]]:1: warning: call handle 'Calls[1].hCall' is used although lineMakeCall failed [tapi-pending-handle]
// CHECK-NOTES: :[[@LINE-16]]:7: note: 'dial' is called here
// CHECK-NOTES: :[[@LINE-119]]:23: note: call handle 'Calls[1].hCall' is requested by lineMakeCall here
// CHECK-NOTES: :[[@LINE-120]]:10: note: 'waitForReply' is called here
// CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
// CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
// CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
// CHECK-NOTES: :[[@LINE-22]]:7: note: 'dial(hLine, &Calls[1].hCall)' is false here
// CHECK-NOTES: :[[@LINE-21]]:1: note: '~Call' is called here
// CHECK-NOTES: :[[@LINE-118]]:9: note: 'hCall' is true here
// CHECK-NOTES: :[[@LINE-118]]:7: note: call handle 'Calls[1].hCall' is used here

// A reference lets the temporary live as long as itself.
void extended_ok(HLINE hLine) {
  const Call &Made = make(hLine);

  lineHold(Made.hCall);
}

void extended_bad(HLINE hLine) {
  HCALL hCall;

  {
    const Call &Made = make(hLine);
    hCall = Made.hCall;
  }
  lineHold(hCall); // expect: TAPI003
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call handle 'hCall' is used after lineDeallocateCall deallocated it [tapi-use-after-deallocate]
  // CHECK-NOTES: :[[@LINE-5]]:24: note: 'make' is called here
  // CHECK-NOTES: :[[@LINE-125]]:8: note: 'dial' is called here
  // CHECK-NOTES: :[[@LINE-147]]:10: note: 'waitForReply' is called here
  // CHECK-NOTES: :[[@LINE-6]]:3: note: '~Call' is called here
  // CHECK-NOTES: :[[@LINE-141]]:9: note: 'hCall' is true here
  // CHECK-NOTES: :[[@LINE-141]]:7: note: call handle 'hCall' is ended by lineDeallocateCall here
}

// Only one of the two is made.
void oneOfTwo_ok(HLINE hLine, HLINE hOther, BOOL fOther) {
  lineHold((fOther ? make(hOther) : make(hLine)).hCall);
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

template <class Functor> class ScopeExit {
public:
  explicit ScopeExit(Functor F) : End(F) {}
  ~ScopeExit() { End(); }

private:
  Functor End;
};
template <class Functor> ScopeExit(Functor) -> ScopeExit<Functor>;

// The lambda is copied into the guard.
void scopeExit_ok(HLINE hLine) {
  HCALL hCall = 0;

  if (!dial(hLine, &hCall))
    return;
  ScopeExit AtEnd([&] { lineDeallocateCall(hCall); });
  if (lineHold(hCall) < 0)
    return;
}

void scopeExit_bad(HLINE hLine) {
  HCALL hCall = 0;

  if (!dial(hLine, &hCall))
    return;
  ScopeExit AtEnd([&] { lineDeallocateCall(hCall); });
  lineDeallocateCall(hCall);
} // expect: TAPI006
// CHECK-NOTES: :[[@LINE-1]]:1: warning: call handle 'hCall' is released a second time by lineDeallocateCall [tapi-double-release]
// CHECK-NOTES: :[[@LINE-6]]:8: note: 'dial' is called here
// CHECK-NOTES: :[[@LINE-206]]:23: note: call handle 'hCall' is requested by lineMakeCall here
// CHECK-NOTES: :[[@LINE-207]]:10: note: 'waitForReply' is called here
// CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
// CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
// CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
// CHECK-NOTES: :[[@LINE-12]]:7: note: 'dial(hLine, &hCall)' is true here
// CHECK-NOTES: :[[@LINE-10]]:3: note: call handle 'hCall' is ended by lineDeallocateCall here
// CHECK-NOTES: :[[@LINE-10]]:1: note: '~ScopeExit' is called here
// CHECK-NOTES: :[[@LINE-36]]:18: note: 'operator()' is called here
// CHECK-NOTES: :[[@LINE-14]]:25: note: call handle 'hCall' is passed to lineDeallocateCall here

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
  // CHECK-NOTES: :[[@LINE-259]]:23: note: call handle 'hCall' is requested by lineMakeCall here
  // CHECK-NOTES: :[[@LINE-260]]:10: note: 'waitForReply' is called here
  // CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
  // CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
  // CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
  // CHECK-NOTES: :[[@LINE-27]]:7: note: 'dial(hLine, &hCall)' is true here
  ShowStatus("no call");
}
