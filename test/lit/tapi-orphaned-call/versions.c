// RUN: %check_tapi %s 'tapi-orphaned-call' -- -DOLD=1
// Below API version 2.0, the only owner cannot deallocate a call that is not
// idle: the handle leaks if nobody looks at the result. The version is that of
// lineOpen, by way of lineNegotiateAPIVersion.
#include "../Inputs/telephony.h"

static HLINE openLine(HLINEAPP hLineApp, DWORD dwVersion) {
  HLINE hLine = 0;

  lineOpen(hLineApp, 0, &hLine, dwVersion, 0, 0, LINECALLPRIVILEGE_NONE, 0,
           NULL);
  return hLine;
}

static BOOL dial(HLINE hLine, HCALL *phCall) {
  return waitForReply(lineMakeCall(hLine, phCall, "100", 0, NULL));
}

void constant_bad(HLINEAPP hLineApp) {
  HLINE hLine = 0;
  HCALL hCall = 0;

  if (lineOpen(hLineApp, 0, &hLine, 0x00010004, 0, 0, LINECALLPRIVILEGE_NONE, 0,
               NULL) != 0)
    return;
  if (dial(hLine, &hCall)) {
    lineDrop(hCall, NULL, 0);
    lineDeallocateCall(hCall); // expect: TAPI014
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: lineDeallocateCall fails below API version 2.0 because call 'hCall' is not idle; the handle leaks [tapi-orphaned-call]
    // CHECK-NOTES: :[[@LINE-4]]:7: note: 'dial' is called here
    // CHECK-NOTES: :[[@LINE-15]]:23: note: call handle 'hCall' is requested by lineMakeCall here
    // CHECK-NOTES: :[[@LINE-16]]:10: note: 'waitForReply' is called here
    // CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
    // CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
    // CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
    // CHECK-NOTES: :[[@LINE-10]]:7: note: 'dial(hLine, &hCall)' is true here
    hCall = 0;
  }
  lineClose(hLine);
}

void negotiated_bad(HLINEAPP hLineApp) {
  HLINE hLine = 0;
  HCALL hCall = 0;
  DWORD dwVersion;
  LINEEXTENSIONID ExtensionID;

  if (lineNegotiateAPIVersion(hLineApp, 0, 0x00010003, 0x00010004, &dwVersion,
                              &ExtensionID) != 0)
    return;
  if (lineOpen(hLineApp, 0, &hLine, dwVersion, 0, 0, LINECALLPRIVILEGE_NONE, 0,
               NULL) != 0)
    return;
  if (dial(hLine, &hCall)) {
    lineDrop(hCall, NULL, 0);
    lineDeallocateCall(hCall); // expect: TAPI014
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: lineDeallocateCall fails below API version 2.0 because call 'hCall' is not idle; the handle leaks [tapi-orphaned-call]
    // CHECK-NOTES: :[[@LINE-4]]:7: note: 'dial' is called here
    // CHECK-NOTES: :[[@LINE-43]]:23: note: call handle 'hCall' is requested by lineMakeCall here
    // CHECK-NOTES: :[[@LINE-44]]:10: note: 'waitForReply' is called here
    // CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
    // CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
    // CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
    // CHECK-NOTES: :[[@LINE-10]]:7: note: 'dial(hLine, &hCall)' is true here
    hCall = 0;
  }
  lineClose(hLine);
}

void notDropped_bad(HLINEAPP hLineApp) {
  HLINE hLine = openLine(hLineApp, 0x00010004);
  HCALL hCall = 0;

  if (!hLine)
    return;
  if (dial(hLine, &hCall))
    lineDeallocateCall(hCall); // expect: TAPI014
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: lineDeallocateCall fails below API version 2.0 because call 'hCall' is not idle; the handle leaks [tapi-orphaned-call]
  // CHECK-NOTES: :[[@LINE-3]]:7: note: 'dial' is called here
  // CHECK-NOTES: :[[@LINE-64]]:23: note: call handle 'hCall' is requested by lineMakeCall here
  // CHECK-NOTES: :[[@LINE-65]]:10: note: 'waitForReply' is called here
  // CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
  // CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
  // CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
  // CHECK-NOTES: :[[@LINE-9]]:7: note: 'dial(hLine, &hCall)' is true here
  hCall = 0;
  lineClose(hLine);
}

