// RUN: %check_tapi %s 'tapi-*'
// The constructors of members and bases are not seen. They know nothing of the
// handles beside them.
#include "../Inputs/telephony.h"

class helper_Text {
public:
  helper_Text();
  ~helper_Text();

private:
  void *m_p;
};

class helper_Window {
public:
  helper_Window();
  virtual ~helper_Window();

private:
  HWND m_hWnd;
};

class helper_Phone;
helper_Phone *g_pPhone;

class helper_Phone : public helper_Window {
public:
  helper_Phone() {
    m_hLine = 0;
    g_pPhone = this;
  }
  ~helper_Phone();

private:
  HLINEAPP m_hLineApp;
  helper_Text m_name;
  HLINE m_hLine;
  HCALL m_hCall;
};

helper_Phone::~helper_Phone() {
  if (m_hCall != 0)
    lineDeallocateCall(m_hCall); // expect: TAPI009
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: call handle 'm_hCall' is used but was never set [tapi-pending-handle]
  // CHECK-NOTES: :[[@LINE-17]]:3: note: 'helper_Phone' constructs the object here
  // CHECK-NOTES: :[[@LINE-5]]:15: note: later, '~helper_Phone' runs
  // CHECK-NOTES: :[[@LINE-5]]:7: note: 'm_hCall != 0' is true here
  if (m_hLine != 0)
    lineClose(m_hLine);
  if (m_hLineApp != 0)
    lineShutdown(m_hLineApp); // expect: TAPI009
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: line application handle 'm_hLineApp' is used but was never set [tapi-pending-handle]
  // CHECK-NOTES: :[[@LINE-25]]:3: note: 'helper_Phone' constructs the object here
  // CHECK-NOTES: :[[@LINE-13]]:15: note: later, '~helper_Phone' runs
  // CHECK-NOTES: :[[@LINE-5]]:7: note: 'm_hLineApp != 0' is true here
}

// The rest of the object is at hand for whoever gets its address.
void adopt(void *pObject);

class Adopted {
public:
  Adopted() { adopt(this); }
  ~Adopted() {
    if (m_hCall != 0)
      lineDeallocateCall(m_hCall);
  }

private:
  helper_Text m_name;
  HCALL m_hCall;
};

// A constructor that gets it, too.
class Member {
public:
  explicit Member(void *pOwner);

private:
  void *m_pOwner;
};

class HandedOut {
public:
  HandedOut() : m_member(this) {}
  ~HandedOut() {
    if (m_hCall != 0)
      lineDeallocateCall(m_hCall);
  }

private:
  HCALL m_hCall;
  Member m_member;
};

// Once others know the object, code that is not seen may set it.
void start();

class Started {
public:
  Started() {
    g_pStarted = this;
    start();
  }
  ~Started() {
    if (m_hCall != 0)
      lineDeallocateCall(m_hCall);
  }

private:
  static Started *g_pStarted;
  helper_Text m_name;
  HCALL m_hCall;
};
