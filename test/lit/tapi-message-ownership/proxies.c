// RUN: %check_tapi %s 'tapi-message-ownership'
// A proxy request is answered exactly once, and is TAPI's from then on.
#include "../Inputs/telephony.h"

void queueRequest(LPLINEPROXYREQUEST lpRequest);
DWORD agentState(DWORD dwRequestType);

static LPLINEPROXYREQUEST s_lpWaiting;
static HLINE s_hLine;

void CALLBACK twice_bad(DWORD hDevice, DWORD dwMessage, DWORD_PTR dwInstance,
                        DWORD_PTR dwParam1, DWORD_PTR dwParam2,
                        DWORD_PTR dwParam3) {
  if (dwMessage == LINE_PROXYREQUEST) {
    LPLINEPROXYREQUEST lpRequest = (LPLINEPROXYREQUEST)dwParam1;
    if (lpRequest->dwRequestType == LINEPROXYREQUEST_GETAGENTCAPS)
      lineProxyResponse((HLINE)hDevice, lpRequest, 0);
    lineProxyResponse((HLINE)hDevice, lpRequest, // expect: TAPI016
                      LINEERR_OPERATIONUNAVAIL);
    // CHECK-NOTES: :[[@LINE-2]]:5: warning: proxy request 'lpRequest' is answered a second time [tapi-message-ownership]
    // CHECK-NOTES: :[[@LINE-7]]:7: note: proxy request 'dwParam1' is delivered by LINE_PROXYREQUEST here
    // CHECK-NOTES: :[[@LINE-8]]:7: note: 'dwMessage == LINE_PROXYREQUEST' is true here
    // CHECK-NOTES: :[[@LINE-7]]:9: note: 'lpRequest->dwRequestType == LINEPROXYREQUEST_GETAGENTCAPS' is true here
    // CHECK-NOTES: :[[@LINE-7]]:7: note: proxy request 'lpRequest' is ended by lineProxyResponse here
  }
}

void CALLBACK never_bad(DWORD hDevice, DWORD dwMessage, DWORD_PTR dwInstance,
                        DWORD_PTR dwParam1, DWORD_PTR dwParam2,
                        DWORD_PTR dwParam3) {
  switch (dwMessage) {
  case LINE_PROXYREQUEST:
    ShowStatus("request");
    break;
  case LINE_CLOSE:
    ShowStatus("closed");
    break;
  }
} // expect: TAPI016
// CHECK-NOTES: :[[@LINE-1]]:1: warning: proxy request 'dwParam1' is never answered [tapi-message-ownership]
// CHECK-NOTES: :[[@LINE-10]]:11: note: proxy request 'dwParam1' is delivered by LINE_PROXYREQUEST here
// CHECK-NOTES: :[[@LINE-11]]:11: note: 'dwMessage' is 'LINE_PROXYREQUEST' here

void CALLBACK oneType_bad(DWORD hDevice, DWORD dwMessage, DWORD_PTR dwInstance,
                          DWORD_PTR dwParam1, DWORD_PTR dwParam2,
                          DWORD_PTR dwParam3) {
  LPLINEPROXYREQUEST lpRequest;

  if (dwMessage != LINE_PROXYREQUEST)
    return;
  lpRequest = (LPLINEPROXYREQUEST)dwParam1;
  if (lpRequest->dwRequestType == LINEPROXYREQUEST_SETAGENTSTATE)
    lineProxyResponse((HLINE)hDevice, lpRequest, 0);
} // expect: TAPI016
// CHECK-NOTES: :[[@LINE-1]]:1: warning: proxy request 'dwParam1' is never answered [tapi-message-ownership]
// CHECK-NOTES: :[[@LINE-7]]:7: note: proxy request 'dwParam1' is delivered by LINE_PROXYREQUEST here
// CHECK-NOTES: :[[@LINE-8]]:7: note: 'dwMessage != LINE_PROXYREQUEST' is false here
// CHECK-NOTES: :[[@LINE-6]]:7: note: 'lpRequest->dwRequestType == LINEPROXYREQUEST_SETAGENTSTATE' is false here

