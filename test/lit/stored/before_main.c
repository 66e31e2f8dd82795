// RUN: %check_tapi %s 'tapi-*'
// Nothing is open before main: where opening failed, a global is still 0.
#include "../Inputs/telephony.h"

static HLINEAPP g_hApp;
static HLINE g_hLine;

static BOOL begin_ok(void) {
  DWORD dwDevices, dwVersion = NEGOTIATED_VERSION;
  LINEINITIALIZEEXPARAMS Options = {sizeof Options};
  Options.dwOptions = LINEINITIALIZEEXOPTION_USEEVENT;
  if (lineInitializeEx(&g_hApp, NULL, NULL, "a", &dwDevices, &dwVersion,
                       &Options))
    return FALSE;
  if (lineOpen(g_hApp, 0, &g_hLine, dwVersion, 0, 0, LINECALLPRIVILEGE_NONE, 0,
               NULL)) {
    lineShutdown(g_hApp);
    g_hApp = 0;
    return FALSE;
  }
  return TRUE;
}

// Others may have opened it.
void shutDown_bad(void) {
  lineShutdown(g_hApp);
  if (g_hLine)
    lineClose(g_hLine); // expect: TAPI004
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: line handle 'g_hLine' is used after lineShutdown shut its application down [tapi-use-after-close]
  // CHECK-NOTES: :[[@LINE-4]]:3: note: lineShutdown shuts 'g_hApp' down and ends every handle of it here
  // CHECK-NOTES: :[[@LINE-4]]:7: note: 'g_hLine' is true here
}

int main(void) {
  BOOL IsOpen = begin_ok();
  if (g_hLine)
    lineClose(g_hLine);
  if (g_hApp)
    lineShutdown(g_hApp);
  return !IsOpen;
}
