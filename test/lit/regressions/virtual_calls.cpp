// RUN: %check_tapi %s 'tapi-*'
// Which method a virtual call runs, where the class of the object is known.
#include "../Inputs/telephony.h"

class ender {
public:
  virtual ~ender() {}
  virtual void end(HCALL hCall) { lineDrop(hCall, nullptr, 0); }
};

class deallocator : public ender {
public:
  void end(HCALL hCall) override {
    ender::end(hCall);
    lineDeallocateCall(hCall);
  }
};

class dropper : public ender {
public:
  void end(HCALL hCall) override { lineDrop(hCall, nullptr, 0); }
};

static HCALL call(HLINE hLine) {
  HCALL hCall = 0;

  if (!waitForReply(lineMakeCall(hLine, &hCall, "1", 0, nullptr)))
    return 0;
  return hCall;
}

void boundToTemporary_bad(HLINE hLine) {
  ender &&Ender = dropper();
  Ender.end(call(hLine)); // expect: TAPI001
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call handle 'hCall' is never deallocated: its last reference ends here while its line stays open [tapi-call-leak]
  // CHECK-NOTES: :[[@LINE-2]]:13: note: 'call' is called here
  // CHECK-NOTES: :[[@LINE-10]]:21: note: call handle 'hCall' is requested by lineMakeCall here
  // CHECK-NOTES: :[[@LINE-11]]:8: note: 'waitForReply' is called here
  // CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
  // CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
  // CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
  // CHECK-NOTES: :[[@LINE-15]]:7: note: 'waitForReply(lineMakeCall(hLine, &hCall, "1", 0, nullptr))' is true here
  // CHECK-NOTES: :[[@LINE-22]]:65: note: call handle 'hCall' is used here
}

void boundToTemporary_ok(HLINE hLine) {
  ender &&Ender = deallocator();
  Ender.end(call(hLine));
}

void made_bad(HLINE hLine, HCALL hOther) {
  ender *pEnder = new deallocator;
  pEnder->end(hOther);
  lineDrop(hOther, nullptr, 0); // expect: TAPI003
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call handle 'hOther' is used after lineDeallocateCall deallocated it [tapi-use-after-deallocate]
  // CHECK-NOTES: :[[@LINE-3]]:3: note: 'end' is called here
  // CHECK-NOTES: :[[@LINE-42]]:5: note: call handle 'hOther' is ended by lineDeallocateCall here
  delete pEnder;
}

static void endBy(ender &Ender, HCALL hCall) { Ender.end(hCall); }

void passed_ok(HLINE hLine) {
  deallocator Deallocator;
  endBy(Deallocator, call(hLine));
}

// Whoever calls it may pass an object of a class that is not seen here.
void notKnown_ok(ender &Ender, HLINE hLine) { Ender.end(call(hLine)); }

// While the base is made, the object is of the base's class.
class starter {
public:
  explicit starter(HCALL hCall) { end(hCall); }
  virtual ~starter() {}
  virtual void end(HCALL hCall) { lineDrop(hCall, nullptr, 0); }
};

class late : public starter {
public:
  explicit late(HCALL hCall) : starter(hCall) {}
  void end(HCALL hCall) override { lineDeallocateCall(hCall); }
};

void duringConstruction_ok(HCALL hOld) {
  late Late(hOld);
  lineDeallocateCall(hOld);
}