void CALLBACK usedAfter_bad(DWORD hDevice, DWORD dwMessage,
                            DWORD_PTR dwInstance, DWORD_PTR dwParam1,
                            DWORD_PTR dwParam2, DWORD_PTR dwParam3) {
  if (dwMessage == LINE_PROXYREQUEST) {
    LPLINEPROXYREQUEST lpRequest = (LPLINEPROXYREQUEST)dwParam1;
    lineProxyResponse((HLINE)hDevice, lpRequest, 0);
    agentState(lpRequest->dwRequestType); // expect: TAPI016
    // CHECK-NOTES: :[[@LINE-1]]:16: warning: proxy request 'dwParam1' is used after lineProxyResponse gave it back to TAPI [tapi-message-ownership]
    // CHECK-NOTES: :[[@LINE-5]]:7: note: proxy request 'dwParam1' is delivered by LINE_PROXYREQUEST here
    // CHECK-NOTES: :[[@LINE-6]]:7: note: 'dwMessage == LINE_PROXYREQUEST' is true here
    // CHECK-NOTES: :[[@LINE-5]]:5: note: proxy request 'dwParam1' is ended by lineProxyResponse here
  }
}

void CALLBACK writtenAfter_bad(DWORD hDevice, DWORD dwMessage,
                               DWORD_PTR dwInstance, DWORD_PTR dwParam1,
                               DWORD_PTR dwParam2, DWORD_PTR dwParam3) {
  if (dwMessage == LINE_PROXYREQUEST) {
    LPLINEPROXYREQUEST lpRequest = (LPLINEPROXYREQUEST)dwParam1;
    if (lineProxyResponse((HLINE)hDevice, lpRequest, 0) == 0)
      lpRequest->dwSize = 0; // expect: TAPI016
    // CHECK-NOTES: :[[@LINE-1]]:7: warning: proxy request 'dwParam1' is used after lineProxyResponse gave it back to TAPI [tapi-message-ownership]
    // CHECK-NOTES: :[[@LINE-5]]:7: note: proxy request 'dwParam1' is delivered by LINE_PROXYREQUEST here
    // CHECK-NOTES: :[[@LINE-6]]:7: note: 'dwMessage == LINE_PROXYREQUEST' is true here
    // CHECK-NOTES: :[[@LINE-5]]:9: note: proxy request 'dwParam1' is ended by lineProxyResponse here
  }
}

void CALLBACK freed_bad(DWORD hDevice, DWORD dwMessage, DWORD_PTR dwInstance,
                        DWORD_PTR dwParam1, DWORD_PTR dwParam2,
                        DWORD_PTR dwParam3) {
  if (dwMessage == LINE_PROXYREQUEST) {
    LPLINEPROXYREQUEST lpRequest = (LPLINEPROXYREQUEST)dwParam1;
    lineProxyResponse((HLINE)hDevice, lpRequest, 0);
    LocalFree(lpRequest); // expect: TAPI016
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: proxy request 'lpRequest' belongs to TAPI; LocalFree must not free it [tapi-message-ownership]
    // CHECK-NOTES: :[[@LINE-5]]:7: note: proxy request 'dwParam1' is delivered by LINE_PROXYREQUEST here
    // CHECK-NOTES: :[[@LINE-6]]:7: note: 'dwMessage == LINE_PROXYREQUEST' is true here
    // CHECK-NOTES: :[[@LINE-5]]:5: note: proxy request 'lpRequest' is ended by lineProxyResponse here
  }
}

void CALLBACK freedUnanswered_bad(DWORD hDevice, DWORD dwMessage,
                                  DWORD_PTR dwInstance, DWORD_PTR dwParam1,
                                  DWORD_PTR dwParam2, DWORD_PTR dwParam3) {
  if (dwMessage == LINE_PROXYREQUEST)
    GlobalFree((HGLOBAL)dwParam1); // expect: TAPI016
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: proxy request 'dwParam1' belongs to TAPI; GlobalFree must not free it [tapi-message-ownership]
  // CHECK-NOTES: :[[@LINE-3]]:7: note: proxy request 'dwParam1' is delivered by LINE_PROXYREQUEST here
  // CHECK-NOTES: :[[@LINE-4]]:7: note: 'dwMessage == LINE_PROXYREQUEST' is true here
}

