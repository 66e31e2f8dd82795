//===- escapes.c - Handles that leave the function ------------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// A handle that is stored, returned, posted or given to code nobody sees is no
/// longer this function's duty. A handle whose address is lent out for a moment
/// still is.
///
//===----------------------------------------------------------------------===//

#include "bench.h"

static LONG startCall(HLINEAPP app, HLINE line, HCALL *call) {
  LONG request = lineMakeCall(line, call, "5551234", 0, NULL);
  if (request < 0)
    return request;
  return awaitReply(app, request);
}

struct Phone {
  HCALL call;
  DWORD state;
};

struct Node {
  struct Node *next;
  HCALL call;
};

void keepSomewhere(HCALL call);
void keepPhone(struct Phone *phone);
void showNumber(DWORD number);

//// escape_return_value_ok
HCALL escape_return_value_ok(HLINEAPP app, HLINE line) {
  HCALL call = 0;
  if (startCall(app, line, &call) != 0)
    return 0;
  return call;
}

//// escape_return_on_one_path_bad: TAPI001
HCALL escape_return_on_one_path_bad(HLINEAPP app, HLINE line) {
  HCALL call = 0;
  if (startCall(app, line, &call) != 0)
    return 0;
  if (lineSetAppSpecific(call, 1) < 0)
    return 0; // and nobody has the handle
  return call;
}

//// escape_out_parameter_ok
LONG escape_out_parameter_ok(HLINEAPP app, HLINE line, HCALL *result) {
  HCALL call = 0;
  LONG error = startCall(app, line, &call);
  if (error == 0)
    *result = call;
  return error;
}

//// escape_out_parameter_forgotten_bad: TAPI001
LONG escape_out_parameter_forgotten_bad(HLINEAPP app, HLINE line,
                                        HCALL *result) {
  HCALL call = 0;
  LONG error = startCall(app, line, &call);
  if (error == 0 && result != NULL)
    *result = call;
  return error; // result may be NULL
}

//// escape_field_of_parameter_ok
void escape_field_of_parameter_ok(HLINEAPP app, HLINE line,
                                  struct Phone *phone) {
  HCALL call = 0;
  if (startCall(app, line, &call) == 0)
    phone->call = call;
}

//// FN_escape_field_of_local_copy_bad: TAPI001
void FN_escape_field_of_local_copy_bad(HLINEAPP app, HLINE line,
                                    struct Phone phone) {
  HCALL call = 0;
  if (startCall(app, line, &call) == 0)
    phone.call = call; // the caller's struct stays as it is
}

//// escape_unknown_function_ok
void escape_unknown_function_ok(HLINEAPP app, HLINE line) {
  HCALL call = 0;
  if (startCall(app, line, &call) == 0)
    keepSomewhere(call);
}

//// escape_struct_to_unknown_function_ok
void escape_struct_to_unknown_function_ok(HLINEAPP app, HLINE line) {
  struct Phone *phone = malloc(sizeof *phone);
  if (!phone)
    return;
  if (startCall(app, line, &phone->call) != 0) {
    free(phone);
    return;
  }
  keepPhone(phone);
}

//// escape_library_function_bad: TAPI001
void escape_library_function_bad(HLINEAPP app, HLINE line) {
  HCALL call = 0;
  if (startCall(app, line, &call) == 0)
    printf("call %lu is up\n", (unsigned long)call); // printf keeps nothing
}

//// escape_posted_in_message_ok
void escape_posted_in_message_ok(HLINEAPP app, HLINE line, HWND window) {
  HCALL call = 0;
  if (startCall(app, line, &call) == 0)
    PostMessage(window, WM_APP, 0, (LPARAM)call);
}

//// escape_window_data_ok
void escape_window_data_ok(HLINEAPP app, HLINE line, HWND window) {
  HCALL call = 0;
  if (startCall(app, line, &call) == 0)
    SetWindowLongPtr(window, GWLP_USERDATA, (LONG_PTR)call);
}

//// escape_list_node_ok
void escape_list_node_ok(HLINEAPP app, HLINE line, struct Node **list) {
  struct Node *node = malloc(sizeof *node);
  if (!node)
    return;
  if (startCall(app, line, &node->call) != 0) {
    free(node);
    return;
  }
  node->next = *list;
  *list = node;
}

void escape_list_node_ok_clear(struct Node *list) {
  while (list) {
    struct Node *next = list->next;
    lineDrop(list->call, NULL, 0);
    lineDeallocateCall(list->call);
    free(list);
    list = next;
  }
}

