// RUN: %check_tapi %s 'tapi-*'
// A destructor releases what was released by hand.
#include "../Inputs/telephony.h"
#include <utility>

class CallGuard {
public:
  explicit CallGuard(HCALL hCall) : m_hCall(hCall) {}
  CallGuard(CallGuard &&Other) : m_hCall(Other.m_hCall) { Other.m_hCall = 0; }
  CallGuard &operator=(CallGuard &&Other) {
    std::swap(m_hCall, Other.m_hCall);
    return *this;
  }
  ~CallGuard() {
    if (m_hCall)
      lineDeallocateCall(m_hCall);
  }
  HCALL get() const { return m_hCall; }
  HCALL release() { return std::exchange(m_hCall, HCALL(0)); }

private:
  HCALL m_hCall;
};

/// Copies freely, so that two objects may release one call.
struct SloppyGuard {
  HCALL hCall;
  explicit SloppyGuard(HCALL h) : hCall(h) {}
  ~SloppyGuard() { lineDeallocateCall(hCall); }
};

class Phone {
public:
  explicit Phone(HPHONE hPhone) : m_hPhone(hPhone) {}
  ~Phone() {
    if (m_hPhone)
      phoneClose(m_hPhone);
  }
  void close() {
    phoneClose(m_hPhone);
    m_hPhone = 0;
  }
  HPHONE handle() const { return m_hPhone; }

private:
  HPHONE m_hPhone;
};

void byHand_bad(HCALL hCall) {
  CallGuard Guard(hCall);

  lineDrop(Guard.get(), nullptr, 0);
  lineDeallocateCall(Guard.get());
} // expect: TAPI006
// CHECK-NOTES: :[[@LINE-1]]:1: warning: call handle 'Guard.get()' is released a second time by lineDeallocateCall [tapi-double-release]
// CHECK-NOTES: :[[@LINE-3]]:3: note: call handle 'Guard.get()' is ended by lineDeallocateCall here
// CHECK-NOTES: :[[@LINE-3]]:1: note: '~CallGuard' is called here
// CHECK-NOTES: :[[@LINE-43]]:9: note: 'm_hCall' is true here
// CHECK-NOTES: :[[@LINE-43]]:7: note: call handle 'Guard.get()' is passed to lineDeallocateCall here

void byHand_ok(HCALL hCall) {
  CallGuard Guard(hCall);

  lineDrop(Guard.get(), nullptr, 0);
  lineDeallocateCall(Guard.release());
}

void moved_ok(HCALL hCall) {
  CallGuard First(hCall);
  CallGuard Second(std::move(First));

  lineDrop(Second.get(), nullptr, 0);
}

void moveAssigned_ok(HCALL hCall, HCALL hOther) {
  CallGuard First(hCall);
  CallGuard Second(hOther);

  Second = std::move(First);
}

void copied_bad(HCALL hCall) {
  SloppyGuard First(hCall);
  SloppyGuard Second(First);

  lineDrop(hCall, nullptr, 0);
} // expect: TAPI006
// CHECK-NOTES: :[[@LINE-1]]:1: warning: call handle 'hCall' is released a second time by lineDeallocateCall [tapi-double-release]
// CHECK-NOTES: :[[@LINE-2]]:1: note: '~SloppyGuard' is called here
// CHECK-NOTES: :[[@LINE-61]]:20: note: call handle 'hCall' is ended by lineDeallocateCall here
// CHECK-NOTES: :[[@LINE-62]]:20: note: call handle 'hCall' is passed to lineDeallocateCall here

void sloppyOnce_ok(HCALL hCall) {
  SloppyGuard Guard(hCall);

  lineDrop(hCall, nullptr, 0);
}

void innerScope_bad(HCALL hCall) {
  {
    SloppyGuard Guard(hCall);
    lineDrop(hCall, nullptr, 0);
  }
  lineDeallocateCall(hCall); // expect: TAPI006
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call handle 'hCall' is released a second time by lineDeallocateCall [tapi-double-release]
  // CHECK-NOTES: :[[@LINE-3]]:3: note: '~SloppyGuard' is called here
  // CHECK-NOTES: :[[@LINE-78]]:20: note: call handle 'hCall' is ended by lineDeallocateCall here
}

void phone_ok(HPHONE hPhone) {
  Phone Set(hPhone);

  if (UserConfirms("close?"))
    Set.close();
}

void phone_bad(HPHONE hPhone) {
  Phone Set(hPhone);

  if (UserConfirms("close?"))
    phoneClose(Set.handle());
} // expect: TAPI006
// CHECK-NOTES: :[[@LINE-1]]:1: warning: phone handle 'Set.handle()' is released a second time by phoneClose [tapi-double-release]
// CHECK-NOTES: :[[@LINE-4]]:7: note: 'UserConfirms("close?")' is true here
// CHECK-NOTES: :[[@LINE-4]]:5: note: phone handle 'Set.handle()' is ended by phoneClose here
// CHECK-NOTES: :[[@LINE-4]]:1: note: '~Phone' is called here
// CHECK-NOTES: :[[@LINE-91]]:9: note: 'm_hPhone' is true here
// CHECK-NOTES: :[[@LINE-91]]:7: note: phone handle 'Set.handle()' is passed to phoneClose here

void reference_bad(HCALL &rhCall) {
  HCALL hSaved = rhCall;

  lineDeallocateCall(rhCall);
  rhCall = 0;
  lineDeallocateCall(hSaved); // expect: TAPI006
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call handle 'hSaved' is released a second time by lineDeallocateCall [tapi-double-release]
  // CHECK-NOTES: :[[@LINE-4]]:3: note: call handle 'hSaved' is ended by lineDeallocateCall here
}

void reference_ok(HCALL &rhCall) {
  if (rhCall)
    lineDeallocateCall(rhCall);
  rhCall = 0;
  if (rhCall)
    lineDeallocateCall(rhCall);
}

void lambda_bad(HLINE hLine) {
  auto Close = [&] { lineClose(hLine); };

  Close();
  Close(); // expect: TAPI006
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: line handle 'hLine' is released a second time by lineClose [tapi-double-release]
  // CHECK-NOTES: :[[@LINE-3]]:3: note: 'operator()' is called here
  // CHECK-NOTES: :[[@LINE-6]]:22: note: line handle 'hLine' is ended by lineClose here
  // CHECK-NOTES: :[[@LINE-7]]:22: note: line handle 'hLine' is passed to lineClose here
}

void lambda_ok(HLINE hLine, HLINE hOther) {
  auto Close = [](HLINE h) { lineClose(h); };

  Close(hLine);
  Close(hOther);
}
