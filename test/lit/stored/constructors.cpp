// RUN: %check_tapi %s 'tapi-*'
// What a constructor leaves unset, the destructor must not release.
#include "../Inputs/telephony.h"

class helper_Unset {
public:
  explicit helper_Unset(HLINE hLine) { m_hLine = hLine; }
  ~helper_Unset();
  BOOL dial(LPCSTR lpszNumber) {
    return lineMakeCall(m_hLine, &m_hCall, lpszNumber, 0, NULL) > 0;
  }

private:
  HLINE m_hLine;
  HCALL m_hCall;
};

helper_Unset::~helper_Unset() {
  if (m_hCall != 0)
    lineDeallocateCall(m_hCall); // expect: TAPI009
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: call handle 'm_hCall' is used but was never set [tapi-pending-handle]
  // CHECK-NOTES: :[[@LINE-15]]:12: note: 'helper_Unset' constructs the object here
  // CHECK-NOTES: :[[@LINE-5]]:15: note: later, '~helper_Unset' runs
  // CHECK-NOTES: :[[@LINE-5]]:7: note: 'm_hCall != 0' is true here
}

// Set by another member function that the constructor calls.
class SetByHelper {
public:
  explicit SetByHelper(HLINE hLine) {
    m_hLine = hLine;
    reset();
  }
  ~SetByHelper() {
    if (m_hCall != 0)
      lineDeallocateCall(m_hCall);
  }
  BOOL dial(LPCSTR lpszNumber) {
    return lineMakeCall(m_hLine, &m_hCall, lpszNumber, 0, NULL) > 0;
  }

private:
  void reset() { m_hCall = 0; }
  HLINE m_hLine;
  HCALL m_hCall;
};

// A flag that the constructor sets guards the field.
class Guarded {
public:
  explicit Guarded(HLINE hLine) : m_hLine(hLine), m_bDialled(false) {}
  ~Guarded() {
    if (m_bDialled)
      lineDeallocateCall(m_hCall);
  }
  void dial(LPCSTR lpszNumber) {
    m_bDialled = lineMakeCall(m_hLine, &m_hCall, lpszNumber, 0, NULL) > 0;
  }

private:
  HLINE m_hLine;
  HCALL m_hCall;
  bool m_bDialled;
};

// An object of static storage begins as 0.
class Global {
public:
  Global() { m_nCalls = 0; }
  ~Global() {
    if (m_hCall != 0)
      lineDeallocateCall(m_hCall);
  }
  void dial(HLINE hLine, LPCSTR lpszNumber) {
    if (lineMakeCall(hLine, &m_hCall, lpszNumber, 0, NULL) > 0)
      ++m_nCalls;
  }

private:
  HCALL m_hCall;
  int m_nCalls;
};

Global g_Global;

// Memory that is cleared as a whole.
class Cleared {
public:
  Cleared() { ZeroMemory(this, sizeof(*this)); }
  ~Cleared() {
    if (m_hCall != 0)
      lineDeallocateCall(m_hCall);
  }
  void dial(HLINE hLine, LPCSTR lpszNumber) {
    lineMakeCall(hLine, &m_hCall, lpszNumber, 0, NULL);
  }

private:
  HCALL m_hCall;
};
