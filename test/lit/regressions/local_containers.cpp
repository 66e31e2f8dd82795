// RUN: %check_tapi %s 'tapi-*'
// Containers of handles whose elements are known from their making on.
#include "../Inputs/telephony.h"

#include <list>
#include <map>
#include <vector>

static HCALL call(HLINE hLine) {
  HCALL hCall = 0;

  if (!waitForReply(lineMakeCall(hLine, &hCall, "1", 0, nullptr)))
    return 0;
  return hCall;
}

static void hangUp(HCALL hCall) {
  lineDrop(hCall, nullptr, 0);
  lineDeallocateCall(hCall);
}

static void dropFirst(std::vector<HCALL> Calls) {
  if (Calls[0])
    lineDrop(Calls[0], nullptr, 0);
}

void passedByValue_bad(HLINE hLine) {
  std::vector<HCALL> Calls;
  Calls.push_back(call(hLine));
  dropFirst(Calls);
} // expect: TAPI001
// CHECK-NOTES: :[[@LINE-1]]:1: warning: call handle 'hCall' is never deallocated: its last reference ends here while its line stays open [tapi-call-leak]
// CHECK-NOTES: :[[@LINE-4]]:19: note: 'call' is called here
// CHECK-NOTES: :[[@LINE-22]]:21: note: call handle 'hCall' is requested by lineMakeCall here
// CHECK-NOTES: :[[@LINE-23]]:8: note: 'waitForReply' is called here
// CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
// CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
// CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
// CHECK-NOTES: :[[@LINE-27]]:7: note: 'waitForReply(lineMakeCall(hLine, &hCall, "1", 0, nullptr))' is true here
// CHECK-NOTES: :[[@LINE-10]]:3: note: 'dropFirst' is called here
// CHECK-NOTES: :[[@LINE-18]]:7: note: 'Calls[0]' is true here

static void hangUpFirst(const std::list<HCALL> &Calls) {
  if (Calls.front())
    hangUp(Calls.front());
}

void passedByReference_ok(HLINE hLine) {
  std::list<HCALL> Calls;
  Calls.push_back(call(hLine));
  hangUpFirst(Calls);
}

void secondForgotten_bad(HLINE hLine) {
  std::vector<HCALL> Calls;
  Calls.push_back(call(hLine));
  Calls.push_back(call(hLine));
  if (!Calls.empty())
    hangUp(Calls[0]);
} // expect: TAPI001
// CHECK-NOTES: :[[@LINE-1]]:1: warning: call handle 'hCall' is never deallocated: its last reference ends here while its line stays open [tapi-call-leak]
// CHECK-NOTES: :[[@LINE-5]]:19: note: 'call' is called here
// CHECK-NOTES: :[[@LINE-51]]:21: note: call handle 'hCall' is requested by lineMakeCall here
// CHECK-NOTES: :[[@LINE-52]]:8: note: 'waitForReply' is called here
// CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
// CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
// CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
// CHECK-NOTES: :[[@LINE-56]]:7: note: 'waitForReply(lineMakeCall(hLine, &hCall, "1", 0, nullptr))' is true here

void counted_ok(HLINE hLine) {
  std::vector<HCALL> Calls;
  Calls.push_back(call(hLine));
  for (std::size_t I = 0; I < Calls.size(); ++I)
    hangUp(Calls[I]);
}

void lastReleased_ok(HLINE hLine) {
  std::vector<HCALL> Calls;
  Calls.push_back(call(hLine));
  if (Calls.size() != 0)
    hangUp(Calls.back());
}

void cleared_bad(HLINE hLine) {
  std::vector<HCALL> Calls;
  Calls.push_back(call(hLine));
  lineDrop(Calls.back(), nullptr, 0);
  Calls.clear(); // expect: TAPI001
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call handle 'hCall' is never deallocated: its last reference is cleared here while its line stays open [tapi-call-leak]
  // CHECK-NOTES: :[[@LINE-4]]:19: note: 'call' is called here
  // CHECK-NOTES: :[[@LINE-79]]:21: note: call handle 'hCall' is requested by lineMakeCall here
  // CHECK-NOTES: :[[@LINE-80]]:8: note: 'waitForReply' is called here
  // CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
  // CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
  // CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
  // CHECK-NOTES: :[[@LINE-84]]:7: note: 'waitForReply(lineMakeCall(hLine, &hCall, "1", 0, nullptr))' is true here
}

