// RUN: %check_tapi %s 'tapi-*,-tapi-orphaned-call'
// Loops that look for the object of a handle: once it ended, the loop that goes
// on finds no second one.
#include "../Inputs/telephony.h"

class Call {
public:
  HCALL handle() const { return m_hCall; }
  void deallocate() {
    if (m_hCall && lineDeallocateCall(m_hCall) == 0)
      m_hCall = 0;
  }

private:
  HCALL m_hCall;
};

struct ListControl {
  int size();
  void *data(int Index);
  void erase(int Index);
};
ListControl g_Calls;

void inListOfObjects_ok(HCALL hCall, DWORD dwState) {
  for (int I = 0; I < g_Calls.size(); I++) {
    Call *pCall = (Call *)g_Calls.data(I);
    if (pCall && pCall->handle() == hCall && dwState == LINECALLSTATE_IDLE) {
      pCall->deallocate();
      g_Calls.erase(I);
    }
  }
}

struct Node {
  HCALL hCall;
  Node *pNext;
};
extern Node *g_pFirst;

void inNodes_ok(HCALL hCall) {
  for (Node *pNode = g_pFirst; pNode; pNode = pNode->pNext)
    if (pNode->hCall == hCall)
      lineDeallocateCall(hCall);
}

// No search: the variable is the one that the handle came from.
HCALL g_hCall;

void inGlobal_bad(HCALL hCall) {
  lineDeallocateCall(hCall);
  if (g_hCall == hCall)
    lineDrop(g_hCall, NULL, 0); // expect: TAPI003
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: call handle 'g_hCall' is used after lineDeallocateCall deallocated it [tapi-use-after-deallocate]
  // CHECK-NOTES: :[[@LINE-4]]:3: note: call handle 'g_hCall' is ended by lineDeallocateCall here
  // CHECK-NOTES: :[[@LINE-4]]:7: note: 'g_hCall == hCall' is true here
}
