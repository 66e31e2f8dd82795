// RUN: %check_tapi %s 'tapi-*'
// The line is closed. What the program wrote to its objects since, under another
// name, may be that their calls are gone.
#include <windows.h>

#include <tapi.h>

#include <vector>

struct Call {
  explicit Call(HCALL hCall) : m_hCall(hCall) {}
  ~Call() {
    if (m_hCall && !m_fDead)
      lineDeallocateCall(m_hCall);
  }
  HCALL m_hCall;
  bool m_fDead = false;
};

class Kept {
public:
  explicit Kept(HCALL hCall) : m_hCall(hCall) {}
  void release();
  int m_State = 0;

private:
  HCALL m_hCall;
};

void Kept::release() {
  if (m_hCall)
    lineDeallocateCall(m_hCall);
}

static HLINE g_hLine;
static std::vector<Call *> g_Calls;
static Call *g_Table[32];
static std::vector<Kept *> g_Kept;

void CALLBACK onMessage(DWORD, DWORD dwMessage, DWORD_PTR, DWORD_PTR dwParam1,
                        DWORD_PTR dwParam2, DWORD_PTR) {
  if (dwMessage != LINE_APPNEWCALL)
    return;
  if (dwParam1 == 1)
    g_Calls.push_back(new Call((HCALL)dwParam2));
  else if (dwParam1 == 2 && !g_Table[dwParam1 % 32])
    g_Table[dwParam1 % 32] = new Call((HCALL)dwParam2);
  else
    g_Kept.push_back(new Kept((HCALL)dwParam2));
}

static void forgetsByIndex_ok() {
  lineClose(g_hLine);
  for (size_t I = 0; I < g_Calls.size(); ++I) {
    g_Calls[I]->m_hCall = 0;
    delete g_Calls[I];
  }
  g_Calls.clear();
}

static void marksByIndex_ok() {
  lineClose(g_hLine);
  for (size_t I = 0; I < g_Calls.size(); ++I) {
    g_Calls[I]->m_fDead = true;
    delete g_Calls[I];
  }
  g_Calls.clear();
}

static void forgetsBefore_ok() {
  lineClose(g_hLine);
  for (Call *It : g_Calls)
    It->m_hCall = 0;
  for (Call *It : g_Calls)
    delete It;
  g_Calls.clear();
}

static void forgetsInArray_ok() {
  lineClose(g_hLine);
  for (int I = 0; I < 32; ++I)
    if (g_Table[I]) {
      g_Table[I]->m_hCall = 0;
      delete g_Table[I];
      g_Table[I] = nullptr;
    }
}

static void writesToTheSame_bad() {
  lineClose(g_hLine);
  for (Kept *It : g_Kept) {
    It->m_State = 1;
    It->release(); // expect: TAPI005
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: call handle 'm_hCall' is used after lineClose closed its line [tapi-use-after-close]
    // CHECK-NOTES: :[[@LINE-5]]:3: note: lineClose ends 'g_hLine' and every call on it here
    // CHECK-NOTES: :[[@LINE-5]]:17: note: the loop over 'g_Kept' goes on here
    // CHECK-NOTES: :[[@LINE-4]]:5: note: 'release' is called here
    // CHECK-NOTES: :[[@LINE-67]]:7: note: 'm_hCall' is true here
    // CHECK-NOTES: :[[@LINE-67]]:5: note: call handle 'm_hCall' is passed to lineDeallocateCall here
  }
}

int main(int argc, char **) {
  HLINEAPP hLineApp;
  DWORD dwDevices;
  MSG Msg;

  if (lineInitialize(&hLineApp, GetModuleHandle(nullptr), onMessage, "modem",
                     &dwDevices) != 0)
    return 1;
  if (lineOpen(hLineApp, 0, &g_hLine, 0x20000, 0, 0, LINECALLPRIVILEGE_MONITOR,
               LINEMEDIAMODE_DATAMODEM, nullptr) == 0) {
    while (GetMessage(&Msg, nullptr, 0, 0) > 0)
      DispatchMessage(&Msg);
    switch (argc) {
    case 1:
      forgetsByIndex_ok();
      break;
    case 2:
      marksByIndex_ok();
      break;
    case 3:
      forgetsBefore_ok();
      break;
    case 4:
      forgetsInArray_ok();
      break;
    default:
      writesToTheSame_bad();
    }
  }
  lineShutdown(hLineApp);
  return 0;
}
