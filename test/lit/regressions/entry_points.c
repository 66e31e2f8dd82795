// RUN: %check_tapi %s 'tapi-*'
// Handles in storage that several entry points share.
#include "../Inputs/telephony.h"

static HLINEAPP s_hLineApp;
static HLINE s_hLine;
static HCALL s_hCall;
static HLINE s_hReopened;

BOOL start(LPCSTR lpszNumber) {
  if (lineOpen(s_hLineApp, 0, &s_hLine, NEGOTIATED_VERSION, 0, 0,
               LINECALLPRIVILEGE_OWNER, LINEMEDIAMODE_DATAMODEM, NULL) != 0)
    return FALSE;
  return lineMakeCall(s_hLine, &s_hCall, lpszNumber, 0, NULL) > 0;
}

// Leaves s_hCall set to a handle that has ended; the others trip over it.
void CALLBACK idleCallback(DWORD hDevice, DWORD dwMsg, DWORD_PTR dwInstance,
                           DWORD_PTR dwParam1, DWORD_PTR dwParam2,
                           DWORD_PTR dwParam3) {
  if (dwMsg == LINE_CALLSTATE && dwParam1 == LINECALLSTATE_IDLE && s_hCall) {
    lineDeallocateCall(s_hCall);
    lineClose(s_hLine);
    s_hLine = 0;
  }
}

// The callback may have released the call.
void hangUp_bad(void) {
  if (s_hCall)
    lineDrop(s_hCall, NULL, 0); // expect: TAPI003 TAPI005
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: call handle 's_hCall' is used after lineClose closed its line [tapi-use-after-close]
  // CHECK-NOTES: :[[@LINE-19]]:10: note: call handle 's_hCall' is requested by lineMakeCall here
  // CHECK-NOTES: :[[@LINE+74]]:21: note: later, 'closingThread' runs
  // CHECK-NOTES: :[[@LINE+74]]:3: note: lineClose ends 's_hLine' and every call on it here
  // CHECK-NOTES: :[[@LINE-7]]:6: note: later, 'hangUp_bad' runs
  // CHECK-NOTES: :[[@LINE-7]]:7: note: 's_hCall' is true here
  // CHECK-NOTES: :[[@LINE-7]]:5: warning: call handle 's_hCall' is used after lineDeallocateCall deallocated it [tapi-use-after-deallocate]
  // CHECK-NOTES: :[[@LINE-18]]:7: note: 'dwMsg == LINE_CALLSTATE' is true here
  // CHECK-NOTES: :[[@LINE-19]]:34: note: 'dwParam1 == LINECALLSTATE_IDLE' is true here
  // CHECK-NOTES: :[[@LINE-20]]:68: note: 's_hCall' is true here
  // CHECK-NOTES: :[[@LINE-20]]:5: note: call handle 's_hCall' is ended by lineDeallocateCall here
  // CHECK-NOTES: :[[@LINE-14]]:6: note: later, 'hangUp_bad' runs
  // CHECK-NOTES: :[[@LINE-14]]:7: note: 's_hCall' is true here
}

// The same mistake, told where it shows first: in hangUp_bad.
void leave(void) {
  if (s_hCall)
    lineDeallocateCall(s_hCall);
  s_hCall = 0;
}

void restart(void) {
  lineShutdown(s_hLineApp);
  s_hLineApp = 0;
}

// Shutting down the application ends its lines, though a message that is
// dispatched may change the variable.
void shutDown_ok(void) {
  HLINE hLine;
  MSG Message;

  if (lineOpen(s_hLineApp, 0, &hLine, NEGOTIATED_VERSION, 0, 0,
               LINECALLPRIVILEGE_OWNER, LINEMEDIAMODE_DATAMODEM, NULL) != 0)
    return;
  while (GetMessage(&Message, NULL, 0, 0) > 0)
    DispatchMessage(&Message);
  lineShutdown(s_hLineApp);
}

// Static, but TAPI calls it: the address is taken in initialize().
static void CALLBACK reopenCallback(DWORD hDevice, DWORD dwMsg,
                                    DWORD_PTR dwInstance, DWORD_PTR dwParam1,
                                    DWORD_PTR dwParam2, DWORD_PTR dwParam3) {
  s_hReopened = 0;
  lineOpen(s_hLineApp, 0, &s_hReopened, NEGOTIATED_VERSION, 0, 0,
           LINECALLPRIVILEGE_NONE, 0, NULL);
}

LONG initialize(void) {
  LINEINITIALIZEEXPARAMS Params = {sizeof(Params)};
  DWORD nDevices, dwVersion = NEGOTIATED_VERSION;

  return lineInitializeEx(&s_hLineApp, NULL, reopenCallback, "phone", &nDevices,
                          &dwVersion, &Params);
}

// The callback may have opened the line again while messages were pumped.
void reopenedByCallback_ok(void) {
  MSG Message;

  lineClose(s_hReopened);
  while (GetMessage(&Message, NULL, 0, 0) > 0)
    DispatchMessage(&Message);
  lineSetStatusMessages(s_hReopened, 0, 0);
}

// Nothing runs between the two.
void notReopened_bad(void) {
  lineClose(s_hReopened);
  lineSetStatusMessages(s_hReopened, 0, 0); // expect: TAPI004
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: line handle 's_hReopened' is used after lineClose closed it [tapi-use-after-close]
  // CHECK-NOTES: :[[@LINE-3]]:3: note: line handle 's_hReopened' is ended by lineClose here
}

static DWORD WINAPI closingThread(LPVOID lpParameter) {
  lineClose(s_hLine);
  return 0;
}

// The thread closes the line, and this function waits for the thread.
void FN_thread_bad(void) {
  HANDLE hThread = CreateThread(NULL, 0, closingThread, NULL, 0, NULL);

  WaitForSingleObject(hThread, INFINITE);
  CloseHandle(hThread);
  lineSetStatusMessages(s_hLine, 0, 0); // expect: TAPI004
}
