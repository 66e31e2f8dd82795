// RUN: %check_tapi %s 'tapi-*'
// The order in which destructors close and release.
#include "../Inputs/telephony.h"

class LineGuard {
public:
  explicit LineGuard(HLINE hLine) : m_hLine(hLine) {}
  LineGuard(const LineGuard &) = delete;
  LineGuard &operator=(const LineGuard &) = delete;
  ~LineGuard() { close(); }
  void close() {
    if (m_hLine)
      lineClose(m_hLine);
    m_hLine = 0;
  }

private:
  HLINE m_hLine;
};

class CallGuard {
public:
  explicit CallGuard(HCALL hCall) : m_hCall(hCall) {}
  CallGuard(const CallGuard &) = delete;
  CallGuard &operator=(const CallGuard &) = delete;
  ~CallGuard() {
    if (m_hCall)
      lineDeallocateCall(m_hCall);
  }

private:
  HCALL m_hCall;
};

// Destructors run in reverse: first the call goes, then the line.
bool declaredInOrder_ok(HLINE hLine, LPCSTR lpszNumber) {
  LineGuard Line(hLine);
  HCALL hCall = 0;

  if (!waitForReply(lineMakeCall(hLine, &hCall, lpszNumber, 0, nullptr)))
    return false;
  CallGuard Call(hCall);
  lineDrop(hCall, nullptr, 0);
  return true;
}

void closedBeforeGuardEnds_bad(HLINE hLine, LPCSTR lpszNumber) {
  HCALL hCall = 0;

  if (!waitForReply(lineMakeCall(hLine, &hCall, lpszNumber, 0, nullptr)))
    return;
  CallGuard Call(hCall);
  lineDrop(hCall, nullptr, 0);
  lineClose(hLine);
} // expect: TAPI005
// CHECK-NOTES: :[[@LINE-1]]:1: warning: call handle 'hCall' is used after lineClose closed its line [tapi-use-after-close]
// CHECK-NOTES: :[[@LINE-7]]:21: note: call handle 'hCall' is requested by lineMakeCall here
// CHECK-NOTES: :[[@LINE-8]]:8: note: 'waitForReply' is called here
// CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
// CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
// CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
// CHECK-NOTES: :[[@LINE-12]]:7: note: 'waitForReply(lineMakeCall(hLine, &hCall, lpszNumber, 0, n...' is true here
// CHECK-NOTES: :[[@LINE-9]]:3: note: lineClose ends 'hLine' and every call on it here
// CHECK-NOTES: :[[@LINE-9]]:1: note: '~CallGuard' is called here
// CHECK-NOTES: :[[@LINE-38]]:9: note: 'm_hCall' is true here
// CHECK-NOTES: :[[@LINE-38]]:7: note: call handle 'hCall' is passed to lineDeallocateCall here

void guardEndsFirst_ok(HLINE hLine, LPCSTR lpszNumber) {
  HCALL hCall = 0;

  if (!waitForReply(lineMakeCall(hLine, &hCall, lpszNumber, 0, nullptr)))
    return;
  {
    CallGuard Call(hCall);
    lineDrop(hCall, nullptr, 0);
  }
  lineClose(hLine);
}

void innerGuard_bad(HLINE hLine) {
  {
    LineGuard Line(hLine);
    lineSetStatusMessages(hLine, ALL_STATES, 0);
  }
  lineSetStatusMessages(hLine, 0, 0); // expect: TAPI004
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: line handle 'hLine' is used after lineClose closed it [tapi-use-after-close]
  // CHECK-NOTES: :[[@LINE-3]]:3: note: '~LineGuard' is called here
  // CHECK-NOTES: :[[@LINE-78]]:18: note: 'close' is called here
  // CHECK-NOTES: :[[@LINE-77]]:9: note: 'm_hLine' is true here
  // CHECK-NOTES: :[[@LINE-77]]:7: note: line handle 'hLine' is ended by lineClose here
}

void innerGuard_ok(HLINE hLine) {
  {
    LineGuard Line(hLine);
    lineSetStatusMessages(hLine, ALL_STATES, 0);
  }
  ShowStatus("closed");
}

void closedByHand_bad(HLINE hLine) {
  LineGuard Line(hLine);

  Line.close();
  lineSetStatusMessages(hLine, 0, 0); // expect: TAPI004
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: line handle 'hLine' is used after lineClose closed it [tapi-use-after-close]
  // CHECK-NOTES: :[[@LINE-3]]:3: note: 'close' is called here
  // CHECK-NOTES: :[[@LINE-96]]:9: note: 'm_hLine' is true here
  // CHECK-NOTES: :[[@LINE-96]]:7: note: line handle 'hLine' is ended by lineClose here
}

void closedByHand_ok(HLINE hLine) {
  LineGuard Line(hLine);

  lineSetStatusMessages(hLine, 0, 0);
  Line.close();
}

void reference_bad(HLINE &rhLine) {
  HLINE hCopy = rhLine;

  lineClose(rhLine);
  rhLine = 0;
  lineSetStatusMessages(hCopy, 0, 0); // expect: TAPI004
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: line handle 'hCopy' is used after lineClose closed it [tapi-use-after-close]
  // CHECK-NOTES: :[[@LINE-4]]:3: note: line handle 'hCopy' is ended by lineClose here
}

void reference_ok(HLINE &rhLine) {
  lineClose(rhLine);
  rhLine = 0;
}
