// RUN: %check_tapi %s 'tapi-*'
// Members as flags, and an error of a release that shuts all down, which hangs up.
#include <windows.h>

#include <tapi.h>

class Modem {
public:
  bool open();
  void hangUp_ok();
  void shutDown_ok();
  static void CALLBACK onMessage(DWORD hDevice, DWORD dwMessage,
                                 DWORD_PTR dwInstance, DWORD_PTR dwParam1,
                                 DWORD_PTR dwParam2, DWORD_PTR dwParam3);

private:
  void wait();
  HLINEAPP m_hLineApp = 0;
  HLINE m_hLine = 0;
  HCALL m_hCall = 0;
  bool m_fStopping = false, m_fShuttingDown = false, m_fReplied = false;
};

static Modem g_Modem;

void Modem::wait() {
  MSG Msg;

  m_fReplied = false;
  while (!m_fReplied)
    if (PeekMessage(&Msg, nullptr, 0, 0, PM_REMOVE))
      DispatchMessage(&Msg);
}

void Modem::hangUp_ok() {
  if (m_fStopping || !m_hLineApp)
    return;
  m_fStopping = true;
  if (m_hCall) {
    if (lineDrop(m_hCall, nullptr, 0) > 0)
      wait();
    lineDeallocateCall(m_hCall);
  }
  if (m_hLine && lineClose(m_hLine) == LINEERR_REINIT)
    shutDown_ok();
  m_hCall = 0;
  m_hLine = 0;
  m_fStopping = false;
}

void Modem::shutDown_ok() {
  if (!m_hLineApp || m_fShuttingDown == true)
    return;
  m_fShuttingDown = true;
  hangUp_ok();
  if (m_hLineApp)
    lineShutdown(m_hLineApp);
  m_hLineApp = 0;
  m_fShuttingDown = false;
}

void CALLBACK Modem::onMessage(DWORD hDevice, DWORD dwMessage, DWORD_PTR,
                               DWORD_PTR dwParam1, DWORD_PTR dwParam2,
                               DWORD_PTR) {
  Modem &It = g_Modem;
  switch (dwMessage) {
  case LINE_REPLY:
    It.m_fReplied = true;
    break;
  case LINE_APPNEWCALL:
    if (!It.m_hCall)
      It.m_hCall = (HCALL)dwParam2;
    else
      lineDeallocateCall((HCALL)dwParam2);
    break;
  case LINE_CALLSTATE:
    if (dwParam1 == LINECALLSTATE_DISCONNECTED)
      It.hangUp_ok();
    break;
  }
}

bool Modem::open() {
  DWORD dwDevices;

  if (lineInitialize(&m_hLineApp, GetModuleHandle(nullptr), onMessage, "modem",
                     &dwDevices) != 0)
    return false;
  return lineOpen(m_hLineApp, 0, &m_hLine, 0x10004, 0, 0,
                  LINECALLPRIVILEGE_OWNER, LINEMEDIAMODE_DATAMODEM,
                  nullptr) == 0;
}

int main() {
  MSG Msg;

  if (g_Modem.open())
    while (GetMessage(&Msg, nullptr, 0, 0) > 0)
      DispatchMessage(&Msg);
  g_Modem.shutDown_ok();
}
