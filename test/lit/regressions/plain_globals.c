// RUN: %check_tapi %s 'tapi-*'
// Globals of which a caller knows nothing keep their identity across a call.
#include "../Inputs/telephony.h"

BOOL g_fMonitor, g_fBusy;
static DWORD g_nTries, g_nLast;

void somethingUnseen(void);

static BOOL isMonitor(void) { return g_fMonitor; }

static LONG openLine(HLINEAPP hLineApp, HLINE *phLine) {
  g_nTries++;
  return lineOpen(hLineApp, 0, phLine, 0x00020000, 0, 0,
                  isMonitor() ? LINECALLPRIVILEGE_MONITOR
                              : LINECALLPRIVILEGE_OWNER,
                  LINEMEDIAMODE_INTERACTIVEVOICE, NULL);
}

// Whoever tests the flag again gets the answer that the helper got.
void testedAgain_ok(HLINEAPP hLineApp) {
  HLINE hLine;

  somethingUnseen();
  if (isMonitor())
    return;
  if (openLine(hLineApp, &hLine) != 0)
    return;
  if (!isMonitor())
    lineClose(hLine);
}

void testedAgain_bad(HLINEAPP hLineApp) {
  HLINE hLine;

  somethingUnseen();
  if (openLine(hLineApp, &hLine) != 0)
    return;
  if (!isMonitor())
    lineClose(hLine);
} // expect: TAPI007
// CHECK-NOTES: :[[@LINE-1]]:1: warning: line handle 'hLine' is never closed: its last reference ends here [tapi-line-leak]
// CHECK-NOTES: :[[@LINE-6]]:7: note: 'openLine' is called here
// CHECK-NOTES: :[[@LINE-30]]:10: note: line handle 'hLine' is obtained by lineOpen here
// CHECK-NOTES: :[[@LINE-6]]:7: note: 'isMonitor()' is true here

static void closeUnlessBusy(HLINE hLine) {
  if (!g_fBusy)
    lineClose(hLine);
}

// The helper found out what the global is, and this goes by it.
void learned_ok(HLINEAPP hLineApp) {
  HLINE hLine;

  somethingUnseen();
  if (openLine(hLineApp, &hLine) != 0)
    return;
  closeUnlessBusy(hLine);
  if (g_fBusy)
    lineClose(hLine);
}

void learned_bad(HLINEAPP hLineApp) {
  HLINE hLine;

  somethingUnseen();
  if (openLine(hLineApp, &hLine) != 0)
    return;
  closeUnlessBusy(hLine);
  if (!g_fBusy)
    lineClose(hLine); // expect: TAPI006
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: line handle 'hLine' is released a second time by lineClose [tapi-double-release]
  // CHECK-NOTES: :[[@LINE-6]]:7: note: 'openLine' is called here
  // CHECK-NOTES: :[[@LINE-61]]:10: note: line handle 'hLine' is obtained by lineOpen here
  // CHECK-NOTES: :[[@LINE-6]]:3: note: 'closeUnlessBusy' is called here
  // CHECK-NOTES: :[[@LINE-29]]:7: note: 'g_fBusy' is false here
  // CHECK-NOTES: :[[@LINE-29]]:5: note: line handle 'hLine' is ended by lineClose here
  else
    lineClose(hLine);
}

static void remember(void) { g_nLast = g_nTries; }

// The helper copies what is not known; both are the same afterwards.
void copied_ok(HLINEAPP hLineApp) {
  HLINE hLine;

  somethingUnseen();
  if (openLine(hLineApp, &hLine) != 0)
    return;
  remember();
  if (g_nLast == g_nTries)
    lineClose(hLine);
}

void copied_bad(HLINEAPP hLineApp) {
  HLINE hLine;

  somethingUnseen();
  if (openLine(hLineApp, &hLine) != 0)
    return;
  remember();
  if (g_nLast != g_nTries)
    lineClose(hLine);
} // expect: TAPI007
// CHECK-NOTES: :[[@LINE-1]]:1: warning: line handle 'hLine' is never closed: its last reference ends here [tapi-line-leak]
// CHECK-NOTES: :[[@LINE-7]]:7: note: 'openLine' is called here
// CHECK-NOTES: :[[@LINE-95]]:10: note: line handle 'hLine' is obtained by lineOpen here
