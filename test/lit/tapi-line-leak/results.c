// RUN: %check_tapi %s 'tapi-*'
// lineOpen and lineInitialize return 0 or a negative error.
#include "../Inputs/telephony.h"

LONG notZeroFails_bad(HLINEAPP hLineApp, DWORD dwDeviceID) {
  HLINE hLine = 0;
  LONG lResult = lineOpen(hLineApp, dwDeviceID, &hLine, NEGOTIATED_VERSION, 0,
                          0, LINECALLPRIVILEGE_NONE, 0, NULL);

  if (lResult != 0)
    return lResult;
  lResult = lineSetStatusMessages(hLine, ALL_STATES, 0);
  return lResult; // expect: TAPI007
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: line handle 'hLine' is never closed: its last reference ends here [tapi-line-leak]
  // CHECK-NOTES: :[[@LINE-8]]:18: note: line handle 'hLine' is obtained by lineOpen here
}

LONG notZeroFails_ok(HLINEAPP hLineApp, DWORD dwDeviceID) {
  HLINE hLine = 0;
  LONG lResult = lineOpen(hLineApp, dwDeviceID, &hLine, NEGOTIATED_VERSION, 0,
                          0, LINECALLPRIVILEGE_NONE, 0, NULL);

  if (lResult != 0)
    return lResult;
  lResult = lineSetStatusMessages(hLine, ALL_STATES, 0);
  lineClose(hLine);
  return lResult;
}

BOOL zeroSucceeds_bad(HLINEAPP hLineApp, DWORD dwDeviceID,
                      LPLINEDEVSTATUS lpStatus) {
  HLINE hLine;

  if (lineOpen(hLineApp, dwDeviceID, &hLine, NEGOTIATED_VERSION, 0, 0,
               LINECALLPRIVILEGE_MONITOR, LINEMEDIAMODE_DATAMODEM, NULL) == 0) {
    if (lineGetLineDevStatus(hLine, lpStatus) < 0)
      return FALSE; // expect: TAPI007
    // CHECK-NOTES: :[[@LINE-1]]:7: warning: line handle 'hLine' is never closed: its last reference ends here [tapi-line-leak]
    // CHECK-NOTES: :[[@LINE-5]]:7: note: line handle 'hLine' is obtained by lineOpen here
    // CHECK-NOTES: :[[@LINE-4]]:9: note: 'lineGetLineDevStatus(hLine, lpStatus) < 0' is true here
    lineClose(hLine);
    return TRUE;
  }
  return FALSE;
}

BOOL zeroSucceeds_ok(HLINEAPP hLineApp, DWORD dwDeviceID,
                     LPLINEDEVSTATUS lpStatus) {
  BOOL fOk = FALSE;
  HLINE hLine;

  if (lineOpen(hLineApp, dwDeviceID, &hLine, NEGOTIATED_VERSION, 0, 0,
               LINECALLPRIVILEGE_MONITOR, LINEMEDIAMODE_DATAMODEM, NULL) == 0) {
    fOk = lineGetLineDevStatus(hLine, lpStatus) == 0;
    lineClose(hLine);
  }
  return fOk;
}

BOOL lessThanZero_bad(HLINEAPP hLineApp, LPLINECALLPARAMS lpParams) {
  HLINE hLine = 0;

  if (lineOpen(hLineApp, LINEMAPPER, &hLine, NEGOTIATED_VERSION, 0, 0,
               LINECALLPRIVILEGE_NONE, 0, lpParams) < 0) {
    ShowStatus("no suitable line");
    return FALSE;
  }
  return UserConfirms("line found, go on?"); // expect: TAPI007
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: line handle 'hLine' is never closed: its last reference ends here [tapi-line-leak]
  // CHECK-NOTES: :[[@LINE-7]]:7: note: line handle 'hLine' is obtained by lineOpen here
}

BOOL lessThanZero_ok(HLINEAPP hLineApp, LPLINECALLPARAMS lpParams) {
  HLINE hLine = 0;
  BOOL fGoOn;

  if (lineOpen(hLineApp, LINEMAPPER, &hLine, NEGOTIATED_VERSION, 0, 0,
               LINECALLPRIVILEGE_NONE, 0, lpParams) < 0) {
    ShowStatus("no suitable line");
    return FALSE;
  }
  fGoOn = UserConfirms("line found, go on?");
  lineClose(hLine);
  return fGoOn;
}

void throughFlag_bad(HLINEAPP hLineApp, DWORD dwDeviceID) {
  HLINE hLine = 0;
  BOOL fOpen =
      lineOpen(hLineApp, dwDeviceID, &hLine, NEGOTIATED_VERSION, 0, 0,
               LINECALLPRIVILEGE_OWNER, LINEMEDIAMODE_DATAMODEM, NULL) == 0;

  ShowStatus(fOpen ? "open" : "not open");
  if (!fOpen)
    Sleep(1000);
} // expect: TAPI007
// CHECK-NOTES: :[[@LINE-1]]:1: warning: line handle 'hLine' is never closed: its last reference ends here [tapi-line-leak]
// CHECK-NOTES: :[[@LINE-8]]:7: note: line handle 'hLine' is obtained by lineOpen here

void throughFlag_ok(HLINEAPP hLineApp, DWORD dwDeviceID) {
  HLINE hLine = 0;
  BOOL fOpen =
      lineOpen(hLineApp, dwDeviceID, &hLine, NEGOTIATED_VERSION, 0, 0,
               LINECALLPRIVILEGE_OWNER, LINEMEDIAMODE_DATAMODEM, NULL) == 0;

  ShowStatus(fOpen ? "open" : "not open");
  if (fOpen)
    lineClose(hLine);
}

