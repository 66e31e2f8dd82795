// RUN: %check_tapi %s 'tapi-*,-tapi-orphaned-call,-tapi-line-leak'
// What a modal dialog returns tells whether its procedure closed the line.
#include "../Inputs/telephony.h"

static HLINEAPP g_hApp;
static int g_Stored;
static HLINE g_hLine, g_hDestroyed, g_hComputed;

static BOOL begin(HLINE *phLine) {
  return lineOpen(g_hApp, 0, phLine, 0x00020000, 0, 0, LINECALLPRIVILEGE_NONE,
                  0, NULL) == 0;
}

static INT_PTR CALLBACK commands(HWND hDialog, UINT Message, WPARAM w,
                                 LPARAM l) {
  if (Message != WM_COMMAND)
    return FALSE;
  if (LOWORD(w) == IDOK) {
    lineClose(g_hLine);
    EndDialog(hDialog, IDOK);
    return TRUE;
  }
  if (LOWORD(w) == IDCANCEL) {
    EndDialog(hDialog, IDCANCEL);
    return TRUE;
  }
  return FALSE;
}

static INT_PTR CALLBACK destroyed(HWND hDialog, UINT Message, WPARAM w,
                                  LPARAM l) {
  switch (Message) {
  case WM_CLOSE:
    EndDialog(hDialog, 0);
    return TRUE;
  case WM_DESTROY:
    lineClose(g_hDestroyed);
    return TRUE;
  }
  return FALSE;
}

static INT_PTR CALLBACK computed(HWND hDialog, UINT Message, WPARAM w,
                                 LPARAM l) {
  if (Message != WM_COMMAND)
    return FALSE;
  if (LOWORD(w) > 100)
    lineClose(g_hComputed);
  EndDialog(hDialog, LOWORD(w));
  return TRUE;
}

void unlessItWasOk_ok(HINSTANCE hInstance) {
  if (!begin(&g_hLine))
    return;
  if (DialogBoxA(hInstance, "d", NULL, commands) != IDOK)
    lineClose(g_hLine);
  g_hLine = 0;
}

void whenItWasOk_bad(HINSTANCE hInstance) {
  if (!begin(&g_hLine))
    return;
  if (DialogBoxA(hInstance, "d", NULL, commands) == IDOK)
    lineClose(g_hLine); // expect: TAPI006
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: line handle 'g_hLine' is released a second time by lineClose [tapi-double-release]
  // CHECK-NOTES: :[[@LINE-5]]:8: note: 'begin' is called here
  // CHECK-NOTES: :[[@LINE-58]]:10: note: line handle 'g_hLine' is obtained by lineOpen here
  // CHECK-NOTES: :[[@LINE-5]]:7: note: this waits, and other functions run
  // CHECK-NOTES: :[[@LINE-56]]:25: note: meanwhile, 'commands' runs
  // CHECK-NOTES: :[[@LINE-55]]:7: note: 'Message != WM_COMMAND' is false here
  // CHECK-NOTES: :[[@LINE-54]]:7: note: 'LOWORD(w) == IDOK' is true here
  // CHECK-NOTES: :[[@LINE-54]]:5: note: line handle 'g_hLine' is ended by lineClose here
  g_hLine = 0;
}

void whateverItWas_bad(HINSTANCE hInstance) {
  if (!begin(&g_hLine))
    return;
  if (DialogBoxA(hInstance, "d", NULL, commands) == IDOK)
    ++g_Stored;
  lineClose(g_hLine); // expect: TAPI006
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: line handle 'g_hLine' is released a second time by lineClose [tapi-double-release]
  // CHECK-NOTES: :[[@LINE-6]]:8: note: 'begin' is called here
  // CHECK-NOTES: :[[@LINE-75]]:10: note: line handle 'g_hLine' is obtained by lineOpen here
  // CHECK-NOTES: :[[@LINE-6]]:7: note: this waits, and other functions run
  // CHECK-NOTES: :[[@LINE-73]]:25: note: meanwhile, 'commands' runs
  // CHECK-NOTES: :[[@LINE-72]]:7: note: 'Message != WM_COMMAND' is false here
  // CHECK-NOTES: :[[@LINE-71]]:7: note: 'LOWORD(w) == IDOK' is true here
  // CHECK-NOTES: :[[@LINE-71]]:5: note: line handle 'g_hLine' is ended by lineClose here
  g_hLine = 0;
}

