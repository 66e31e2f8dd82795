// RUN: %check_tapi %s 'tapi-*'
// Everything dies with its application.
#include "../Inputs/telephony.h"

void appUsed_bad(HLINEAPP hLineApp, LPLINEDEVCAPS lpCaps) {
  lineShutdown(hLineApp);
  lineGetDevCaps(hLineApp, 0, NEGOTIATED_VERSION, 0, lpCaps); // expect: TAPI004
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: line application handle 'hLineApp' is used after lineShutdown shut it down [tapi-use-after-close]
  // CHECK-NOTES: :[[@LINE-3]]:3: note: line application handle 'hLineApp' is ended by lineShutdown here
}

void appUsed_ok(HLINEAPP hLineApp, LPLINEDEVCAPS lpCaps) {
  lineGetDevCaps(hLineApp, 0, NEGOTIATED_VERSION, 0, lpCaps);
  lineShutdown(hLineApp);
}

// Address translation works without an application handle.
void translateWithoutApp_ok(HLINEAPP hLineApp, LPCSTR lpszNumber,
                            LPLINETRANSLATEOUTPUT lpOutput) {
  lineShutdown(hLineApp);
  lineTranslateAddress(0, 0, NEGOTIATED_VERSION, lpszNumber, 0, 0, lpOutput);
}

void translateWithDeadApp_bad(HLINEAPP hLineApp, LPCSTR lpszNumber,
                              LPLINETRANSLATEOUTPUT lpOutput) {
  lineShutdown(hLineApp);
  lineTranslateAddress(hLineApp, 0, // expect: TAPI004
                       NEGOTIATED_VERSION, lpszNumber, 0, 0, lpOutput);
  // CHECK-NOTES: :[[@LINE-2]]:3: warning: line application handle 'hLineApp' is used after lineShutdown shut it down [tapi-use-after-close]
  // CHECK-NOTES: :[[@LINE-4]]:3: note: line application handle 'hLineApp' is ended by lineShutdown here
}

LONG openAfterShutdown_bad(HLINEAPP hLineApp, LPHLINE lphLine) {
  LONG lResult = lineShutdown(hLineApp);

  if (lResult < 0)
    return lResult;
  return lineOpen(hLineApp, 0, lphLine, // expect: TAPI004
                  NEGOTIATED_VERSION, 0, 0, LINECALLPRIVILEGE_NONE, 0, NULL);
  // CHECK-NOTES: :[[@LINE-2]]:10: warning: line application handle 'hLineApp' is used after lineShutdown shut it down [tapi-use-after-close]
  // CHECK-NOTES: :[[@LINE-7]]:18: note: line application handle 'hLineApp' is ended by lineShutdown here
}

void closeAfterShutdown_bad(HLINEAPP hLineApp) {
  HLINE hLine = 0;

  if (lineOpen(hLineApp, 0, &hLine, NEGOTIATED_VERSION, 0, 0,
               LINECALLPRIVILEGE_NONE, 0, NULL) != 0)
    return;
  lineShutdown(hLineApp);
  lineClose(hLine); // expect: TAPI004
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: line handle 'hLine' is used after lineShutdown shut its application down [tapi-use-after-close]
  // CHECK-NOTES: :[[@LINE-6]]:7: note: line handle 'hLine' is obtained by lineOpen here
  // CHECK-NOTES: :[[@LINE-4]]:3: note: lineShutdown shuts 'hLineApp' down and ends every handle of it here
}

void closeBeforeShutdown_ok(HLINEAPP hLineApp) {
  HLINE hLine = 0;

  if (lineOpen(hLineApp, 0, &hLine, NEGOTIATED_VERSION, 0, 0,
               LINECALLPRIVILEGE_NONE, 0, NULL) == 0)
    lineClose(hLine);
  lineShutdown(hLineApp);
}

// Shutdown closes the lines; nothing more is asked.
void shutdownOnly_ok(HLINEAPP hLineApp) {
  HLINE hLine = 0;

  if (lineOpen(hLineApp, 0, &hLine, NEGOTIATED_VERSION, 0, 0,
               LINECALLPRIVILEGE_NONE, 0, NULL) == 0)
    lineSetStatusMessages(hLine, ALL_STATES, 0);
  lineShutdown(hLineApp);
}