void fetchedNever_bad(HLINEAPP hLineApp) {
  LINEMESSAGE Message;

  while (lineGetMessage(hLineApp, &Message, INFINITE) == 0) { // expect: TAPI016
    // CHECK-NOTES: :[[@LINE-1]]:10: warning: proxy request 'Message.dwParam1' is never answered [tapi-message-ownership]
    // CHECK-NOTES: :[[@LINE+3]]:9: note: proxy request 'Message.dwParam1' is delivered by LINE_PROXYREQUEST here
    // CHECK-NOTES: :[[@LINE-3]]:10: note: 'lineGetMessage(hLineApp, &Message, INFINITE) == 0' is true here
    // CHECK-NOTES: :[[@LINE+1]]:9: note: 'Message.dwMessageID == LINE_PROXYREQUEST' is true here
    if (Message.dwMessageID == LINE_PROXYREQUEST)
      ShowStatus("request");
  }
}

void fetchedTwice_bad(HLINEAPP hLineApp) {
  LINEMESSAGE Message;

  if (lineGetMessage(hLineApp, &Message, 1000) != 0 ||
      Message.dwMessageID != LINE_PROXYREQUEST)
    return;
  lineProxyResponse(Message.hDevice, (LPLINEPROXYREQUEST)Message.dwParam1, 0);
  lineProxyResponse(Message.hDevice, // expect: TAPI016
                    (LPLINEPROXYREQUEST)Message.dwParam1, 0);
  // CHECK-NOTES: :[[@LINE-2]]:3: warning: proxy request 'Message.dwParam1' is answered a second time [tapi-message-ownership]
  // CHECK-NOTES: :[[@LINE-6]]:7: note: proxy request 'Message.dwParam1' is delivered by LINE_PROXYREQUEST here
  // CHECK-NOTES: :[[@LINE-8]]:7: note: 'lineGetMessage(hLineApp, &Message, 1000) != 0' is false here
  // CHECK-NOTES: :[[@LINE-8]]:7: note: 'Message.dwMessageID != LINE_PROXYREQUEST' is false here
  // CHECK-NOTES: :[[@LINE-7]]:3: note: proxy request 'Message.dwParam1' is ended by lineProxyResponse here
}

void parameterTwice_bad(HLINE hLine, LPLINEPROXYREQUEST lpRequest) {
  if (agentState(lpRequest->dwRequestType))
    lineProxyResponse(hLine, lpRequest, 0);
  else
    lineProxyResponse(hLine, lpRequest, LINEERR_OPERATIONFAILED);
  lineProxyResponse(hLine, lpRequest, 0); // expect: TAPI016
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: proxy request 'lpRequest' is answered a second time [tapi-message-ownership]
  // CHECK-NOTES: :[[@LINE-6]]:7: note: 'agentState(lpRequest->dwRequestType)' is true here
  // CHECK-NOTES: :[[@LINE-6]]:5: note: proxy request 'lpRequest' is ended by lineProxyResponse here
}

void parameterAfter_bad(HLINE hLine, LPLINEPROXYREQUEST lpRequest) {
  lineProxyResponse(hLine, lpRequest, 0);
  if (lpRequest->dwRequestType == LINEPROXYREQUEST_SETAGENTGROUP) // expect: TAPI016
    ShowStatus("group");
  // CHECK-NOTES: :[[@LINE-2]]:7: warning: proxy request 'lpRequest' is used after lineProxyResponse gave it back to TAPI [tapi-message-ownership]
  // CHECK-NOTES: :[[@LINE-4]]:3: note: proxy request 'lpRequest' is ended by lineProxyResponse here
}

static void refuse(HLINE hLine, LPLINEPROXYREQUEST lpRequest) {
  lineProxyResponse(hLine, lpRequest, LINEERR_OPERATIONUNAVAIL);
}