void bySwitch_ok(HINSTANCE hInstance) {
  INT_PTR Result;
  if (!begin(&g_hLine))
    return;
  Result = DialogBoxParamA(hInstance, "d", NULL, commands, 0);
  switch (Result) {
  case IDOK:
    break;
  default:
    lineClose(g_hLine);
  }
  g_hLine = 0;
}

// -1: there was no dialog.
void onlyWithoutDialog_ok(HINSTANCE hInstance) {
  if (!begin(&g_hDestroyed))
    return;
  if (DialogBoxParamA(hInstance, "d", NULL, destroyed, 0) == -1)
    lineClose(g_hDestroyed);
  g_hDestroyed = 0;
}

void withDialog_bad(HINSTANCE hInstance) {
  if (!begin(&g_hDestroyed))
    return;
  if (DialogBoxParamA(hInstance, "d", NULL, destroyed, 0) != -1)
    lineClose(g_hDestroyed); // expect: TAPI006
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: line handle 'g_hDestroyed' is released a second time by lineClose [tapi-double-release]
  // CHECK-NOTES: :[[@LINE-5]]:8: note: 'begin' is called here
  // CHECK-NOTES: :[[@LINE-114]]:10: note: line handle 'g_hDestroyed' is obtained by lineOpen here
  // CHECK-NOTES: :[[@LINE-5]]:7: note: this waits, and other functions run
  // CHECK-NOTES: :[[@LINE-96]]:25: note: meanwhile, 'destroyed' runs
  // CHECK-NOTES: :[[@LINE-95]]:11: note: 'Message' is 'WM_DESTROY' here
  // CHECK-NOTES: :[[@LINE-91]]:5: note: line handle 'g_hDestroyed' is ended by lineClose here
  g_hDestroyed = 0;
}

void byUnknownCode_ok(HINSTANCE hInstance) {
  INT_PTR Result;
  if (!begin(&g_hComputed))
    return;
  Result = DialogBoxA(hInstance, "d", NULL, computed);
  if (Result <= 100)
    lineClose(g_hComputed);
  g_hComputed = 0;
}

// Both sides of the test go the same way.
void besideUnknownCode_bad(HINSTANCE hInstance) {
  if (!begin(&g_hComputed))
    return;
  if (DialogBoxA(hInstance, "d", NULL, computed) > 100)
    ++g_Stored;
  lineClose(g_hComputed); // expect: TAPI006
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: line handle 'g_hComputed' is released a second time by lineClose [tapi-double-release]
  // CHECK-NOTES: :[[@LINE-6]]:8: note: 'begin' is called here
  // CHECK-NOTES: :[[@LINE-141]]:10: note: line handle 'g_hComputed' is obtained by lineOpen here
  // CHECK-NOTES: :[[@LINE-6]]:7: note: this waits, and other functions run
  // CHECK-NOTES: :[[@LINE-110]]:25: note: meanwhile, 'computed' runs
  // CHECK-NOTES: :[[@LINE-109]]:7: note: 'Message != WM_COMMAND' is false here
  // CHECK-NOTES: :[[@LINE-108]]:7: note: 'LOWORD(w) > 100' is true here
  // CHECK-NOTES: :[[@LINE-108]]:5: note: line handle 'g_hComputed' is ended by lineClose here
  g_hComputed = 0;
}

static INT_PTR askUser(HINSTANCE hInstance) {
  return DialogBoxA(hInstance, "d", NULL, commands);
}

void throughFunction_ok(HINSTANCE hInstance) {
  if (!begin(&g_hLine))
    return;
  if (askUser(hInstance) == IDCANCEL)
    lineClose(g_hLine);
  g_hLine = 0;
}
