//===- dynamic.c - Functions fetched by GetProcAddress --------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Programs that must run without TAPI fetch it at run time: pointers in
/// globals, in structs, behind macros, and in local variables.
///
//===----------------------------------------------------------------------===//

#include "bench.h"

typedef LONG(WINAPI *MakeCall)(HLINE, LPHCALL, LPCSTR, DWORD,
                               LPLINECALLPARAMS const);
typedef LONG(WINAPI *Drop)(HCALL, LPCSTR, DWORD);
typedef LONG(WINAPI *Deallocate)(HCALL);
typedef LONG(WINAPI *SetAppSpecific)(HCALL, DWORD);
typedef LONG(WINAPI *Open)(HLINEAPP, DWORD, LPHLINE, DWORD, DWORD, DWORD_PTR,
                           DWORD, DWORD, LPLINECALLPARAMS const);
typedef LONG(WINAPI *Close)(HLINE);

//// split
//// dynamic_globals_ok
static MakeCall pLineMakeCall;
static Drop pLineDrop;
static Deallocate pLineDeallocateCall;

BOOL dynamic_globals_ok_load(HMODULE dll) {
  pLineMakeCall = (MakeCall)GetProcAddress(dll, "lineMakeCallA");
  pLineDrop = (Drop)GetProcAddress(dll, "lineDrop");
  pLineDeallocateCall = (Deallocate)GetProcAddress(dll, "lineDeallocateCall");
  return pLineMakeCall && pLineDrop && pLineDeallocateCall;
}

void dynamic_globals_ok(HLINEAPP app, HLINE line) {
  HCALL call = 0;
  LONG request = pLineMakeCall(line, &call, "5551234", 0, NULL);
  if (request < 0 || awaitReply(app, request) != 0)
    return;
  pLineDrop(call, NULL, 0);
  pLineDeallocateCall(call);
}

//// dynamic_globals_leak_bad: TAPI001
static MakeCall pLineMakeCall;
static Drop pLineDrop;
static Deallocate pLineDeallocateCall;

BOOL dynamic_globals_leak_bad_load(HMODULE dll) {
  pLineMakeCall = (MakeCall)GetProcAddress(dll, "lineMakeCallA");
  pLineDrop = (Drop)GetProcAddress(dll, "lineDrop");
  pLineDeallocateCall = (Deallocate)GetProcAddress(dll, "lineDeallocateCall");
  return pLineMakeCall && pLineDrop && pLineDeallocateCall;
}

void dynamic_globals_leak_bad(HLINEAPP app, HLINE line, BOOL quiet) {
  HCALL call = 0;
  LONG request = pLineMakeCall(line, &call, "5551234", 0, NULL);
  if (request < 0 || awaitReply(app, request) != 0)
    return;
  pLineDrop(call, NULL, 0);
  if (quiet)
    return;
  pLineDeallocateCall(call);
}

//// dynamic_struct_ok
static struct {
  MakeCall makeCall;
  Drop drop;
  Deallocate deallocate;
} tapi;

BOOL dynamic_struct_ok_load(HMODULE dll) {
  tapi.makeCall = (MakeCall)GetProcAddress(dll, "lineMakeCallA");
  tapi.drop = (Drop)GetProcAddress(dll, "lineDrop");
  tapi.deallocate = (Deallocate)GetProcAddress(dll, "lineDeallocateCall");
  return tapi.makeCall && tapi.drop && tapi.deallocate;
}

void dynamic_struct_ok(HLINEAPP app, HLINE line) {
  HCALL call = 0;
  LONG request = tapi.makeCall(line, &call, "5551234", 0, NULL);
  if (request < 0 || awaitReply(app, request) != 0)
    return;
  tapi.drop(call, NULL, 0);
  tapi.deallocate(call);
}

//// dynamic_struct_double_bad: TAPI006
static struct {
  MakeCall makeCall;
  Drop drop;
  Deallocate deallocate;
} tapi;

BOOL dynamic_struct_double_bad_load(HMODULE dll) {
  tapi.makeCall = (MakeCall)GetProcAddress(dll, "lineMakeCallA");
  tapi.drop = (Drop)GetProcAddress(dll, "lineDrop");
  tapi.deallocate = (Deallocate)GetProcAddress(dll, "lineDeallocateCall");
  return tapi.makeCall && tapi.drop && tapi.deallocate;
}

void dynamic_struct_double_bad(HLINEAPP app, HLINE line) {
  HCALL call = 0;
  LONG request = tapi.makeCall(line, &call, "5551234", 0, NULL);
  if (request < 0 || awaitReply(app, request) != 0)
    return;
  tapi.drop(call, NULL, 0);
  tapi.deallocate(call);
  tapi.deallocate(call); // BUG
}

