//===- cleanup.c - Cleanup ladders ----------------------------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// The way real C programs undo what they did: gotos to one or several labels,
/// nested ifs, a cleanup function that may be called at any time.
///
//===----------------------------------------------------------------------===//

#include "bench.h"

static LONG startCall(HLINEAPP app, HLINE line, HCALL *call) {
  LONG request = lineMakeCall(line, call, "5551234", 0, NULL);
  if (request < 0)
    return request;
  return awaitReply(app, request);
}

//// cleanup_single_label_ok
void cleanup_single_label_ok(HLINEAPP app) {
  HLINE line = 0;
  HCALL call = 0;
  BOOL up = FALSE;
  if (lineOpen(app, 0, &line, 0x00020000, 0, 0, LINECALLPRIVILEGE_NONE, 0,
               NULL) != 0) {
    line = 0;
    goto error;
  }
  if (startCall(app, line, &call) != 0)
    goto error;
  up = TRUE;
  if (lineSetAppSpecific(call, 1) != 0)
    goto error;
  puts("fine");
error:
  if (up) {
    lineDrop(call, NULL, 0);
    lineDeallocateCall(call);
  }
  if (line)
    lineClose(line);
}

//// cleanup_single_label_bad: TAPI007
BOOL cleanup_single_label_bad(HLINEAPP app) {
  HLINE line = 0;
  HCALL call = 0;
  if (lineOpen(app, 0, &line, 0x00020000, 0, 0, LINECALLPRIVILEGE_NONE, 0,
               NULL) != 0)
    goto error;
  if (startCall(app, line, &call) != 0)
    goto error; // the line is open
  lineDrop(call, NULL, 0);
  lineDeallocateCall(call);
  lineClose(line);
  return TRUE;
error:
  puts("failed");
  return FALSE;
}

//// cleanup_ladder_ok
void cleanup_ladder_ok(void) {
  HLINEAPP app;
  HLINE line;
  HCALL call = 0;
  DWORD devices, version = 0x00020000;
  LINEINITIALIZEEXPARAMS params = {sizeof params};
  params.dwOptions = LINEINITIALIZEEXOPTION_USEEVENT;
  if (lineInitializeEx(&app, NULL, NULL, "bench", &devices, &version,
                       &params) != 0)
    return;
  if (lineOpen(app, 0, &line, 0x00020000, 0, 0, LINECALLPRIVILEGE_NONE, 0,
               NULL) != 0)
    goto shutdown;
  if (startCall(app, line, &call) != 0)
    goto close;
  lineDrop(call, NULL, 0);
  lineDeallocateCall(call);
close:
  lineClose(line);
shutdown:
  lineShutdown(app);
}

//// cleanup_ladder_wrong_rung_bad: TAPI009
void cleanup_ladder_wrong_rung_bad(HLINEAPP app) {
  HLINE line;
  HCALL call = 0;
  if (lineOpen(app, 0, &line, 0x00020000, 0, 0, LINECALLPRIVILEGE_NONE, 0,
               NULL) != 0)
    goto close; // one rung too high
  if (startCall(app, line, &call) == 0) {
    lineDrop(call, NULL, 0);
    lineDeallocateCall(call);
  }
close:
  lineClose(line); // BUG
}

//// cleanup_ladder_wrong_order_bad: TAPI005 maybe TAPI018
void cleanup_ladder_wrong_order_bad(HLINEAPP app) {
  HLINE line;
  HCALL call = 0;
  if (lineOpen(app, 0, &line, 0x00020000, 0, 0, LINECALLPRIVILEGE_NONE, 0,
               NULL) != 0)
    return;
  if (startCall(app, line, &call) != 0) {
    lineClose(line);
    return;
  }
  lineDrop(call, NULL, 0);
  lineClose(line);
  lineDeallocateCall(call); // BUG
}

//// cleanup_ladder_app_not_shut_down_bad: TAPI007
void cleanup_ladder_app_not_shut_down_bad(void) {
  HLINEAPP app;
  HLINE line;
  DWORD devices, version = 0x00020000;
  LINEINITIALIZEEXPARAMS params = {sizeof params};
  params.dwOptions = LINEINITIALIZEEXOPTION_USEEVENT;
  if (lineInitializeEx(&app, NULL, NULL, "bench", &devices, &version,
                       &params) != 0)
    return;
  if (lineOpen(app, 0, &line, 0x00020000, 0, 0, LINECALLPRIVILEGE_NONE, 0,
               NULL) != 0)
    return; // the app stays initialised
  lineClose(line);
  lineShutdown(app);
}

