// RUN: %check_tapi %s 'tapi-*'
// An object on the stack of main that TAPI gives back as dwCallbackInstance.
#include <windows.h>

#include <tapi.h>

namespace {
class Phone {
public:
  bool open();
  void run();
  void hangUp_bad();
  void hangUp_ok();
  void close_ok();
  void take_ok(HCALL hDevice, DWORD dwMessage, DWORD_PTR dwParam1,
               DWORD_PTR dwParam2);

private:
  HLINEAPP m_hLineApp = 0;
  HLINE m_hLine = 0;
  HCALL m_hCall = 0;
};
} // namespace

static void CALLBACK onMessage(DWORD hDevice, DWORD dwMessage,
                               DWORD_PTR dwInstance, DWORD_PTR dwParam1,
                               DWORD_PTR dwParam2, DWORD_PTR) {
  if (dwInstance)
    reinterpret_cast<Phone *>(dwInstance)
        ->take_ok((HCALL)hDevice, dwMessage, dwParam1, dwParam2);
}

bool Phone::open() {
  DWORD dwDevices;

  if (lineInitialize(&m_hLineApp, GetModuleHandle(nullptr), onMessage, "phone",
                     &dwDevices) != 0)
    return false;
  if (lineOpen(m_hLineApp, 0, &m_hLine, 0x20000, 0,
               reinterpret_cast<DWORD_PTR>(this), LINECALLPRIVILEGE_OWNER,
               LINEMEDIAMODE_INTERACTIVEVOICE, nullptr) == 0)
    return true;
  lineShutdown(m_hLineApp);
  m_hLineApp = 0;
  return false;
}

void Phone::take_ok(HCALL hDevice, DWORD dwMessage, DWORD_PTR dwParam1,
                    DWORD_PTR dwParam2) {
  switch (dwMessage) {
  case LINE_APPNEWCALL:
    if (m_hCall)
      lineDeallocateCall((HCALL)dwParam2);
    else
      m_hCall = (HCALL)dwParam2;
    break;
  case LINE_CALLSTATE:
    if (dwParam1 == LINECALLSTATE_IDLE && hDevice == m_hCall) {
      lineDeallocateCall(m_hCall);
      m_hCall = 0;
    }
    break;
  case LINE_CLOSE:
    m_hLine = 0;
    m_hCall = 0;
    break;
  }
}

void Phone::hangUp_bad() {
  if (!m_hCall)
    return;
  lineDeallocateCall(m_hCall);
  lineDrop(m_hCall, nullptr, 0); // expect: TAPI003
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call handle 'm_hCall' is used after lineDeallocateCall deallocated it [tapi-use-after-deallocate]
  // CHECK-NOTES: :[[@LINE-5]]:7: note: 'm_hCall' is true here
  // CHECK-NOTES: :[[@LINE-4]]:3: note: call handle 'm_hCall' is ended by lineDeallocateCall here
  m_hCall = 0;
}

void Phone::hangUp_ok() {
  if (m_hCall)
    lineDrop(m_hCall, nullptr, 0);
}

void Phone::run() {
  MSG Msg;

  while (GetMessage(&Msg, nullptr, 0, 0) > 0) {
    if (Msg.message == WM_APP)
      hangUp_bad();
    else if (Msg.message == WM_APP + 1)
      hangUp_ok();
    DispatchMessage(&Msg);
  }
}

void Phone::close_ok() {
  if (m_hCall)
    lineDeallocateCall(m_hCall);
  if (m_hLine)
    lineClose(m_hLine);
  if (m_hLineApp)
    lineShutdown(m_hLineApp);
}

int main() {
  Phone It;

  if (!It.open())
    return 1;
  It.run();
  It.close_ok();
  return 0;
}
