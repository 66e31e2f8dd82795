// RUN: %check_tapi %s 'tapi-*'
// Guards, members and aliases.
#include "../Inputs/telephony.h"
#include <map>
#include <utility>

class LineGuard {
public:
  LineGuard() = default;
  LineGuard(const LineGuard &) = delete;
  LineGuard &operator=(const LineGuard &) = delete;
  ~LineGuard() {
    if (m_hLine)
      lineClose(m_hLine);
  }
  LONG open(HLINEAPP hLineApp, DWORD dwDeviceID) {
    LONG lResult = lineOpen(hLineApp, dwDeviceID, &m_hLine, NEGOTIATED_VERSION,
                            0, 0, LINECALLPRIVILEGE_NONE, 0, nullptr);
    if (lResult < 0)
      m_hLine = 0;
    return lResult;
  }
  HLINE get() const { return m_hLine; }
  HLINE release() { return std::exchange(m_hLine, HLINE(0)); }

private:
  HLINE m_hLine = 0;
};

class AppGuard {
public:
  explicit AppGuard(LINECALLBACK lpfnCallback) {
    DWORD cDevices = 0;
    if (lineInitialize(&m_hLineApp, nullptr, lpfnCallback, "Dialer",
                       &cDevices) != 0)
      m_hLineApp = 0;
  }
  AppGuard(const AppGuard &) = delete;
  AppGuard &operator=(const AppGuard &) = delete;
  ~AppGuard() {
    if (m_hLineApp)
      lineShutdown(m_hLineApp);
  }
  HLINEAPP get() const { return m_hLineApp; }

private:
  HLINEAPP m_hLineApp = 0;
};

bool guarded_ok(HLINEAPP hLineApp) {
  LineGuard Line;

  if (Line.open(hLineApp, 0) != 0)
    return false;
  return lineSetStatusMessages(Line.get(), ALL_STATES, 0) == 0;
}

bool released_bad(HLINEAPP hLineApp) {
  LineGuard Line;

  if (Line.open(hLineApp, 0) != 0)
    return false;
  HLINE hLine = Line.release();
  return lineSetStatusMessages(hLine, ALL_STATES, 0) == 0; // expect: TAPI007
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: line handle 'Line.m_hLine' is never closed: its last reference ends here [tapi-line-leak]
  // CHECK-NOTES: :[[@LINE-5]]:7: note: 'open' is called here
  // CHECK-NOTES: :[[@LINE-50]]:20: note: line handle 'Line.m_hLine' is obtained by lineOpen here
}

HLINE released_ok(HLINEAPP hLineApp) {
  LineGuard Line;

  if (Line.open(hLineApp, 0) != 0)
    return 0;
  lineSetStatusMessages(Line.get(), ALL_STATES, 0);
  return Line.release();
}

// The application's guard ends the line, too.
bool applicationGuard_ok(LINECALLBACK lpfnCallback) {
  AppGuard App(lpfnCallback);
  HLINE hLine = 0;

  if (!App.get())
    return false;
  return lineOpen(App.get(), 0, &hLine, NEGOTIATED_VERSION, 0, 0,
                  LINECALLPRIVILEGE_NONE, 0, nullptr) == 0;
}

void intoMap_ok(HLINEAPP hLineApp, std::map<DWORD, HLINE> &Lines) {
  HLINE hLine = 0;

  if (lineOpen(hLineApp, 0, &hLine, NEGOTIATED_VERSION, 0, 0,
               LINECALLPRIVILEGE_NONE, 0, nullptr) == 0)
    Lines[0] = hLine;
}

void throughReference_bad(HLINEAPP hLineApp) {
  HLINE hLine = 0;
  HLINE &rhLine = hLine;

  if (lineOpen(hLineApp, 0, &rhLine, NEGOTIATED_VERSION, 0, 0,
               LINECALLPRIVILEGE_NONE, 0, nullptr) != 0)
    return;
  lineSetStatusMessages(rhLine, ALL_STATES, 0);
  rhLine = 0; // expect: TAPI007
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: line handle 'rhLine' is never closed: its last reference is cleared here [tapi-line-leak]
  // CHECK-NOTES: :[[@LINE-6]]:7: note: line handle 'rhLine' is obtained by lineOpen here
}

void throughReference_ok(HLINEAPP hLineApp) {
  HLINE hLine = 0;
  HLINE &rhLine = hLine;

  if (lineOpen(hLineApp, 0, &rhLine, NEGOTIATED_VERSION, 0, 0,
               LINECALLPRIVILEGE_NONE, 0, nullptr) != 0)
    return;
  lineClose(hLine);
  rhLine = 0;
}

void array_bad(HLINEAPP hLineApp) {
  HLINE ahLines[2] = {};

  if (lineOpen(hLineApp, 0, &ahLines[0], NEGOTIATED_VERSION, 0, 0,
               LINECALLPRIVILEGE_NONE, 0, nullptr) != 0)
    return;
  if (lineOpen(hLineApp, 1, &ahLines[1], NEGOTIATED_VERSION, 0, 0,
               LINECALLPRIVILEGE_NONE, 0, nullptr) != 0)
    return; // expect: TAPI007
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: line handle 'ahLines[0]' is never closed: its last reference ends here [tapi-line-leak]
  // CHECK-NOTES: :[[@LINE-7]]:7: note: line handle 'ahLines[0]' is obtained by lineOpen here
  lineClose(ahLines[0]);
  lineClose(ahLines[1]);
}

void array_ok(HLINEAPP hLineApp) {
  HLINE ahLines[2] = {};

  if (lineOpen(hLineApp, 0, &ahLines[0], NEGOTIATED_VERSION, 0, 0,
               LINECALLPRIVILEGE_NONE, 0, nullptr) != 0)
    return;
  if (lineOpen(hLineApp, 1, &ahLines[1], NEGOTIATED_VERSION, 0, 0,
               LINECALLPRIVILEGE_NONE, 0, nullptr) == 0)
    lineClose(ahLines[1]);
  lineClose(ahLines[0]);
}
