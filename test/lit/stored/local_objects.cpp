// RUN: %check_tapi %s 'tapi-*'
// An object on the stack of main that others know by a global pointer: the callback
// writes to it while main waits.
#include <windows.h>

#include <tapi.h>

namespace {
class Desk {
public:
  void hangUp_bad();
  void take(HCALL hCall, DWORD dwState);

private:
  HCALL m_hCall = 0;
};
} // namespace

static Desk *g_Desk;

void Desk::hangUp_bad() {
  if (!m_hCall)
    return;
  lineDeallocateCall(m_hCall);
  lineDrop(m_hCall, nullptr, 0); // expect: TAPI003
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call handle 'm_hCall' is used after lineDeallocateCall deallocated it [tapi-use-after-deallocate]
  // CHECK-NOTES: :[[@LINE-5]]:7: note: 'm_hCall' is true here
  // CHECK-NOTES: :[[@LINE-4]]:3: note: call handle 'm_hCall' is ended by lineDeallocateCall here
  m_hCall = 0;
}

void Desk::take(HCALL hCall, DWORD dwState) {
  if (dwState == LINECALLSTATE_OFFERING && !m_hCall) {
    m_hCall = hCall;
  } else if (dwState == LINECALLSTATE_IDLE) {
    lineDeallocateCall(hCall);
    if (hCall == m_hCall)
      m_hCall = 0;
  }
}

void CALLBACK onMessage(DWORD hDevice, DWORD dwMessage, DWORD_PTR,
                        DWORD_PTR dwParam1, DWORD_PTR, DWORD_PTR) {
  if (g_Desk && dwMessage == LINE_CALLSTATE)
    g_Desk->take((HCALL)hDevice, (DWORD)dwParam1);
}

int main() {
  HLINEAPP hLineApp;
  HLINE hLine;
  DWORD dwDevices;
  MSG Msg;

  if (lineInitialize(&hLineApp, GetModuleHandle(nullptr), onMessage, "modem",
                     &dwDevices) != 0)
    return 1;
  if (lineOpen(hLineApp, 0, &hLine, 0x20000, 0, 0, LINECALLPRIVILEGE_OWNER,
               LINEMEDIAMODE_INTERACTIVEVOICE, nullptr) == 0) {
    Desk It;
    g_Desk = &It;
    while (GetMessage(&Msg, nullptr, 0, 0) > 0) {
      if (Msg.message == WM_APP)
        It.hangUp_bad();
      DispatchMessage(&Msg);
    }
    g_Desk = nullptr;
  }
  lineShutdown(hLineApp);
  return 0;
}
