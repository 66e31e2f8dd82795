// RUN: %check_tapi %s 'tapi-*'
// Handles that arrive by a message or in a list.
#include "../Inputs/telephony.h"
#include <stdlib.h>

extern HCALL g_hIncoming;

void newCallIgnored_bad(HLINEAPP hLineApp) {
  LINEMESSAGE Message;

  while (lineGetMessage(hLineApp, &Message, 5000) == 0) {
    if (Message.dwMessageID == LINE_APPNEWCALL) {
      HCALL hCall = (HCALL)Message.dwParam2;

      lineAnswer(hCall, NULL, 0);
      ShowStatus("answered");
    } // expect: TAPI001
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: call handle 'Message.dwParam2' is never deallocated: its last reference ends here while its line stays open [tapi-call-leak]
    // CHECK-NOTES: :[[@LINE-7]]:9: note: call handle 'Message.dwParam2' is delivered by LINE_APPNEWCALL here
    // CHECK-NOTES: :[[@LINE-9]]:10: note: 'lineGetMessage(hLineApp, &Message, 5000) == 0' is true here
    // CHECK-NOTES: :[[@LINE-9]]:9: note: 'Message.dwMessageID == LINE_APPNEWCALL' is true here
  }
}

void newCallReleased_ok(HLINEAPP hLineApp) {
  LINEMESSAGE Message;

  while (lineGetMessage(hLineApp, &Message, 5000) == 0) {
    if (Message.dwMessageID == LINE_APPNEWCALL) {
      HCALL hCall = (HCALL)Message.dwParam2;

      lineDrop(hCall, NULL, 0);
      lineDeallocateCall(hCall);
    }
  }
}

void newCallKept_ok(HLINEAPP hLineApp) {
  LINEMESSAGE Message;

  while (lineGetMessage(hLineApp, &Message, 5000) == 0) {
    switch (Message.dwMessageID) {
    case LINE_APPNEWCALL:
      g_hIncoming = (HCALL)Message.dwParam2;
      break;
    case LINE_CALLSTATE:
      if (Message.dwParam1 == LINECALLSTATE_IDLE) {
        lineDeallocateCall((HCALL)Message.hDevice);
        g_hIncoming = 0;
      }
      break;
    }
  }
}

void waitsForCall_bad(HLINEAPP hLineApp) {
  LINEMESSAGE Message;
  HCALL hCall;

  do {
    if (lineGetMessage(hLineApp, &Message, INFINITE) < 0)
      return;
  } while (Message.dwMessageID != LINE_APPNEWCALL);
  hCall = (HCALL)Message.dwParam2;
  if (lineAnswer(hCall, NULL, 0) < 0)
    return; // expect: TAPI001
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: call handle 'Message.dwParam2' is never deallocated: its last reference ends here while its line stays open [tapi-call-leak]
  // CHECK-NOTES: :[[@LINE-5]]:12: note: call handle 'Message.dwParam2' is delivered by LINE_APPNEWCALL here
  // CHECK-NOTES: :[[@LINE-8]]:9: note: 'lineGetMessage(hLineApp, &Message, INFINITE) < 0' is false here
  // CHECK-NOTES: :[[@LINE-7]]:12: note: 'Message.dwMessageID != LINE_APPNEWCALL' is false here
  // CHECK-NOTES: :[[@LINE-6]]:7: note: 'lineAnswer(hCall, NULL, 0) < 0' is true here
  ShowStatus("answered");
  lineDrop(hCall, NULL, 0);
  lineDeallocateCall(hCall);
}

void waitsForCall_ok(HLINEAPP hLineApp) {
  LINEMESSAGE Message;
  HCALL hCall;

  do {
    if (lineGetMessage(hLineApp, &Message, INFINITE) < 0)
      return;
  } while (Message.dwMessageID != LINE_APPNEWCALL);
  hCall = (HCALL)Message.dwParam2;
  if (lineAnswer(hCall, NULL, 0) < 0)
    ShowStatus("cannot answer");
  lineDrop(hCall, NULL, 0);
  lineDeallocateCall(hCall);
}

// A list of calls; call_lists.c has more.
void newCallsReleased_ok(HLINE hLine, DWORD dwAddressID) {
  DWORD dwSize = sizeof(LINECALLLIST) + 16 * sizeof(HCALL);
  LPLINECALLLIST lpList = (LPLINECALLLIST)calloc(1, dwSize);
  LPHCALL lphCalls;
  DWORD i;

  if (!lpList)
    return;
  lpList->dwTotalSize = dwSize;
  if (lineGetNewCalls(hLine, dwAddressID, LINECALLSELECT_ADDRESS, lpList) ==
      0) {
    lphCalls = (LPHCALL)((LPBYTE)lpList + lpList->dwCallsOffset);
    for (i = 0; i < lpList->dwCallsNumEntries; i++)
      lineDeallocateCall(lphCalls[i]);
  }
  free(lpList);
}
