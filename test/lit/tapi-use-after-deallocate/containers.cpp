// RUN: %check_tapi %s 'tapi-*,-tapi-orphaned-call'
// Handles in containers, iterators and smart pointers of the standard library.
#include "../Inputs/telephony.h"
#include <list>
#include <map>
#include <memory>
#include <optional>
#include <unordered_map>
#include <vector>

struct Call {
  HCALL hCall = 0;
  DWORD dwState = 0;
};

// Ownership moves into the container.
void pushed_ok(HLINE hLine, std::vector<HCALL> &Calls) {
  HCALL hCall = 0;

  if (waitForReply(lineMakeCall(hLine, &hCall, "1", 0, NULL)))
    Calls.push_back(hCall);
}

void inserted_ok(HLINE hLine, std::map<DWORD, Call> &Calls) {
  Call New;

  if (waitForReply(lineMakeCall(hLine, &New.hCall, "1", 0, NULL)))
    Calls[1] = New;
}

void emplaced_ok(HLINE hLine, std::list<Call> &Calls) {
  Calls.emplace_back();
  Call &New = Calls.back();

  if (!waitForReply(lineMakeCall(hLine, &New.hCall, "1", 0, NULL)))
    Calls.pop_back();
}

void releaseAll_ok(std::vector<HCALL> &Calls) {
  for (HCALL hCall : Calls) {
    lineDrop(hCall, NULL, 0);
    lineDeallocateCall(hCall);
  }
  Calls.clear();
}

void releaseAllByIterator_ok(std::map<DWORD, Call> &Calls) {
  for (auto It = Calls.begin(); It != Calls.end(); ++It)
    lineDeallocateCall(It->second.hCall);
  Calls.clear();
}

void releaseFirst_ok(std::list<Call> &Calls) {
  while (!Calls.empty()) {
    lineDeallocateCall(Calls.front().hCall);
    Calls.pop_front();
  }
}

void eraseIdle_ok(std::map<DWORD, Call> &Calls) {
  for (auto It = Calls.begin(); It != Calls.end();) {
    if (It->second.dwState == LINECALLSTATE_IDLE) {
      lineDeallocateCall(It->second.hCall);
      It = Calls.erase(It);
    } else {
      lineDrop(It->second.hCall, NULL, 0);
      ++It;
    }
  }
}

void found_ok(std::map<DWORD, Call> &Calls, DWORD dwId) {
  auto It = Calls.find(dwId);

  if (It == Calls.end())
    return;
  lineDrop(It->second.hCall, NULL, 0);
  lineDeallocateCall(It->second.hCall);
  Calls.erase(It);
}

void found_bad(std::map<DWORD, Call> &Calls, DWORD dwId) {
  auto It = Calls.find(dwId);

  if (It == Calls.end())
    return;
  lineDeallocateCall(It->second.hCall);
  lineDrop(It->second.hCall, NULL, 0); // expect: TAPI003
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call handle 'It->second.hCall' is used after lineDeallocateCall deallocated it [tapi-use-after-deallocate]
  // CHECK-NOTES: :[[@LINE-5]]:7: note: 'It == Calls.end()' is false here
  // CHECK-NOTES: :[[@LINE-4]]:3: note: call handle 'It->second.hCall' is ended by lineDeallocateCall here
  Calls.erase(It);
}

void foundUnordered_bad(std::unordered_map<DWORD, HCALL> &Calls, DWORD dwId) {
  auto It = Calls.find(dwId);

  if (It == Calls.end())
    return;
  lineDeallocateCall(It->second);
  lineDeallocateCall(It->second); // expect: TAPI006
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call handle 'It->second' is released a second time by lineDeallocateCall [tapi-double-release]
  // CHECK-NOTES: :[[@LINE-5]]:7: note: 'It == Calls.end()' is false here
  // CHECK-NOTES: :[[@LINE-4]]:3: note: call handle 'It->second' is ended by lineDeallocateCall here
}

void bySubscript_bad(std::vector<HCALL> &Calls, std::size_t Index) {
  lineDeallocateCall(Calls[Index]);
  lineDrop(Calls[Index], NULL, 0); // expect: TAPI003
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call handle 'Calls[Index]' is used after lineDeallocateCall deallocated it [tapi-use-after-deallocate]
  // CHECK-NOTES: :[[@LINE-3]]:3: note: call handle 'Calls[Index]' is ended by lineDeallocateCall here
}

void otherSubscript_ok(std::vector<HCALL> &Calls, std::size_t Index) {
  lineDeallocateCall(Calls[Index]);
  lineDrop(Calls[Index + 1], NULL, 0);
}

void erasedBetween_ok(std::vector<HCALL> &Calls) {
  lineDeallocateCall(Calls[0]);
  Calls.erase(Calls.begin());
  lineDrop(Calls[0], NULL, 0);
}

