//===- lines.c - Lines, applications and phones ---------------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// The same questions for the handles above a call: open and close, initialise
/// and shut down, a parent that takes its children with it, and the phone
/// twins.
///
//===----------------------------------------------------------------------===//

#include "bench.h"

static LONG openLine(HLINEAPP app, HLINE *line) {
  return lineOpen(app, 0, line, 0x00020000, 0, 0, LINECALLPRIVILEGE_NONE, 0,
                  NULL);
}

static LONG startLines(HLINEAPP *app) {
  DWORD devices, version = 0x00020000;
  LINEINITIALIZEEXPARAMS params = {sizeof params};
  params.dwOptions = LINEINITIALIZEEXOPTION_USEEVENT;
  return lineInitializeEx(app, NULL, NULL, "bench", &devices, &version,
                          &params);
}

static LONG startPhones(HPHONEAPP *app) {
  DWORD devices, version = 0x00020000;
  PHONEINITIALIZEEXPARAMS params = {sizeof params};
  params.dwOptions = PHONEINITIALIZEEXOPTION_USEEVENT;
  return phoneInitializeEx(app, NULL, NULL, "bench", &devices, &version,
                           &params);
}

//// line_opened_and_closed_ok
void line_opened_and_closed_ok(HLINEAPP app) {
  HLINE line;
  if (openLine(app, &line) < 0)
    return;
  lineSetNumRings(line, 0, 2);
  lineClose(line);
}

//// line_closed_twice_bad: TAPI006
void line_closed_twice_bad(HLINEAPP app) {
  HLINE line;
  if (openLine(app, &line) < 0)
    return;
  lineClose(line);
  lineClose(line); // BUG
}

//// line_used_after_close_bad: TAPI004
void line_used_after_close_bad(HLINEAPP app) {
  HLINE line;
  HCALL call;
  LONG request;
  if (openLine(app, &line) < 0)
    return;
  lineClose(line);
  request = lineMakeCall(line, &call, "5551234", 0, NULL); // BUG
  if (request > 0 && awaitReply(app, request) == 0) {
    lineDrop(call, NULL, 0);
    lineDeallocateCall(call);
  }
}

//// line_opened_twice_separately_ok
void line_opened_twice_separately_ok(HLINEAPP app) {
  HLINE first, second;
  if (openLine(app, &first) < 0)
    return;
  if (openLine(app, &second) == 0) // the same device: a handle of its own
    lineClose(second);
  lineClose(first);
}

//// line_opened_over_open_one_bad: TAPI007
void line_opened_over_open_one_bad(HLINEAPP app) {
  HLINE line;
  if (lineOpen(app, 0, &line, 0x00020000, 0, 0, LINECALLPRIVILEGE_NONE, 0,
               NULL) < 0)
    return;
  if (lineOpen(app, 1, &line, 0x00020000, 0, 0, LINECALLPRIVILEGE_NONE, 0,
               NULL) < 0)
    return;
  lineClose(line);
}

//// line_left_to_shutdown_ok
void line_left_to_shutdown_ok(void) {
  HLINEAPP app;
  HLINE line;
  if (startLines(&app) != 0)
    return;
  if (openLine(app, &line) == 0)
    lineSetNumRings(line, 0, 2);
  lineShutdown(app); // closes what is open
}

//// line_used_after_shutdown_bad: TAPI004
void line_used_after_shutdown_bad(void) {
  HLINEAPP app;
  HLINE line;
  if (startLines(&app) != 0)
    return;
  if (openLine(app, &line) != 0) {
    lineShutdown(app);
    return;
  }
  lineShutdown(app);
  lineSetNumRings(line, 0, 2); // BUG
}

//// line_closed_after_shutdown_bad: TAPI004|TAPI006
void line_closed_after_shutdown_bad(void) {
  HLINEAPP app;
  HLINE line;
  if (startLines(&app) != 0)
    return;
  if (openLine(app, &line) != 0) {
    lineShutdown(app);
    return;
  }
  lineShutdown(app);
  lineClose(line); // BUG
}

//// line_app_shut_down_twice_bad: TAPI006
void line_app_shut_down_twice_bad(void) {
  HLINEAPP app;
  if (startLines(&app) != 0)
    return;
  lineShutdown(app);
  lineShutdown(app); // BUG
}

//// line_app_used_after_shutdown_bad: TAPI004
void line_app_used_after_shutdown_bad(DWORD *version) {
  HLINEAPP app;
  LINEEXTENSIONID extension;
  if (startLines(&app) != 0)
    return;
  lineShutdown(app);
  lineNegotiateAPIVersion(app, 0, 0x00010004, 0x00020002, version, // BUG
                          &extension);
}

//// line_app_leaked_on_error_bad: TAPI007
BOOL line_app_leaked_on_error_bad(HLINEAPP *result) {
  HLINEAPP app;
  char *table;
  if (startLines(&app) != 0)
    return FALSE;
  table = malloc(4096);
  if (!table)
    return FALSE; // without lineShutdown
  free(table);
  *result = app;
  return TRUE;
}

