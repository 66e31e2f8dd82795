// RUN: %check_tapi %s 'tapi-*'
// tapi32 is loaded at run time. The names of the pointers tell nothing; the
// strings that they were loaded by do.
#include "../Inputs/telephony.h"

typedef LONG(WINAPI *OneHandle)(DWORD);
typedef LONG(WINAPI *ThreeArguments)(HCALL, LPCSTR, DWORD);

static OneHandle f1;
static ThreeArguments f2;

struct Api {
  OneHandle End, Finish;
  ThreeArguments Hang;
};
static struct Api api;

enum { END_CALL, END_LINE, HANG_UP, COUNT };
static FARPROC functions[COUNT];

static struct {
  const char *Name;
  FARPROC *Pointer;
} table[] = {
    {"lineDeallocateCall", (FARPROC *)&api.End},
    {"lineClose", (FARPROC *)&api.Finish},
    {"lineDrop", (FARPROC *)&api.Hang},
};

static FARPROC load(HMODULE hModule, const char *lpszName) {
  FARPROC Result = GetProcAddress(hModule, lpszName);

  if (!Result)
    ShowStatus(lpszName);
  return Result;
}

BOOL loadAll_ok(void) {
  HMODULE hModule = LoadLibraryA("tapi32.dll");
  int i;

  if (!hModule)
    return FALSE;
  f1 = (OneHandle)GetProcAddress(hModule, "lineDeallocateCall");
  if (!(f2 = (ThreeArguments)load(hModule, "lineDrop")))
    return FALSE;
  for (i = 0; i < 3; i++)
    *table[i].Pointer = GetProcAddress(hModule, table[i].Name);
  functions[END_CALL] = load(hModule, "lineDeallocateCall");
  functions[END_LINE] = load(hModule, "lineClose");
  functions[HANG_UP] = load(hModule, "lineDrop");
  return TRUE;
}

void global_bad(HCALL hCall) {
  f1(hCall);
  f2(hCall, NULL, 0); // expect: TAPI003
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call handle 'hCall' is used after lineDeallocateCall deallocated it [tapi-use-after-deallocate]
  // CHECK-NOTES: :[[@LINE-3]]:3: note: call handle 'hCall' is ended by lineDeallocateCall here
}

void global_ok(HCALL hCall) {
  (*f2)(hCall, NULL, 0);
  (*f1)(hCall);
}

void table_bad(HCALL hCall) {
  api.End(hCall);
  api.Hang(hCall, NULL, 0); // expect: TAPI003
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call handle 'hCall' is used after lineDeallocateCall deallocated it [tapi-use-after-deallocate]
  // CHECK-NOTES: :[[@LINE-3]]:3: note: call handle 'hCall' is ended by lineDeallocateCall here
}

void table_ok(HLINE hLine, HCALL hCall) {
  api.Hang(hCall, NULL, 0);
  api.End(hCall);
  api.Finish(hLine);
}

#define EndCall (*(OneHandle)functions[END_CALL])
#define HangUp (*(ThreeArguments)functions[HANG_UP])

void macros_bad(HCALL hCall) {
  EndCall(hCall);
  HangUp(hCall, NULL, 0); // expect: TAPI003
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call handle 'hCall' is used after lineDeallocateCall deallocated it [tapi-use-after-deallocate]
  // CHECK-NOTES: :[[@LINE-3]]:3: note: call handle 'hCall' is ended by lineDeallocateCall here
}

void macros_ok(HCALL hCall) {
  HangUp(hCall, NULL, 0);
  EndCall(hCall);
}

// A name inside of a longer one.
extern LONG(WINAPI *cklineDeallocateCall)(HCALL);
extern LONG(WINAPI *cklineDrop)(HCALL, LPCSTR, DWORD);

void byName_bad(HCALL hCall) {
  (*cklineDeallocateCall)(hCall);
  (*cklineDrop)(hCall, NULL, 0); // expect: TAPI003
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call handle 'hCall' is used after lineDeallocateCall deallocated it [tapi-use-after-deallocate]
  // CHECK-NOTES: :[[@LINE-3]]:3: note: call handle 'hCall' is ended by lineDeallocateCall here
}

// One pointer that is loaded with two functions is neither.
static OneHandle either;

void loadEither_ok(HMODULE hModule, BOOL fCalls) {
  if (fCalls)
    either = (OneHandle)GetProcAddress(hModule, "lineDeallocateCall");
  else
    either = (OneHandle)GetProcAddress(hModule, "lineClose");
}

void either_ok(HCALL hCall) {
  either(hCall);
  f2(hCall, NULL, 0);
}
