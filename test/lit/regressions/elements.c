// RUN: %check_tapi %s 'tapi-*'
// Elements by an index that is not known, and loops over arrays.
#include "../Inputs/telephony.h"

typedef struct {
  HLINE hLine;
  HCALL hCall;
  DWORD dwState;
} CHANNEL;

extern CHANNEL g_Channels[32];
extern DWORD g_nChannels;

void sameIndex_bad(DWORD dwChannel) {
  lineDeallocateCall(g_Channels[dwChannel].hCall);
  lineDrop(g_Channels[dwChannel].hCall, NULL, 0); // expect: TAPI003
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call handle 'g_Channels[dwChannel].hCall' is used after lineDeallocateCall deallocated it [tapi-use-after-deallocate]
  // CHECK-NOTES: :[[@LINE-3]]:3: note: call handle 'g_Channels[dwChannel].hCall' is ended by lineDeallocateCall here
}

void sameIndex_ok(DWORD dwChannel) {
  lineDrop(g_Channels[dwChannel].hCall, NULL, 0);
  lineDeallocateCall(g_Channels[dwChannel].hCall);
  g_Channels[dwChannel].hCall = 0;
}

void otherIndex_ok(DWORD dwFirst, DWORD dwSecond) {
  lineDeallocateCall(g_Channels[dwFirst].hCall);
  lineDrop(g_Channels[dwSecond].hCall, NULL, 0);
}

// The two may be one.
void overwritten_ok(DWORD dwFirst, DWORD dwSecond, HCALL hOther) {
  lineDeallocateCall(g_Channels[dwFirst].hCall);
  g_Channels[dwSecond].hCall = hOther;
  lineDrop(g_Channels[dwFirst].hCall, NULL, 0);
}

void otherField_bad(DWORD dwFirst, DWORD dwSecond) {
  lineDeallocateCall(g_Channels[dwFirst].hCall);
  g_Channels[dwSecond].dwState = 0;
  lineDrop(g_Channels[dwFirst].hCall, NULL, 0); // expect: TAPI003
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call handle 'g_Channels[dwFirst].hCall' is used after lineDeallocateCall deallocated it [tapi-use-after-deallocate]
  // CHECK-NOTES: :[[@LINE-4]]:3: note: call handle 'g_Channels[dwFirst].hCall' is ended by lineDeallocateCall here
}

void indexChanged_ok(DWORD dwChannel) {
  lineDeallocateCall(g_Channels[dwChannel].hCall);
  dwChannel++;
  lineDrop(g_Channels[dwChannel].hCall, NULL, 0);
}

void pointerToElement_bad(DWORD dwChannel) {
  CHANNEL *pChannel = &g_Channels[dwChannel];

  lineClose(pChannel->hLine);
  lineSetStatusMessages(g_Channels[dwChannel].hLine, 0, 0); // expect: TAPI004
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: line handle 'g_Channels[dwChannel].hLine' is used after lineClose closed it [tapi-use-after-close]
  // CHECK-NOTES: :[[@LINE-3]]:3: note: line handle 'g_Channels[dwChannel].hLine' is ended by lineClose here
}

static BOOL openChannel(HLINEAPP hLineApp, CHANNEL *pChannel, DWORD dwDevice) {
  return lineOpen(hLineApp, dwDevice, &pChannel->hLine, NEGOTIATED_VERSION, 0,
                  0, LINECALLPRIVILEGE_NONE, 0, NULL) == 0;
}

// All are opened, all are closed.
void openAndClose_ok(HLINEAPP hLineApp, DWORD nChannels) {
  CHANNEL Channels[16];
  DWORD i;

  for (i = 0; i < nChannels; i++)
    if (!openChannel(hLineApp, &Channels[i], i))
      Channels[i].hLine = 0;
  for (i = 0; i < nChannels; i++)
    if (Channels[i].hLine)
      lineClose(Channels[i].hLine);
}

