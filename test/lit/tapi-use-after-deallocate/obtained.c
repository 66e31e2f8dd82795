// RUN: %check_tapi %s 'tapi-*'
// Calls that the same function obtained, and every kind of later use.
#include "../Inputs/telephony.h"

BOOL digitsTooLate_bad(HLINE hLine, LPCSTR lpszNumber, LPCSTR lpszDigits) {
  HCALL hCall = 0;
  LONG lResult = lineMakeCall(hLine, &hCall, lpszNumber, 0, NULL);

  if (lResult < 0 || !waitForReply(lResult))
    return FALSE;
  lineDrop(hCall, NULL, 0);
  lineDeallocateCall(hCall);
  return lineGenerateDigits(hCall, // expect: TAPI003
                            LINEDIGITMODE_DTMF, lpszDigits, 0) == 0;
  // CHECK-NOTES: :[[@LINE-2]]:10: warning: call handle 'hCall' is used after lineDeallocateCall deallocated it [tapi-use-after-deallocate]
  // CHECK-NOTES: :[[@LINE-9]]:18: note: call handle 'hCall' is requested by lineMakeCall here
  // CHECK-NOTES: :[[@LINE-8]]:23: note: 'waitForReply' is called here
  // CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
  // CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
  // CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
  // CHECK-NOTES: :[[@LINE-12]]:22: note: 'waitForReply(lResult)' is true here
  // CHECK-NOTES: :[[@LINE-10]]:3: note: call handle 'hCall' is ended by lineDeallocateCall here
}

BOOL digitsInTime_ok(HLINE hLine, LPCSTR lpszNumber, LPCSTR lpszDigits) {
  HCALL hCall = 0;
  LONG lResult = lineMakeCall(hLine, &hCall, lpszNumber, 0, NULL);
  BOOL fSent;

  if (lResult < 0 || !waitForReply(lResult))
    return FALSE;
  fSent = lineGenerateDigits(hCall, LINEDIGITMODE_DTMF, lpszDigits, 0) == 0;
  lineDrop(hCall, NULL, 0);
  lineDeallocateCall(hCall);
  return fSent;
}

// The consultation call is gone when the transfer is completed.
BOOL transfer_bad(HCALL hCall, LPCSTR lpszNumber) {
  HCALL hConsultCall = 0;

  if (!waitForReply(lineSetupTransfer(hCall, &hConsultCall, NULL)))
    return FALSE;
  waitForReply(lineDial(hConsultCall, lpszNumber, 0));
  lineDeallocateCall(hConsultCall);
  return waitForReply(lineCompleteTransfer( // expect: TAPI003
      hCall, hConsultCall, NULL, LINETRANSFERMODE_TRANSFER));
  // CHECK-NOTES: :[[@LINE-2]]:23: warning: call handle 'hConsultCall' is used after lineDeallocateCall deallocated it [tapi-use-after-deallocate]
  // CHECK-NOTES: :[[@LINE-7]]:21: note: call handle 'hConsultCall' is requested by lineSetupTransfer here
  // CHECK-NOTES: :[[@LINE-8]]:8: note: 'waitForReply' is called here
  // CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
  // CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
  // CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
  // CHECK-NOTES: :[[@LINE-12]]:7: note: 'waitForReply(lineSetupTransfer(hCall, &hConsultCall, NULL))' is true here
  // CHECK-NOTES: :[[@LINE-10]]:3: note: call handle 'hConsultCall' is ended by lineDeallocateCall here
}

BOOL transfer_ok(HCALL hCall, LPCSTR lpszNumber) {
  HCALL hConsultCall = 0;
  BOOL fDone;

  if (!waitForReply(lineSetupTransfer(hCall, &hConsultCall, NULL)))
    return FALSE;
  waitForReply(lineDial(hConsultCall, lpszNumber, 0));
  fDone = waitForReply(lineCompleteTransfer(hCall, hConsultCall, NULL,
                                            LINETRANSFERMODE_TRANSFER));
  lineDeallocateCall(hConsultCall);
  return fDone;
}

// lineDevSpecific takes the line and, if not 0, the call.
void deviceSpecific_bad(HLINE hLine, HCALL hCall, LPVOID lpData, DWORD cb) {
  lineDeallocateCall(hCall);
  lineDevSpecific(hLine, 0, hCall, lpData, cb); // expect: TAPI003
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call handle 'hCall' is used after lineDeallocateCall deallocated it [tapi-use-after-deallocate]
  // CHECK-NOTES: :[[@LINE-3]]:3: note: call handle 'hCall' is ended by lineDeallocateCall here
}

