//===- program.h - The frame of a small telephony program -----------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// One application, one line, a message loop: what every whole program needs
/// before the part that it is about. API version 2.0, hidden-window delivery.
///
//===----------------------------------------------------------------------===//

#ifndef TAPI_BENCH_PROGRAM_H
#define TAPI_BENCH_PROGRAM_H

#include "bench.h"

static HLINEAPP app;
static HLINE line;

/// Initialises TAPI with \p callback and opens the first line.
static inline BOOL begin(LINECALLBACK callback, DWORD privileges) {
  DWORD devices, version = 0x00020000;
  LINEINITIALIZEEXPARAMS params = {sizeof params};
  params.dwOptions = LINEINITIALIZEEXOPTION_USEHIDDENWINDOW;
  if (lineInitializeEx(&app, NULL, callback, "bench", &devices, &version,
                       &params) != 0) {
    app = 0;
    return FALSE;
  }
  if (lineOpen(app, 0, &line, 0x00020000, 0, 0, privileges,
               LINEMEDIAMODE_INTERACTIVEVOICE, NULL) != 0) {
    line = 0;
    lineShutdown(app);
    app = 0;
    return FALSE;
  }
  return TRUE;
}

/// Runs until the program is told to quit; callbacks come from here.
static inline void pump(void) {
  MSG message;
  while (GetMessage(&message, NULL, 0, 0) > 0)
    DispatchMessage(&message);
}

/// The counterpart of begin.
static inline void finish(void) {
  if (line)
    lineClose(line);
  line = 0;
  if (app)
    lineShutdown(app);
  app = 0;
}

#endif // TAPI_BENCH_PROGRAM_H
