//===- application.h - The frame of a small C++ program -------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Starting TAPI, opening a line for an object, and a message loop.
///
//===----------------------------------------------------------------------===//

#ifndef TAPI_BENCH_APPLICATION_H
#define TAPI_BENCH_APPLICATION_H

#include "bench.h"

static inline void pump() {
  MSG message;
  while (GetMessage(&message, nullptr, 0, 0) > 0)
    DispatchMessage(&message);
}

static inline bool openLine(HLINEAPP app, HLINE *line, DWORD privileges,
                            void *instance) {
  return lineOpen(app, 0, line, 0x00020000, 0, (DWORD_PTR)instance, privileges,
                  LINEMEDIAMODE_INTERACTIVEVOICE, nullptr) == 0;
}

static inline bool start(HLINEAPP *app, LINECALLBACK callback) {
  DWORD devices, version = 0x00020000;
  LINEINITIALIZEEXPARAMS params = {sizeof params};
  params.dwOptions = LINEINITIALIZEEXOPTION_USEHIDDENWINDOW;
  return lineInitializeEx(app, nullptr, callback, "bench", &devices, &version,
                          &params) == 0;
}

#endif // TAPI_BENCH_APPLICATION_H
