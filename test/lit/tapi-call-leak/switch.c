// RUN: %check_tapi %s 'tapi-*'
// Decisions by switch.
#include "../Inputs/telephony.h"

enum { CMD_HANGUP, CMD_PARK, CMD_TRANSFER, CMD_NOTHING };

void oneCaseForgets_bad(HLINE hLine, LPCSTR lpszNumber) {
  HCALL hCall = 0;

  if (!waitForReply(lineMakeCall(hLine, &hCall, lpszNumber, 0, NULL)))
    return;
  switch (NextCommand()) {
  case CMD_HANGUP:
    lineDrop(hCall, NULL, 0);
    lineDeallocateCall(hCall);
    break;
  case CMD_PARK:
    // A parked call is not a released handle.
    waitForReply(linePark(hCall, LINEPARKMODE_DIRECTED, "701", NULL));
    break;
  default:
    lineDrop(hCall, NULL, 0);
    lineDeallocateCall(hCall);
    break;
  }
} // expect: TAPI001
// CHECK-NOTES: :[[@LINE-1]]:1: warning: call handle 'hCall' is never deallocated: its last reference ends here while its line stays open [tapi-call-leak]
// CHECK-NOTES: :[[@LINE-18]]:21: note: call handle 'hCall' is requested by lineMakeCall here
// CHECK-NOTES: :[[@LINE-19]]:8: note: 'waitForReply' is called here
// CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
// CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
// CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
// CHECK-NOTES: :[[@LINE-23]]:7: note: 'waitForReply(lineMakeCall(hLine, &hCall, lpszNumber, 0, N...' is true here
// CHECK-NOTES: :[[@LINE-22]]:11: note: 'NextCommand()' is 'CMD_PARK' here

void everyCaseReleases_ok(HLINE hLine, LPCSTR lpszNumber) {
  HCALL hCall = 0;

  if (!waitForReply(lineMakeCall(hLine, &hCall, lpszNumber, 0, NULL)))
    return;
  switch (NextCommand()) {
  case CMD_HANGUP:
    lineDrop(hCall, NULL, 0);
    lineDeallocateCall(hCall);
    break;
  case CMD_PARK:
    waitForReply(linePark(hCall, LINEPARKMODE_DIRECTED, "701", NULL));
    lineDeallocateCall(hCall);
    break;
  default:
    lineDrop(hCall, NULL, 0);
    lineDeallocateCall(hCall);
    break;
  }
}

void missingDefault_bad(HLINE hLine, DWORD dwAddressID, int nCommand) {
  HCALL hCall = 0;

  if (!waitForReply(linePickup(hLine, dwAddressID, &hCall, NULL, NULL)))
    return;
  switch (nCommand) {
  case CMD_TRANSFER:
    waitForReply(lineBlindTransfer(hCall, "100", 0));
    // fall through
  case CMD_HANGUP:
    lineDrop(hCall, NULL, 0);
    lineDeallocateCall(hCall);
    return;
  }
  ShowStatus("unknown command");
} // expect: TAPI001
// CHECK-NOTES: :[[@LINE-1]]:1: warning: call handle 'hCall' is never deallocated: its last reference ends here while its line stays open [tapi-call-leak]
// CHECK-NOTES: :[[@LINE-14]]:21: note: call handle 'hCall' is requested by linePickup here
// CHECK-NOTES: :[[@LINE-15]]:8: note: 'waitForReply' is called here
// CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
// CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
// CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
// CHECK-NOTES: :[[@LINE-19]]:7: note: 'waitForReply(linePickup(hLine, dwAddressID, &hCall, NULL,...' is true here

void fallThrough_ok(HLINE hLine, DWORD dwAddressID, int nCommand) {
  HCALL hCall = 0;

  if (!waitForReply(linePickup(hLine, dwAddressID, &hCall, NULL, NULL)))
    return;
  switch (nCommand) {
  case CMD_TRANSFER:
    waitForReply(lineBlindTransfer(hCall, "100", 0));
    // fall through
  case CMD_HANGUP:
    // fall through
  default:
    lineDrop(hCall, NULL, 0);
    lineDeallocateCall(hCall);
  }
}

// The second switch takes the same branch as the first one.
void correlatedSwitches_ok(HLINE hLine, LPCSTR lpszNumber, int nCommand) {
  HCALL hCall = 0;

  switch (nCommand) {
  case CMD_TRANSFER:
    if (!waitForReply(lineMakeCall(hLine, &hCall, lpszNumber, 0, NULL)))
      return;
    break;
  default:
    break;
  }
  ShowStatus("working");
  switch (nCommand) {
  case CMD_TRANSFER:
    waitForReply(lineBlindTransfer(hCall, "100", 0));
    lineDeallocateCall(hCall);
    break;
  default:
    break;
  }
}

void correlatedSwitches_bad(HLINE hLine, LPCSTR lpszNumber, int nCommand) {
  HCALL hCall = 0;

  switch (nCommand) {
  case CMD_PARK:
  case CMD_TRANSFER:
    if (!waitForReply(lineMakeCall(hLine, &hCall, lpszNumber, 0, NULL)))
      return;
    break;
  }
  switch (nCommand) {
  case CMD_TRANSFER:
    waitForReply(lineBlindTransfer(hCall, "100", 0));
    lineDeallocateCall(hCall);
    break;
  }
} // expect: TAPI001
// CHECK-NOTES: :[[@LINE-1]]:1: warning: call handle 'hCall' is never deallocated: its last reference ends here while its line stays open [tapi-call-leak]
// CHECK-NOTES: :[[@LINE-12]]:23: note: call handle 'hCall' is requested by lineMakeCall here
// CHECK-NOTES: :[[@LINE-13]]:10: note: 'waitForReply' is called here
// CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
// CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
// CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
// CHECK-NOTES: :[[@LINE-17]]:9: note: 'waitForReply(lineMakeCall(hLine, &hCall, lpszNumber, 0, N...' is true here

void switchOnResult_ok(HLINE hLine, LPCSTR lpszNumber) {
  HCALL hCall = 0;
  LONG lResult = lineMakeCall(hLine, &hCall, lpszNumber, 0, NULL);

  switch (lResult) {
  case LINEERR_CALLUNAVAIL:
    ShowStatus("no free line");
    break;
  case LINEERR_INVALLINEHANDLE:
  case LINEERR_UNINITIALIZED:
    ShowStatus("internal error");
    break;
  default:
    if (lResult > 0 && waitForReply(lResult)) {
      lineDrop(hCall, NULL, 0);
      lineDeallocateCall(hCall);
    }
    break;
  }
}
