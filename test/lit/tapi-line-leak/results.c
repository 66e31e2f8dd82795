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
