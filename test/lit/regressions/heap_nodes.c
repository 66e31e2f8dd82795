// RUN: %check_tapi %s 'tapi-*'
// Handles in memory that the function itself has allocated.
#include "../Inputs/telephony.h"
#include <stdlib.h>

typedef struct node {
  HCALL hCall;
  BOOL fIncoming;
  struct node *pNext;
} NODE;

static NODE *g_pCalls;

extern void Register(NODE *pNode);

static BOOL dial(HLINE hLine, HCALL *phCall) {
  return waitForReply(lineMakeCall(hLine, phCall, "1", 0, NULL));
}

// The node is freed, the call in it is not released.
void freed_bad(HLINE hLine) {
  NODE *pNode = (NODE *)malloc(sizeof(NODE));

  if (!pNode)
    return;
  if (dial(hLine, &pNode->hCall))
    ShowStatus("talking");
  free(pNode); // expect: TAPI001
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call handle 'hCall' is never deallocated: its last reference ends here while its line stays open [tapi-call-leak]
  // CHECK-NOTES: :[[@LINE-4]]:7: note: 'dial' is called here
  // CHECK-NOTES: :[[@LINE-14]]:23: note: call handle 'hCall' is requested by lineMakeCall here
  // CHECK-NOTES: :[[@LINE-15]]:10: note: 'waitForReply' is called here
  // CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
  // CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
  // CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
  // CHECK-NOTES: :[[@LINE-10]]:7: note: 'dial(hLine, &pNode->hCall)' is true here
}

void freed_ok(HLINE hLine) {
  NODE *pNode = (NODE *)malloc(sizeof(NODE));

  if (!pNode)
    return;
  if (dial(hLine, &pNode->hCall)) {
    ShowStatus("talking");
    lineDeallocateCall(pNode->hCall);
  }
  free(pNode);
}

// Somebody else has the node now.
void registered_ok(HLINE hLine) {
  NODE *pNode = (NODE *)calloc(1, sizeof(NODE));

  if (!pNode || !dial(hLine, &pNode->hCall)) {
    free(pNode);
    return;
  }
  Register(pNode);
  ShowStatus("talking");
  if (pNode->hCall)
    lineDrop(pNode->hCall, NULL, 0);
}

// In the list, where the handler of messages finds it.
void listed_ok(HLINE hLine) {
  NODE *pNode = (NODE *)calloc(1, sizeof(NODE));

  if (!pNode)
    return;
  if (!dial(hLine, &pNode->hCall)) {
    free(pNode);
    return;
  }
  pNode->pNext = g_pCalls;
  g_pCalls = pNode;
  ShowStatus("talking");
}

void removeAll_ok(void) {
  while (g_pCalls) {
    NODE *pNode = g_pCalls;

    g_pCalls = pNode->pNext;
    lineDrop(pNode->hCall, NULL, 0);
    lineDeallocateCall(pNode->hCall);
    free(pNode);
  }
}

void walk_ok(void) {
  NODE *pNode;

  for (pNode = g_pCalls; pNode; pNode = pNode->pNext) {
    lineDrop(pNode->hCall, NULL, 0);
    lineDeallocateCall(pNode->hCall);
    pNode->hCall = 0;
  }
}

void walk_bad(void) {
  NODE *pNode;

  for (pNode = g_pCalls; pNode; pNode = pNode->pNext) {
    lineDeallocateCall(pNode->hCall);
    if (pNode->fIncoming)
      lineDrop(pNode->hCall, NULL, 0); // expect: TAPI003
    // CHECK-NOTES: :[[@LINE-1]]:7: warning: call handle 'pNode->hCall' is used after lineDeallocateCall deallocated it [tapi-use-after-deallocate]
    // CHECK-NOTES: :[[@LINE-5]]:26: note: 'pNode' is true here
    // CHECK-NOTES: :[[@LINE-5]]:5: note: call handle 'pNode->hCall' is ended by lineDeallocateCall here
    // CHECK-NOTES: :[[@LINE-5]]:9: note: 'pNode->fIncoming' is true here
  }
}

// Two walks: in the second nothing is left to drop.
void twoWalks_bad(void) {
  NODE *pNode;

  for (pNode = g_pCalls; pNode; pNode = pNode->pNext)
    lineDeallocateCall(pNode->hCall);
  for (pNode = g_pCalls; pNode; pNode = pNode->pNext)
    lineDrop(pNode->hCall, NULL, 0); // expect: TAPI003
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: call handle 'pNode->hCall' is used after lineDeallocateCall deallocated it [tapi-use-after-deallocate]
  // CHECK-NOTES: :[[@LINE-5]]:26: note: 'pNode' is true here
  // CHECK-NOTES: :[[@LINE-5]]:5: note: call handle 'pNode->hCall' is ended by lineDeallocateCall here
  // CHECK-NOTES: :[[@LINE-7]]:26: note: 'pNode' is false here
}

static void removeNode(HCALL hCall) {
  NODE **ppNode;

  for (ppNode = &g_pCalls; *ppNode; ppNode = &(*ppNode)->pNext)
    if ((*ppNode)->hCall == hCall) {
      NODE *pNode = *ppNode;

      *ppNode = pNode->pNext;
      free(pNode);
      return;
    }
}

void remove_ok(HCALL hCall) {
  lineDeallocateCall(hCall);
  removeNode(hCall);
}

void remove_bad(HCALL hCall) {
  removeNode(hCall);
  lineDeallocateCall(hCall);
  lineDrop(hCall, NULL, 0); // expect: TAPI003
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call handle 'hCall' is used after lineDeallocateCall deallocated it [tapi-use-after-deallocate]
  // CHECK-NOTES: :[[@LINE-3]]:3: note: call handle 'hCall' is ended by lineDeallocateCall here
}
