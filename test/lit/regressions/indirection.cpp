// RUN: %check_tapi %s 'tapi-*'
// Which method a call runs: virtual ones, pointers to members, templates that
// take the releasing function as an argument.
#include "../Inputs/telephony.h"
#include <utility>

namespace {
struct Ender {
  virtual ~Ender() = default;
  virtual void end(HCALL hCall) = 0;
};
struct RealEnder : Ender {
  void end(HCALL hCall) override { lineDeallocateCall(hCall); }
};

struct Listener {
  virtual void idle(HCALL hCall) { lineDeallocateCall(hCall); }
};
struct QuietListener : Listener {
  void idle(HCALL hCall) override { lineHold(hCall); }
};
} // namespace

// Nobody outside of this file can override it.
void onlyOverrider_bad(Ender &TheEnder, HCALL hCall) {
  TheEnder.end(hCall);
  lineDrop(hCall, NULL, 0); // expect: TAPI003
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call handle 'hCall' is used after lineDeallocateCall deallocated it [tapi-use-after-deallocate]
  // CHECK-NOTES: :[[@LINE-3]]:3: note: 'end' is called here
  // CHECK-NOTES: :[[@LINE-17]]:36: note: call handle 'hCall' is ended by lineDeallocateCall here
}

void onlyOverrider_ok(Ender *pEnder, HCALL hCall) {
  lineDrop(hCall, NULL, 0);
  pEnder->end(hCall);
}

// Two methods can be meant.
void twoOverriders_ok(Listener &TheListener, HCALL hCall) {
  TheListener.idle(hCall);
  lineDrop(hCall, NULL, 0);
  static QuietListener Quiet;
  Quiet.idle(hCall);
}

struct Phone {
  HCALL hCall = 0;
  void hangUp() { lineDeallocateCall(hCall); }
  void hold() { lineHold(hCall); }
};

void pointerToMember_bad(Phone &ThePhone) {
  void (Phone::*Action)() = &Phone::hangUp;

  (ThePhone.*Action)();
  ThePhone.hold(); // expect: TAPI003
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call handle 'hCall' is used after lineDeallocateCall deallocated it [tapi-use-after-deallocate]
  // CHECK-NOTES: :[[@LINE-3]]:3: note: 'hangUp' is called here
  // CHECK-NOTES: :[[@LINE-11]]:19: note: call handle 'hCall' is ended by lineDeallocateCall here
  // CHECK-NOTES: :[[@LINE-11]]:17: note: call handle 'hCall' is passed to lineHold here
}

void pointerToMember_ok(Phone *pPhone, BOOL fHold) {
  void (Phone::*Action)() = &Phone::hangUp;

  if (fHold)
    Action = &Phone::hold;
  (pPhone->*Action)();
  if (fHold)
    pPhone->hangUp();
}

// As in the resource wrappers of wil.
template <typename Handle, typename Close, Close close> class unique_any {
public:
  explicit unique_any(Handle Value = 0) : Value(Value) {}
  unique_any(unique_any &&Other) : Value(Other.release()) {}
  unique_any &operator=(unique_any &&Other) {
    if (this != &Other)
      reset(Other.release());
    return *this;
  }
  ~unique_any() { reset(); }
  Handle get() const { return Value; }
  Handle *put() {
    reset();
    return &Value;
  }
  Handle release() { return std::exchange(Value, 0); }
  void reset(Handle New = 0) {
    if (Value)
      close(Value);
    Value = New;
  }

private:
  Handle Value;
};

using unique_call =
    unique_any<HCALL, decltype(&lineDeallocateCall), lineDeallocateCall>;
using unique_line = unique_any<HLINE, decltype(&lineClose), lineClose>;

static LONG open(HLINEAPP hLineApp, HLINE *phLine) {
  return lineOpen(hLineApp, 0, phLine, NEGOTIATED_VERSION, 0, 0,
                  LINECALLPRIVILEGE_NONE, 0, NULL);
}

