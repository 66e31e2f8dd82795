// RUN: %check_tapi %s 'tapi-*'
// Constructors, destructors and ownership that moves.
#include "../Inputs/telephony.h"
#include <memory>
#include <vector>

namespace {
/// Releases its call at the end of the scope.
class CallGuard {
public:
  explicit CallGuard(HCALL hCall) : m_hCall(hCall) {}
  CallGuard(const CallGuard &) = delete;
  CallGuard &operator=(const CallGuard &) = delete;
  ~CallGuard() {
    if (m_hCall) {
      lineDrop(m_hCall, nullptr, 0);
      lineDeallocateCall(m_hCall);
    }
  }
  HCALL get() const { return m_hCall; }
  HCALL release() {
    HCALL hCall = m_hCall;
    m_hCall = 0;
    return hCall;
  }

private:
  HCALL m_hCall;
};

/// Knows a call but does not own it.
class CallView {
public:
  explicit CallView(HCALL hCall) : m_hCall(hCall) {}
  void sendDigits(LPCSTR lpszDigits) {
    lineGenerateDigits(m_hCall, LINEDIGITMODE_DTMF, lpszDigits, 0);
  }

private:
  HCALL m_hCall;
};

/// The destructor only hangs up.
class DropOnExit {
public:
  explicit DropOnExit(HCALL &rhCall) : m_rhCall(rhCall) {}
  ~DropOnExit() { lineDrop(m_rhCall, nullptr, 0); }

private:
  HCALL &m_rhCall;
};

struct CallDeleter {
  void operator()(HCALL *phCall) const {
    lineDrop(*phCall, nullptr, 0);
    lineDeallocateCall(*phCall);
    delete phCall;
  }
};
} // namespace

bool guarded_ok(HLINE hLine, LPCSTR lpszNumber) {
  HCALL hCall = 0;
  LONG lRequest = lineMakeCall(hLine, &hCall, lpszNumber, 0, nullptr);

  if (lRequest < 0 || !waitForReply(lRequest))
    return false;
  CallGuard Guard(hCall);
  if (lineMonitorDigits(Guard.get(), LINEDIGITMODE_DTMF) < 0)
    return false;
  return UserConfirms("done?");
}

bool guardComesTooLate_bad(HLINE hLine, LPCSTR lpszNumber) {
  HCALL hCall = 0;
  LONG lRequest = lineMakeCall(hLine, &hCall, lpszNumber, 0, nullptr);

  if (lRequest < 0 || !waitForReply(lRequest))
    return false;
  if (lineMonitorDigits(hCall, LINEDIGITMODE_DTMF) < 0)
    return false; // expect: TAPI001
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: call handle 'hCall' is never deallocated: its last reference ends here while its line stays open [tapi-call-leak]
  // CHECK-NOTES: :[[@LINE-7]]:19: note: call handle 'hCall' is requested by lineMakeCall here
  // CHECK-NOTES: :[[@LINE-6]]:24: note: 'waitForReply' is called here
  // CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
  // CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
  // CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
  // CHECK-NOTES: :[[@LINE-10]]:23: note: 'waitForReply(lRequest)' is true here
  // CHECK-NOTES: :[[@LINE-9]]:7: note: 'lineMonitorDigits(hCall, LINEDIGITMODE_DTMF) < 0' is true here
  CallGuard Guard(hCall);
  return UserConfirms("done?");
}

void releasedFromGuard_bad(HLINE hLine, LPCSTR lpszNumber) {
  HCALL hCall = 0;

  if (!waitForReply(lineMakeCall(hLine, &hCall, lpszNumber, 0, nullptr)))
    return;
  CallGuard Guard(hCall);
  lineMonitorDigits(Guard.get(), LINEDIGITMODE_DTMF);
  hCall = Guard.release();
  lineSetAppSpecific(hCall, 3);
} // expect: TAPI001
// CHECK-NOTES: :[[@LINE-1]]:1: warning: call handle 'hCall' is never deallocated: its last reference ends here while its line stays open [tapi-call-leak]
// CHECK-NOTES: :[[@LINE-8]]:21: note: call handle 'hCall' is requested by lineMakeCall here
// CHECK-NOTES: :[[@LINE-9]]:8: note: 'waitForReply' is called here
// CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
// CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
// CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
// CHECK-NOTES: :[[@LINE-13]]:7: note: 'waitForReply(lineMakeCall(hLine, &hCall, lpszNumber, 0, n...' is true here

HCALL releasedToCaller_ok(HLINE hLine, LPCSTR lpszNumber) {
  HCALL hCall = 0;

  if (!waitForReply(lineMakeCall(hLine, &hCall, lpszNumber, 0, nullptr)))
    return 0;
  CallGuard Guard(hCall);
  if (lineMonitorDigits(Guard.get(), LINEDIGITMODE_DTMF) < 0)
    return 0;
  return Guard.release();
}

