// RUN: %check_tapi %s 'tapi-orphaned-call'
// Objects that own a call: the destructor deallocates it.
#include "../Inputs/telephony.h"

class Ended {
public:
  explicit Ended(HLINE hLine) {
    if (!waitForReply(lineMakeCall(hLine, &hCall, TEXT("100"), 0, nullptr)))
      hCall = 0;
  }
  ~Ended() {
    if (!hCall)
      return;
    lineDrop(hCall, nullptr, 0);
    lineDeallocateCall(hCall);
  }
  Ended(const Ended &) = delete;
  HCALL get() const { return hCall; }

private:
  HCALL hCall = 0;
};

void ended_ok(HLINE hLine) {
  Ended Call(hLine);

  lineGenerateDigits(Call.get(), LINEDIGITMODE_DTMF, TEXT("1"), 0);
}

void lambda_bad(HLINE hLine) {
  HCALL hCall = 0;
  auto Forget = [&] { lineDeallocateCall(hCall); };

  if (waitForReply(lineMakeCall(hLine, &hCall, TEXT("100"), 0, nullptr)))
    Forget(); // expect: TAPI014
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: call 'hCall' is deallocated by its only owner but was never dropped [tapi-orphaned-call]
  // CHECK-NOTES: :[[@LINE-3]]:20: note: call handle 'hCall' is requested by lineMakeCall here
  // CHECK-NOTES: :[[@LINE-4]]:7: note: 'waitForReply' is called here
  // CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
  // CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
  // CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
  // CHECK-NOTES: :[[@LINE-8]]:7: note: 'waitForReply(lineMakeCall(hLine, &hCall, TEXT("100"), 0, ...' is true here
  // CHECK-NOTES: :[[@LINE-11]]:23: note: call handle 'hCall' is passed to lineDeallocateCall here
}

void lambda_ok(HLINE hLine) {
  HCALL hCall = 0;
  auto End = [&] {
    lineDrop(hCall, nullptr, 0);
    lineDeallocateCall(hCall);
  };

  if (waitForReply(lineMakeCall(hLine, &hCall, TEXT("100"), 0, nullptr)))
    End();
}
