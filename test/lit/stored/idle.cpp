// RUN: %check_tapi %s 'tapi-*'
// A call in a field: the callback ends it at IDLE, others meet what it left.
#include "../Inputs/telephony.h"

// The field stays set after the IDLE handler has released the call.
class helper_Sloppy {
public:
  helper_Sloppy(HLINE hLine) : m_hLine(hLine), m_hCall(0) { s_pThis = this; }
  ~helper_Sloppy();
  BOOL dial(LPCSTR lpszNumber);
  BOOL hangUp();
  static void CALLBACK callback(DWORD hDevice, DWORD dwMsg, DWORD_PTR dwInst,
                                DWORD_PTR dwParam1, DWORD_PTR dwParam2,
                                DWORD_PTR dwParam3);

private:
  static helper_Sloppy *s_pThis;
  HLINE m_hLine;
  HCALL m_hCall;
};

helper_Sloppy *helper_Sloppy::s_pThis;

helper_Sloppy::~helper_Sloppy() {
  if (m_hCall)
    lineDeallocateCall(m_hCall); // expect: TAPI006
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: call handle 'm_hCall' is released a second time by lineDeallocateCall [tapi-double-release]
  // CHECK-NOTES: :[[@LINE+17]]:7: note: 'dwMsg == LINE_CALLSTATE' is true here
  // CHECK-NOTES: :[[@LINE+16]]:34: note: 'dwParam1 == LINECALLSTATE_IDLE' is true here
  // CHECK-NOTES: :[[@LINE+16]]:5: note: call handle 'm_hCall' is ended by lineDeallocateCall here
  // CHECK-NOTES: :[[@LINE-7]]:16: note: later, '~helper_Sloppy' runs
  // CHECK-NOTES: :[[@LINE-7]]:7: note: 'm_hCall' is true here
}

BOOL helper_Sloppy::dial(LPCSTR lpszNumber) {
  return lineMakeCall(m_hLine, &m_hCall, lpszNumber, 0, NULL) > 0;
}

// The same mistake: it is told once, in the destructor.
BOOL helper_Sloppy::hangUp() { return m_hCall && lineDrop(m_hCall, NULL, 0) > 0; }

void CALLBACK helper_Sloppy::callback(DWORD hDevice, DWORD dwMsg, DWORD_PTR dwInst,
                               DWORD_PTR dwParam1, DWORD_PTR dwParam2,
                               DWORD_PTR dwParam3) {
  if (dwMsg == LINE_CALLSTATE && dwParam1 == LINECALLSTATE_IDLE)
    lineDeallocateCall(s_pThis->m_hCall);
}

// The same with the field cleared.
class Careful {
public:
  Careful(HLINE hLine) : m_hLine(hLine), m_hCall(0) { s_pThis = this; }
  ~Careful() {
    if (m_hCall)
      lineDeallocateCall(m_hCall);
  }
  BOOL dial(LPCSTR lpszNumber) {
    return lineMakeCall(m_hLine, &m_hCall, lpszNumber, 0, NULL) > 0;
  }
  BOOL hangUp() { return m_hCall && lineDrop(m_hCall, NULL, 0) > 0; }
  static void CALLBACK callback(DWORD hDevice, DWORD dwMsg, DWORD_PTR dwInst,
                                   DWORD_PTR dwParam1, DWORD_PTR dwParam2,
                                   DWORD_PTR dwParam3) {
    if (dwMsg == LINE_CALLSTATE && dwParam1 == LINECALLSTATE_IDLE) {
      lineDeallocateCall(s_pThis->m_hCall);
      s_pThis->m_hCall = 0;
    }
  }

private:
  static Careful *s_pThis;
  HLINE m_hLine;
  HCALL m_hCall;
};

Careful *Careful::s_pThis;