//// cleanup_nested_ifs_ok
void cleanup_nested_ifs_ok(HLINEAPP app) {
  HLINE line;
  if (lineOpen(app, 0, &line, 0x00020000, 0, 0, LINECALLPRIVILEGE_NONE, 0,
               NULL) == 0) {
    HCALL call = 0;
    if (startCall(app, line, &call) == 0) {
      if (lineSetAppSpecific(call, 1) == 0) {
        puts("marked");
      }
      lineDrop(call, NULL, 0);
      lineDeallocateCall(call);
    }
    lineClose(line);
  }
}

//// cleanup_nested_ifs_bad: TAPI001
void cleanup_nested_ifs_bad(HLINEAPP app, HLINE line) {
  HCALL call = 0;
  if (startCall(app, line, &call) == 0) {
    if (lineSetAppSpecific(call, 1) == 0) {
      puts("marked");
      lineDrop(call, NULL, 0);
      lineDeallocateCall(call);
    }
  }
}

//// cleanup_label_twice_released_bad: TAPI006
void cleanup_label_twice_released_bad(HLINEAPP app, HLINE line, BOOL quick) {
  HCALL call = 0;
  if (startCall(app, line, &call) != 0)
    return;
  lineDrop(call, NULL, 0);
  if (quick) {
    lineDeallocateCall(call);
    goto done;
  }
  puts("slowly");
done:
  lineDeallocateCall(call); // BUG
}

//// cleanup_label_cleared_ok
void cleanup_label_cleared_ok(HLINEAPP app, HLINE line, BOOL quick) {
  HCALL call = 0;
  if (startCall(app, line, &call) != 0)
    return;
  lineDrop(call, NULL, 0);
  if (quick) {
    lineDeallocateCall(call);
    call = 0;
    goto done;
  }
  puts("slowly");
done:
  if (call)
    lineDeallocateCall(call);
}

//// cleanup_status_variable_ok
LONG cleanup_status_variable_ok(HLINEAPP app) {
  HLINE line = 0;
  HCALL call = 0;
  LONG status;
  BOOL opened = FALSE, up = FALSE;
  status = lineOpen(app, 0, &line, 0x00020000, 0, 0, LINECALLPRIVILEGE_NONE, 0,
                    NULL);
  if (status == 0) {
    opened = TRUE;
    status = startCall(app, line, &call);
  }
  if (status == 0) {
    up = TRUE;
    status = lineSetAppSpecific(call, 1);
  }
  if (up) {
    lineDrop(call, NULL, 0);
    lineDeallocateCall(call);
  }
  if (opened)
    lineClose(line);
  return status;
}

//// cleanup_status_variable_bad: TAPI007
LONG cleanup_status_variable_bad(HLINEAPP app) {
  HLINE line = 0;
  HCALL call = 0;
  LONG status;
  status = lineOpen(app, 0, &line, 0x00020000, 0, 0, LINECALLPRIVILEGE_NONE, 0,
                    NULL);
  if (status == 0) {
    status = startCall(app, line, &call);
    if (status == 0) {
      lineDrop(call, NULL, 0);
      lineDeallocateCall(call);
    }
  }
  if (status == 0)
    lineClose(line); // not where only the call failed
  return status;
}

//// cleanup_function_any_time_ok
struct Telephone {
  HLINE line;
  HCALL call;
};

static void cleanup_any(struct Telephone *t) {
  if (t->call) {
    lineDrop(t->call, NULL, 0);
    lineDeallocateCall(t->call);
    t->call = 0;
  }
  if (t->line) {
    lineClose(t->line);
    t->line = 0;
  }
}

void cleanup_function_any_time_ok(HLINEAPP app) {
  struct Telephone t = {0, 0};
  if (lineOpen(app, 0, &t.line, 0x00020000, 0, 0, LINECALLPRIVILEGE_NONE, 0,
               NULL) != 0) {
    t.line = 0;
    cleanup_any(&t);
    return;
  }
  if (startCall(app, t.line, &t.call) != 0) {
    t.call = 0;
    cleanup_any(&t);
    return;
  }
  cleanup_any(&t);
  cleanup_any(&t);
}

//// cleanup_function_forgotten_bad: TAPI007
void cleanup_function_forgotten_bad(HLINEAPP app) {
  struct Telephone t = {0, 0};
  if (lineOpen(app, 0, &t.line, 0x00020000, 0, 0, LINECALLPRIVILEGE_NONE, 0,
               NULL) != 0) {
    t.line = 0;
    cleanup_any(&t);
    return;
  }
  if (startCall(app, t.line, &t.call) != 0)
    return; // where the other exits clean up
  cleanup_any(&t);
}