//// escape_list_node_freed_bad: TAPI001
void escape_list_node_freed_bad(HLINEAPP app, HLINE line, struct Node **list,
                                int limit) {
  struct Node *node = malloc(sizeof *node);
  if (!node)
    return;
  if (startCall(app, line, &node->call) != 0) {
    free(node);
    return;
  }
  if (limit <= 0) {
    free(node); // with the call in it
    return;
  }
  node->next = *list;
  *list = node;
}

//// escape_thread_parameter_ok
static DWORD WINAPI escape_worker(LPVOID parameter) {
  HCALL call = (HCALL)(UINT_PTR)parameter;
  lineDrop(call, NULL, 0);
  lineDeallocateCall(call);
  return 0;
}

void escape_thread_parameter_ok(HLINEAPP app, HLINE line) {
  HCALL call = 0;
  HANDLE thread;
  if (startCall(app, line, &call) != 0)
    return;
  thread =
      CreateThread(NULL, 0, escape_worker, (LPVOID)(UINT_PTR)call, 0, NULL);
  if (thread) {
    CloseHandle(thread);
    return;
  }
  lineDrop(call, NULL, 0);
  lineDeallocateCall(call);
}

//// escape_array_of_caller_ok
int escape_array_of_caller_ok(HLINEAPP app, HLINE line, HCALL *calls, int n) {
  int i, made = 0;
  for (i = 0; i < n; i++) {
    HCALL call = 0;
    if (startCall(app, line, &call) == 0)
      calls[made++] = call;
  }
  return made;
}

//// escape_global_table_ok
static HCALL escape_table[16];
static int escape_used;

void escape_global_table_ok(HLINEAPP app, HLINE line) {
  HCALL call = 0;
  if (escape_used < 16 && startCall(app, line, &call) == 0)
    escape_table[escape_used++] = call;
}

void escape_global_table_ok_clear(void) {
  while (escape_used > 0) {
    HCALL call = escape_table[--escape_used];
    lineDrop(call, NULL, 0);
    lineDeallocateCall(call);
  }
}

//// escape_then_released_here_ok
void escape_then_released_here_ok(HLINEAPP app, HLINE line,
                                  struct Phone *phone) {
  if (startCall(app, line, &phone->call) != 0) {
    phone->call = 0;
    return;
  }
  lineDrop(phone->call, NULL, 0);
  lineDeallocateCall(phone->call);
  phone->call = 0;
}

//// escape_stale_field_used_bad: TAPI003
void escape_stale_field_used_bad(HLINEAPP app, HLINE line,
                                 struct Phone *phone) {
  if (startCall(app, line, &phone->call) != 0)
    return;
  lineDrop(phone->call, NULL, 0);
  lineDeallocateCall(phone->call);
  lineSetAppSpecific(phone->call, phone->state); // BUG
}

//// escape_line_returned_ok
HLINE escape_line_returned_ok(HLINEAPP app) {
  HLINE line;
  if (lineOpen(app, 0, &line, 0x00020000, 0, 0, LINECALLPRIVILEGE_NONE, 0,
               NULL) != 0)
    return 0;
  return line;
}

//// escape_line_lost_before_store_bad: TAPI007
static HLINE escape_current_line;

BOOL escape_line_lost_before_store_bad(HLINEAPP app, const char *number) {
  HLINE line;
  if (lineOpen(app, 0, &line, 0x00020000, 0, 0, LINECALLPRIVILEGE_NONE, 0,
               NULL) != 0)
    return FALSE;
  if (number == NULL || number[0] == 0)
    return FALSE; // opened, and not stored yet
  escape_current_line = line;
  return TRUE;
}

void escape_line_lost_before_store_bad_end(void) {
  if (escape_current_line)
    lineClose(escape_current_line);
  escape_current_line = 0;
}

//// escape_line_stored_first_ok
static HLINE escape_first_line;

BOOL escape_line_stored_first_ok(HLINEAPP app, const char *number) {
  if (lineOpen(app, 0, &escape_first_line, 0x00020000, 0, 0,
               LINECALLPRIVILEGE_NONE, 0, NULL) != 0) {
    escape_first_line = 0;
    return FALSE;
  }
  if (number == NULL || number[0] == 0)
    return FALSE; // whoever ends the program closes it
  return TRUE;
}

void escape_line_stored_first_ok_end(void) {
  if (escape_first_line)
    lineClose(escape_first_line);
  escape_first_line = 0;
}