void deviceSpecific_ok(HLINE hLine, HCALL hCall, LPVOID lpData, DWORD cb) {
  lineDeallocateCall(hCall);
  lineDevSpecific(hLine, 0, 0, lpData, cb);
}

// After a transfer, a hand-off or parking, the handle is as good as before.
void afterHandoff_ok(HCALL hCall) {
  if (lineHandoff(hCall, "viewer.exe", 0) == 0)
    lineSetCallPrivilege(hCall, LINECALLPRIVILEGE_MONITOR);
  lineDeallocateCall(hCall);
}

void afterBlindTransfer_ok(HCALL hCall, LPCSTR lpszNumber) {
  LINECALLSTATUS Status;

  waitForReply(lineBlindTransfer(hCall, lpszNumber, 0));
  Status.dwTotalSize = sizeof(Status);
  lineGetCallStatus(hCall, &Status);
  lineDeallocateCall(hCall);
}

// Information may be read while the call is idle, before the release.
void idle_ok(DWORD hDevice, DWORD_PTR dwParam1) {
  if (dwParam1 == LINECALLSTATE_IDLE) {
    LINECALLINFO Info;

    Info.dwTotalSize = sizeof(Info);
    lineGetCallInfo((HCALL)hDevice, &Info);
    lineDeallocateCall((HCALL)hDevice);
  }
}

void idle_bad(DWORD hDevice, DWORD_PTR dwParam1) {
  if (dwParam1 == LINECALLSTATE_IDLE) {
    LINECALLINFO Info;

    Info.dwTotalSize = sizeof(Info);
    lineDeallocateCall((HCALL)hDevice);
    lineGetCallInfo((HCALL)hDevice, &Info); // expect: TAPI003
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: call handle 'hDevice' is used after lineDeallocateCall deallocated it [tapi-use-after-deallocate]
    // CHECK-NOTES: :[[@LINE-7]]:7: note: 'dwParam1 == LINECALLSTATE_IDLE' is true here
    // CHECK-NOTES: :[[@LINE-4]]:5: note: call handle 'hDevice' is ended by lineDeallocateCall here
  }
}

// Comparing, copying or showing the value of a dead handle is no use of it.
HCALL valueOnly_ok(HCALL hCall, HCALL hActive) {
  lineDrop(hCall, NULL, 0);
  lineDeallocateCall(hCall);
  if (hCall == hActive)
    hActive = 0;
  return hActive;
}

// Two calls, of which one is released.
void otherCall_ok(HCALL hCall, HCALL hHeld) {
  lineDrop(hCall, NULL, 0);
  lineDeallocateCall(hCall);
  lineUnhold(hHeld);
}

void monitor_bad(HLINEAPP hLineApp) {
  LINEMESSAGE Message;

  while (lineGetMessage(hLineApp, &Message, INFINITE) == 0) {
    if (Message.dwMessageID == LINE_APPNEWCALL) {
      HCALL hCall = (HCALL)Message.dwParam2;

      lineDeallocateCall(hCall);
      lineMonitorMedia(hCall, LINEMEDIAMODE_UNKNOWN); // expect: TAPI003
      // CHECK-NOTES: :[[@LINE-1]]:7: warning: call handle 'hCall' is used after lineDeallocateCall deallocated it [tapi-use-after-deallocate]
      // CHECK-NOTES: :[[@LINE-6]]:9: note: call handle 'Message.dwParam2' is delivered by LINE_APPNEWCALL here
      // CHECK-NOTES: :[[@LINE-8]]:10: note: 'lineGetMessage(hLineApp, &Message, INFINITE) == 0' is true here
      // CHECK-NOTES: :[[@LINE-8]]:9: note: 'Message.dwMessageID == LINE_APPNEWCALL' is true here
      // CHECK-NOTES: :[[@LINE-6]]:7: note: call handle 'hCall' is ended by lineDeallocateCall here
    }
  }
}

void monitor_ok(HLINEAPP hLineApp) {
  LINEMESSAGE Message;

  while (lineGetMessage(hLineApp, &Message, INFINITE) == 0) {
    if (Message.dwMessageID == LINE_APPNEWCALL) {
      HCALL hCall = (HCALL)Message.dwParam2;

      lineMonitorMedia(hCall, LINEMEDIAMODE_UNKNOWN);
      lineDeallocateCall(hCall);
    }
  }
}