void storedBetween_ok(std::vector<HCALL> &Calls, HCALL hOther) {
  lineDeallocateCall(Calls[0]);
  Calls[0] = hOther;
  lineDrop(Calls[0], NULL, 0);
}

void byKey_bad(std::map<DWORD, Call> &Calls, DWORD dwId) {
  lineDeallocateCall(Calls[dwId].hCall);
  lineDrop(Calls[dwId].hCall, NULL, 0); // expect: TAPI003
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call handle 'Calls[dwId].hCall' is used after lineDeallocateCall deallocated it [tapi-use-after-deallocate]
  // CHECK-NOTES: :[[@LINE-3]]:3: note: call handle 'Calls[dwId].hCall' is ended by lineDeallocateCall here
}

void otherKey_ok(std::map<DWORD, Call> &Calls, DWORD dwId) {
  lineDeallocateCall(Calls[dwId].hCall);
  dwId++;
  lineDrop(Calls[dwId].hCall, NULL, 0);
}

// All released, then all dropped: nothing is left to drop.
void twoLoops_bad(std::vector<HCALL> &Calls) {
  for (HCALL hCall : Calls)
    lineDeallocateCall(hCall);
  for (HCALL hCall : Calls)
    lineDrop(hCall, NULL, 0); // expect: TAPI003
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: call handle 'hCall' is used after lineDeallocateCall deallocated it [tapi-use-after-deallocate]
  // CHECK-NOTES: :[[@LINE-5]]:20: note: the loop over 'Calls' goes on here
  // CHECK-NOTES: :[[@LINE-5]]:5: note: call handle 'hCall' is ended by lineDeallocateCall here
  // CHECK-NOTES: :[[@LINE-7]]:20: note: the loop over 'Calls' ends here
  // CHECK-NOTES: :[[@LINE-6]]:20: note: the loop over 'Calls' goes on here
}

void twoLoops_ok(std::vector<HCALL> &Calls) {
  for (HCALL hCall : Calls)
    lineDrop(hCall, NULL, 0);
  for (HCALL hCall : Calls)
    lineDeallocateCall(hCall);
  Calls.clear();
}

void optional_bad(std::optional<HCALL> &Call) {
  if (!Call)
    return;
  lineDeallocateCall(*Call);
  lineDrop(*Call, NULL, 0); // expect: TAPI003
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call handle '*Call' is used after lineDeallocateCall deallocated it [tapi-use-after-deallocate]
  // CHECK-NOTES: :[[@LINE-5]]:7: note: 'Call' is true here
  // CHECK-NOTES: :[[@LINE-4]]:3: note: call handle '*Call' is ended by lineDeallocateCall here
}

void optional_ok(std::optional<HCALL> &Call, HCALL hOther) {
  if (!Call)
    return;
  lineDeallocateCall(*Call);
  Call = hOther;
  lineDrop(*Call, NULL, 0);
  lineDeallocateCall(*Call);
  Call.reset();
}

void uniquePointer_bad(std::unique_ptr<Call> &Current) {
  lineDeallocateCall(Current->hCall);
  lineDrop(Current->hCall, NULL, 0); // expect: TAPI003
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call handle 'Current->hCall' is used after lineDeallocateCall deallocated it [tapi-use-after-deallocate]
  // CHECK-NOTES: :[[@LINE-3]]:3: note: call handle 'Current->hCall' is ended by lineDeallocateCall here
}

void uniquePointer_ok(std::unique_ptr<Call> &Current) {
  lineDeallocateCall(Current->hCall);
  Current = std::make_unique<Call>();
  lineDrop(Current->hCall, NULL, 0);
}

// The handles change places; none is lost.
void swapped_ok(HLINE hLine) {
  HCALL hFirst = 0, hSecond = 0;

  if (!waitForReply(lineMakeCall(hLine, &hFirst, "1", 0, NULL)))
    return;
  std::swap(hFirst, hSecond);
  lineDeallocateCall(hSecond);
}

void swapped_bad(HLINE hLine) {
  HCALL hFirst = 0, hSecond = 0;

  if (!waitForReply(lineMakeCall(hLine, &hFirst, "1", 0, NULL)))
    return;
  std::swap(hFirst, hSecond);
  lineDeallocateCall(hSecond);
  lineDrop(hSecond, NULL, 0); // expect: TAPI003
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call handle 'hSecond' is used after lineDeallocateCall deallocated it [tapi-use-after-deallocate]
  // CHECK-NOTES: :[[@LINE-6]]:21: note: call handle 'hFirst' is requested by lineMakeCall here
  // CHECK-NOTES: :[[@LINE-7]]:8: note: 'waitForReply' is called here
  // CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
  // CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
  // CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
  // CHECK-NOTES: :[[@LINE-11]]:7: note: 'waitForReply(lineMakeCall(hLine, &hFirst, "1", 0, NULL))' is true here
  // CHECK-NOTES: :[[@LINE-9]]:3: note: call handle 'hSecond' is ended by lineDeallocateCall here
}
