// RUN: %check_tapi %s 'tapi-message-ownership'
// Messages that come from a completion port are the program's to free.
#include "../Inputs/telephony.h"

void handleElsewhere(LPLINEMESSAGE lpMessage);
void showMessage(DWORD dwMessageID);

static HANDLE s_hPort;
static LPLINEMESSAGE s_lpLast;

void neverFreed_bad(HANDLE hPort) {
  DWORD dwBytes;
  ULONG_PTR dwKey;
  LPOVERLAPPED lpData;

  while (GetQueuedCompletionStatus(hPort, &dwBytes, &dwKey, &lpData, // expect: TAPI016
                                   INFINITE))
    showMessage(((LPLINEMESSAGE)lpData)->dwMessageID);
  // CHECK-NOTES: :[[@LINE-3]]:10: warning: the message 'lpData' from the completion port is not freed [tapi-message-ownership]
  // CHECK-NOTES: :[[@LINE-4]]:10: note: message 'lpData' is obtained by GetQueuedCompletionStatus here
}

void once_bad(HANDLE hPort) {
  DWORD dwBytes;
  ULONG_PTR dwKey;
  LPLINEMESSAGE lpMessage;

  if (!GetQueuedCompletionStatus(hPort, &dwBytes, &dwKey,
                                 (LPOVERLAPPED *)&lpMessage, 1000))
    return;
  showMessage(lpMessage->dwMessageID);
} // expect: TAPI016
// CHECK-NOTES: :[[@LINE-1]]:1: warning: the message 'lpMessage' from the completion port is not freed [tapi-message-ownership]
// CHECK-NOTES: :[[@LINE-6]]:8: note: message 'lpMessage' is obtained by GetQueuedCompletionStatus here

void skipped_bad(HANDLE hPort) {
  DWORD dwBytes;
  ULONG_PTR dwKey;
  LPLINEMESSAGE lpMessage;

  while (GetQueuedCompletionStatus(hPort, &dwBytes, &dwKey, // expect: TAPI016
                                   (LPOVERLAPPED *)&lpMessage, INFINITE)) {
    // CHECK-NOTES: :[[@LINE-2]]:10: warning: the message 'lpMessage' from the completion port is not freed [tapi-message-ownership]
    // CHECK-NOTES: :[[@LINE-3]]:10: note: message 'lpMessage' is obtained by GetQueuedCompletionStatus here
    // CHECK-NOTES: :[[@LINE+1]]:9: note: 'lpMessage->dwMessageID != LINE_CALLSTATE' is true here
    if (lpMessage->dwMessageID != LINE_CALLSTATE)
      continue;
    showMessage(lpMessage->dwMessageID);
    LocalFree(lpMessage);
  }
}

void leftEarly_bad(HANDLE hPort) {
  DWORD dwBytes;
  ULONG_PTR dwKey;
  LPLINEMESSAGE lpMessage;

  while (GetQueuedCompletionStatus(hPort, &dwBytes, &dwKey,
                                   (LPOVERLAPPED *)&lpMessage, INFINITE)) {
    if (lpMessage->dwMessageID == LINE_CLOSE)
      return; // expect: TAPI016
    // CHECK-NOTES: :[[@LINE-1]]:7: warning: the message 'lpMessage' from the completion port is not freed [tapi-message-ownership]
    // CHECK-NOTES: :[[@LINE-5]]:10: note: message 'lpMessage' is obtained by GetQueuedCompletionStatus here
    // CHECK-NOTES: :[[@LINE-4]]:9: note: 'lpMessage->dwMessageID == LINE_CLOSE' is true here
    LocalFree(lpMessage);
  }
}

void resultIgnored_bad(HANDLE hPort) {
  DWORD dwBytes;
  ULONG_PTR dwKey;
  LPLINEMESSAGE lpMessage = NULL;

  GetQueuedCompletionStatus(hPort, &dwBytes, &dwKey, (LPOVERLAPPED *)&lpMessage,
                            0);
  if (!lpMessage)
    return;
  showMessage(lpMessage->dwMessageID);
} // expect: TAPI016
// CHECK-NOTES: :[[@LINE-1]]:1: warning: the message 'lpMessage' from the completion port is not freed [tapi-message-ownership]
// CHECK-NOTES: :[[@LINE-7]]:3: note: message 'lpMessage' is obtained by GetQueuedCompletionStatus here
// CHECK-NOTES: :[[@LINE-6]]:7: note: 'lpMessage' is true here

