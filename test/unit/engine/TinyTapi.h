//===- TinyTapi.h - As much of tapi.h as a snippet needs ------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Declarations that snippets of source begin with, so that a test needs no
/// SDK. They stand in a line of their own before the snippet: "#line 1" follows
/// them.
///
//===----------------------------------------------------------------------===//

#ifndef TAPI_TEST_UNIT_ENGINE_TINYTAPI_H
#define TAPI_TEST_UNIT_ENGINE_TINYTAPI_H

namespace tapi::test {

inline constexpr const char *TinyTapi = R"(
typedef unsigned int DWORD;
typedef int LONG, BOOL;
typedef const char *LPCSTR;
typedef unsigned long long DWORD_PTR, SIZE_T;
typedef DWORD HLINEAPP, HLINE, HCALL;
#define NULL 0
#define TRUE 1
#define FALSE 0
#define WINAPI
#define CALLBACK
#ifdef __cplusplus
extern "C" {
#endif
typedef struct linemessage_tag {
  DWORD hDevice, dwMessageID;
  DWORD_PTR dwCallbackInstance, dwParam1, dwParam2, dwParam3;
} LINEMESSAGE, *LPLINEMESSAGE;
typedef struct linecallinfo_tag { DWORD dwTotalSize; } LINECALLINFO;
typedef struct lineinitializeexparams_tag { DWORD dwTotalSize; } LINEINITEX;
typedef void(CALLBACK *LINECALLBACK)(DWORD, DWORD, DWORD_PTR, DWORD_PTR,
                                     DWORD_PTR, DWORD_PTR);
LONG lineInitializeExA(HLINEAPP *, void *, LINECALLBACK, LPCSTR, DWORD *,
                       DWORD *, LINEINITEX *);
LONG lineShutdown(HLINEAPP);
LONG lineOpenA(HLINEAPP, DWORD, HLINE *, DWORD, DWORD, DWORD_PTR, DWORD, DWORD,
               void *);
LONG lineClose(HLINE);
LONG lineMakeCallA(HLINE, HCALL *, LPCSTR, DWORD, void *);
LONG lineAnswer(HCALL, LPCSTR, DWORD);
LONG lineDrop(HCALL, LPCSTR, DWORD);
LONG lineDeallocateCall(HCALL);
LONG lineGetCallInfoA(HCALL, LINECALLINFO *);
LONG lineGetMessage(HLINEAPP, LPLINEMESSAGE, DWORD);
void *malloc(SIZE_T);
void free(void *);
void *memset(void *, int, SIZE_T);
void *memcpy(void *, const void *, SIZE_T);
#ifdef __cplusplus
}
#endif
#define lineMakeCall lineMakeCallA
#define lineOpen lineOpenA
#define lineInitializeEx lineInitializeExA
#define lineGetCallInfo lineGetCallInfoA
#define LINE_CALLSTATE 2
#define LINE_CLOSE 3
#define LINE_REPLY 12
#define LINE_APPNEWCALL 23
#define LINECALLSTATE_IDLE 1
#line 1
)";

} // namespace tapi::test

#endif // TAPI_TEST_UNIT_ENGINE_TINYTAPI_H