void CALLBACK helperTwice_bad(DWORD hDevice, DWORD dwMessage,
                              DWORD_PTR dwInstance, DWORD_PTR dwParam1,
                              DWORD_PTR dwParam2, DWORD_PTR dwParam3) {
  if (dwMessage == LINE_PROXYREQUEST) {
    refuse((HLINE)hDevice, (LPLINEPROXYREQUEST)dwParam1);
    refuse((HLINE)hDevice, (LPLINEPROXYREQUEST)dwParam1); // expect: TAPI016
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: proxy request 'dwParam1' is answered a second time [tapi-message-ownership]
    // CHECK-NOTES: :[[@LINE-4]]:7: note: proxy request 'dwParam1' is delivered by LINE_PROXYREQUEST here
    // CHECK-NOTES: :[[@LINE-5]]:7: note: 'dwMessage == LINE_PROXYREQUEST' is true here
    // CHECK-NOTES: :[[@LINE-5]]:5: note: 'refuse' is called here
    // CHECK-NOTES: :[[@LINE-13]]:3: note: proxy request 'dwParam1' is ended by lineProxyResponse here
    // CHECK-NOTES: :[[@LINE-14]]:3: note: proxy request 'dwParam1' is passed to lineProxyResponse here
  }
}

void CALLBACK helperMissing_bad(DWORD hDevice, DWORD dwMessage,
                                DWORD_PTR dwInstance, DWORD_PTR dwParam1,
                                DWORD_PTR dwParam2, DWORD_PTR dwParam3) {
  if (dwMessage == LINE_PROXYREQUEST) {
    LPLINEPROXYREQUEST lpRequest = (LPLINEPROXYREQUEST)dwParam1;
    if (lpRequest->dwRequestType > LINEPROXYREQUEST_GETAGENTCAPS)
      refuse((HLINE)hDevice, lpRequest);
    else
      ShowStatus("not yet");
  }
} // expect: TAPI016
// CHECK-NOTES: :[[@LINE-1]]:1: warning: proxy request 'dwParam1' is never answered [tapi-message-ownership]
// CHECK-NOTES: :[[@LINE-9]]:7: note: proxy request 'dwParam1' is delivered by LINE_PROXYREQUEST here
// CHECK-NOTES: :[[@LINE-10]]:7: note: 'dwMessage == LINE_PROXYREQUEST' is true here
// CHECK-NOTES: :[[@LINE-9]]:9: note: 'lpRequest->dwRequestType > LINEPROXYREQUEST_GETAGENTCAPS' is false here

void CALLBACK answered_ok(DWORD hDevice, DWORD dwMessage, DWORD_PTR dwInstance,
                          DWORD_PTR dwParam1, DWORD_PTR dwParam2,
                          DWORD_PTR dwParam3) {
  if (dwMessage == LINE_PROXYREQUEST) {
    LPLINEPROXYREQUEST lpRequest = (LPLINEPROXYREQUEST)dwParam1;
    LONG lResult = 0;
    if (lpRequest->dwRequestType != LINEPROXYREQUEST_GETAGENTCAPS)
      lResult = LINEERR_OPERATIONUNAVAIL;
    lineProxyResponse((HLINE)hDevice, lpRequest, lResult);
  }
}

void CALLBACK byHelper_ok(DWORD hDevice, DWORD dwMessage, DWORD_PTR dwInstance,
                          DWORD_PTR dwParam1, DWORD_PTR dwParam2,
                          DWORD_PTR dwParam3) {
  if (dwMessage == LINE_PROXYREQUEST)
    refuse((HLINE)hDevice, (LPLINEPROXYREQUEST)dwParam1);
}

void CALLBACK queued_ok(DWORD hDevice, DWORD dwMessage, DWORD_PTR dwInstance,
                        DWORD_PTR dwParam1, DWORD_PTR dwParam2,
                        DWORD_PTR dwParam3) {
  if (dwMessage == LINE_PROXYREQUEST)
    queueRequest((LPLINEPROXYREQUEST)dwParam1);
}

void CALLBACK stored_ok(DWORD hDevice, DWORD dwMessage, DWORD_PTR dwInstance,
                        DWORD_PTR dwParam1, DWORD_PTR dwParam2,
                        DWORD_PTR dwParam3) {
  if (dwMessage == LINE_PROXYREQUEST)
    s_lpWaiting = (LPLINEPROXYREQUEST)dwParam1;
}

void answerWaiting_ok(DWORD dwResult) {
  if (s_lpWaiting)
    lineProxyResponse(s_hLine, s_lpWaiting, dwResult);
  s_lpWaiting = NULL;
}