void newVersion_bad(HLINEAPP hLineApp) {
  HLINE hLine = openLine(hLineApp, 0x00020001);
  HCALL hCall = 0;

  if (!hLine)
    return;
  if (dial(hLine, &hCall))
    lineDeallocateCall(hCall); // expect: TAPI014
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: call 'hCall' is deallocated by its only owner but was never dropped [tapi-orphaned-call]
  // CHECK-NOTES: :[[@LINE-3]]:7: note: 'dial' is called here
  // CHECK-NOTES: :[[@LINE-84]]:23: note: call handle 'hCall' is requested by lineMakeCall here
  // CHECK-NOTES: :[[@LINE-85]]:10: note: 'waitForReply' is called here
  // CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
  // CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
  // CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
  // CHECK-NOTES: :[[@LINE-9]]:7: note: 'dial(hLine, &hCall)' is true here
  lineClose(hLine);
}

void newVersion_ok(HLINEAPP hLineApp) {
  HLINE hLine = openLine(hLineApp, 0x00020001);
  HCALL hCall = 0;

  if (!hLine)
    return;
  if (dial(hLine, &hCall)) {
    lineDrop(hCall, NULL, 0);
    lineDeallocateCall(hCall);
    hCall = 0;
  }
  lineClose(hLine);
}

void negotiatedNew_ok(HLINEAPP hLineApp) {
  HLINE hLine = 0;
  HCALL hCall = 0;
  DWORD dwVersion;
  LINEEXTENSIONID ExtensionID;

  if (lineNegotiateAPIVersion(hLineApp, 0, 0x00020000, 0x00020002, &dwVersion,
                              &ExtensionID) != 0)
    return;
  if (lineOpen(hLineApp, 0, &hLine, dwVersion, 0, 0, LINECALLPRIVILEGE_NONE, 0,
               NULL) != 0)
    return;
  if (dial(hLine, &hCall)) {
    lineDrop(hCall, NULL, 0);
    lineDeallocateCall(hCall);
    hCall = 0;
  }
  lineClose(hLine);
}

// Either is possible, and 2.0 or later is what we assume.
void anyVersion_ok(HLINEAPP hLineApp) {
  HLINE hLine = 0;
  HCALL hCall = 0;
  DWORD dwVersion;
  LINEEXTENSIONID ExtensionID;

  if (lineNegotiateAPIVersion(hLineApp, 0, 0x00010003, 0x00030001, &dwVersion,
                              &ExtensionID) != 0)
    return;
  if (lineOpen(hLineApp, 0, &hLine, dwVersion, 0, 0, LINECALLPRIVILEGE_NONE, 0,
               NULL) != 0)
    return;
  if (dial(hLine, &hCall)) {
    lineDrop(hCall, NULL, 0);
    lineDeallocateCall(hCall);
    hCall = 0;
  }
  lineClose(hLine);
}

// The line ends the call: nothing leaks.
void lineClosed_ok(HLINEAPP hLineApp) {
  HLINE hLine = openLine(hLineApp, 0x00010004);
  HCALL hCall = 0;

  if (!hLine)
    return;
  if (dial(hLine, &hCall)) {
    lineDrop(hCall, NULL, 0);
    lineDeallocateCall(hCall);
  }
  lineClose(hLine);
}

void idleAwaited_ok(HLINEAPP hLineApp) {
  HLINE hLine = openLine(hLineApp, 0x00010004);
  HCALL hCall = 0;
  LINEMESSAGE Message;

  if (!hLine)
    return;
  if (dial(hLine, &hCall)) {
    lineDrop(hCall, NULL, 0);
    while (lineGetMessage(g_hLineApp, &Message, INFINITE) == 0)
      if (Message.dwMessageID == LINE_CALLSTATE &&
          Message.hDevice == hCall && Message.dwParam1 == LINECALLSTATE_IDLE)
        break;
    lineDeallocateCall(hCall);
    hCall = 0;
  }
  lineClose(hLine);
}

void resultTested_ok(HLINEAPP hLineApp) {
  HLINE hLine = openLine(hLineApp, 0x00010004);
  HCALL hCall = 0;

  if (!hLine)
    return;
  if (dial(hLine, &hCall)) {
    lineDrop(hCall, NULL, 0);
    if (lineDeallocateCall(hCall) == 0)
      hCall = 0;
  }
  lineClose(hLine);
}
