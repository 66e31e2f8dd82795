//===- Prelude.h - What every random program declares ---------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Declared before the functions of a random program, and in each of them.
///
//===----------------------------------------------------------------------===//

#ifndef TAPI_TEST_FUZZ_PRELUDE_H
#define TAPI_TEST_FUZZ_PRELUDE_H

namespace tapi::test {

/// After TinyTapi.
inline constexpr const char *Prelude = R"(
struct Device { HCALL hCall; HLINE hLine; struct Device *pNext; HCALL aCalls[4];
                DWORD dwState; struct { HCALL hCall; } aInner[2]; };
typedef LONG (*WORK)(HLINE, HCALL *, struct Device *, int);
static HLINEAPP g_hApp; static HLINE g_hLine; HCALL g_hCall; DWORD g_dw;
static struct Device g_dev; struct Device *g_p; static HCALL g_aCalls[8];
static WORK g_pfn; LONG unseen(HLINE, HCALL *, struct Device *, int);
void look(const void *); int choice(void);
)";

/// After that, in C++.
inline constexpr const char *CxxPrelude = R"(
struct Owner { HCALL h; Owner(HCALL h) : h(h) {} HCALL get() const { return h; }
  ~Owner() { if (h) lineDeallocateCall(h); }
  virtual void drop() { lineDrop(h, NULL, 0); } };
)";

/// Where every function begins.
inline constexpr const char *Variables = R"(
  HCALL h1, h2 = 0, a[4]; HLINE l; LONG r = 0; int i = 0; DWORD dw = 0;
  unsigned char b = 0; struct Device d, *q = p; HCALL *pc = pCall;
  LINEMESSAGE m; LINECALLINFO info; unsigned long long u = 0;
)";

} // namespace tapi::test

#endif // TAPI_TEST_FUZZ_PRELUDE_H