// A flag says whether the field counts.
class Flagged {
public:
  Flagged(HLINE hLine) : m_hLine(hLine), m_bActive(FALSE) { s_pThis = this; }
  ~Flagged() {
    if (m_bActive)
      lineDeallocateCall(m_hCall);
  }
  void dial(LPCSTR lpszNumber) {
    m_bActive = lineMakeCall(m_hLine, &m_hCall, lpszNumber, 0, NULL) > 0;
  }
  void hangUp() {
    if (m_bActive && m_hCall)
      lineDrop(m_hCall, NULL, 0);
  }
  static void CALLBACK callback(DWORD hDevice, DWORD dwMsg, DWORD_PTR dwInst,
                                   DWORD_PTR dwParam1, DWORD_PTR dwParam2,
                                   DWORD_PTR dwParam3) {
    if (dwMsg == LINE_CALLSTATE && dwParam1 == LINECALLSTATE_IDLE) {
      lineDeallocateCall(s_pThis->m_hCall);
      s_pThis->m_bActive = FALSE;
    }
  }

private:
  static Flagged *s_pThis;
  HLINE m_hLine;
  HCALL m_hCall;
  BOOL m_bActive;
};

Flagged *Flagged::s_pThis;

// The instance comes with the message, and the handle in it may be the stored
// one.
class ByInstance {
public:
  explicit ByInstance(HLINE hLine) : m_hLine(hLine), m_hCall(0) {}
  BOOL dial(LPCSTR lpszNumber) {
    return lineMakeCall(m_hLine, &m_hCall, lpszNumber, 0, NULL) > 0;
  }
  void hangUp_bad();
  static void CALLBACK callback(DWORD hDevice, DWORD dwMsg, DWORD_PTR dwInst,
                                DWORD_PTR dwParam1, DWORD_PTR dwParam2,
                                DWORD_PTR dwParam3) {
    ByInstance *pThis = (ByInstance *)dwInst;
    if (dwMsg == LINE_CALLSTATE && dwParam1 == LINECALLSTATE_IDLE) {
      lineDeallocateCall((HCALL)hDevice);
      pThis->m_bBusy = FALSE;
    }
  }

private:
  HLINE m_hLine;
  HCALL m_hCall;
  BOOL m_bBusy;
};

void ByInstance::hangUp_bad() {
  if (m_hCall != 0)
    lineDrop(m_hCall, NULL, 0); // expect: TAPI003
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: call handle 'm_hCall' is used after lineDeallocateCall deallocated it [tapi-use-after-deallocate]
  // CHECK-NOTES: :[[@LINE-23]]:12: note: call handle 'm_hCall' is requested by lineMakeCall here
  // CHECK-NOTES: :[[@LINE-21]]:24: note: later, 'callback' runs
  // CHECK-NOTES: :[[@LINE-18]]:9: note: 'dwMsg == LINE_CALLSTATE' is true here
  // CHECK-NOTES: :[[@LINE-19]]:36: note: 'dwParam1 == LINECALLSTATE_IDLE' is true here
  // CHECK-NOTES: :[[@LINE-19]]:7: note: call handle 'm_hCall' is ended by lineDeallocateCall here
  // CHECK-NOTES: :[[@LINE-9]]:18: note: later, 'hangUp_bad' runs
  // CHECK-NOTES: :[[@LINE-9]]:7: note: 'm_hCall != 0' is true here
}

class ByInstanceCareful {
public:
  explicit ByInstanceCareful(HLINE hLine) : m_hLine(hLine), m_hCall(0) {}
  BOOL dial(LPCSTR lpszNumber) {
    return lineMakeCall(m_hLine, &m_hCall, lpszNumber, 0, NULL) > 0;
  }
  void hangUp() {
    if (m_hCall != 0)
      lineDrop(m_hCall, NULL, 0);
  }
  static void CALLBACK callback(DWORD hDevice, DWORD dwMsg, DWORD_PTR dwInst,
                                   DWORD_PTR dwParam1, DWORD_PTR dwParam2,
                                   DWORD_PTR dwParam3) {
    ByInstanceCareful *pThis = (ByInstanceCareful *)dwInst;
    if (dwMsg == LINE_CALLSTATE && dwParam1 == LINECALLSTATE_IDLE) {
      lineDeallocateCall((HCALL)hDevice);
      if (pThis->m_hCall == (HCALL)hDevice)
        pThis->m_hCall = 0;
    }
  }

private:
  HLINE m_hLine;
  HCALL m_hCall;
};