void clearedAfterRelease_ok(HLINE hLine) {
  std::vector<HCALL> Calls;
  Calls.push_back(call(hLine));
  hangUp(Calls.back());
  Calls.clear();
}

void assigned_ok(HLINE hLine, std::vector<HCALL> &Out) {
  std::vector<HCALL> Calls;
  Calls.push_back(call(hLine));
  Out = Calls;
}

void moved_ok(HLINE hLine) {
  std::vector<HCALL> Calls;
  Calls.push_back(call(hLine));
  std::vector<HCALL> Others(std::move(Calls));
  hangUp(Others[0]);
}

std::vector<HCALL> returned_ok(HLINE hLine) {
  std::vector<HCALL> Calls;
  Calls.push_back(call(hLine));
  return Calls;
}

// What a loop visits, or a search finds, may be each of them.
void allReleased_ok(HLINE hLine) {
  std::vector<HCALL> Calls;
  Calls.push_back(call(hLine));
  for (HCALL hCall : Calls)
    hangUp(hCall);
}

void searched_ok(HLINE hLine) {
  std::map<int, HCALL> Calls;
  Calls[2] = call(hLine);
  if (Calls.count(2))
    hangUp(Calls[2]);
}

void addedInLoop_ok(HLINE hLine) {
  std::vector<HCALL> Calls;
  for (int I = 0; I < 3; ++I)
    Calls.push_back(call(hLine));
  while (!Calls.empty()) {
    hangUp(Calls.back());
    Calls.pop_back();
  }
}

void erased_ok(HLINE hLine) {
  std::vector<HCALL> Calls;
  Calls.push_back(call(hLine));
  Calls.insert(Calls.begin(), 0);
  hangUp(Calls[1]);
}

void byKey_bad(HLINE hLine) {
  std::map<int, HCALL> Calls;
  Calls[2] = call(hLine);
  lineDrop(Calls[2], nullptr, 0);
} // expect: TAPI001
// CHECK-NOTES: :[[@LINE-1]]:1: warning: call handle 'hCall' is never deallocated: its last reference ends here while its line stays open [tapi-call-leak]
// CHECK-NOTES: :[[@LINE-4]]:14: note: 'call' is called here
// CHECK-NOTES: :[[@LINE-152]]:21: note: call handle 'hCall' is requested by lineMakeCall here
// CHECK-NOTES: :[[@LINE-153]]:8: note: 'waitForReply' is called here
// CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
// CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
// CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
// CHECK-NOTES: :[[@LINE-157]]:7: note: 'waitForReply(lineMakeCall(hLine, &hCall, "1", 0, nullptr))' is true here

void otherKeyIsEmpty_ok(HLINE hLine) {
  std::map<int, HCALL> Calls;
  Calls[2] = call(hLine);
  if (Calls[3])
    lineDrop(Calls[3], nullptr, 0);
  hangUp(Calls[2]);
}

// Elements with destructors of their own end in their own ways.
struct owner {
  explicit owner(HCALL h) : hCall(h) {}
  owner(const owner &) = delete;
  owner(owner &&O) : hCall(O.hCall) { O.hCall = 0; }
  ~owner() {
    if (hCall)
      hangUp(hCall);
  }
  HCALL hCall;
};

void ofOwners_ok(HLINE hLine) {
  std::vector<owner> Owners;
  Owners.push_back(owner(call(hLine)));
}

// The same list of handles as a member that all methods share.
class lines {
public:
  void add(HLINE hLine) { m_Calls.push_back(call(hLine)); }
  ~lines() {
    for (HCALL hCall : m_Calls)
      hangUp(hCall);
  }

private:
  std::vector<HCALL> m_Calls;
};

void member_ok(HLINE hLine) {
  lines Lines;
  Lines.add(hLine);
}