void openOnly_bad(HLINEAPP hLineApp, DWORD nChannels) {
  CHANNEL Channels[16];
  DWORD i;

  for (i = 0; i < nChannels; i++)
    if (!openChannel(hLineApp, &Channels[i], i))
      Channels[i].hLine = 0;
} // expect: TAPI007
// CHECK-NOTES: :[[@LINE-1]]:1: warning: line handle 'Channels[0].hLine' is never closed: its last reference ends here [tapi-line-leak]
// CHECK-NOTES: :[[@LINE-4]]:10: note: 'openChannel' is called here
// CHECK-NOTES: :[[@LINE-27]]:10: note: line handle 'Channels[0].hLine' is obtained by lineOpen here

// Closed in the other order.
void closeBackwards_ok(HLINEAPP hLineApp, int nChannels) {
  HLINE hLines[16];
  int i;

  for (i = 0; i < nChannels; i++)
    if (lineOpen(hLineApp, i, &hLines[i], NEGOTIATED_VERSION, 0, 0,
                 LINECALLPRIVILEGE_NONE, 0, NULL) != 0)
      break;
  while (--i >= 0)
    lineClose(hLines[i]);
}

// Those that are open are counted.
void counted_ok(HLINEAPP hLineApp, DWORD nDevices) {
  HLINE hLines[16];
  DWORD i, n = 0;

  for (i = 0; i < nDevices; i++)
    if (lineOpen(hLineApp, i, &hLines[n], NEGOTIATED_VERSION, 0, 0,
                 LINECALLPRIVILEGE_NONE, 0, NULL) == 0)
      n++;
  for (i = 0; i < n; i++)
    lineClose(hLines[i]);
}

// Counted by a signed number that no condition bounds.
void countedSigned_ok(HLINEAPP hLineApp) {
  HLINE hLines[4];
  int i, n = 0;

  for (i = 0; i < 4; i++)
    if (lineOpen(hLineApp, i, &hLines[n], NEGOTIATED_VERSION, 0, 0,
                 LINECALLPRIVILEGE_NONE, 0, NULL) == 0)
      n++;
  for (i = 0; i < n; i++)
    lineClose(hLines[i]);
}

// An error in the middle closes what was opened before.
BOOL allOrNone_ok(HLINEAPP hLineApp, HLINE *phLines, int n) {
  int i;

  for (i = 0; i < n; i++)
    if (lineOpen(hLineApp, i, &phLines[i], NEGOTIATED_VERSION, 0, 0,
                 LINECALLPRIVILEGE_NONE, 0, NULL) != 0) {
      while (i-- > 0)
        lineClose(phLines[i]);
      return FALSE;
    }
  return TRUE;
}

// Stored by a pointer that moves.
void byPointer_ok(HLINEAPP hLineApp, DWORD nDevices) {
  HLINE hLines[16], *phLine = hLines, *ph;
  DWORD i;

  for (i = 0; i < nDevices && i < 16; i++)
    if (lineOpen(hLineApp, i, phLine, NEGOTIATED_VERSION, 0, 0,
                 LINECALLPRIVILEGE_NONE, 0, NULL) == 0)
      phLine++;
  for (ph = hLines; ph < phLine; ph++)
    lineClose(*ph);
}

// A line is closed, then its calls are released one by one.
void callsAfterLine_bad(HLINE hLine, HCALL *phCalls, int nCalls) {
  int i;

  for (i = 0; i < nCalls; i++)
    lineDeallocateCall(phCalls[i]);
  for (i = 0; i < nCalls; i++)
    lineDeallocateCall(phCalls[i]); // expect: TAPI006
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: call handle 'phCalls[i]' is released a second time by lineDeallocateCall [tapi-double-release]
  // CHECK-NOTES: :[[@LINE-5]]:15: note: 'i < nCalls' is true here
  // CHECK-NOTES: :[[@LINE-5]]:5: note: call handle 'phCalls[i]' is ended by lineDeallocateCall here
  lineClose(hLine);
}

// Of all channels those that are busy are hung up; the test is the same.
void correlated_ok(void) {
  DWORD i;

  for (i = 0; i < g_nChannels; i++)
    if (g_Channels[i].dwState == 1) {
      lineDeallocateCall(g_Channels[i].hCall);
      g_Channels[i].dwState = 0;
    }
  for (i = 0; i < g_nChannels; i++)
    if (g_Channels[i].dwState == 1)
      lineDrop(g_Channels[i].hCall, NULL, 0);
}
