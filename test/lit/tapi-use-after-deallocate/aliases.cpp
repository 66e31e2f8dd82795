// RUN: %check_tapi %s 'tapi-*'
// Release under one name, use under another.
#include "../Inputs/telephony.h"
#include <vector>

struct CallInfo {
  HCALL hCall = 0;
  DWORD dwState = 0;
};

class CallGuard {
public:
  explicit CallGuard(HCALL hCall) : m_hCall(hCall) {}
  CallGuard(const CallGuard &) = delete;
  CallGuard &operator=(const CallGuard &) = delete;
  ~CallGuard() { reset(); }
  HCALL get() const { return m_hCall; }
  void reset() {
    if (m_hCall) {
      lineDrop(m_hCall, nullptr, 0);
      lineDeallocateCall(m_hCall);
    }
    m_hCall = 0;
  }

private:
  HCALL m_hCall;
};

struct Session {
  HLINE hLine = 0;
  HCALL hCall = 0;

  void hangUp() {
    lineDrop(hCall, nullptr, 0);
    lineDeallocateCall(hCall);
    hCall = 0;
  }
  void sendDigits_bad(LPCSTR lpszDigits);
  void sendDigits_ok(LPCSTR lpszDigits);
};
void copy_bad(HCALL hCall) {
  HCALL hCopy = hCall;

  lineDeallocateCall(hCall);
  lineDrop(hCopy, nullptr, 0); // expect: TAPI003
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call handle 'hCopy' is used after lineDeallocateCall deallocated it [tapi-use-after-deallocate]
  // CHECK-NOTES: :[[@LINE-3]]:3: note: call handle 'hCopy' is ended by lineDeallocateCall here
}

void copyOfOther_ok(HCALL hCall, HCALL hOther) {
  HCALL hCopy = hOther;

  lineDeallocateCall(hCall);
  lineDrop(hCopy, nullptr, 0);
}

void reference_bad(HCALL hCall) {
  const HCALL &rhCall = hCall;

  lineDeallocateCall(rhCall);
  lineAnswer(hCall, nullptr, 0); // expect: TAPI003
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call handle 'hCall' is used after lineDeallocateCall deallocated it [tapi-use-after-deallocate]
  // CHECK-NOTES: :[[@LINE-3]]:3: note: call handle 'hCall' is ended by lineDeallocateCall here
}

void referenceRebound_ok(HCALL hCall, HCALL hNext) {
  HCALL &rhCall = hCall;

  lineDeallocateCall(hCall);
  rhCall = hNext;
  lineAnswer(hCall, nullptr, 0);
}

void pointer_bad(LPHCALL lphCall) {
  lineDeallocateCall(*lphCall);
  lineDrop(*lphCall, nullptr, 0); // expect: TAPI003
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call handle '*lphCall' is used after lineDeallocateCall deallocated it [tapi-use-after-deallocate]
  // CHECK-NOTES: :[[@LINE-3]]:3: note: call handle '*lphCall' is ended by lineDeallocateCall here
}

void pointer_ok(LPHCALL lphCall) {
  lineDrop(*lphCall, nullptr, 0);
  lineDeallocateCall(*lphCall);
  *lphCall = 0;
}

void structField_bad(CallInfo *pInfo) {
  lineDeallocateCall(pInfo->hCall);
  pInfo->dwState = LINECALLSTATE_IDLE;
  lineSetMediaMode(pInfo->hCall, LINEMEDIAMODE_G3FAX); // expect: TAPI003
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call handle 'pInfo->hCall' is used after lineDeallocateCall deallocated it [tapi-use-after-deallocate]
  // CHECK-NOTES: :[[@LINE-4]]:3: note: call handle 'pInfo->hCall' is ended by lineDeallocateCall here
}

void structField_ok(CallInfo *pInfo) {
  lineDeallocateCall(pInfo->hCall);
  pInfo->dwState = LINECALLSTATE_IDLE;
  pInfo->hCall = 0;
  if (pInfo->hCall)
    lineSetMediaMode(pInfo->hCall, LINEMEDIAMODE_G3FAX);
}

void structCopy_bad(CallInfo *pInfo) {
  CallInfo Saved = *pInfo;

  lineDeallocateCall(pInfo->hCall);
  *pInfo = CallInfo();
  lineHold(Saved.hCall); // expect: TAPI003
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call handle 'Saved.hCall' is used after lineDeallocateCall deallocated it [tapi-use-after-deallocate]
  // CHECK-NOTES: :[[@LINE-4]]:3: note: call handle 'Saved.hCall' is ended by lineDeallocateCall here
}