void CALLBACK posted_ok(DWORD hDevice, DWORD dwMessage, DWORD_PTR dwInstance,
                        DWORD_PTR dwParam1, DWORD_PTR dwParam2,
                        DWORD_PTR dwParam3) {
  if (dwMessage == LINE_PROXYREQUEST)
    PostMessage((HWND)dwInstance, WM_APP, hDevice, (LPARAM)dwParam1);
}

void CALLBACK onThread_ok(DWORD hDevice, DWORD dwMessage, DWORD_PTR dwInstance,
                          DWORD_PTR dwParam1, DWORD_PTR dwParam2,
                          DWORD_PTR dwParam3) {
  if (dwMessage == LINE_PROXYREQUEST)
    QueueUserWorkItem((LPTHREAD_START_ROUTINE)dwInstance, (PVOID)dwParam1, 0);
}

void CALLBACK otherMessages_ok(DWORD hDevice, DWORD dwMessage,
                               DWORD_PTR dwInstance, DWORD_PTR dwParam1,
                               DWORD_PTR dwParam2, DWORD_PTR dwParam3) {
  switch (dwMessage) {
  case LINE_REPLY:
    ShowStatus("reply");
    break;
  default:
    ShowStatus("other");
    break;
  }
}

// The result tells that it was not answered: nobody else can do it either.
void CALLBACK failed_ok(DWORD hDevice, DWORD dwMessage, DWORD_PTR dwInstance,
                        DWORD_PTR dwParam1, DWORD_PTR dwParam2,
                        DWORD_PTR dwParam3) {
  if (dwMessage == LINE_PROXYREQUEST) {
    LONG lResult = lineProxyResponse((HLINE)hDevice,
                                     (LPLINEPROXYREQUEST)dwParam1, 0);
    if (lResult < 0)
      ReportError("lineProxyResponse", lResult);
  }
}

// The documented exception: a request that is pending when the line is closed
// by force is answered nevertheless.
void CALLBACK afterClose_ok(DWORD hDevice, DWORD dwMessage,
                            DWORD_PTR dwInstance, DWORD_PTR dwParam1,
                            DWORD_PTR dwParam2, DWORD_PTR dwParam3) {
  if (dwMessage == LINE_CLOSE && s_lpWaiting) {
    lineProxyResponse((HLINE)hDevice, s_lpWaiting, LINEERR_OPERATIONFAILED);
    s_lpWaiting = NULL;
  }
}

void fetched_ok(HLINEAPP hLineApp) {
  LINEMESSAGE Message;

  while (lineGetMessage(hLineApp, &Message, INFINITE) == 0)
    if (Message.dwMessageID == LINE_PROXYREQUEST)
      lineProxyResponse(Message.hDevice, (LPLINEPROXYREQUEST)Message.dwParam1,
                        LINEERR_OPERATIONUNAVAIL);
}

void fetchedQueued_ok(HLINEAPP hLineApp) {
  LINEMESSAGE Message;

  while (lineGetMessage(hLineApp, &Message, INFINITE) == 0)
    if (Message.dwMessageID == LINE_PROXYREQUEST)
      queueRequest((LPLINEPROXYREQUEST)Message.dwParam1);
}

// Two requests, one answer each.
void each_ok(HLINE hLine, LPLINEPROXYREQUEST lpFirst,
             LPLINEPROXYREQUEST lpSecond) {
  lineProxyResponse(hLine, lpFirst, 0);
  lineProxyResponse(hLine, lpSecond, 0);
}

void eitherWay_ok(HLINE hLine, LPLINEPROXYREQUEST lpRequest) {
  if (lpRequest->dwRequestType == LINEPROXYREQUEST_SETAGENTSTATE) {
    lineProxyResponse(hLine, lpRequest, 0);
    return;
  }
  lineProxyResponse(hLine, lpRequest, LINEERR_OPERATIONUNAVAIL);
}

void rememberedType_ok(HLINE hLine, LPLINEPROXYREQUEST lpRequest) {
  DWORD dwType = lpRequest->dwRequestType;

  lineProxyResponse(hLine, lpRequest, 0);
  agentState(dwType);
}
