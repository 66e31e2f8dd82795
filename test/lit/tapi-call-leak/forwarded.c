// RUN: %check_tapi %s 'tapi-*'
// Another program gets all messages, and may release the calls that they name.
#include <windows.h>

#include <tapi.h>

typedef struct {
  DWORD dwDevice;
  DWORD dwMessage;
  DWORD_PTR dwParam1;
} RECORD;

static HANDLE g_hPipe;

void CALLBACK onMessage_ok(DWORD hDevice, DWORD dwMessage, DWORD_PTR dwInstance,
                           DWORD_PTR dwParam1, DWORD_PTR dwParam2,
                           DWORD_PTR dwParam3) {
  RECORD Record = {hDevice, dwMessage, dwParam1};
  DWORD dwWritten;

  if (dwMessage == LINE_CALLSTATE && dwParam1 == LINECALLSTATE_OFFERING)
    lineAnswer((HCALL)hDevice, NULL, 0);
  WriteFile(g_hPipe, &Record, sizeof(Record), &dwWritten, NULL);
}

int main(void) {
  HLINEAPP hLineApp;
  HLINE hLine;
  DWORD dwDevices;
  MSG Msg;

  if (lineInitialize(&hLineApp, GetModuleHandle(NULL), onMessage_ok, "server",
                     &dwDevices) != 0)
    return 1;
  if (lineOpen(hLineApp, 0, &hLine, 0x20000, 0, 0, LINECALLPRIVILEGE_OWNER,
               LINEMEDIAMODE_INTERACTIVEVOICE, NULL) == 0)
    while (GetMessage(&Msg, NULL, 0, 0) > 0)
      DispatchMessage(&Msg);
  lineShutdown(hLineApp);
  return 0;
}