void array_bad(HCALL hFirst, HCALL hSecond) {
  HCALL ahCalls[] = {hFirst, hSecond};

  lineDeallocateCall(ahCalls[0]);
  lineSwapHold(ahCalls[0], ahCalls[1]); // expect: TAPI003
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call handle 'ahCalls[0]' is used after lineDeallocateCall deallocated it [tapi-use-after-deallocate]
  // CHECK-NOTES: :[[@LINE-3]]:3: note: call handle 'ahCalls[0]' is ended by lineDeallocateCall here
}

void array_ok(HCALL hFirst, HCALL hSecond) {
  HCALL ahCalls[] = {hFirst, hSecond};

  lineSwapHold(ahCalls[0], ahCalls[1]);
  lineDeallocateCall(ahCalls[0]);
  lineDrop(ahCalls[1], nullptr, 0);
}

// Every element is released once; the elements are different calls.
void eachElement_ok(HCALL *phCalls, int cCalls) {
  for (int i = 0; i < cCalls; i++) {
    lineDrop(phCalls[i], nullptr, 0);
    lineDeallocateCall(phCalls[i]);
  }
}

void eachOfVector_ok(const std::vector<HCALL> &Calls) {
  for (HCALL hCall : Calls) {
    lineDrop(hCall, nullptr, 0);
    lineDeallocateCall(hCall);
  }
}

void guardEndsEarly_bad(HCALL hCall) {
  {
    CallGuard Guard(hCall);
    lineMonitorDigits(Guard.get(), LINEDIGITMODE_DTMF);
  }
  lineGenerateDigits(hCall, LINEDIGITMODE_DTMF, "1", 0); // expect: TAPI003
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call handle 'hCall' is used after lineDeallocateCall deallocated it [tapi-use-after-deallocate]
  // CHECK-NOTES: :[[@LINE-3]]:3: note: '~CallGuard' is called here
  // CHECK-NOTES: :[[@LINE-138]]:18: note: 'reset' is called here
  // CHECK-NOTES: :[[@LINE-136]]:9: note: 'm_hCall' is true here
  // CHECK-NOTES: :[[@LINE-135]]:7: note: call handle 'hCall' is ended by lineDeallocateCall here
}

void guardEndsLast_ok(HCALL hCall) {
  CallGuard Guard(hCall);

  lineMonitorDigits(hCall, LINEDIGITMODE_DTMF);
  lineGenerateDigits(hCall, LINEDIGITMODE_DTMF, "1", 0);
}

void guardReset_bad(HCALL hCall) {
  CallGuard Guard(hCall);

  Guard.reset();
  lineUnhold(hCall); // expect: TAPI003
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call handle 'hCall' is used after lineDeallocateCall deallocated it [tapi-use-after-deallocate]
  // CHECK-NOTES: :[[@LINE-3]]:3: note: 'reset' is called here
  // CHECK-NOTES: :[[@LINE-154]]:9: note: 'm_hCall' is true here
  // CHECK-NOTES: :[[@LINE-153]]:7: note: call handle 'hCall' is ended by lineDeallocateCall here
}

void guardReset_ok(HCALL hCall) {
  CallGuard Guard(hCall);

  Guard.reset();
  if (Guard.get())
    lineUnhold(Guard.get());
}

void Session::sendDigits_bad(LPCSTR lpszDigits) {
  HCALL hOld = hCall;

  hangUp();
  lineDial(hOld, lpszDigits, 0); // expect: TAPI003
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call handle 'hOld' is used after lineDeallocateCall deallocated it [tapi-use-after-deallocate]
  // CHECK-NOTES: :[[@LINE-3]]:3: note: 'hangUp' is called here
  // CHECK-NOTES: :[[@LINE-156]]:5: note: call handle 'hOld' is ended by lineDeallocateCall here
}

void Session::sendDigits_ok(LPCSTR lpszDigits) {
  if (!hCall)
    return;
  lineGenerateDigits(hCall, LINEDIGITMODE_DTMF, lpszDigits, 0);
  hangUp();
}

void lambda_bad(HCALL hCall) {
  auto HangUp = [hCall] {
    lineDrop(hCall, nullptr, 0);
    lineDeallocateCall(hCall);
  };

  HangUp();
  lineMonitorMedia(hCall, LINEMEDIAMODE_UNKNOWN); // expect: TAPI003
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call handle 'hCall' is used after lineDeallocateCall deallocated it [tapi-use-after-deallocate]
  // CHECK-NOTES: :[[@LINE-3]]:3: note: 'operator()' is called here
  // CHECK-NOTES: :[[@LINE-7]]:5: note: call handle 'hCall' is ended by lineDeallocateCall here
}
