// RUN: %check_tapi %s 'tapi-*'
// Loops that fetch messages beside a handle of their own.
#include "../Inputs/telephony.h"

static HCALL s_hCall;

// PHONE_CLOSE may be about this phone.
int phoneClosed_ok(HPHONEAPP hPhoneApp) {
  HPHONE hPhone;
  PHONEMESSAGE Message;

  if (phoneOpen(hPhoneApp, 0, &hPhone, NEGOTIATED_VERSION, 0, 0,
                PHONEPRIVILEGE_MONITOR) != 0)
    return 1;
  while (phoneGetMessage(hPhoneApp, &Message, INFINITE) == 0) {
    if (Message.dwMessageID == PHONE_CLOSE)
      return 0;
    if (Message.dwMessageID == PHONE_BUTTON && Message.dwParam1 == 12)
      break;
  }
  phoneClose(hPhone);
  return 0;
}

// PHONE_BUTTON is not the end of a phone.
int phonePressed_bad(HPHONEAPP hPhoneApp) {
  HPHONE hPhone;
  PHONEMESSAGE Message;

  if (phoneOpen(hPhoneApp, 0, &hPhone, NEGOTIATED_VERSION, 0, 0,
                PHONEPRIVILEGE_MONITOR) != 0)
    return 1;
  while (phoneGetMessage(hPhoneApp, &Message, INFINITE) == 0) {
    if (Message.dwMessageID == PHONE_BUTTON)
      return 0; // expect: TAPI007
    // CHECK-NOTES: :[[@LINE-1]]:7: warning: phone handle 'hPhone' is never closed: its last reference ends here [tapi-line-leak]
    // CHECK-NOTES: :[[@LINE-7]]:7: note: phone handle 'hPhone' is obtained by phoneOpen here
    // CHECK-NOTES: :[[@LINE-5]]:10: note: 'phoneGetMessage(hPhoneApp, &Message, INFINITE) == 0' is true here
    // CHECK-NOTES: :[[@LINE-5]]:9: note: 'Message.dwMessageID == PHONE_BUTTON' is true here
    if (Message.dwMessageID == PHONE_CLOSE)
      return 0;
  }
  return 0;
}

// The message is about this very line.
int lineClosed_bad(HLINEAPP hLineApp) {
  HLINE hLine;
  LINEMESSAGE Message;

  if (lineOpen(hLineApp, 0, &hLine, NEGOTIATED_VERSION, 0, 0,
               LINECALLPRIVILEGE_NONE, 0, NULL) != 0)
    return 1;
  while (lineGetMessage(hLineApp, &Message, INFINITE) == 0) {
    if (Message.dwMessageID == LINE_CLOSE && (HLINE)Message.hDevice == hLine) {
      lineSetNumRings(hLine, 0, 3); // expect: TAPI004
      // CHECK-NOTES: :[[@LINE-1]]:7: warning: line handle 'hLine' is used after LINE_CLOSE closed it [tapi-use-after-close]
      // CHECK-NOTES: :[[@LINE-7]]:7: note: line handle 'hLine' is obtained by lineOpen here
      // CHECK-NOTES: :[[@LINE-5]]:10: note: 'lineGetMessage(hLineApp, &Message, INFINITE) == 0' is true here
      // CHECK-NOTES: :[[@LINE-5]]:9: note: LINE_CLOSE tells here that 'Message.hDevice' is closed, and every call on it
      // CHECK-NOTES: :[[@LINE-6]]:9: note: 'Message.dwMessageID == LINE_CLOSE' is true here
      // CHECK-NOTES: :[[@LINE-7]]:46: note: '(HLINE)Message.hDevice == hLine' is true here
      return 0;
    }
    if (Message.dwMessageID == LINE_ADDRESSSTATE)
      break;
  }
  lineClose(hLine);
  return 0;
}

// What goes idle is this call, or another one that nobody else knows.
void idleReleased_ok(HLINEAPP hLineApp, HLINE hLine) {
  LINEMESSAGE Message;

  if (!waitForReply(lineMakeCall(hLine, &s_hCall, "1", 0, NULL)))
    return;
  while (lineGetMessage(hLineApp, &Message, INFINITE) == 0) {
    if (Message.dwMessageID == LINE_CALLSTATE &&
        Message.dwParam1 == LINECALLSTATE_IDLE) {
      lineDeallocateCall((HCALL)Message.hDevice);
      break;
    }
  }
  lineClose(hLine);
}

// Only the end of another call is looked at.
void otherIdle_bad(HLINEAPP hLineApp, HLINE hLine, HCALL hOther) {
  LINEMESSAGE Message;
  HCALL hCall = 0;

  if (!waitForReply(lineMakeCall(hLine, &hCall, "1", 0, NULL)))
    return;
  while (lineGetMessage(hLineApp, &Message, INFINITE) == 0) {
    if (Message.dwMessageID == LINE_CALLSTATE &&
        (HCALL)Message.hDevice != hCall) {
      lineDeallocateCall((HCALL)Message.hDevice);
      break;
    }
  }
} // expect: TAPI001
// CHECK-NOTES: :[[@LINE-1]]:1: warning: call handle 'hCall' is never deallocated: its last reference ends here while its line stays open [tapi-call-leak]
// CHECK-NOTES: :[[@LINE-11]]:21: note: call handle 'hCall' is requested by lineMakeCall here
// CHECK-NOTES: :[[@LINE-12]]:8: note: 'waitForReply' is called here
// CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
// CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
// CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
// CHECK-NOTES: :[[@LINE-16]]:7: note: 'waitForReply(lineMakeCall(hLine, &hCall, "1", 0, NULL))' is true here
// CHECK-NOTES: :[[@LINE-15]]:10: note: 'lineGetMessage(hLineApp, &Message, INFINITE) == 0' is true here
// CHECK-NOTES: :[[@LINE-15]]:9: note: 'Message.dwMessageID == LINE_CALLSTATE' is true here
// CHECK-NOTES: :[[@LINE-15]]:9: note: '(HCALL)Message.hDevice != hCall' is true here

// A time-out is no end.
void timeOut_bad(HLINEAPP hLineApp, HLINE hLine) {
  LINEMESSAGE Message;
  HCALL hCall = 0;

  if (!waitForReply(lineMakeCall(hLine, &hCall, "1", 0, NULL)))
    return;
  while (lineGetMessage(hLineApp, &Message, 1000) == 0)
    ShowStatus(NULL);
} // expect: TAPI001
// CHECK-NOTES: :[[@LINE-1]]:1: warning: call handle 'hCall' is never deallocated: its last reference ends here while its line stays open [tapi-call-leak]
// CHECK-NOTES: :[[@LINE-6]]:21: note: call handle 'hCall' is requested by lineMakeCall here
// CHECK-NOTES: :[[@LINE-7]]:8: note: 'waitForReply' is called here
// CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
// CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
// CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
// CHECK-NOTES: :[[@LINE-11]]:7: note: 'waitForReply(lineMakeCall(hLine, &hCall, "1", 0, NULL))' is true here