HRESULT byMacro_ok(HLINEAPP hLineApp, DWORD dwDeviceID) {
  HLINE hLine = 0;
  HRESULT hr = lineOpen(hLineApp, dwDeviceID, &hLine, NEGOTIATED_VERSION, 0, 0,
                        LINECALLPRIVILEGE_NONE, 0, NULL);

  if (FAILED(hr))
    return hr;
  hr = lineSetStatusMessages(hLine, ALL_STATES, 0);
  lineClose(hLine);
  return hr;
}

// lineClose may fail; the loss of the line is no news then.
LONG closeFails_ok(HLINEAPP hLineApp, DWORD dwDeviceID) {
  HLINE hLine = 0;
  LONG lResult = lineOpen(hLineApp, dwDeviceID, &hLine, NEGOTIATED_VERSION, 0,
                          0, LINECALLPRIVILEGE_NONE, 0, NULL);

  if (lResult < 0)
    return lResult;
  lResult = lineClose(hLine);
  if (lResult < 0)
    ReportError("lineClose", lResult);
  return lResult;
}

BOOL application_bad(LINECALLBACK lpfnCallback) {
  HLINEAPP hLineApp = 0;
  DWORD cDevices = 0;
  LONG lResult =
      lineInitialize(&hLineApp, NULL, lpfnCallback, "Dialer", &cDevices);

  if (lResult < 0)
    return FALSE;
  if (cDevices == 0) {
    ShowStatus("no telephony device");
    return FALSE; // expect: TAPI007
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: line application handle 'hLineApp' is never shut down: its last reference ends here [tapi-line-leak]
    // CHECK-NOTES: :[[@LINE-8]]:7: note: line application handle 'hLineApp' is obtained by lineInitialize here
    // CHECK-NOTES: :[[@LINE-5]]:7: note: 'cDevices == 0' is true here
  }
  lineShutdown(hLineApp);
  return TRUE;
}

BOOL application_ok(LINECALLBACK lpfnCallback) {
  HLINEAPP hLineApp = 0;
  DWORD cDevices = 0;
  LONG lResult =
      lineInitialize(&hLineApp, NULL, lpfnCallback, "Dialer", &cDevices);

  if (lResult < 0)
    return FALSE;
  if (cDevices == 0)
    ShowStatus("no telephony device");
  lineShutdown(hLineApp);
  return cDevices != 0;
}

// LINEERR_REINIT: no handle was created, so it is asked for again.
LONG reinit_ok(LINECALLBACK lpfnCallback) {
  HLINEAPP hLineApp = 0;
  DWORD cDevices = 0;
  LONG lResult;

  do {
    lResult =
        lineInitialize(&hLineApp, NULL, lpfnCallback, "Dialer", &cDevices);
    if (lResult == LINEERR_REINIT)
      Sleep(1000);
  } while (lResult == LINEERR_REINIT);
  if (lResult == 0)
    lineShutdown(hLineApp);
  return lResult;
}

// Several results in one chain.
LONG negotiate_bad(DWORD dwDeviceID) {
  LINEINITIALIZEEXPARAMS Params = {sizeof(Params)};
  DWORD cDevices = 0, dwVersion = NEGOTIATED_VERSION, dwNegotiated = 0;
  LINEEXTENSIONID ExtensionID;
  HLINEAPP hLineApp = 0;
  LONG lResult;

  Params.dwOptions = LINEINITIALIZEEXOPTION_USEEVENT;
  lResult = lineInitializeEx(&hLineApp, NULL, NULL, TEXT("Dialer"), &cDevices,
                             &dwVersion, &Params);
  if (lResult != 0)
    return lResult;
  lResult =
      lineNegotiateAPIVersion(hLineApp, dwDeviceID, 0x00010004,
                              NEGOTIATED_VERSION, &dwNegotiated, &ExtensionID);
  if (lResult != 0)
    return lResult; // expect: TAPI007
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: line application handle 'hLineApp' is never shut down: its last reference ends here [tapi-line-leak]
  // CHECK-NOTES: :[[@LINE-10]]:13: note: line application handle 'hLineApp' is obtained by lineInitializeEx here
  // CHECK-NOTES: :[[@LINE-4]]:7: note: 'lResult != 0' is true here
  lineShutdown(hLineApp);
  return 0;
}

LONG negotiate_ok(DWORD dwDeviceID, LPHLINEAPP lphLineApp) {
  LINEINITIALIZEEXPARAMS Params = {sizeof(Params)};
  DWORD cDevices = 0, dwVersion = NEGOTIATED_VERSION, dwNegotiated = 0;
  LINEEXTENSIONID ExtensionID;
  HLINEAPP hLineApp = 0;
  LONG lResult;

  Params.dwOptions = LINEINITIALIZEEXOPTION_USEEVENT;
  lResult = lineInitializeEx(&hLineApp, NULL, NULL, TEXT("Dialer"), &cDevices,
                             &dwVersion, &Params);
  if (lResult != 0)
    return lResult;
  lResult =
      lineNegotiateAPIVersion(hLineApp, dwDeviceID, 0x00010004,
                              NEGOTIATED_VERSION, &dwNegotiated, &ExtensionID);
  if (lResult != 0) {
    lineShutdown(hLineApp);
    return lResult;
  }
  *lphLineApp = hLineApp;
  return 0;
}
