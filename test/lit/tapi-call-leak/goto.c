// RUN: %check_tapi %s 'tapi-*'
// Clean-up code behind labels.
#include "../Inputs/telephony.h"
#include <stdlib.h>

LONG cleanUpMissesCall_bad(HLINE hLine, LPCSTR lpszNumber) {
  LPLINECALLPARAMS lpParams;
  HCALL hCall = 0;
  LONG lResult = LINEERR_NOMEM;

  lpParams = (LPLINECALLPARAMS)calloc(1, sizeof(LINECALLPARAMS) + 256);
  if (!lpParams)
    goto error;
  lpParams->dwTotalSize = sizeof(LINECALLPARAMS) + 256;
  lResult = lineMakeCall(hLine, &hCall, lpszNumber, 0, lpParams);
  if (lResult < 0)
    goto error;
  if (!waitForReply(lResult))
    goto error;
  lResult = lineMonitorDigits(hCall, LINEDIGITMODE_DTMF);
  if (lResult < 0)
    goto error;
  lineDrop(hCall, NULL, 0);
  lineDeallocateCall(hCall);

error:
  free(lpParams);
  return lResult; // expect: TAPI001
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call handle 'hCall' is never deallocated: its last reference ends here while its line stays open [tapi-call-leak]
  // CHECK-NOTES: :[[@LINE-15]]:13: note: call handle 'hCall' is requested by lineMakeCall here
  // CHECK-NOTES: :[[@LINE-13]]:8: note: 'waitForReply' is called here
  // CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
  // CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
  // CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
  // CHECK-NOTES: :[[@LINE-17]]:7: note: 'waitForReply(lResult)' is true here
  // CHECK-NOTES: :[[@LINE-15]]:7: note: 'lResult < 0' is true here
  // CHECK-NOTES: :[[@LINE-15]]:5: note: 'goto error' is taken here
}

LONG cleanUpReleasesCall_ok(HLINE hLine, LPCSTR lpszNumber) {
  LPLINECALLPARAMS lpParams;
  HCALL hCall = 0;
  BOOL fCallIsUp = FALSE;
  LONG lResult = LINEERR_NOMEM;

  lpParams = (LPLINECALLPARAMS)calloc(1, sizeof(LINECALLPARAMS) + 256);
  if (!lpParams)
    goto error;
  lpParams->dwTotalSize = sizeof(LINECALLPARAMS) + 256;
  lResult = lineMakeCall(hLine, &hCall, lpszNumber, 0, lpParams);
  if (lResult < 0)
    goto error;
  if (!waitForReply(lResult))
    goto error;
  fCallIsUp = TRUE;
  lResult = lineMonitorDigits(hCall, LINEDIGITMODE_DTMF);

error:
  if (fCallIsUp) {
    lineDrop(hCall, NULL, 0);
    lineDeallocateCall(hCall);
  }
  free(lpParams);
  return lResult;
}

// Two labels: the wrong one is taken after the call exists.
BOOL wrongLabel_bad(HLINE hLine, LPCSTR lpszNumber, LPCSTR lpszTransferTo) {
  HCALL hCall = 0;
  BOOL fDone = FALSE;

  if (!waitForReply(lineMakeCall(hLine, &hCall, lpszNumber, 0, NULL)))
    goto no_call;
  if (!UserConfirms("transfer?"))
    goto no_call;
  if (!waitForReply(lineBlindTransfer(hCall, lpszTransferTo, 0)))
    goto call;
  fDone = TRUE;

call:
  lineDrop(hCall, NULL, 0);
  lineDeallocateCall(hCall);
no_call:
  return fDone; // expect: TAPI001
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call handle 'hCall' is never deallocated: its last reference ends here while its line stays open [tapi-call-leak]
  // CHECK-NOTES: :[[@LINE-14]]:21: note: call handle 'hCall' is requested by lineMakeCall here
  // CHECK-NOTES: :[[@LINE-15]]:8: note: 'waitForReply' is called here
  // CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
  // CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
  // CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
  // CHECK-NOTES: :[[@LINE-19]]:7: note: 'waitForReply(lineMakeCall(hLine, &hCall, lpszNumber, 0, N...' is true here
  // CHECK-NOTES: :[[@LINE-18]]:7: note: 'UserConfirms("transfer?")' is false here
  // CHECK-NOTES: :[[@LINE-18]]:5: note: 'goto no_call' is taken here
}

BOOL rightLabel_ok(HLINE hLine, LPCSTR lpszNumber, LPCSTR lpszTransferTo) {
  HCALL hCall = 0;
  BOOL fDone = FALSE;

  if (!waitForReply(lineMakeCall(hLine, &hCall, lpszNumber, 0, NULL)))
    goto no_call;
  if (!UserConfirms("transfer?"))
    goto call;
  if (!waitForReply(lineBlindTransfer(hCall, lpszTransferTo, 0)))
    goto call;
  fDone = TRUE;

call:
  lineDrop(hCall, NULL, 0);
  lineDeallocateCall(hCall);
no_call:
  return fDone;
}

// A backward goto as retry loop: a failed request leaves nothing to release.
BOOL retryByGoto_ok(HLINE hLine, LPCSTR lpszNumber) {
  HCALL hCall;
  int nTries = 0;

again:
  hCall = 0;
  if (!waitForReply(lineMakeCall(hLine, &hCall, lpszNumber, 0, NULL))) {
    if (++nTries < 3)
      goto again;
    return FALSE;
  }
  lineDrop(hCall, NULL, 0);
  lineDeallocateCall(hCall);
  return TRUE;
}

// The clean-up tests the handle itself, which was 0 before the request.
LONG guardByHandle_ok(HLINE hLine, LPCSTR lpszNumber) {
  HCALL hCall = 0;
  LONG lResult = lineMakeCall(hLine, &hCall, lpszNumber, 0, NULL);

  if (lResult < 0 || !waitForReply(lResult)) {
    hCall = 0;
    goto done;
  }
  if (!UserConfirms("keep the call?"))
    goto done;
  lineMonitorMedia(hCall, LINEMEDIAMODE_INTERACTIVEVOICE);

done:
  if (hCall) {
    lineDrop(hCall, NULL, 0);
    lineDeallocateCall(hCall);
  }
  return lResult;
}
