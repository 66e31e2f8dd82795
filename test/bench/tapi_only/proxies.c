//===- proxies.c - Proxy requests -----------------------------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// An agent handler receives LINEPROXYREQUEST blocks and answers each of them
/// exactly once; TAPI takes the block back with the answer.
///
//===----------------------------------------------------------------------===//

#include "program.h"

static BOOL canAnswer;

//// split
//// proxy_answered_once_ok
static void CALLBACK onLine(DWORD device, DWORD message, DWORD_PTR instance,
                            DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) {
  if (message == LINE_PROXYREQUEST) {
    LINEPROXYREQUEST *request = (LINEPROXYREQUEST *)p1;
    printf("request %lu\n", request->dwRequestType);
    lineProxyResponse((HLINE)device, request, LINEERR_OPERATIONUNAVAIL);
  }
}

int proxy_answered_once_ok(void) {
  if (!begin(onLine, LINECALLPRIVILEGE_NONE))
    return 1;
  pump();
  finish();
  return 0;
}

//// proxy_answered_twice_bad: TAPI016
static void CALLBACK onLine(DWORD device, DWORD message, DWORD_PTR instance,
                            DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) {
  if (message == LINE_PROXYREQUEST) {
    LINEPROXYREQUEST *request = (LINEPROXYREQUEST *)p1;
    if (canAnswer)
      lineProxyResponse((HLINE)device, request, 0);
    lineProxyResponse((HLINE)device, request, // BUG
                      LINEERR_OPERATIONUNAVAIL);
  }
}

int proxy_answered_twice_bad(void) {
  if (!begin(onLine, LINECALLPRIVILEGE_NONE))
    return 1;
  pump();
  finish();
  return 0;
}

//// proxy_never_answered_bad: TAPI016
static void CALLBACK onLine(DWORD device, DWORD message, DWORD_PTR instance,
                            DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) {
  if (message == LINE_PROXYREQUEST) {
    LINEPROXYREQUEST *request = (LINEPROXYREQUEST *)p1;
    if (request->dwRequestType == LINEPROXYREQUEST_SETAGENTSTATE)
      lineProxyResponse((HLINE)device, request, 0);
  } // the other types wait for ever
}

int proxy_never_answered_bad(void) {
  if (!begin(onLine, LINECALLPRIVILEGE_NONE))
    return 1;
  pump();
  finish();
  return 0;
}

//// proxy_read_after_answer_bad: TAPI016
static void CALLBACK onLine(DWORD device, DWORD message, DWORD_PTR instance,
                            DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) {
  if (message == LINE_PROXYREQUEST) {
    LINEPROXYREQUEST *request = (LINEPROXYREQUEST *)p1;
    lineProxyResponse((HLINE)device, request, 0);
    printf("answered %lu\n", request->dwRequestType); // BUG
  }
}

int proxy_read_after_answer_bad(void) {
  if (!begin(onLine, LINECALLPRIVILEGE_NONE))
    return 1;
  pump();
  finish();
  return 0;
}

//// proxy_freed_after_answer_bad: TAPI016
static void CALLBACK onLine(DWORD device, DWORD message, DWORD_PTR instance,
                            DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) {
  if (message == LINE_PROXYREQUEST) {
    LINEPROXYREQUEST *request = (LINEPROXYREQUEST *)p1;
    lineProxyResponse((HLINE)device, request, 0);
    LocalFree(request); // BUG
  }
}

int proxy_freed_after_answer_bad(void) {
  if (!begin(onLine, LINECALLPRIVILEGE_NONE))
    return 1;
  pump();
  finish();
  return 0;
}

//// proxy_each_branch_answers_ok
static void CALLBACK onLine(DWORD device, DWORD message, DWORD_PTR instance,
                            DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) {
  if (message == LINE_PROXYREQUEST) {
    LINEPROXYREQUEST *request = (LINEPROXYREQUEST *)p1;
    switch (request->dwRequestType) {
    case LINEPROXYREQUEST_SETAGENTSTATE:
      lineProxyResponse((HLINE)device, request, 0);
      break;
    default:
      lineProxyResponse((HLINE)device, request, LINEERR_OPERATIONUNAVAIL);
      break;
    }
  }
}

int proxy_each_branch_answers_ok(void) {
  if (!begin(onLine, LINECALLPRIVILEGE_NONE))
    return 1;
  pump();
  finish();
  return 0;
}

//// proxy_kept_and_answered_after_close_ok
static LINEPROXYREQUEST *waiting;
static HLINE waitingLine;

static void CALLBACK onLine(DWORD device, DWORD message, DWORD_PTR instance,
                            DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) {
  if (message == LINE_PROXYREQUEST) {
    if (waiting) {
      lineProxyResponse((HLINE)device, (LINEPROXYREQUEST *)p1,
                        LINEERR_RESOURCEUNAVAIL);
    } else {
      waiting = (LINEPROXYREQUEST *)p1;
      waitingLine = (HLINE)device;
    }
  }
  if (message == LINE_CLOSE) {
    line = 0;
    if (waiting) // still to be answered, with the dead line
      lineProxyResponse(waitingLine, waiting, LINEERR_OPERATIONFAILED);
    waiting = NULL;
  }
}

int proxy_kept_and_answered_after_close_ok(void) {
  if (!begin(onLine, LINECALLPRIVILEGE_NONE))
    return 1;
  pump();
  if (waiting)
    lineProxyResponse(waitingLine, waiting, 0);
  waiting = NULL;
  finish();
  return 0;
}
