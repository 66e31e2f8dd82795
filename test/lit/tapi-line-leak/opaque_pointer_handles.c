// RUN: %check_tapi %s 'tapi-*' -- -m32 -I %S/../Inputs/old_sdk
// Handles that are pointers to opaque structs, as in old SDKs.
#include "../Inputs/telephony.h"

void line_bad(HLINEAPP hLineApp) {
  HLINE hLine = NULL;

  if (lineOpen(hLineApp, 0, &hLine, 0x00010004, 0, 0, LINECALLPRIVILEGE_NONE, 0,
               NULL) != 0)
    return;
  lineSetStatusMessages(hLine, 0, 0);
} // expect: TAPI007
// CHECK-NOTES: :[[@LINE-1]]:1: warning: line handle 'hLine' is never closed: its last reference ends here [tapi-line-leak]
// CHECK-NOTES: :[[@LINE-6]]:7: note: line handle 'hLine' is obtained by lineOpen here

void line_ok(HLINEAPP hLineApp) {
  HLINE hLine = NULL;

  if (lineOpen(hLineApp, 0, &hLine, 0x00010004, 0, 0, LINECALLPRIVILEGE_NONE, 0,
               NULL) != 0)
    hLine = NULL;
  if (hLine != NULL)
    lineClose(hLine);
}

BOOL application_bad(LINECALLBACK lpfnCallback) {
  HLINEAPP hLineApp = NULL;
  DWORD cDevices = 0;

  if (lineInitialize(&hLineApp, NULL, lpfnCallback, "Dialer", &cDevices) < 0)
    return FALSE;
  if (cDevices == 0)
    return FALSE; // expect: TAPI007
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: line application handle 'hLineApp' is never shut down: its last reference ends here [tapi-line-leak]
  // CHECK-NOTES: :[[@LINE-5]]:7: note: line application handle 'hLineApp' is obtained by lineInitialize here
  // CHECK-NOTES: :[[@LINE-4]]:7: note: 'cDevices == 0' is true here
  lineShutdown(hLineApp);
  return TRUE;
}

BOOL phone_ok(HPHONEAPP hPhoneApp) {
  HPHONE hPhone = NULL;

  if (phoneOpen(hPhoneApp, 0, &hPhone, 0x00010004, 0, 0, 2) != 0)
    return FALSE;
  phoneClose(hPhone);
  return TRUE;
}