void copied_bad(HANDLE hPort, LPLINEMESSAGE lpCopy) {
  DWORD dwBytes;
  ULONG_PTR dwKey;
  LPOVERLAPPED lpData;

  if (GetQueuedCompletionStatus(hPort, &dwBytes, &dwKey, &lpData, INFINITE))
    *lpCopy = *(LPLINEMESSAGE)lpData;
} // expect: TAPI016
// CHECK-NOTES: :[[@LINE-1]]:1: warning: the message 'lpData' from the completion port is not freed [tapi-message-ownership]
// CHECK-NOTES: :[[@LINE-4]]:7: note: message 'lpData' is obtained by GetQueuedCompletionStatus here

void freedTwice_bad(HANDLE hPort) {
  DWORD dwBytes;
  ULONG_PTR dwKey;
  LPLINEMESSAGE lpMessage;

  while (GetQueuedCompletionStatus(hPort, &dwBytes, &dwKey,
                                   (LPOVERLAPPED *)&lpMessage, INFINITE)) {
    if (lpMessage->dwMessageID == LINE_CLOSE)
      LocalFree(lpMessage);
    LocalFree(lpMessage); // expect: TAPI016
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: the message 'lpMessage' from the completion port is freed a second time by LocalFree [tapi-message-ownership]
    // CHECK-NOTES: :[[@LINE-6]]:10: note: message 'lpMessage' is obtained by GetQueuedCompletionStatus here
    // CHECK-NOTES: :[[@LINE-5]]:9: note: 'lpMessage->dwMessageID == LINE_CLOSE' is true here
    // CHECK-NOTES: :[[@LINE-5]]:7: note: message 'lpMessage' is ended by LocalFree here
  }
}

void usedAfterFree_bad(HANDLE hPort) {
  DWORD dwBytes;
  ULONG_PTR dwKey;
  LPLINEMESSAGE lpMessage;

  while (GetQueuedCompletionStatus(hPort, &dwBytes, &dwKey,
                                   (LPOVERLAPPED *)&lpMessage, INFINITE)) {
    DWORD dwMessageID = lpMessage->dwMessageID;
    LocalFree(lpMessage);
    if (dwMessageID == LINE_REPLY)
      showMessage((DWORD)lpMessage->dwParam2); // expect: TAPI016
    // CHECK-NOTES: :[[@LINE-1]]:26: warning: the message 'lpMessage' from the completion port is used after LocalFree freed it [tapi-message-ownership]
    // CHECK-NOTES: :[[@LINE-7]]:10: note: message 'lpMessage' is obtained by GetQueuedCompletionStatus here
    // CHECK-NOTES: :[[@LINE-5]]:5: note: message 'lpMessage' is ended by LocalFree here
    // CHECK-NOTES: :[[@LINE-5]]:9: note: 'dwMessageID == LINE_REPLY' is true here
  }
}

void phone_bad(HANDLE hPort) {
  DWORD dwBytes;
  ULONG_PTR dwKey;
  LPPHONEMESSAGE lpMessage;

  if (!GetQueuedCompletionStatus(hPort, &dwBytes, &dwKey,
                                 (LPOVERLAPPED *)&lpMessage, INFINITE))
    return;
  if (lpMessage->dwMessageID == PHONE_CLOSE)
    ShowStatus("closed");
} // expect: TAPI016
// CHECK-NOTES: :[[@LINE-1]]:1: warning: the message 'lpMessage' from the completion port is not freed [tapi-message-ownership]
// CHECK-NOTES: :[[@LINE-7]]:8: note: message 'lpMessage' is obtained by GetQueuedCompletionStatus here

static void releaseMessage(LPLINEMESSAGE lpMessage) { LocalFree(lpMessage); }

static DWORD identifierOf(LPLINEMESSAGE lpMessage) {
  return lpMessage->dwMessageID;
}

void helperTwice_bad(HANDLE hPort) {
  DWORD dwBytes;
  ULONG_PTR dwKey;
  LPLINEMESSAGE lpMessage;

  if (!GetQueuedCompletionStatus(hPort, &dwBytes, &dwKey,
                                 (LPOVERLAPPED *)&lpMessage, INFINITE))
    return;
  showMessage(lpMessage->dwMessageID);
  releaseMessage(lpMessage);
  releaseMessage(lpMessage); // expect: TAPI016
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: the message 'lpMessage' from the completion port is freed a second time by LocalFree [tapi-message-ownership]
  // CHECK-NOTES: :[[@LINE-7]]:8: note: message 'lpMessage' is obtained by GetQueuedCompletionStatus here
  // CHECK-NOTES: :[[@LINE-4]]:3: note: 'releaseMessage' is called here
  // CHECK-NOTES: :[[@LINE-20]]:55: note: message 'lpMessage' is ended by LocalFree here
  // CHECK-NOTES: :[[@LINE-21]]:55: note: message 'lpMessage' is passed to LocalFree here
}

