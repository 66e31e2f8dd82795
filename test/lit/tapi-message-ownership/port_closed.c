// RUN: %check_tapi %s 'tapi-message-ownership'
// A completion port may be closed only after lineShutdown.
#include "../Inputs/telephony.h"

static BOOL initialise(HLINEAPP *phLineApp, LPLINEINITIALIZEEXPARAMS lpParams) {
  DWORD cDevices, dwVersion = NEGOTIATED_VERSION;

  return lineInitializeEx(phLineApp, NULL, NULL, "Dialer", &cDevices,
                          &dwVersion, lpParams) == 0;
}

void closedFirst_bad(void) {
  LINEINITIALIZEEXPARAMS Params = {sizeof(Params)};
  HANDLE hPort = CreateIoCompletionPort(INVALID_HANDLE_VALUE, NULL, 0, 1);
  HLINEAPP hLineApp;

  Params.dwOptions = LINEINITIALIZEEXOPTION_USECOMPLETIONPORT;
  Params.Handles.hCompletionPort = hPort;
  if (!initialise(&hLineApp, &Params)) {
    CloseHandle(hPort);
    return;
  }
  CloseHandle(hPort); // expect: TAPI016
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: the completion port 'hPort' is closed before 'hLineApp' is shut down [tapi-message-ownership]
  // CHECK-NOTES: :[[@LINE-6]]:8: note: 'initialise' is called here
  lineShutdown(hLineApp);
}

void throughParams_bad(void) {
  LINEINITIALIZEEXPARAMS Params = {sizeof(Params)};
  HLINEAPP hLineApp;
  DWORD cDevices, dwVersion = NEGOTIATED_VERSION;

  Params.dwOptions = LINEINITIALIZEEXOPTION_USECOMPLETIONPORT;
  Params.Handles.hCompletionPort =
      CreateIoCompletionPort(INVALID_HANDLE_VALUE, NULL, 0, 1);
  if (lineInitializeEx(&hLineApp, NULL, NULL, "Dialer", &cDevices, &dwVersion,
                       &Params) < 0)
    return;
  CloseHandle(Params.Handles.hCompletionPort); // expect: TAPI016
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: the completion port 'Params.Handles.hCompletionPort' is closed before 'hLineApp' is shut down [tapi-message-ownership]
  lineShutdown(hLineApp);
}

void phone_bad(void) {
  PHONEINITIALIZEEXPARAMS Params = {sizeof(Params)};
  HANDLE hPort = CreateIoCompletionPort(INVALID_HANDLE_VALUE, NULL, 0, 1);
  HPHONEAPP hPhoneApp;
  DWORD cDevices, dwVersion = NEGOTIATED_VERSION;

  Params.dwOptions = PHONEINITIALIZEEXOPTION_USECOMPLETIONPORT;
  Params.Handles.hCompletionPort = hPort;
  if (phoneInitializeEx(&hPhoneApp, NULL, NULL, "Dialer", &cDevices, &dwVersion,
                        &Params) == 0) {
    CloseHandle(hPort); // expect: TAPI016
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: the completion port 'hPort' is closed before 'hPhoneApp' is shut down [tapi-message-ownership]
    phoneShutdown(hPhoneApp);
  }
}

void closedLast_ok(void) {
  LINEINITIALIZEEXPARAMS Params = {sizeof(Params)};
  HANDLE hPort = CreateIoCompletionPort(INVALID_HANDLE_VALUE, NULL, 0, 1);
  HLINEAPP hLineApp;

  Params.dwOptions = LINEINITIALIZEEXOPTION_USECOMPLETIONPORT;
  Params.Handles.hCompletionPort = hPort;
  if (initialise(&hLineApp, &Params))
    lineShutdown(hLineApp);
  CloseHandle(hPort);
}

// The port is made, but TAPI delivers by event.
void notUsed_ok(void) {
  LINEINITIALIZEEXPARAMS Params = {sizeof(Params)};
  HANDLE hPort = CreateIoCompletionPort(INVALID_HANDLE_VALUE, NULL, 0, 1);
  HLINEAPP hLineApp;

  Params.dwOptions = LINEINITIALIZEEXOPTION_USEEVENT;
  if (!initialise(&hLineApp, &Params)) {
    CloseHandle(hPort);
    return;
  }
  CloseHandle(hPort);
  lineShutdown(hLineApp);
}

void stopEverything(void);

void shutDownElsewhere_ok(void) {
  LINEINITIALIZEEXPARAMS Params = {sizeof(Params)};
  HANDLE hPort = CreateIoCompletionPort(INVALID_HANDLE_VALUE, NULL, 0, 1);

  Params.dwOptions = LINEINITIALIZEEXOPTION_USECOMPLETIONPORT;
  Params.Handles.hCompletionPort = hPort;
  if (initialise(&g_hLineApp, &Params))
    stopEverything();
  CloseHandle(hPort);
}