//// dynamic_named_pointers_ok
// Loaded elsewhere; the names tell what they are.
extern LONG(WINAPI *_lineMakeCall)(HLINE, LPHCALL, LPCSTR, DWORD,
                                   LPLINECALLPARAMS const);
extern LONG(WINAPI *_lineDrop)(HCALL, LPCSTR, DWORD);
extern LONG(WINAPI *_lineDeallocateCall)(HCALL);

void dynamic_named_pointers_ok(HLINEAPP app, HLINE line) {
  HCALL call = 0;
  LONG request = _lineMakeCall(line, &call, "5551234", 0, NULL);
  if (request < 0 || awaitReply(app, request) != 0)
    return;
  _lineDrop(call, NULL, 0);
  _lineDeallocateCall(call);
}

//// dynamic_named_pointers_use_bad: TAPI003
extern LONG(WINAPI *_lineDrop)(HCALL, LPCSTR, DWORD);
extern LONG(WINAPI *_lineDeallocateCall)(HCALL);

void dynamic_named_pointers_use_bad(HCALL call) {
  _lineDeallocateCall(call);
  _lineDrop(call, NULL, 0); // BUG
}

//// dynamic_macros_ok
extern Open theOpen;
extern Close theClose;
#define MY_LINE_OPEN (*theOpen)
#define MY_LINE_CLOSE (*theClose)

void dynamic_macros_ok_load(HMODULE dll) {
  theOpen = (Open)GetProcAddress(dll, "lineOpenA");
  theClose = (Close)GetProcAddress(dll, "lineClose");
}

void dynamic_macros_ok(HLINEAPP app) {
  HLINE line;
  if (MY_LINE_OPEN(app, 0, &line, 0x00020000, 0, 0, LINECALLPRIVILEGE_NONE, 0,
                   NULL) != 0)
    return;
  MY_LINE_CLOSE(line);
}

//// dynamic_macros_leak_bad: TAPI007
extern Open theOpen;
extern Close theClose;
#define MY_LINE_OPEN (*theOpen)
#define MY_LINE_CLOSE (*theClose)

void dynamic_macros_leak_bad_load(HMODULE dll) {
  theOpen = (Open)GetProcAddress(dll, "lineOpenA");
  theClose = (Close)GetProcAddress(dll, "lineClose");
}

void dynamic_macros_leak_bad(HLINEAPP app, BOOL keep) {
  HLINE line;
  if (MY_LINE_OPEN(app, 0, &line, 0x00020000, 0, 0, LINECALLPRIVILEGE_NONE, 0,
                   NULL) != 0)
    return;
  if (!keep)
    MY_LINE_CLOSE(line);
}

//// dynamic_local_pointer_ok
void dynamic_local_pointer_ok(HCALL call) {
  HMODULE dll = LoadLibraryA("tapi32.dll");
  Deallocate release;
  if (!dll)
    return;
  release = (Deallocate)GetProcAddress(dll, "lineDeallocateCall");
  if (release)
    release(call);
  FreeLibrary(dll);
}

//// dynamic_local_pointer_bad: TAPI006
void dynamic_local_pointer_bad(HCALL call) {
  HMODULE dll = LoadLibraryA("tapi32.dll");
  Deallocate release;
  if (!dll)
    return;
  release = (Deallocate)GetProcAddress(dll, "lineDeallocateCall");
  if (release) {
    release(call);
    release(call); // BUG
  }
  FreeLibrary(dll);
}

//// dynamic_fallback_to_wide_ok
void dynamic_fallback_to_wide_ok(HLINEAPP app, HMODULE dll) {
  HLINE line;
  Open open = (Open)GetProcAddress(dll, "lineOpenW");
  if (!open)
    open = (Open)GetProcAddress(dll, "lineOpen");
  if (!open)
    return;
  if (open(app, 0, &line, 0x00020000, 0, 0, LINECALLPRIVILEGE_NONE, 0, NULL) ==
      0)
    lineClose(line);
}

//// dynamic_fallback_to_wide_bad: TAPI007
void dynamic_fallback_to_wide_bad(HLINEAPP app, HMODULE dll) {
  HLINE line;
  Open open = (Open)GetProcAddress(dll, "lineOpenW");
  if (!open)
    open = (Open)GetProcAddress(dll, "lineOpen");
  if (!open)
    return;
  if (open(app, 0, &line, 0x00020000, 0, 0, LINECALLPRIVILEGE_NONE, 0, NULL) ==
      0)
    lineSetNumRings(line, 0, 3);
}

//// dynamic_unrelated_pointer_ok
extern LONG(WINAPI *someOtherCall)(HCALL);

void dynamic_unrelated_pointer_ok(HLINEAPP app, HLINE line) {
  HCALL call = 0;
  LONG request = lineMakeCall(line, &call, "5551234", 0, NULL);
  if (request < 0 || awaitReply(app, request) != 0)
    return;
  someOtherCall(call); // may well keep it
}
