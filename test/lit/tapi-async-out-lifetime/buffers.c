// RUN: %check_tapi %s 'tapi-*'
// TAPI also writes numbers, identifiers and buffers when a request is done.
#include "../Inputs/telephony.h"
#include <stdlib.h>

typedef struct tagCOMPLETION {
  DWORD dwID;
  LONG lRequest;
} COMPLETION, *LPCOMPLETION;

static DWORD s_dwID;
static char s_szDigits[16];

LONG number_bad(HCALL hCall) {
  DWORD dwID;

  return lineCompleteCall(hCall, &dwID, LINECALLCOMPLMODE_CALLBACK, 0); // expect: TAPI010
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'dwID' goes out of scope while lineCompleteCall may still write to it [tapi-async-out-lifetime]
  // CHECK-NOTES: :[[@LINE-2]]:10: note: lineCompleteCall may write to 'dwID' from here until its request is done
}

LONG number_ok(HCALL hCall) {
  return lineCompleteCall(hCall, &s_dwID, LINECALLCOMPLMODE_CALLBACK, 0);
}

void awaited_ok(HCALL hCall) {
  DWORD dwID;

  if (waitForReply(
          lineCompleteCall(hCall, &dwID, LINECALLCOMPLMODE_CALLBACK, 0)))
    ShowStatus("busy");
}

void sometimesAwaited_bad(HCALL hCall, BOOL bWait) {
  DWORD dwID;
  LONG lRequest =
      lineCompleteCall(hCall, &dwID, LINECALLCOMPLMODE_CALLBACK, 0);

  if (bWait)
    waitForReply(lRequest);
} // expect: TAPI010
// CHECK-NOTES: :[[@LINE-1]]:1: warning: 'dwID' goes out of scope while lineCompleteCall may still write to it [tapi-async-out-lifetime]
// CHECK-NOTES: :[[@LINE-6]]:7: note: lineCompleteCall may write to 'dwID' from here until its request is done
// CHECK-NOTES: :[[@LINE-5]]:7: note: 'bWait' is false here

void freed_bad(HCALL hCall) {
  LPCOMPLETION lpCompletion = (LPCOMPLETION)malloc(sizeof(COMPLETION));

  if (!lpCompletion)
    return;
  lpCompletion->lRequest = lineCompleteCall(
      hCall, &lpCompletion->dwID, LINECALLCOMPLMODE_CALLBACK, 0);
  free(lpCompletion); // expect: TAPI010
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'lpCompletion->dwID' goes out of scope while lineCompleteCall may still write to it [tapi-async-out-lifetime]
  // CHECK-NOTES: :[[@LINE-4]]:28: note: lineCompleteCall may write to 'lpCompletion->dwID' from here until its request is done
}

// A request that was refused writes nothing.
LPCOMPLETION refused_ok(HCALL hCall) {
  LPCOMPLETION lpCompletion = (LPCOMPLETION)malloc(sizeof(COMPLETION));

  if (!lpCompletion)
    return NULL;
  lpCompletion->lRequest = lineCompleteCall(
      hCall, &lpCompletion->dwID, LINECALLCOMPLMODE_CALLBACK, 0);
  if (lpCompletion->lRequest < 0) {
    free(lpCompletion);
    return NULL;
  }
  return lpCompletion;
}

LONG digits_bad(HCALL hCall) {
  char szDigits[16];

  return lineGatherDigits(hCall, LINEDIGITMODE_DTMF, szDigits, 16, "#", 5000, 5000); // expect: TAPI010
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'szDigits' goes out of scope while lineGatherDigits may still write to it [tapi-async-out-lifetime]
  // CHECK-NOTES: :[[@LINE-2]]:10: note: lineGatherDigits may write to 'szDigits' from here until its request is done
}

LONG digits_ok(HCALL hCall) {
  return lineGatherDigits(hCall, LINEDIGITMODE_DTMF, s_szDigits, 16, "#", 5000,
                          5000);
}

// Without a buffer nothing is gathered.
LONG noDigits_ok(HCALL hCall) {
  return lineGatherDigits(hCall, LINEDIGITMODE_DTMF, NULL, 0, NULL, 0, 0);
}

LONG agentSession_bad(HLINE hLine, HAGENT hAgent, LPGUID lpGroup) {
  HAGENTSESSION hSession;

  return lineCreateAgentSessionA(hLine, hAgent, NULL, 0, lpGroup, &hSession); // expect: TAPI010
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'hSession' goes out of scope while lineCreateAgentSession may still write to it [tapi-async-out-lifetime]
  // CHECK-NOTES: :[[@LINE-2]]:10: note: lineCreateAgentSession may write to 'hSession' from here until its request is done
}

void ignored_bad(HLINE hLine) {
  BYTE Block[64] = {0};

  lineDevSpecific(hLine, 0, 0, Block, sizeof Block);
} // expect: TAPI010
// CHECK-NOTES: :[[@LINE-1]]:1: warning: 'Block' goes out of scope while lineDevSpecific may still write to it [tapi-async-out-lifetime]
// CHECK-NOTES: :[[@LINE-3]]:3: note: lineDevSpecific may write to 'Block' from here until its request is done

// The line ends, and its requests with it.
void closed_ok(HLINE hLine) {
  BYTE Block[64] = {0};

  lineDevSpecific(hLine, 0, 0, Block, sizeof Block);
  lineClose(hLine);
}

LONG phone_bad(HPHONE hPhone) {
  BYTE Block[32] = {0};

  return phoneDevSpecific(hPhone, Block, sizeof Block); // expect: TAPI010
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'Block' goes out of scope while phoneDevSpecific may still write to it [tapi-async-out-lifetime]
  // CHECK-NOTES: :[[@LINE-2]]:10: note: phoneDevSpecific may write to 'Block' from here until its request is done
}

// The caller's memory, ended by the caller.
static LONG park(HCALL hCall, LPVARSTRING lpAddress) {
  return linePark(hCall, LINEPARKMODE_NONDIRECTED, NULL, lpAddress);
}

LONG parkedByHelper_bad(HCALL hCall) {
  BYTE Memory[sizeof(VARSTRING) + 64];

  ((LPVARSTRING)Memory)->dwTotalSize = sizeof Memory;
  return park(hCall, (LPVARSTRING)Memory); // expect: TAPI010
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'Memory' goes out of scope while linePark may still write to it [tapi-async-out-lifetime]
  // CHECK-NOTES: :[[@LINE-9]]:10: note: linePark may write to 'Memory' from here until its request is done
}

// In directed mode the address is read, not written.
LONG directed_ok(HCALL hCall) {
  BYTE Memory[sizeof(VARSTRING) + 64];

  return linePark(hCall, LINEPARKMODE_DIRECTED, "1", (LPVARSTRING)Memory);
}
