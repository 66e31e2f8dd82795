// RUN: %check_tapi %s 'tapi-*'
// A procedure that only the system calls is not simulated; what it writes, and
// what the functions write that it calls, is known.

#include <windows.h>
#include <tapi.h>

static DWORD chosen, noted;

static void note(DWORD what) {
  if (what)
    noted = what;
}

static INT_PTR CALLBACK choose(HWND dialog, UINT message, WPARAM w, LPARAM l) {
  switch (message) {
  case WM_INITDIALOG:
    return TRUE;
  case WM_COMMAND:
    if (LOWORD(w) == IDOK)
      chosen = 1;
    note(LOWORD(w));
    EndDialog(dialog, 0);
    return TRUE;
  }
  return FALSE;
}

void written_by_procedure_bad(HCALL call) {
  chosen = 0;
  DialogBoxParamA(NULL, NULL, NULL, choose, 0);
  lineDeallocateCall(call);
  if (chosen)
    lineDrop(call, NULL, 0); // expect: TAPI003
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: call handle 'call' is used after lineDeallocateCall deallocated it [tapi-use-after-deallocate]
  // CHECK-NOTES: :[[@LINE-4]]:3: note: call handle 'call' is ended by lineDeallocateCall here
  // CHECK-NOTES: :[[@LINE-4]]:7: note: 'chosen' is true here
}

void written_by_callee_bad(HCALL call) {
  noted = 0;
  DialogBoxParamA(NULL, NULL, NULL, choose, 0);
  lineDeallocateCall(call);
  if (noted)
    lineDrop(call, NULL, 0); // expect: TAPI003
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: call handle 'call' is used after lineDeallocateCall deallocated it [tapi-use-after-deallocate]
  // CHECK-NOTES: :[[@LINE-4]]:3: note: call handle 'call' is ended by lineDeallocateCall here
  // CHECK-NOTES: :[[@LINE-4]]:7: note: 'noted' is true here
}

void nothing_written_ok(HCALL call) {
  DWORD asked = 0;
  DialogBoxParamA(NULL, NULL, NULL, choose, 0);
  lineDeallocateCall(call);
  if (asked)
    lineDrop(call, NULL, 0);
}
