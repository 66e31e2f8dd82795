//===- buffers.c - Memory that TAPI fills, now or later -------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Structures that grow and are asked for again, locations that TAPI writes
/// when the reply comes, and the device handle inside a VARSTRING.
///
//===----------------------------------------------------------------------===//

#include "answered.h"

//// buffer_call_info_grows_ok
LINECALLINFO *buffer_call_info_grows_ok(HCALL call) {
  DWORD size = sizeof(LINECALLINFO);
  for (;;) {
    LINECALLINFO *info = calloc(1, size);
    if (!info)
      return NULL;
    info->dwTotalSize = size;
    if (lineGetCallInfo(call, info) < 0) {
      free(info);
      return NULL;
    }
    if (info->dwNeededSize <= info->dwTotalSize)
      return info;
    size = info->dwNeededSize;
    free(info);
  }
}

//// buffer_call_info_line_is_borrowed_ok
void buffer_call_info_line_is_borrowed_ok(HCALL call, LINECALLINFO *info) {
  if (lineGetCallInfo(call, info) == 0)
    lineSetNumRings(info->hLine, info->dwAddressID, 3);
} // that line was opened by someone else

//// buffer_dev_caps_grows_ok
BOOL buffer_dev_caps_grows_ok(HLINEAPP app, DWORD device) {
  LINEDEVCAPS *caps = NULL;
  DWORD size = sizeof(LINEDEVCAPS);
  LONG result;
  do {
    LINEDEVCAPS *larger = realloc(caps, size);
    if (!larger)
      break;
    caps = larger;
    caps->dwTotalSize = size;
    result = lineGetDevCaps(app, device, 0x00020000, 0, caps);
    size = caps->dwNeededSize;
  } while (result == 0 && size > caps->dwTotalSize);
  free(caps);
  return caps != NULL;
}

//// buffer_devspecific_local_dies_bad: TAPI010
void buffer_devspecific_local_dies_bad(HLINE line) {
  BYTE block[64] = {0};
  lineDevSpecific(line, 0, 0, block, sizeof block);
}

//// buffer_devspecific_waited_ok
void buffer_devspecific_waited_ok(HLINEAPP app, HLINE line) {
  BYTE block[64] = {0};
  if (answered(app, lineDevSpecific(line, 0, 0, block, sizeof block)) == 0)
    printf("%d\n", block[0]);
}

//// buffer_devspecific_static_ok
void buffer_devspecific_static_ok(HLINE line) {
  static BYTE block[64];
  lineDevSpecific(line, 0, 0, block, sizeof block);
}

//// buffer_devspecific_null_ok
void buffer_devspecific_null_ok(HLINE line) {
  lineDevSpecific(line, 0, 0, NULL, 0);
}

//// buffer_gather_digits_local_dies_bad: TAPI010
LONG buffer_gather_digits_local_dies_bad(HCALL call) {
  char digits[16];
  return lineGatherDigits(call, LINEDIGITMODE_DTMF, digits, 16, "#", 5000,
                          5000);
}

//// buffer_gather_digits_global_ok
static char digits[16];

LONG buffer_gather_digits_global_ok(HCALL call) {
  return lineGatherDigits(call, LINEDIGITMODE_DTMF, digits, 16, "#", 5000,
                          5000);
}

//// buffer_gather_digits_cancelled_ok
void buffer_gather_digits_cancelled_ok(HCALL call) {
  lineGatherDigits(call, LINEDIGITMODE_DTMF, NULL, 0, NULL, 0, 0);
}

//// buffer_completion_id_local_dies_bad: TAPI010
LONG buffer_completion_id_local_dies_bad(HCALL busy) {
  DWORD completion;
  return lineCompleteCall(busy, &completion, LINECALLCOMPLMODE_CALLBACK, 0);
}

//// buffer_completion_id_heap_ok
struct Completion {
  DWORD id;
  LONG request;
};

struct Completion *buffer_completion_id_heap_ok(HCALL busy) {
  struct Completion *c = malloc(sizeof *c);
  if (!c)
    return NULL;
  c->request = lineCompleteCall(busy, &c->id, LINECALLCOMPLMODE_CALLBACK, 0);
  if (c->request < 0) {
    free(c); // nothing is pending
    return NULL;
  }
  return c;
}

//// buffer_completion_id_heap_freed_bad: TAPI010
void buffer_completion_id_heap_freed_bad(HCALL busy) {
  struct Completion *c = malloc(sizeof *c);
  if (!c)
    return;
  c->request = lineCompleteCall(busy, &c->id, LINECALLCOMPLMODE_CALLBACK, 0);
  if (c->request > 0)
    puts("will be called back");
  free(c); // BUG
}

//// buffer_park_address_local_dies_bad: TAPI010
LONG buffer_park_address_local_dies_bad(HCALL call) {
  BYTE memory[sizeof(VARSTRING) + 64];
  VARSTRING *address = (VARSTRING *)memory;
  address->dwTotalSize = sizeof memory;
  return linePark(call, LINEPARKMODE_NONDIRECTED, NULL, address);
}

