//===- conference.c - Conferences and their members -----------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Setting up a conference creates two handles, adding to it a third; each is a
/// duty of its own.
///
//===----------------------------------------------------------------------===//

#include "answered.h"

static void hangUp(HCALL call) {
  lineDrop(call, NULL, 0);
  lineDeallocateCall(call);
}

//// conference_both_released_ok
void conference_both_released_ok(HLINEAPP app, HCALL original) {
  HCALL conference = 0, consult = 0;
  if (answered(app, lineSetupConference(original, 0, &conference, &consult, 3,
                                        NULL)) != 0)
    return;
  answered(app, lineAddToConference(conference, consult));
  hangUp(consult);
  hangUp(conference);
}

//// conference_without_first_call_ok
void conference_without_first_call_ok(HLINEAPP app, HLINE line) {
  HCALL conference = 0, consult = 0;
  if (answered(app, lineSetupConference(0, line, &conference, &consult, 3,
                                        NULL)) != 0)
    return;
  hangUp(consult);
  hangUp(conference);
}

//// conference_member_forgotten_bad: TAPI001
void conference_member_forgotten_bad(HLINEAPP app, HCALL original) {
  HCALL conference = 0, consult = 0;
  if (answered(app, lineSetupConference(original, 0, &conference, &consult, 3,
                                        NULL)) != 0)
    return;
  answered(app, lineAddToConference(conference, consult));
  hangUp(conference); // the member has a handle of its own
}

//// conference_dead_line_ignored_ok
void conference_dead_line_ignored_ok(HLINEAPP app, HCALL original) {
  HLINE unrelated;
  HCALL conference = 0, consult = 0;
  if (lineOpen(app, 1, &unrelated, 0x00020000, 0, 0, LINECALLPRIVILEGE_NONE, 0,
               NULL) != 0)
    return;
  lineClose(unrelated);
  // With a call given, the line argument is ignored.
  if (answered(app, lineSetupConference(original, unrelated, &conference,
                                        &consult, 3, NULL)) != 0)
    return;
  hangUp(consult);
  hangUp(conference);
}

//// conference_dead_line_used_bad: TAPI004
void conference_dead_line_used_bad(HLINEAPP app) {
  HLINE line;
  HCALL conference = 0, consult = 0;
  if (lineOpen(app, 1, &line, 0x00020000, 0, 0, LINECALLPRIVILEGE_NONE, 0,
               NULL) != 0)
    return;
  lineClose(line);
  if (answered(app, lineSetupConference(0, line, &conference, // BUG
                                        &consult, 3, NULL)) != 0)
    return;
  hangUp(consult);
  hangUp(conference);
}

//// conference_prepared_member_released_ok
void conference_prepared_member_released_ok(HLINEAPP app, HCALL conference) {
  HCALL consult = 0;
  if (answered(app, linePrepareAddToConference(conference, &consult, NULL)) !=
      0)
    return;
  if (answered(app, lineAddToConference(conference, consult)) != 0)
    puts("not added");
  hangUp(consult);
}

//// conference_not_added_forgotten_bad: TAPI001
void conference_not_added_forgotten_bad(HLINEAPP app, HCALL conference) {
  HCALL consult = 0;
  if (answered(app, linePrepareAddToConference(conference, &consult, NULL)) !=
      0)
    return;
  if (answered(app, lineAddToConference(conference, consult)) != 0)
    return;
  hangUp(consult);
}

//// conference_removed_still_alive_ok
void conference_removed_still_alive_ok(HLINEAPP app, HCALL conference) {
  HCALL consult = 0;
  if (answered(app, linePrepareAddToConference(conference, &consult, NULL)) !=
      0)
    return;
  answered(app, lineAddToConference(conference, consult));
  answered(app, lineRemoveFromConference(consult));
  hangUp(consult);
}

//// conference_related_calls_read_ok
void conference_related_calls_read_ok(HCALL conference) {
  DWORD size = sizeof(LINECALLLIST) + 8 * sizeof(HCALL), i;
  LINECALLLIST *list = calloc(1, size);
  if (!list)
    return;
  list->dwTotalSize = size;
  if (lineGetConfRelatedCalls(conference, list) == 0) {
    HCALL *calls = (HCALL *)((BYTE *)list + list->dwCallsOffset);
    for (i = 1; i < list->dwCallsNumEntries; i++)
      lineDeallocateCall(calls[i]); // the first one is the conference
  }
  free(list);
}
