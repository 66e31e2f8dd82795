// RUN: %check_tapi %s 'tapi-message-ownership'
// The event that TAPI makes is TAPI's; the completion port has to outlive the
// application.
#include "../Inputs/telephony.h"

static HANDLE s_hTapiEvent;
static HANDLE s_hOwnEvent;
static HANDLE s_hEither;
static HANDLE s_hPort;

typedef struct {
  HANDLE hTapi;
  HANDLE hStop;
} EVENTS;

static BOOL initialise(LPLINEINITIALIZEEXPARAMS lpParams) {
  DWORD cDevices, dwVersion = NEGOTIATED_VERSION;

  return lineInitializeEx(&g_hLineApp, NULL, NULL, "Dialer", &cDevices,
                          &dwVersion, lpParams) == 0;
}

void closed_bad(void) {
  LINEINITIALIZEEXPARAMS Params = {sizeof(Params)};

  Params.dwOptions = LINEINITIALIZEEXOPTION_USEEVENT;
  if (!initialise(&Params))
    return;
  WaitForSingleObject(Params.Handles.hEvent, INFINITE);
  CloseHandle(Params.Handles.hEvent); // expect: TAPI016
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: the event handle 'Params.Handles.hEvent' belongs to TAPI; CloseHandle must not be called on it [tapi-message-ownership]
  // CHECK-NOTES: :[[@LINE-5]]:8: note: 'initialise' is called here
}

void closedAfterShutdown_bad(void) {
  LINEINITIALIZEEXPARAMS Params = {sizeof(Params)};

  Params.dwOptions = LINEINITIALIZEEXOPTION_USEEVENT;
  if (!initialise(&Params))
    return;
  lineShutdown(g_hLineApp);
  CloseHandle(Params.Handles.hEvent); // expect: TAPI016
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: the event handle 'Params.Handles.hEvent' belongs to TAPI; CloseHandle must not be called on it [tapi-message-ownership]
  // CHECK-NOTES: :[[@LINE-5]]:8: note: 'initialise' is called here
}

void set_bad(LPLINEINITIALIZEEXPARAMS lpParams) {
  SetEvent(lpParams->Handles.hEvent); // expect: TAPI016
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: the event handle 'lpParams->Handles.hEvent' belongs to TAPI; SetEvent must not be called on it [tapi-message-ownership]
}

void reset_bad(LPLINEINITIALIZEEXPARAMS lpParams) {
  if (WaitForSingleObject(lpParams->Handles.hEvent, 100) == WAIT_OBJECT_0)
    ResetEvent(lpParams->Handles.hEvent); // expect: TAPI016
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: the event handle 'lpParams->Handles.hEvent' belongs to TAPI; ResetEvent must not be called on it [tapi-message-ownership]
  // CHECK-NOTES: :[[@LINE-3]]:7: note: 'WaitForSingleObject(lpParams->Handles.hEvent, 100) == WAI...' is true here
}

void phone_bad(LPPHONEINITIALIZEEXPARAMS lpParams) {
  CloseHandle(lpParams->Handles.hEvent); // expect: TAPI016
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: the event handle 'lpParams->Handles.hEvent' belongs to TAPI; CloseHandle must not be called on it [tapi-message-ownership]
}

void remember(LPLINEINITIALIZEEXPARAMS lpParams, EVENTS *lpEvents) {
  s_hTapiEvent = lpParams->Handles.hEvent;
  lpEvents->hTapi = lpParams->Handles.hEvent;
  lpEvents->hStop = CreateEvent(NULL, TRUE, FALSE, NULL);
  s_hEither = lpParams->Handles.hEvent;
}

void rememberAnother(void) { s_hEither = s_hOwnEvent; }

void storedAndSet_bad(void) {
  SetEvent(s_hTapiEvent); // expect: TAPI016
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: the event handle 's_hTapiEvent' belongs to TAPI; SetEvent must not be called on it [tapi-message-ownership]
}

void storedAndClosed_bad(void) {
  if (s_hTapiEvent != NULL)
    CloseHandle(s_hTapiEvent); // expect: TAPI016
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: the event handle 's_hTapiEvent' belongs to TAPI; CloseHandle must not be called on it [tapi-message-ownership]
  // CHECK-NOTES: :[[@LINE-3]]:7: note: 's_hTapiEvent != NULL' is true here
  s_hTapiEvent = NULL;
}

void fieldClosed_bad(EVENTS *lpEvents) {
  CloseHandle(lpEvents->hStop);
  CloseHandle(lpEvents->hTapi); // expect: TAPI016
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: the event handle 'lpEvents->hTapi' belongs to TAPI; CloseHandle must not be called on it [tapi-message-ownership]
}

void pulsed_bad(void) {
  PulseEvent(s_hTapiEvent); // expect: TAPI016
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: the event handle 's_hTapiEvent' belongs to TAPI; PulseEvent must not be called on it [tapi-message-ownership]
}

static void wakeUp(HANDLE hEvent) { SetEvent(hEvent); }

void throughHelper_bad(void) {
  wakeUp(s_hTapiEvent); // expect: TAPI016
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: the event handle 's_hTapiEvent' belongs to TAPI; SetEvent must not be called on it [tapi-message-ownership]
  // CHECK-NOTES: :[[@LINE-5]]:37: note: event handle 's_hTapiEvent' is passed to SetEvent here
}

void localCopy_bad(LPLINEINITIALIZEEXPARAMS lpParams) {
  HANDLE hEvent = lpParams->Handles.hEvent;

  while (WaitForSingleObject(hEvent, 1000) == WAIT_OBJECT_0)
    ShowStatus("message");
  CloseHandle(hEvent); // expect: TAPI016
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: the event handle 'hEvent' belongs to TAPI; CloseHandle must not be called on it [tapi-message-ownership]
}

void waited_ok(LPLINEINITIALIZEEXPARAMS lpParams) {
  WaitForSingleObject(lpParams->Handles.hEvent, INFINITE);
}

void storedAndWaited_ok(void) {
  HANDLE Handles[2];

  Handles[0] = s_hTapiEvent;
  Handles[1] = s_hOwnEvent;
  WaitForMultipleObjects(2, Handles, FALSE, INFINITE);
}

void ownClosed_ok(void) {
  SetEvent(s_hOwnEvent);
  ResetEvent(s_hOwnEvent);
  CloseHandle(s_hOwnEvent);
}

// It holds TAPI's event on one way, and another one on the other.
void eitherClosed_ok(void) { CloseHandle(s_hEither); }

void fieldSet_ok(EVENTS *lpEvents) {
  SetEvent(lpEvents->hStop);
  WaitForSingleObject(lpEvents->hTapi, 100);
}

void overlapped_ok(LPOVERLAPPED lpOverlapped) {
  SetEvent(lpOverlapped->hEvent);
  CloseHandle(lpOverlapped->hEvent);
}

void forgotten_ok(void) { s_hTapiEvent = NULL; }

void threadClosed_ok(HANDLE hThread) {
  WaitForSingleObject(hThread, INFINITE);
  CloseHandle(hThread);
}