void uniqueLine_ok(HLINEAPP hLineApp) {
  unique_line Line;

  if (open(hLineApp, Line.put()) != 0)
    return;
  unique_line Moved(std::move(Line));
  lineSetStatusMessages(Moved.get(), 0, 0);
}

void uniqueLine_bad(HLINEAPP hLineApp) {
  unique_line Line;

  if (open(hLineApp, Line.put()) != 0)
    return;
  lineClose(Line.get());
} // expect: TAPI006
// CHECK-NOTES: :[[@LINE-1]]:1: warning: line handle 'Line.Value' is released a second time by lineClose [tapi-double-release]
// CHECK-NOTES: :[[@LINE-5]]:7: note: 'open' is called here
// CHECK-NOTES: :[[@LINE-22]]:10: note: line handle 'Line.Value' is obtained by lineOpen here
// CHECK-NOTES: :[[@LINE-5]]:3: note: line handle 'Line.Value' is ended by lineClose here
// CHECK-NOTES: :[[@LINE-5]]:1: note: '~unique_any' is called here
// CHECK-NOTES: :[[@LINE-47]]:19: note: 'reset' is called here
// CHECK-NOTES: :[[@LINE-39]]:7: note: line handle 'Line.Value' is passed to lineClose here

void released_bad(HLINEAPP hLineApp) {
  unique_line Line;

  if (open(hLineApp, Line.put()) != 0)
    return;
  Line.release(); // expect: TAPI007
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: line handle 'Line.Value' is never closed: its last reference ends here [tapi-line-leak]
  // CHECK-NOTES: :[[@LINE-4]]:7: note: 'open' is called here
  // CHECK-NOTES: :[[@LINE-36]]:10: note: line handle 'Line.Value' is obtained by lineOpen here
}

void assigned_ok(HLINEAPP hLineApp, unique_line &Kept) {
  unique_line Line;

  if (open(hLineApp, Line.put()) == 0)
    Kept = std::move(Line);
}

void uniqueCall_bad(unique_call &Call) {
  HCALL hCall = Call.get();

  if (!hCall)
    return;
  Call.reset();
  lineDrop(hCall, NULL, 0); // expect: TAPI003
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call handle 'hCall' is used after lineDeallocateCall deallocated it [tapi-use-after-deallocate]
  // CHECK-NOTES: :[[@LINE-5]]:7: note: 'hCall' is true here
  // CHECK-NOTES: :[[@LINE-4]]:3: note: 'reset' is called here
  // CHECK-NOTES: :[[@LINE-70]]:9: note: 'Value' is true here
  // CHECK-NOTES: :[[@LINE-70]]:7: note: call handle 'hCall' is ended by lineDeallocateCall here
}

// The derived class says how to release.
template <class Derived> class Releasing {
public:
  void finish() { static_cast<Derived *>(this)->doFinish(); }
};
class Conversation : public Releasing<Conversation> {
public:
  HCALL hCall = 0;
  void doFinish() { lineDeallocateCall(hCall); }
};

void derived_bad(Conversation &TheConversation) {
  TheConversation.finish();
  lineDrop(TheConversation.hCall, NULL, 0); // expect: TAPI003
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call handle 'TheConversation.hCall' is used after lineDeallocateCall deallocated it [tapi-use-after-deallocate]
  // CHECK-NOTES: :[[@LINE-3]]:3: note: 'finish' is called here
  // CHECK-NOTES: :[[@LINE-13]]:19: note: 'doFinish' is called here
  // CHECK-NOTES: :[[@LINE-9]]:21: note: call handle 'TheConversation.hCall' is ended by lineDeallocateCall here
}

void derived_ok(Conversation &TheConversation) {
  lineDrop(TheConversation.hCall, NULL, 0);
  TheConversation.finish();
  TheConversation.hCall = 0;
}
