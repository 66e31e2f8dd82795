// RUN: %check_tapi %s 'tapi-*'
// The order of guards, and aliases of the line.
#include "../Inputs/telephony.h"

class LineGuard {
public:
  explicit LineGuard(HLINE hLine) : m_hLine(hLine) {}
  LineGuard(const LineGuard &) = delete;
  LineGuard &operator=(const LineGuard &) = delete;
  ~LineGuard() { lineClose(m_hLine); }

private:
  HLINE m_hLine;
};

class CallGuard {
public:
  CallGuard() = default;
  CallGuard(const CallGuard &) = delete;
  CallGuard &operator=(const CallGuard &) = delete;
  ~CallGuard() {
    if (m_hCall) {
      lineDrop(m_hCall, nullptr, 0);
      lineDeallocateCall(m_hCall);
    }
  }
  bool dial(HLINE hLine, LPCSTR lpszNumber) {
    LONG lRequest = lineMakeCall(hLine, &m_hCall, lpszNumber, 0, nullptr);
    if (lRequest > 0 && waitForReply(lRequest))
      return true;
    m_hCall = 0;
    return false;
  }
  HCALL get() const { return m_hCall; }

private:
  HCALL m_hCall = 0;
};

void lineGuardOnly_bad(HLINE hLine, LPCSTR lpszNumber) {
  LineGuard Line(hLine);
  HCALL hCall = 0;

  if (waitForReply(lineMakeCall(hLine, &hCall, lpszNumber, 0, nullptr)))
    lineMonitorDigits(hCall, LINEDIGITMODE_DTMF);
} // expect: TAPI018
// CHECK-NOTES: :[[@LINE-1]]:1: warning: call handle 'hCall' never reaches lineDeallocateCall: lineClose ends it together with its line [tapi-undeallocated-call]
// CHECK-NOTES: :[[@LINE-4]]:20: note: call handle 'hCall' is requested by lineMakeCall here
// CHECK-NOTES: :[[@LINE-5]]:7: note: 'waitForReply' is called here
// CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
// CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
// CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
// CHECK-NOTES: :[[@LINE-9]]:7: note: 'waitForReply(lineMakeCall(hLine, &hCall, lpszNumber, 0, n...' is true here
// CHECK-NOTES: :[[@LINE-44]]:18: note: call handle 'hCall' is passed to lineClose here

void lineGuardOnly_ok(HLINE hLine, LPCSTR lpszNumber) {
  LineGuard Line(hLine);
  HCALL hCall = 0;

  if (waitForReply(lineMakeCall(hLine, &hCall, lpszNumber, 0, nullptr))) {
    lineDrop(hCall, nullptr, 0);
    lineDeallocateCall(hCall);
  }
}

void bothGuards_ok(HLINE hLine, LPCSTR lpszNumber) {
  LineGuard Line(hLine);
  CallGuard Call;

  if (Call.dial(hLine, lpszNumber))
    lineMonitorDigits(Call.get(), LINEDIGITMODE_DTMF);
}

void callGuardInside_ok(HLINE hLine, LPCSTR lpszNumber) {
  {
    CallGuard Call;

    if (Call.dial(hLine, lpszNumber))
      lineMonitorDigits(Call.get(), LINEDIGITMODE_DTMF);
  }
  lineClose(hLine);
}

void lineCopy_bad(HLINE hLine, LPCSTR lpszNumber) {
  HLINE hCopy = hLine;
  HCALL hCall = 0;

  if (waitForReply(lineMakeCall(hCopy, &hCall, lpszNumber, 0, nullptr)))
    lineMonitorDigits(hCall, LINEDIGITMODE_DTMF);
  lineClose(hLine); // expect: TAPI018
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call handle 'hCall' never reaches lineDeallocateCall: lineClose ends it together with its line [tapi-undeallocated-call]
  // CHECK-NOTES: :[[@LINE-4]]:20: note: call handle 'hCall' is requested by lineMakeCall here
  // CHECK-NOTES: :[[@LINE-5]]:7: note: 'waitForReply' is called here
  // CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
  // CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
  // CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
  // CHECK-NOTES: :[[@LINE-9]]:7: note: 'waitForReply(lineMakeCall(hCopy, &hCall, lpszNumber, 0, n...' is true here
}

void callCopy_ok(HLINE hLine, LPCSTR lpszNumber) {
  HCALL hCall = 0;
  HCALL &rhCall = hCall;

  if (waitForReply(lineMakeCall(hLine, &hCall, lpszNumber, 0, nullptr))) {
    lineDrop(rhCall, nullptr, 0);
    lineDeallocateCall(rhCall);
  }
  lineClose(hLine);
}

void callReference_bad(HLINE hLine, LPCSTR lpszNumber) {
  HCALL hCall = 0;
  HCALL &rhCall = hCall;

  if (waitForReply(lineMakeCall(hLine, &rhCall, lpszNumber, 0, nullptr)))
    lineDrop(rhCall, nullptr, 0);
  lineClose(hLine); // expect: TAPI018
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call handle 'rhCall' never reaches lineDeallocateCall: lineClose ends it together with its line [tapi-undeallocated-call]
  // CHECK-NOTES: :[[@LINE-4]]:20: note: call handle 'rhCall' is requested by lineMakeCall here
  // CHECK-NOTES: :[[@LINE-5]]:7: note: 'waitForReply' is called here
  // CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
  // CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
  // CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
  // CHECK-NOTES: :[[@LINE-9]]:7: note: 'waitForReply(lineMakeCall(hLine, &rhCall, lpszNumber, 0, ...' is true here
}