//// line_app_restarted_ok
void line_app_restarted_ok(void) {
  HLINEAPP app;
  if (startLines(&app) != 0)
    return;
  lineShutdown(app);
  if (startLines(&app) != 0)
    return;
  lineShutdown(app);
}

//// line_two_apps_ok
void line_two_apps_ok(void) {
  HLINEAPP first, second;
  HLINE line;
  if (startLines(&first) != 0)
    return;
  if (startLines(&second) != 0) {
    lineShutdown(first);
    return;
  }
  lineShutdown(first);
  if (openLine(second, &line) == 0)
    lineClose(line);
  lineShutdown(second);
}

//// line_wrong_app_shut_down_bad: TAPI004|TAPI006 maybe TAPI007
void line_wrong_app_shut_down_bad(void) {
  HLINEAPP first, second;
  HLINE line;
  if (startLines(&first) != 0)
    return;
  if (startLines(&second) != 0) {
    lineShutdown(first);
    return;
  }
  if (openLine(first, &line) == 0) {
    lineShutdown(first);
    lineClose(line); // BUG
  } else {
    lineShutdown(first);
  }
  lineShutdown(second);
}

//// line_other_lines_survive_close_ok
void line_other_lines_survive_close_ok(HLINEAPP app, HLINE line) {
  HLINE second;
  HCALL call;
  LONG request;
  if (openLine(app, &second) != 0)
    return;
  request = lineMakeCall(line, &call, "5551234", 0, NULL);
  lineClose(second); // not the line of the call
  if (request > 0 && awaitReply(app, request) == 0) {
    lineDrop(call, NULL, 0);
    lineDeallocateCall(call);
  }
}

//// line_phone_opened_and_closed_ok
void line_phone_opened_and_closed_ok(HPHONEAPP app) {
  HPHONE phone;
  DWORD volume;
  if (phoneOpen(app, 0, &phone, 0x00020000, 0, 0, PHONEPRIVILEGE_MONITOR) < 0)
    return;
  phoneGetVolume(phone, PHONEHOOKSWITCHDEV_HANDSET, &volume);
  phoneClose(phone);
}

//// line_phone_leaked_bad: TAPI007
void line_phone_leaked_bad(HPHONEAPP app) {
  HPHONE phone;
  DWORD volume;
  if (phoneOpen(app, 0, &phone, 0x00020000, 0, 0, PHONEPRIVILEGE_MONITOR) < 0)
    return;
  if (phoneGetVolume(phone, PHONEHOOKSWITCHDEV_HANDSET, &volume) < 0)
    return; // the phone stays open
  phoneClose(phone);
}

//// line_phone_used_after_close_bad: TAPI004
void line_phone_used_after_close_bad(HPHONEAPP app) {
  HPHONE phone;
  DWORD volume;
  if (phoneOpen(app, 0, &phone, 0x00020000, 0, 0, PHONEPRIVILEGE_MONITOR) < 0)
    return;
  phoneClose(phone);
  phoneGetVolume(phone, PHONEHOOKSWITCHDEV_HANDSET, &volume); // BUG
}

//// line_phone_closed_twice_bad: TAPI006
void line_phone_closed_twice_bad(HPHONEAPP app) {
  HPHONE phone;
  if (phoneOpen(app, 0, &phone, 0x00020000, 0, 0, PHONEPRIVILEGE_OWNER) < 0)
    return;
  phoneClose(phone);
  phoneClose(phone); // BUG
}

//// line_phone_left_to_shutdown_ok
void line_phone_left_to_shutdown_ok(void) {
  HPHONEAPP app;
  HPHONE phone;
  if (startPhones(&app) != 0)
    return;
  if (phoneOpen(app, 0, &phone, 0x00020000, 0, 0, PHONEPRIVILEGE_MONITOR) == 0)
    phoneGetStatusMessages(phone, NULL, NULL, NULL);
  phoneShutdown(app);
}

//// line_phone_used_after_shutdown_bad: TAPI004
void line_phone_used_after_shutdown_bad(HPHONEAPP app) {
  HPHONE phone;
  DWORD volume;
  if (phoneOpen(app, 0, &phone, 0x00020000, 0, 0, PHONEPRIVILEGE_MONITOR) < 0)
    return;
  phoneShutdown(app);
  phoneGetVolume(phone, PHONEHOOKSWITCHDEV_HANDSET, &volume); // BUG
}

//// line_phone_app_leaked_bad: TAPI007
void line_phone_app_leaked_bad(void) {
  HPHONEAPP app;
  HPHONE phone;
  if (startPhones(&app) != 0)
    return;
  if (phoneOpen(app, 0, &phone, 0x00020000, 0, 0, PHONEPRIVILEGE_MONITOR) < 0)
    return; // without phoneShutdown
  phoneClose(phone);
  phoneShutdown(app);
}