void viewDoesNotOwn_bad(HLINE hLine, LPCSTR lpszNumber) {
  HCALL hCall = 0;

  if (!waitForReply(lineMakeCall(hLine, &hCall, lpszNumber, 0, nullptr)))
    return;
  CallView View(hCall);
  View.sendDigits("123");
} // expect: TAPI001
// CHECK-NOTES: :[[@LINE-1]]:1: warning: call handle 'hCall' is never deallocated: its last reference ends here while its line stays open [tapi-call-leak]
// CHECK-NOTES: :[[@LINE-6]]:21: note: call handle 'hCall' is requested by lineMakeCall here
// CHECK-NOTES: :[[@LINE-7]]:8: note: 'waitForReply' is called here
// CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
// CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
// CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
// CHECK-NOTES: :[[@LINE-11]]:7: note: 'waitForReply(lineMakeCall(hLine, &hCall, lpszNumber, 0, n...' is true here

void viewDoesNotOwn_ok(HLINE hLine, LPCSTR lpszNumber) {
  HCALL hCall = 0;

  if (!waitForReply(lineMakeCall(hLine, &hCall, lpszNumber, 0, nullptr)))
    return;
  CallView View(hCall);
  View.sendDigits("123");
  lineDrop(hCall, nullptr, 0);
  lineDeallocateCall(hCall);
}

void dropOnExit_bad(HLINE hLine, LPCSTR lpszNumber) {
  HCALL hCall = 0;

  if (!waitForReply(lineMakeCall(hLine, &hCall, lpszNumber, 0, nullptr)))
    return;
  DropOnExit Dropper(hCall);
  lineMonitorDigits(hCall, LINEDIGITMODE_DTMF);
} // expect: TAPI001
// CHECK-NOTES: :[[@LINE-1]]:1: warning: call handle 'hCall' is never deallocated: its last reference ends here while its line stays open [tapi-call-leak]
// CHECK-NOTES: :[[@LINE-6]]:21: note: call handle 'hCall' is requested by lineMakeCall here
// CHECK-NOTES: :[[@LINE-7]]:8: note: 'waitForReply' is called here
// CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
// CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
// CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
// CHECK-NOTES: :[[@LINE-11]]:7: note: 'waitForReply(lineMakeCall(hLine, &hCall, lpszNumber, 0, n...' is true here

void heapGuard_ok(HLINE hLine, LPCSTR lpszNumber) {
  HCALL hCall = 0;

  if (!waitForReply(lineMakeCall(hLine, &hCall, lpszNumber, 0, nullptr)))
    return;
  std::unique_ptr<CallGuard> pGuard(new CallGuard(hCall));
  lineMonitorDigits(pGuard->get(), LINEDIGITMODE_DTMF);
}

void customDeleter_ok(HLINE hLine, LPCSTR lpszNumber) {
  HCALL hCall = 0;

  if (!waitForReply(lineMakeCall(hLine, &hCall, lpszNumber, 0, nullptr)))
    return;
  std::unique_ptr<HCALL, CallDeleter> phCall(new HCALL(hCall));
  lineMonitorDigits(*phCall, LINEDIGITMODE_DTMF);
}

void intoContainer_ok(HLINE hLine, LPCSTR lpszNumber,
                      std::vector<HCALL> &Calls) {
  HCALL hCall = 0;

  if (!waitForReply(lineMakeCall(hLine, &hCall, lpszNumber, 0, nullptr)))
    return;
  lineMonitorDigits(hCall, LINEDIGITMODE_DTMF);
  Calls.push_back(hCall);
}

void lambdaReleases_ok(HLINE hLine, LPCSTR lpszNumber) {
  HCALL hCall = 0;
  auto HangUp = [&hCall] {
    lineDrop(hCall, nullptr, 0);
    lineDeallocateCall(hCall);
  };

  if (!waitForReply(lineMakeCall(hLine, &hCall, lpszNumber, 0, nullptr)))
    return;
  lineMonitorDigits(hCall, LINEDIGITMODE_DTMF);
  HangUp();
}

void innerScope_bad(HLINE hLine, LPCSTR lpszNumber) {
  LONG lResult = 0;
  {
    HCALL hCall = 0;
    if (!waitForReply(lineMakeCall(hLine, &hCall, lpszNumber, 0, nullptr)))
      return;
    lResult = lineSetMediaMode(hCall, LINEMEDIAMODE_G3FAX);
  } // expect: TAPI001
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call handle 'hCall' is never deallocated: its last reference ends here while its line stays open [tapi-call-leak]
  // CHECK-NOTES: :[[@LINE-5]]:23: note: call handle 'hCall' is requested by lineMakeCall here
  // CHECK-NOTES: :[[@LINE-6]]:10: note: 'waitForReply' is called here
  // CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
  // CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
  // CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
  // CHECK-NOTES: :[[@LINE-10]]:9: note: 'waitForReply(lineMakeCall(hLine, &hCall, lpszNumber, 0, n...' is true here
  if (lResult < 0)
    ReportError("lineSetMediaMode", lResult);
}
