// RUN: %check_tapi %s 'tapi-*'
// The callback deallocates the call of an object on the stack of a function that
// waits, and notes that in the object.
#include <windows.h>

#include <tapi.h>

#include <set>

namespace {
struct Session {
  HCALL hCall = 0;
  bool IsOver = false;
};

class Phone {
public:
  void run_ok(HLINE hLine);
  void onIdle(HCALL hCall) {
    if (hCall != m_hCall)
      return;
    lineDeallocateCall(m_hCall);
    m_hCall = 0;
  }

private:
  HCALL m_hCall = 0;
};
} // namespace

static Session *g_Session;
static Phone *g_Phone;
static std::set<HCALL> g_Ended;

static void CALLBACK onMessage(DWORD hDevice, DWORD dwMessage, DWORD_PTR,
                               DWORD_PTR dwParam1, DWORD_PTR, DWORD_PTR) {
  HCALL hCall = (HCALL)hDevice;

  if (dwMessage != LINE_CALLSTATE || dwParam1 != LINECALLSTATE_IDLE)
    return;
  if (g_Phone) {
    g_Phone->onIdle(hCall);
    return;
  }
  lineDeallocateCall(hCall);
  g_Ended.insert(hCall);
  if (g_Session && hCall == g_Session->hCall)
    g_Session->IsOver = true;
}

static void inTheObject_ok(HLINE hLine) {
  Session It;
  MSG Msg;

  g_Session = &It;
  if (lineMakeCall(hLine, &It.hCall, "1", 0, nullptr) > 0) {
    GetMessage(&Msg, nullptr, 0, 0);
    DispatchMessage(&Msg);
    if (!It.IsOver)
      lineDrop(It.hCall, nullptr, 0);
    while (!It.IsOver)
      if (GetMessage(&Msg, nullptr, 0, 0) > 0)
        DispatchMessage(&Msg);
  }
  g_Session = nullptr;
}

static void inASet_ok(HLINE hLine) {
  static HCALL hKept;
  MSG Msg;

  if (lineMakeCall(hLine, &hKept, "2", 0, nullptr) <= 0)
    return;
  GetMessage(&Msg, nullptr, 0, 0);
  DispatchMessage(&Msg);
  if (!g_Ended.count(hKept))
    lineDrop(hKept, nullptr, 0);
}

// The global pointer leads to this object, which this function does not know.
void Phone::run_ok(HLINE hLine) {
  MSG Msg;

  if (lineMakeCall(hLine, &m_hCall, "3", 0, nullptr) <= 0)
    return;
  while (GetMessage(&Msg, nullptr, 0, 0) > 0)
    DispatchMessage(&Msg);
  if (m_hCall)
    lineDrop(m_hCall, nullptr, 0);
}

int main(int argc, char **) {
  HLINEAPP hLineApp;
  HLINE hLine;
  DWORD dwDevices;

  if (lineInitialize(&hLineApp, GetModuleHandle(nullptr), onMessage, "dialer",
                     &dwDevices) != 0)
    return 1;
  if (lineOpen(hLineApp, 0, &hLine, 0x20000, 0, 0, LINECALLPRIVILEGE_NONE,
               LINEMEDIAMODE_INTERACTIVEVOICE, nullptr) == 0) {
    if (argc == 1)
      inTheObject_ok(hLine);
    else if (argc == 2)
      inASet_ok(hLine);
    else {
      Phone It;
      g_Phone = &It;
      It.run_ok(hLine);
      g_Phone = nullptr;
    }
  }
  lineShutdown(hLineApp);
  return 0;
}
