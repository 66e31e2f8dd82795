//===- phones.c - The phone twins -----------------------------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Phone applications and phones follow the rules of lines; only PHONE_CLOSE
/// differs, for it may also follow the program's own phoneClose.
///
//===----------------------------------------------------------------------===//

#include "bench.h"

static HPHONEAPP app;
static HPHONE phone;
static DWORD volume;

static BOOL begin(PHONECALLBACK callback) {
  DWORD devices, version = 0x00020000;
  PHONEINITIALIZEEXPARAMS params = {sizeof params};
  params.dwOptions = PHONEINITIALIZEEXOPTION_USEHIDDENWINDOW;
  if (phoneInitializeEx(&app, NULL, callback, "bench", &devices, &version,
                        &params) != 0)
    return FALSE;
  if (phoneOpen(app, 0, &phone, 0x00020000, 0, 0, PHONEPRIVILEGE_OWNER) != 0) {
    phone = 0;
    phoneShutdown(app);
    return FALSE;
  }
  return TRUE;
}

static void pump(void) {
  MSG message;
  while (GetMessage(&message, NULL, 0, 0) > 0)
    DispatchMessage(&message);
}

static void finish(void) {
  if (phone)
    phoneClose(phone);
  phone = 0;
  phoneShutdown(app);
}

//// split
//// phone_close_message_forgets_ok
static void CALLBACK onPhone(DWORD device, DWORD message, DWORD_PTR instance,
                             DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) {
  if (message == PHONE_CLOSE)
    phone = 0;
}

int phone_close_message_forgets_ok(void) {
  if (!begin(onPhone))
    return 1;
  pump();
  finish();
  return 0;
}

//// phone_close_message_closes_bad: TAPI004|TAPI006
static void CALLBACK onPhone(DWORD device, DWORD message, DWORD_PTR instance,
                             DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) {
  if (message == PHONE_CLOSE) {
    phoneClose((HPHONE)device); // BUG
    phone = 0;
  }
}

int phone_close_message_closes_bad(void) {
  if (!begin(onPhone))
    return 1;
  pump();
  finish();
  return 0;
}

//// phone_close_message_uses_stored_bad: TAPI004
static void CALLBACK onPhone(DWORD device, DWORD message, DWORD_PTR instance,
                             DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) {
  if (message == PHONE_CLOSE) {
    phoneGetVolume(phone, PHONEHOOKSWITCHDEV_HANDSET, &volume); // BUG
    phone = 0;
  }
}

int phone_close_message_uses_stored_bad(void) {
  if (!begin(onPhone))
    return 1;
  pump();
  finish();
  return 0;
}

//// phone_state_message_uses_ok
static void CALLBACK onPhone(DWORD device, DWORD message, DWORD_PTR instance,
                             DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) {
  if (message == PHONE_STATE || message == PHONE_BUTTON)
    phoneGetVolume((HPHONE)device, PHONEHOOKSWITCHDEV_HANDSET, &volume);
  if (message == PHONE_CLOSE)
    phone = 0;
}

int phone_state_message_uses_ok(void) {
  if (!begin(onPhone))
    return 1;
  pump();
  finish();
  return 0;
}

//// phone_reply_has_no_handle_bad: TAPI012
static void CALLBACK onPhone(DWORD device, DWORD message, DWORD_PTR instance,
                             DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) {
  if (message == PHONE_REPLY && (LONG)p2 == 0)
    phoneGetVolume((HPHONE)device, // BUG
                   PHONEHOOKSWITCHDEV_HANDSET, &volume);
}

int phone_reply_has_no_handle_bad(void) {
  if (!begin(onPhone))
    return 1;
  phoneSetVolume(phone, PHONEHOOKSWITCHDEV_HANDSET, 0x8000);
  pump();
  finish();
  return 0;
}

//// phone_devspecific_local_dies_bad: TAPI010
LONG phone_devspecific_local_dies_bad(HPHONE open) {
  BYTE block[32] = {0};
  return phoneDevSpecific(open, block, sizeof block);
}

//// phone_devspecific_static_ok
LONG phone_devspecific_static_ok(HPHONE open) {
  static BYTE block[32];
  return phoneDevSpecific(open, block, sizeof block);
}

//// phone_closed_as_line_bad: TAPI012
int phone_closed_as_line_bad(HPHONEAPP mine) {
  HPHONE open;
  if (phoneOpen(mine, 0, &open, 0x00020000, 0, 0, PHONEPRIVILEGE_MONITOR) != 0)
    return 1;
  lineClose(open); // BUG
  phoneClose(open);
  return 0;
}

//// phone_stored_closed_twice_bad: TAPI006
static void CALLBACK onPhone(DWORD device, DWORD message, DWORD_PTR instance,
                             DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) {
  if (message == PHONE_CLOSE)
    phone = 0;
}

static void hangUp(void) {
  phoneClose(phone); // not cleared
}

int phone_stored_closed_twice_bad(void) {
  if (!begin(onPhone))
    return 1;
  hangUp();
  finish(); // BUG
  return 0;
}

//// phone_event_loop_ok
int phone_event_loop_ok(HPHONEAPP mine) {
  HPHONE open;
  PHONEMESSAGE message;
  if (phoneOpen(mine, 0, &open, 0x00020000, 0, 0, PHONEPRIVILEGE_MONITOR) != 0)
    return 1;
  while (phoneGetMessage(mine, &message, INFINITE) == 0) {
    if (message.dwMessageID == PHONE_CLOSE)
      return 0; // dead already
    if (message.dwMessageID == PHONE_BUTTON && message.dwParam1 == 12)
      break;
  }
  phoneClose(open);
  return 0;
}

//// phone_event_loop_leaks_bad: TAPI007
int phone_event_loop_leaks_bad(HPHONEAPP mine) {
  HPHONE open;
  PHONEMESSAGE message;
  if (phoneOpen(mine, 0, &open, 0x00020000, 0, 0, PHONEPRIVILEGE_MONITOR) != 0)
    return 1;
  while (phoneGetMessage(mine, &message, INFINITE) == 0) {
    if (message.dwMessageID == PHONE_BUTTON && message.dwParam1 == 12)
      return 0; // with the phone open
  }
  phoneClose(open);
  return 0;
}