void helperOnlyReads_bad(HANDLE hPort) {
  DWORD dwBytes;
  ULONG_PTR dwKey;
  LPLINEMESSAGE lpMessage;

  if (!GetQueuedCompletionStatus(hPort, &dwBytes, &dwKey,
                                 (LPOVERLAPPED *)&lpMessage, INFINITE))
    return;
  showMessage(identifierOf(lpMessage));
} // expect: TAPI016
// CHECK-NOTES: :[[@LINE-1]]:1: warning: the message 'lpMessage' from the completion port is not freed [tapi-message-ownership]
// CHECK-NOTES: :[[@LINE-6]]:8: note: message 'lpMessage' is obtained by GetQueuedCompletionStatus here

void cleared_bad(HANDLE hPort) {
  DWORD dwBytes;
  ULONG_PTR dwKey;
  LPLINEMESSAGE lpMessage;

  if (!GetQueuedCompletionStatus(hPort, &dwBytes, &dwKey,
                                 (LPOVERLAPPED *)&lpMessage, INFINITE))
    return;
  showMessage(lpMessage->dwMessageID);
  lpMessage = NULL; // expect: TAPI016
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: the message 'lpMessage' from the completion port is not freed [tapi-message-ownership]
  // CHECK-NOTES: :[[@LINE-6]]:8: note: message 'lpMessage' is obtained by GetQueuedCompletionStatus here
}

void freed_ok(HANDLE hPort) {
  DWORD dwBytes;
  ULONG_PTR dwKey;
  LPLINEMESSAGE lpMessage;

  while (GetQueuedCompletionStatus(hPort, &dwBytes, &dwKey,
                                   (LPOVERLAPPED *)&lpMessage, INFINITE)) {
    showMessage(lpMessage->dwMessageID);
    LocalFree(lpMessage);
  }
}

void freedByHelper_ok(HANDLE hPort) {
  DWORD dwBytes;
  ULONG_PTR dwKey;
  LPLINEMESSAGE lpMessage;

  while (GetQueuedCompletionStatus(hPort, &dwBytes, &dwKey,
                                   (LPOVERLAPPED *)&lpMessage, INFINITE)) {
    showMessage(identifierOf(lpMessage));
    releaseMessage(lpMessage);
  }
}

void freedElsewhere_ok(HANDLE hPort) {
  DWORD dwBytes;
  ULONG_PTR dwKey;
  LPLINEMESSAGE lpMessage;

  while (GetQueuedCompletionStatus(hPort, &dwBytes, &dwKey,
                                   (LPOVERLAPPED *)&lpMessage, INFINITE)) {
    showMessage(lpMessage->dwMessageID);
    handleElsewhere(lpMessage);
  }
}

void posted_ok(HANDLE hPort, HWND hWindow) {
  DWORD dwBytes;
  ULONG_PTR dwKey;
  LPLINEMESSAGE lpMessage;

  while (GetQueuedCompletionStatus(hPort, &dwBytes, &dwKey,
                                   (LPOVERLAPPED *)&lpMessage, INFINITE)) {
    if (lpMessage->dwMessageID == LINE_REPLY)
      PostMessage(hWindow, WM_APP, 0, (LPARAM)lpMessage);
    else
      LocalFree(lpMessage);
  }
}

void kept_ok(HANDLE hPort) {
  DWORD dwBytes;
  ULONG_PTR dwKey;
  LPLINEMESSAGE lpMessage;

  if (!GetQueuedCompletionStatus(hPort, &dwBytes, &dwKey,
                                 (LPOVERLAPPED *)&lpMessage, INFINITE))
    return;
  showMessage(lpMessage->dwMessageID);
  s_lpLast = lpMessage;
}

