// RUN: %check_tapi %s 'tapi-*,-tapi-orphaned-call'
// Objects with calls in a container: what a loop over it does to which of them
// is not followed, and nothing is told of their calls.
#include "../Inputs/telephony.h"
#include <list>
#include <vector>

class Call {
  HCALL Handle;

public:
  Call() : Handle(0) {}
  HCALL *address() { return &Handle; }
  void drop() {
    if (Handle) {
      lineDrop(Handle, NULL, 0);
      lineDeallocateCall(Handle);
      Handle = 0;
    }
  }
};

template <typename Calls> static Call *dial(HLINE hLine, Calls &All) {
  Call *Made = new Call;
  All.push_back(Made);
  return waitForReply(lineMakeCall(hLine, Made->address(), "1", 0, NULL))
             ? Made
             : nullptr;
}

void iterated_ok(HLINE hLine) {
  std::vector<Call *> All;
  dial(hLine, All);
  dial(hLine, All);
  for (Call *Each : All)
    Each->drop();
  lineClose(hLine);
}

void iteratedList_ok(HLINE hLine) {
  std::list<Call *> All;
  dial(hLine, All);
  for (Call *Each : All)
    Each->drop();
  lineClose(hLine);
}

void counted_ok(HLINE hLine) {
  std::vector<Call *> All;
  Call *First = new Call, *Second = new Call;
  if (waitForReply(lineMakeCall(hLine, First->address(), "1", 0, NULL)))
    All.push_back(First);
  if (waitForReply(lineMakeCall(hLine, Second->address(), "1", 0, NULL)))
    All.push_back(Second);
  for (std::size_t I = 0; I < All.size(); ++I)
    All[I]->drop();
  lineClose(hLine);
}

// What was added is still known by its variable.
void throughVariable_ok(HLINE hLine) {
  std::vector<Call *> All;
  Call *Made = new Call;
  All.push_back(Made);
  if (waitForReply(lineMakeCall(hLine, Made->address(), "1", 0, NULL)))
    All[0]->drop();
  lineClose(hLine);
}

void neverDropped_bad(HLINE hLine) {
  std::vector<Call *> All;
  Call *Made = new Call;
  All.push_back(Made);
  if (waitForReply(lineMakeCall(hLine, Made->address(), "1", 0, NULL)))
    lineClose(hLine); // expect: TAPI018
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: call handle 'Made->address()' never reaches lineDeallocateCall: lineClose ends it together with its line [tapi-undeallocated-call]
  // CHECK-NOTES: :[[@LINE-3]]:20: note: call handle 'Made->address()' is requested by lineMakeCall here
  // CHECK-NOTES: :[[@LINE-4]]:7: note: 'waitForReply' is called here
  // CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
  // CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
  // CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
  // CHECK-NOTES: :[[@LINE-8]]:7: note: 'waitForReply(lineMakeCall(hLine, Made->address(), "1", 0,...' is true here
}
