// RUN: %check_tapi %s 'tapi-*'
// Clang's own attributes on declarations say what a function does.
#include "../Inputs/telephony.h"

#define ACQUIRES __attribute__((acquire_handle("HLINE")))
#define RELEASES __attribute__((release_handle("HCALL")))
#define USES __attribute__((use_handle("HCALL")))

BOOL openFirst(HLINEAPP hLineApp, HLINE *phLine ACQUIRES);
HCALL takeCall(HLINE hLine) __attribute__((acquire_handle("HCALL")));
void hangUp(HCALL hCall RELEASES);
void showCall(HCALL hCall USES);

struct Phones {
  void hangUp(HCALL hCall RELEASES);
};

void neverClosed_bad(HLINEAPP hLineApp) {
  HLINE hLine = 0;

  if (!openFirst(hLineApp, &hLine))
    return;
  ShowStatus("open");
} // expect: TAPI007
// CHECK-NOTES: :[[@LINE-1]]:1: warning: line handle 'hLine' is never closed: its last reference ends here [tapi-line-leak]
// CHECK-NOTES: :[[@LINE-5]]:8: note: line handle 'hLine' is obtained by openFirst here

void neverReleased_bad(HLINE hLine) {
  HCALL hCall = takeCall(hLine);

  if (hCall)
    showCall(hCall);
} // expect: TAPI001
// CHECK-NOTES: :[[@LINE-1]]:1: warning: call handle 'HCALL' is never deallocated: its last reference ends here while its line stays open [tapi-call-leak]
// CHECK-NOTES: :[[@LINE-6]]:17: note: call handle 'HCALL' is obtained by takeCall here

void usedAfter_bad(HCALL hCall) {
  hangUp(hCall);
  showCall(hCall); // expect: TAPI003
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call handle 'hCall' is used after hangUp deallocated it [tapi-use-after-deallocate]
  // CHECK-NOTES: :[[@LINE-3]]:3: note: call handle 'hCall' is ended by hangUp here
}

void usedByTapiAfter_bad(HCALL hCall) {
  hangUp(hCall);
  lineDrop(hCall, NULL, 0); // expect: TAPI003
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call handle 'hCall' is used after hangUp deallocated it [tapi-use-after-deallocate]
  // CHECK-NOTES: :[[@LINE-3]]:3: note: call handle 'hCall' is ended by hangUp here
}

void releasedTwice_bad(HCALL hCall) {
  hangUp(hCall);
  hangUp(hCall); // expect: TAPI006
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call handle 'hCall' is released a second time by hangUp [tapi-double-release]
  // CHECK-NOTES: :[[@LINE-3]]:3: note: call handle 'hCall' is ended by hangUp here
}

void member_bad(Phones &Phones, HCALL hCall) {
  Phones.hangUp(hCall);
  showCall(hCall); // expect: TAPI003
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call handle 'hCall' is used after hangUp deallocated it [tapi-use-after-deallocate]
  // CHECK-NOTES: :[[@LINE-3]]:3: note: call handle 'hCall' is ended by hangUp here
}

void afterClose_bad(HLINE hLine, HCALL *phCall) {
  if (!waitForReply(lineMakeCall(hLine, phCall, TEXT("1"), 0, NULL)))
    return;
  lineDrop(*phCall, NULL, 0);
  hangUp(*phCall);
  lineClose(hLine);
  showCall(*phCall); // expect: TAPI003
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call handle '*phCall' is used after hangUp deallocated it [tapi-use-after-deallocate]
  // CHECK-NOTES: :[[@LINE-7]]:21: note: call handle 'phCall' is requested by lineMakeCall here
  // CHECK-NOTES: :[[@LINE-8]]:8: note: 'waitForReply' is called here
  // CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
  // CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
  // CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
  // CHECK-NOTES: :[[@LINE-12]]:7: note: 'waitForReply(lineMakeCall(hLine, phCall, TEXT("1"), 0, NU...' is true here
  // CHECK-NOTES: :[[@LINE-10]]:3: note: call handle '*phCall' is ended by hangUp here
}

void closed_ok(HLINEAPP hLineApp) {
  HLINE hLine = 0;

  if (openFirst(hLineApp, &hLine))
    lineClose(hLine);
}

void released_ok(HLINE hLine) {
  HCALL hCall = takeCall(hLine);

  if (!hCall)
    return;
  showCall(hCall);
  hangUp(hCall);
}

void passedOut_ok(HLINEAPP hLineApp, HLINE *phLine) {
  openFirst(hLineApp, phLine);
}

HCALL returned_ok(HLINE hLine) { return takeCall(hLine); }

void usedThenReleased_ok(HCALL hCall) {
  showCall(hCall);
  hangUp(hCall);
}
