// RUN: %check_tapi %s 'tapi-*,-tapi-orphaned-call'
// The calls that an object holds are those of its only line.
#include "../Inputs/telephony.h"

struct Array {
  int size();
  void *operator[](int Index);
  void removeAt(int Index);
};

class Call {
public:
  LONG deallocate();
  HCALL handle() const { return m_hCall; }

private:
  HCALL m_hCall;
};

LONG Call::deallocate() {
  LONG lResult = 0;
  if (handle()) {
    lResult = lineDeallocateCall(handle());
    if (lResult == 0)
      m_hCall = 0;
  }
  return lResult;
}

// As a library of wrappers does it.
class Line {
public:
  LONG close_bad();
  LONG close_ok();

private:
  void onClose();
  HLINE m_hLine;
  Array m_Calls;
};

LONG Line::close_bad() {
  LONG lResult = lineClose(m_hLine);
  if (lResult == 0)
    onClose(); // expect: TAPI005
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: call handle 'm_hCall' is used after lineClose closed its line [tapi-use-after-close]
  // CHECK-NOTES: :[[@LINE-4]]:18: note: lineClose ends 'm_hLine' and every call on it here
  // CHECK-NOTES: :[[@LINE-3]]:5: note: 'onClose' is called here
  // CHECK-NOTES: :[[@LINE+9]]:10: note: 'm_Calls.size() > 0' is true here
  // CHECK-NOTES: :[[@LINE+11]]:5: note: 'deallocate' is called here
  // CHECK-NOTES: :[[@LINE-29]]:7: note: 'handle()' is true here
  // CHECK-NOTES: :[[@LINE-29]]:15: note: call handle 'm_hCall' is passed to lineDeallocateCall here
  return lResult;
}

void Line::onClose() {
  m_hLine = 0;
  while (m_Calls.size() > 0) {
    Call *pCall = (Call *)m_Calls[0];
    m_Calls.removeAt(0);
    pCall->deallocate();
    delete pCall;
  }
}

LONG Line::close_ok() {
  HLINE hLine = m_hLine;
  onClose();
  return lineClose(hLine);
}

struct Node {
  HCALL hCall;
  Node *pNext;
  struct Owner *pOwner;
};

struct Owner {
  HLINE hLine;
  Node *pCalls;
};

void walkList_bad(Owner *pOwner) {
  lineClose(pOwner->hLine);
  for (Node *pNode = pOwner->pCalls; pNode; pNode = pNode->pNext)
    if (pNode->hCall)
      lineDrop(pNode->hCall, NULL, 0); // expect: TAPI005
  // CHECK-NOTES: :[[@LINE-1]]:7: warning: call handle 'pNode->hCall' is used after lineClose closed its line [tapi-use-after-close]
  // CHECK-NOTES: :[[@LINE-5]]:3: note: lineClose ends 'pOwner->hLine' and every call on it here
  // CHECK-NOTES: :[[@LINE-5]]:38: note: 'pNode' is true here
  // CHECK-NOTES: :[[@LINE-5]]:9: note: 'pNode->hCall' is true here
}

// Of another object.
void walkOthers_ok(Owner *pOwner, Owner *pOther) {
  lineClose(pOwner->hLine);
  for (Node *pNode = pOther->pCalls; pNode; pNode = pNode->pNext)
    if (pNode->hCall)
      lineDrop(pNode->hCall, NULL, 0);
}

// A new line, new calls.
void openAgain_ok(HLINEAPP hLineApp, Owner *pOwner) {
  lineClose(pOwner->hLine);
  if (lineOpen(hLineApp, 0, &pOwner->hLine, 0x00020000, 0, 0,
               LINECALLPRIVILEGE_NONE, 0, NULL) != 0)
    return;
  if (pOwner->pCalls && pOwner->pCalls->hCall)
    lineDrop(pOwner->pCalls->hCall, NULL, 0);
}

// Which of them the call is on is not known.
struct TwoLines {
  HLINE hFirst, hSecond;
  Node *pCalls;
};

void closeOneOfTwo_ok(TwoLines *pLines) {
  lineClose(pLines->hFirst);
  if (pLines->pCalls && pLines->pCalls->hCall)
    lineDrop(pLines->pCalls->hCall, NULL, 0);
}

// Somebody else may take the calls along.
void forgetCalls(Owner *pOwner);

void asksOthers_ok(Owner *pOwner) {
  lineClose(pOwner->hLine);
  forgetCalls(pOwner);
  if (pOwner->pCalls && pOwner->pCalls->hCall)
    lineDrop(pOwner->pCalls->hCall, NULL, 0);
}

// Whatever is left of the calls was cleared before.
void hangUpFirst_ok(Owner *pOwner) {
  for (Node *pNode = pOwner->pCalls; pNode; pNode = pNode->pNext) {
    if (pNode->hCall)
      lineDeallocateCall(pNode->hCall);
    pNode->hCall = 0;
  }
  lineClose(pOwner->hLine);
  for (Node *pNode = pOwner->pCalls; pNode; pNode = pNode->pNext)
    if (pNode->hCall)
      lineDrop(pNode->hCall, NULL, 0);
}

// Way up from the object: calls of any line.
struct Exchange {
  Node *pAllCalls;
};

struct Extension {
  HLINE hLine;
  struct Link *pLink;
};

struct Link {
  Exchange *pExchange;
};

void wayUp_ok(Extension *pExtension) {
  lineClose(pExtension->hLine);
  Node *pNode = pExtension->pLink->pExchange->pAllCalls;
  if (pNode && pNode->hCall)
    lineDrop(pNode->hCall, NULL, 0);
}