// A packet of the program's own ends the loop.
void quitPacket_ok(HANDLE hPort) {
  DWORD dwBytes;
  ULONG_PTR dwKey;
  LPLINEMESSAGE lpMessage;

  while (GetQueuedCompletionStatus(hPort, &dwBytes, &dwKey,
                                   (LPOVERLAPPED *)&lpMessage, INFINITE)) {
    if (dwKey == 1)
      break;
    showMessage(lpMessage->dwMessageID);
    LocalFree(lpMessage);
  }
}

void nullPacket_ok(HANDLE hPort) {
  DWORD dwBytes;
  ULONG_PTR dwKey;
  LPLINEMESSAGE lpMessage;

  for (;;) {
    lpMessage = NULL;
    if (!GetQueuedCompletionStatus(hPort, &dwBytes, &dwKey,
                                   (LPOVERLAPPED *)&lpMessage, INFINITE) ||
        lpMessage == NULL)
      return;
    showMessage(lpMessage->dwMessageID);
    LocalFree(lpMessage);
  }
}

// No message of TAPI: nothing is read as one.
void otherPackets_ok(HANDLE hPort) {
  DWORD dwBytes;
  ULONG_PTR dwKey;
  LPOVERLAPPED lpOverlapped;

  while (GetQueuedCompletionStatus(hPort, &dwBytes, &dwKey, &lpOverlapped,
                                   INFINITE))
    showMessage((DWORD)lpOverlapped->Internal);
  lineShutdown(g_hLineApp);
}

void fetched_ok(HLINEAPP hLineApp) {
  LINEMESSAGE Message;

  while (lineGetMessage(hLineApp, &Message, INFINITE) == 0)
    showMessage(Message.dwMessageID);
}

void copiedAndFreed_ok(HANDLE hPort) {
  DWORD dwBytes;
  ULONG_PTR dwKey;
  LPOVERLAPPED lpData;
  LINEMESSAGE Message;

  while (GetQueuedCompletionStatus(hPort, &dwBytes, &dwKey, &lpData,
                                   INFINITE)) {
    Message = *(LPLINEMESSAGE)lpData;
    LocalFree(lpData);
    showMessage(Message.dwMessageID);
  }
}

void freedOtherwise_ok(HANDLE hPort) {
  DWORD dwBytes;
  ULONG_PTR dwKey;
  LPLINEMESSAGE lpMessage;

  while (GetQueuedCompletionStatus(hPort, &dwBytes, &dwKey,
                                   (LPOVERLAPPED *)&lpMessage, INFINITE)) {
    showMessage(lpMessage->dwMessageID);
    GlobalFree(lpMessage);
  }
}

void returned_ok(HANDLE hPort, LPLINEMESSAGE *lplpMessage) {
  DWORD dwBytes;
  ULONG_PTR dwKey;

  if (GetQueuedCompletionStatus(hPort, &dwBytes, &dwKey,
                                (LPOVERLAPPED *)lplpMessage, 100))
    showMessage((*lplpMessage)->dwMessageID);
}

LPLINEMESSAGE nextMessage_ok(HANDLE hPort) {
  DWORD dwBytes;
  ULONG_PTR dwKey;
  LPLINEMESSAGE lpMessage = NULL;

  if (GetQueuedCompletionStatus(hPort, &dwBytes, &dwKey,
                                (LPOVERLAPPED *)&lpMessage, 100))
    showMessage(lpMessage->dwMessageID);
  return lpMessage;
}

void inBothBranches_ok(HANDLE hPort) {
  DWORD dwBytes;
  ULONG_PTR dwKey;
  LPLINEMESSAGE lpMessage;

  while (GetQueuedCompletionStatus(hPort, &dwBytes, &dwKey,
                                   (LPOVERLAPPED *)&lpMessage, INFINITE)) {
    switch (lpMessage->dwMessageID) {
    case LINE_CLOSE:
      LocalFree(lpMessage);
      return;
    case LINE_REPLY:
      ShowStatus("reply");
      break;
    default:
      break;
    }
    LocalFree(lpMessage);
  }
}

// lpMessage is not looked at before the test.
void timeOut_ok(void) {
  DWORD dwBytes;
  ULONG_PTR dwKey;
  LPLINEMESSAGE lpMessage;
  BOOL bCame;

  do {
    bCame = GetQueuedCompletionStatus(s_hPort, &dwBytes, &dwKey,
                                      (LPOVERLAPPED *)&lpMessage, 500);
    if (bCame) {
      showMessage(lpMessage->dwMessageID);
      LocalFree(lpMessage);
    }
  } while (bCame || GetLastError() == WAIT_TIMEOUT);
}