//// buffer_park_directed_writes_nothing_ok
LONG buffer_park_directed_writes_nothing_ok(HCALL call) {
  return linePark(call, LINEPARKMODE_DIRECTED, "77", NULL);
}

//// buffer_agent_session_local_dies_bad: TAPI010
LONG buffer_agent_session_local_dies_bad(HLINE line, HAGENT agent,
                                         LPGUID group) {
  HAGENTSESSION session;
  return lineCreateAgentSessionA(line, agent, NULL, 0, group, &session);
}

//// buffer_agent_is_no_leak_ok
void buffer_agent_is_no_leak_ok(HLINEAPP app, HLINE line) {
  HAGENT agent;
  if (answered(app, lineCreateAgent(line, NULL, NULL, &agent)) == 0)
    puts("an identifier, nothing to release");
}

//// buffer_failed_request_writes_nothing_ok
BOOL buffer_failed_request_writes_nothing_ok(HLINEAPP app, HLINE line) {
  BYTE block[64] = {0};
  LONG request = lineDevSpecific(line, 0, 0, block, sizeof block);
  if (request < 0)
    return FALSE;
  return awaitReply(app, request) == 0;
}

//// buffer_destination_string_is_input_ok
static HCALL buffer_call;

LONG buffer_destination_string_is_input_ok(HLINE line, int number) {
  char destination[32];
  sprintf(destination, "555%04d", number);
  if (buffer_call)
    return 0;
  return lineMakeCall(line, &buffer_call, destination, 0, NULL);
}

void buffer_destination_string_is_input_ok_end(void) {
  if (buffer_call) {
    lineDrop(buffer_call, NULL, 0);
    lineDeallocateCall(buffer_call);
  }
  buffer_call = 0;
}

//// comm_handle_closed_ok
struct CommDevice {
  VARSTRING header;
  HANDLE comm;
  char name[64];
};

void comm_handle_closed_ok(HCALL call) {
  struct CommDevice device;
  HANDLE *comm;
  device.header.dwTotalSize = sizeof device;
  if (lineGetID(0, 0, call, LINECALLSELECT_CALL, &device.header,
                "comm/datamodem") != 0)
    return;
  comm = (HANDLE *)((BYTE *)&device + device.header.dwStringOffset);
  if (*comm)
    CloseHandle(*comm);
}

//// comm_handle_forgotten_bad: TAPI017
void comm_handle_forgotten_bad(HCALL call) {
  struct CommDevice device;
  HANDLE *comm;
  DWORD written;
  device.header.dwTotalSize = sizeof device;
  if (lineGetID(0, 0, call, LINECALLSELECT_CALL, &device.header,
                "comm/datamodem") != 0)
    return;
  comm = (HANDLE *)((BYTE *)&device + device.header.dwStringOffset);
  if (*comm)
    WriteFile(*comm, "AT\r", 3, &written, NULL);
}

//// comm_handle_early_return_bad: TAPI017
BOOL comm_handle_early_return_bad(HCALL call) {
  struct CommDevice device;
  HANDLE comm;
  DWORD written;
  device.header.dwTotalSize = sizeof device;
  if (lineGetID(0, 0, call, LINECALLSELECT_CALL, &device.header,
                "comm/datamodem") != 0)
    return FALSE;
  comm = *(HANDLE *)((BYTE *)&device + device.header.dwStringOffset);
  if (comm == NULL)
    return FALSE;
  if (!WriteFile(comm, "AT\r", 3, &written, NULL))
    return FALSE; // without CloseHandle
  CloseHandle(comm);
  return TRUE;
}

//// comm_handle_returned_ok
HANDLE comm_handle_returned_ok(HCALL call) {
  struct CommDevice device;
  device.header.dwTotalSize = sizeof device;
  if (lineGetID(0, 0, call, LINECALLSELECT_CALL, &device.header,
                "comm/datamodem") != 0)
    return NULL;
  return *(HANDLE *)((BYTE *)&device + device.header.dwStringOffset);
}

//// comm_handle_not_for_a_line_ok
void comm_handle_not_for_a_line_ok(HLINE line) {
  struct CommDevice device;
  device.header.dwTotalSize = sizeof device;
  if (lineGetID(line, 0, 0, LINECALLSELECT_LINE, &device.header,
                "comm/datamodem") == 0)
    puts(device.name); // the name only; the handle is NULL
}

//// comm_handle_other_class_ok
void comm_handle_other_class_ok(HCALL call) {
  struct {
    VARSTRING header;
    DWORD device;
  } id;
  id.header.dwTotalSize = sizeof id;
  if (lineGetID(0, 0, call, LINECALLSELECT_CALL, &id.header, "tapi/phone") == 0)
    printf("phone %lu\n", id.device);
}
