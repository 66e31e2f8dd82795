// RUN: %check_tapi %s 'tapi-*'
// Calls through function pointers.
#include "../Inputs/telephony.h"

typedef LONG(WINAPI *PLINEOPEN)(HLINEAPP, DWORD, LPHLINE, DWORD, DWORD,
                                DWORD_PTR, DWORD, DWORD,
                                LPLINECALLPARAMS const);
typedef LONG(WINAPI *PLINECLOSE)(HLINE);
typedef LONG(WINAPI *PLINEDEALLOCATECALL)(HCALL);

static PLINEOPEN _lineOpenA;
static PLINECLOSE _lineClose;
static PLINEDEALLOCATECALL _lineDeallocateCall;

BOOL load(HMODULE hModule) {
  _lineOpenA = (PLINEOPEN)GetProcAddress(hModule, "lineOpenA");
  _lineClose = (PLINECLOSE)GetProcAddress(hModule, "lineClose");
  _lineDeallocateCall =
      (PLINEDEALLOCATECALL)GetProcAddress(hModule, "lineDeallocateCall");
  return _lineOpenA && _lineClose && _lineDeallocateCall;
}

// A pointer that is named like a function of TAPI counts as that function.
BOOL probe_bad(HLINEAPP hLineApp, DWORD dwDeviceID, BOOL fQuick) {
  HLINE hLine = 0;

  if (_lineOpenA(hLineApp, dwDeviceID, &hLine, NEGOTIATED_VERSION, 0, 0,
                 LINECALLPRIVILEGE_NONE, 0, NULL) != 0)
    return FALSE;
  if (fQuick)
    return TRUE; // expect: TAPI007
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: line handle 'hLine' is never closed: its last reference ends here [tapi-line-leak]
  // CHECK-NOTES: :[[@LINE-6]]:7: note: line handle 'hLine' is obtained by lineOpen here
  // CHECK-NOTES: :[[@LINE-4]]:7: note: 'fQuick' is true here
  _lineClose(hLine);
  return TRUE;
}

// The same without the early return.
BOOL probe_ok(HLINEAPP hLineApp, DWORD dwDeviceID) {
  HLINE hLine = 0;

  if (_lineOpenA(hLineApp, dwDeviceID, &hLine, NEGOTIATED_VERSION, 0, 0,
                 LINECALLPRIVILEGE_NONE, 0, NULL) != 0)
    return FALSE;
  _lineClose(hLine);
  return TRUE;
}

// Both closings go through the pointer.
void closeTwice_bad(HLINEAPP hLineApp) {
  HLINE hLine = 0;

  if (_lineOpenA(hLineApp, 0, &hLine, NEGOTIATED_VERSION, 0, 0,
                 LINECALLPRIVILEGE_NONE, 0, NULL) != 0)
    return;
  _lineClose(hLine);
  _lineClose(hLine); // expect: TAPI006
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: line handle 'hLine' is released a second time by lineClose [tapi-double-release]
  // CHECK-NOTES: :[[@LINE-6]]:7: note: line handle 'hLine' is obtained by lineOpen here
  // CHECK-NOTES: :[[@LINE-4]]:3: note: line handle 'hLine' is ended by lineClose here
}

// The pointer and the function mean the same.
void pointerAndFunction_bad(HCALL hCall) {
  _lineDeallocateCall(hCall);
  lineDeallocateCall(hCall); // expect: TAPI006
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call handle 'hCall' is released a second time by lineDeallocateCall [tapi-double-release]
  // CHECK-NOTES: :[[@LINE-3]]:3: note: call handle 'hCall' is ended by lineDeallocateCall here
}

// The pointer has one known value, a function of TAPI.
void knownValue_bad(HCALL hCall) {
  PLINEDEALLOCATECALL pfnRelease = lineDeallocateCall;

  pfnRelease(hCall);
  lineHold(hCall); // expect: TAPI003
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call handle 'hCall' is used after lineDeallocateCall deallocated it [tapi-use-after-deallocate]
  // CHECK-NOTES: :[[@LINE-3]]:3: note: call handle 'hCall' is ended by lineDeallocateCall here
}

static void release(HCALL hCall) { lineDeallocateCall(hCall); }

// The value is a function of the program.
void ownFunction_bad(HCALL hCall) {
  void (*pfnRelease)(HCALL) = release;

  pfnRelease(hCall);
  pfnRelease(hCall); // expect: TAPI006
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call handle 'hCall' is released a second time by lineDeallocateCall [tapi-double-release]
  // CHECK-NOTES: :[[@LINE-3]]:3: note: 'release' is called here
  // CHECK-NOTES: :[[@LINE-10]]:36: note: call handle 'hCall' is ended by lineDeallocateCall here
  // CHECK-NOTES: :[[@LINE-11]]:36: note: call handle 'hCall' is passed to lineDeallocateCall here
}

static void helper_callTwice(void (*pfnRelease)(HCALL), HCALL hCall) {
  pfnRelease(hCall);
  pfnRelease(hCall); // expect: TAPI006
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call handle 'hCall' is released a second time by lineDeallocateCall [tapi-double-release]
  // CHECK-NOTES: :[[@LINE-3]]:3: note: 'release' is called here
  // CHECK-NOTES: :[[@LINE-19]]:36: note: call handle 'hCall' is ended by lineDeallocateCall here
  // CHECK-NOTES: :[[@LINE-20]]:36: note: call handle 'hCall' is passed to lineDeallocateCall here
}

// The value comes from the caller.
void parameter_bad(HCALL hCall) { helper_callTwice(release, hCall); }

// Nobody knows what the pointer calls.
void unknownPointer_ok(void (*pfnFunction)(HCALL), HCALL hCall) {
  pfnFunction(hCall);
  lineDeallocateCall(hCall);
}
