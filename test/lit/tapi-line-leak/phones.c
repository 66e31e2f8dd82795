// RUN: %check_tapi %s 'tapi-*'
// The same duty for phones.
#include "../Inputs/telephony.h"

BOOL ringOnce_bad(HPHONEAPP hPhoneApp, DWORD dwDeviceID) {
  HPHONE hPhone = 0;

  if (phoneOpen(hPhoneApp, dwDeviceID, &hPhone, NEGOTIATED_VERSION, 0, 0,
                PHONEPRIVILEGE_OWNER) != 0)
    return FALSE;
  if (phoneSetRing(hPhone, 0, 0xFFFF) < 0)
    return FALSE; // expect: TAPI007
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: phone handle 'hPhone' is never closed: its last reference ends here [tapi-line-leak]
  // CHECK-NOTES: :[[@LINE-6]]:7: note: phone handle 'hPhone' is obtained by phoneOpen here
  // CHECK-NOTES: :[[@LINE-4]]:7: note: 'phoneSetRing(hPhone, 0, 0xFFFF) < 0' is true here
  phoneClose(hPhone);
  return TRUE;
}

BOOL ringOnce_ok(HPHONEAPP hPhoneApp, DWORD dwDeviceID) {
  HPHONE hPhone = 0;
  BOOL fOk;

  if (phoneOpen(hPhoneApp, dwDeviceID, &hPhone, NEGOTIATED_VERSION, 0, 0,
                PHONEPRIVILEGE_OWNER) != 0)
    return FALSE;
  fOk = phoneSetRing(hPhone, 0, 0xFFFF) > 0;
  phoneClose(hPhone);
  return fOk;
}

DWORD hookSwitches_bad(HPHONEAPP hPhoneApp) {
  DWORD dwHookSwitches = 0;
  HPHONE hPhone = 0;

  if (phoneOpen(hPhoneApp, 0, &hPhone, NEGOTIATED_VERSION, 0, 0,
                PHONEPRIVILEGE_MONITOR) == 0)
    phoneGetHookSwitch(hPhone, &dwHookSwitches);
  return dwHookSwitches; // expect: TAPI007
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: phone handle 'hPhone' is never closed: its last reference ends here [tapi-line-leak]
  // CHECK-NOTES: :[[@LINE-5]]:7: note: phone handle 'hPhone' is obtained by phoneOpen here
}

DWORD hookSwitches_ok(HPHONEAPP hPhoneApp) {
  DWORD dwHookSwitches = 0;
  HPHONE hPhone = 0;

  if (phoneOpen(hPhoneApp, 0, &hPhone, NEGOTIATED_VERSION, 0, 0,
                PHONEPRIVILEGE_MONITOR) == 0) {
    phoneGetHookSwitch(hPhone, &dwHookSwitches);
    phoneClose(hPhone);
  }
  return dwHookSwitches;
}

BOOL application_bad(PHONECALLBACK lpfnCallback) {
  HPHONEAPP hPhoneApp = 0;
  DWORD cDevices = 0;

  if (phoneInitialize(&hPhoneApp, NULL, lpfnCallback, "Handset", &cDevices) !=
      0)
    return FALSE;
  if (cDevices == 0)
    return FALSE; // expect: TAPI007
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: phone application handle 'hPhoneApp' is never shut down: its last reference ends here [tapi-line-leak]
  // CHECK-NOTES: :[[@LINE-6]]:7: note: phone application handle 'hPhoneApp' is obtained by phoneInitialize here
  // CHECK-NOTES: :[[@LINE-4]]:7: note: 'cDevices == 0' is true here
  phoneShutdown(hPhoneApp);
  return TRUE;
}

BOOL application_ok(PHONECALLBACK lpfnCallback) {
  HPHONEAPP hPhoneApp = 0;
  HPHONE hPhone = 0;
  DWORD cDevices = 0;

  if (phoneInitialize(&hPhoneApp, NULL, lpfnCallback, "Handset", &cDevices) !=
      0)
    return FALSE;
  if (cDevices > 0 && phoneOpen(hPhoneApp, 0, &hPhone, NEGOTIATED_VERSION, 0, 0,
                                PHONEPRIVILEGE_OWNER) == 0)
    phoneSetRing(hPhone, 0, 0);
  phoneShutdown(hPhoneApp);
  return cDevices > 0;
}