LONG restart_ok(LPHLINEAPP lphLineApp, LINECALLBACK lpfnCallback) {
  DWORD cDevices = 0;

  lineShutdown(*lphLineApp);
  *lphLineApp = 0;
  return lineInitialize(lphLineApp, NULL, lpfnCallback, "Dialer", &cDevices);
}

LONG restartAndUse_ok(HLINEAPP hLineApp, LINECALLBACK lpfnCallback,
                      LPLINEDEVCAPS lpCaps) {
  DWORD cDevices = 0;
  LONG lResult;

  lineShutdown(hLineApp);
  lResult = lineInitialize(&hLineApp, NULL, lpfnCallback, "Dialer", &cDevices);
  if (lResult < 0)
    return lResult;
  lResult = lineGetDevCaps(hLineApp, 0, NEGOTIATED_VERSION, 0, lpCaps);
  lineShutdown(hLineApp);
  return lResult;
}

void otherApp_ok(HLINEAPP hFirst, HLINEAPP hSecond) {
  HLINE hLine = 0;

  if (lineOpen(hFirst, 0, &hLine, NEGOTIATED_VERSION, 0, 0,
               LINECALLPRIVILEGE_NONE, 0, NULL) != 0)
    return;
  lineShutdown(hSecond);
  lineSetStatusMessages(hLine, 0, 0);
  lineClose(hLine);
}

void shutdownFailed_ok(HLINEAPP hLineApp, LPLINEDEVCAPS lpCaps) {
  if (lineShutdown(hLineApp) != 0)
    lineGetDevCaps(hLineApp, 0, NEGOTIATED_VERSION, 0, lpCaps);
}

void messagesAfterShutdown_bad(HLINEAPP hLineApp) {
  LINEMESSAGE Message;

  if (UserConfirms("quit?"))
    lineShutdown(hLineApp);
  while (lineGetMessage(hLineApp, &Message, 0) == 0) // expect: TAPI004
    ShowStatus("message");
  // CHECK-NOTES: :[[@LINE-2]]:10: warning: line application handle 'hLineApp' is used after lineShutdown shut it down [tapi-use-after-close]
  // CHECK-NOTES: :[[@LINE-5]]:7: note: 'UserConfirms("quit?")' is true here
  // CHECK-NOTES: :[[@LINE-5]]:5: note: line application handle 'hLineApp' is ended by lineShutdown here
}

void messagesBeforeShutdown_ok(HLINEAPP hLineApp) {
  LINEMESSAGE Message;

  while (lineGetMessage(hLineApp, &Message, 0) == 0)
    ShowStatus("message");
  lineShutdown(hLineApp);
}

void phoneAfterShutdown_bad(HPHONEAPP hPhoneApp) {
  HPHONE hPhone = 0;

  if (phoneOpen(hPhoneApp, 0, &hPhone, NEGOTIATED_VERSION, 0, 0,
                PHONEPRIVILEGE_OWNER) != 0)
    return;
  phoneShutdown(hPhoneApp);
  phoneSetRing(hPhone, 0, 0); // expect: TAPI004
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: phone handle 'hPhone' is used after phoneShutdown shut its application down [tapi-use-after-close]
  // CHECK-NOTES: :[[@LINE-6]]:7: note: phone handle 'hPhone' is obtained by phoneOpen here
  // CHECK-NOTES: :[[@LINE-4]]:3: note: phoneShutdown shuts 'hPhoneApp' down and ends every handle of it here
}

void phoneBeforeShutdown_ok(HPHONEAPP hPhoneApp) {
  HPHONE hPhone = 0;

  if (phoneOpen(hPhoneApp, 0, &hPhone, NEGOTIATED_VERSION, 0, 0,
                PHONEPRIVILEGE_OWNER) == 0) {
    phoneSetRing(hPhone, 0, 0);
    phoneClose(hPhone);
  }
  phoneShutdown(hPhoneApp);
}

void phoneAppUsed_bad(HPHONEAPP hPhoneApp, LPPHONECAPS lpCaps) {
  phoneShutdown(hPhoneApp);
  phoneGetDevCaps(hPhoneApp, 0, // expect: TAPI004
                  NEGOTIATED_VERSION, 0, lpCaps);
  // CHECK-NOTES: :[[@LINE-2]]:3: warning: phone application handle 'hPhoneApp' is used after phoneShutdown shut it down [tapi-use-after-close]
  // CHECK-NOTES: :[[@LINE-4]]:3: note: phone application handle 'hPhoneApp' is ended by phoneShutdown here
}
