//===- corrected.cpp - A small dialer ---------------------------*- C++ -*-===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// A window with a field for a number and four buttons: dial, hang up, transfer
/// and a test call. One line, one call at a time, outgoing calls only.
///
//===----------------------------------------------------------------------===//

#include <windows.h>

#include <tapi.h>

#include <cstdio>

namespace {

HLINEAPP g_hLineApp = 0;
HWND g_hWindow = nullptr;

void show(const char *Text) { SetWindowTextA(g_hWindow, Text); }

class Dialer {
public:
  bool open(DWORD DeviceId);
  void close();
  bool dial(const char *Number);
  void hangUp();
  bool transfer(const char *Number);
  bool testCall(DWORD DeviceId, const char *Number);
  void onMessage(DWORD hDevice, DWORD Message, DWORD_PTR Param1,
                 DWORD_PTR Param2);

private:
  bool waitFor(LONG Request);
  void releaseCall(HCALL hCall);

  HLINE m_hLine = 0;
  HCALL m_hCall = 0;
  LONG m_DialRequest = 0; ///< Outstanding lineMakeCall for m_hCall, or 0.
  LONG m_Awaited = 0;     ///< The request that waitFor waits for, or 0.
  LONG m_AwaitedResult = 0;
};

Dialer g_Dialer;

void showCallInfo(HCALL hCall) {
  LINECALLINFO Info = {};
  char Text[80];

  Info.dwTotalSize = sizeof(Info);
  if (lineGetCallInfo(hCall, &Info) != 0)
    return;
  std::snprintf(Text, sizeof(Text), "call %lu has ended",
                static_cast<unsigned long>(Info.dwCallID));
  show(Text);
}

/// Runs the message loop until the reply to \p Request has come, and says
/// whether it tells of success.
bool Dialer::waitFor(LONG Request) {
  MSG Message;
  bool Quit = false;

  if (Request <= 0)
    return false;
  m_Awaited = Request;
  EnableWindow(g_hWindow, FALSE);
  while (m_Awaited != 0) {
    if (GetMessage(&Message, nullptr, 0, 0) > 0)
      DispatchMessage(&Message);
    else
      Quit = true;
  }
  EnableWindow(g_hWindow, TRUE);
  if (Quit)
    PostQuitMessage(0);
  return m_AwaitedResult == 0;
}

bool Dialer::open(DWORD DeviceId) {
  LINEEXTENSIONID ExtensionId;
  DWORD Version = 0;
  HLINE hLine = 0;

  if (lineNegotiateAPIVersion(g_hLineApp, DeviceId, 0x00020000, 0x00020002,
                              &Version, &ExtensionId) != 0)
    return false;
  if (lineOpen(g_hLineApp, DeviceId, &hLine, Version, 0, 0,
               LINECALLPRIVILEGE_NONE, 0, nullptr) != 0)
    return false;
  if (lineSetStatusMessages(hLine, LINEDEVSTATE_OUTOFSERVICE, 0) != 0) {
    lineClose(hLine);
    return false;
  }
  m_hLine = hLine;
  return true;
}

void Dialer::close() {
  if (m_hLine == 0)
    return;
  if (m_hCall != 0 && m_DialRequest == 0) {
    lineDrop(m_hCall, nullptr, 0);
    lineDeallocateCall(m_hCall);
  }
  lineSetStatusMessages(m_hLine, 0, 0);
  lineClose(m_hLine);
  m_hLine = 0;
  m_hCall = 0;
  m_DialRequest = 0;
}

bool Dialer::dial(const char *Number) {
  if (m_hLine == 0 || m_hCall != 0 || m_DialRequest != 0)
    return false;
  m_DialRequest = lineMakeCall(m_hLine, &m_hCall, Number, 0, nullptr);
  if (m_DialRequest > 0)
    return true;
  m_DialRequest = 0;
  m_hCall = 0;
  return false;
}

void Dialer::hangUp() {
  HCALL hCall = m_hCall;

  if (hCall == 0 || m_DialRequest != 0)
    return;
  // LINECALLSTATE_IDLE follows, and releases the call.
  if (!waitFor(lineDrop(hCall, nullptr, 0)))
    show("cannot hang up");
}

/// Connects the other party of the call with \p Number.
bool Dialer::transfer(const char *Number) {
  HCALL hConsult = 0;

  if (m_hCall == 0 || m_DialRequest != 0)
    return false;
  if (!waitFor(lineSetupTransfer(m_hCall, &hConsult, nullptr)))
    return false;
  if (!waitFor(lineDial(hConsult, Number, 0))) {
    lineDrop(hConsult, nullptr, 0);
    lineDeallocateCall(hConsult);
    return false;
  }
  // The call may have ended while lineDial was under way.
  bool Done =
      m_hCall != 0 && waitFor(lineCompleteTransfer(m_hCall, hConsult, nullptr,
                                                   LINETRANSFERMODE_TRANSFER));
  if (!Done)
    lineDrop(hConsult, nullptr, 0);
  lineDeallocateCall(hConsult);
  return Done;
}

/// Calls \p Number on a line of its own, and sends a tone.
bool Dialer::testCall(DWORD DeviceId, const char *Number) {
  HLINE hLine = 0;
  HCALL hCall = 0;

  if (lineOpen(g_hLineApp, DeviceId, &hLine, 0x00020000, 0, 0,
               LINECALLPRIVILEGE_NONE, 0, nullptr) != 0)
    return false;
  if (!waitFor(lineMakeCall(hLine, &hCall, Number, 0, nullptr))) {
    lineClose(hLine);
    return false;
  }
  bool Sent = lineGenerateDigits(hCall, LINEDIGITMODE_DTMF, "1", 0) == 0;
  lineDrop(hCall, nullptr, 0);
  lineDeallocateCall(hCall);
  lineClose(hLine);
  return Sent;
}

void Dialer::releaseCall(HCALL hCall) {
  if (hCall == m_hCall)
    m_hCall = 0;
  lineDeallocateCall(hCall);
}

void Dialer::onMessage(DWORD hDevice, DWORD Message, DWORD_PTR Param1,
                       DWORD_PTR Param2) {
  switch (Message) {
  case LINE_CALLSTATE:
    if (hDevice != m_hCall)
      return;
    if (Param1 == LINECALLSTATE_DISCONNECTED) {
      lineDrop(m_hCall, nullptr, 0);
    } else if (Param1 == LINECALLSTATE_IDLE) {
      showCallInfo(m_hCall);
      releaseCall(m_hCall);
    }
    break;
  case LINE_REPLY:
    if (static_cast<LONG>(Param1) == m_Awaited) {
      m_AwaitedResult = static_cast<LONG>(Param2);
      m_Awaited = 0;
    } else if (static_cast<LONG>(Param1) == m_DialRequest) {
      m_DialRequest = 0;
      if (static_cast<LONG>(Param2) != 0) {
        m_hCall = 0;
        show("cannot dial");
      }
    }
    break;
  case LINE_CLOSE:
    if (hDevice == m_hLine) {
      m_hLine = 0;
      m_hCall = 0;
      m_DialRequest = 0;
    }
    m_AwaitedResult = LINEERR_OPERATIONFAILED;
    m_Awaited = 0;
    break;
  }
}

void CALLBACK lineCallback(DWORD hDevice, DWORD Message, DWORD_PTR,
                           DWORD_PTR Param1, DWORD_PTR Param2, DWORD_PTR) {
  g_Dialer.onMessage(hDevice, Message, Param1, Param2);
}

bool startTapi(HINSTANCE hInstance) {
  LINEINITIALIZEEXPARAMS Params = {};
  DWORD NumDevices = 0, Version = 0x00020000;

  Params.dwTotalSize = sizeof(Params);
  Params.dwOptions = LINEINITIALIZEEXOPTION_USEHIDDENWINDOW;
  if (lineInitializeEx(&g_hLineApp, hInstance, lineCallback, "Dialer",
                       &NumDevices, &Version, &Params) != 0) {
    g_hLineApp = 0;
    return false;
  }
  return NumDevices > 0 && g_Dialer.open(0);
}

enum { IdNumber = 1, IdDial, IdHangUp, IdTransfer, IdTest };

void onCommand(int Id) {
  char Number[64] = "";

  GetDlgItemTextA(g_hWindow, IdNumber, Number, sizeof(Number));
  if (Id == IdDial && !g_Dialer.dial(Number))
    show("cannot dial");
  else if (Id == IdHangUp)
    g_Dialer.hangUp();
  else if (Id == IdTransfer && !g_Dialer.transfer(Number))
    show("cannot transfer");
  else if (Id == IdTest)
    show(g_Dialer.testCall(0, Number) ? "the line is good" : "test failed");
}

LRESULT CALLBACK windowProc(HWND hWindow, UINT Message, WPARAM W, LPARAM L) {
  if (Message == WM_COMMAND)
    onCommand(LOWORD(W));
  else if (Message == WM_DESTROY)
    PostQuitMessage(0);
  return DefWindowProc(hWindow, Message, W, L);
}

HWND child(const char *Class, const char *Text, int X, int Id) {
  return CreateWindowA(Class, Text, WS_CHILD | WS_VISIBLE, X, 10, 90, 24,
                       g_hWindow, reinterpret_cast<HMENU>(Id), nullptr,
                       nullptr);
}

} // namespace

int WINAPI WinMain(HINSTANCE hInstance, HINSTANCE, LPSTR, int) {
  WNDCLASSA Class = {};
  MSG Message;

  Class.lpfnWndProc = windowProc;
  Class.hInstance = hInstance;
  Class.lpszClassName = "Dialer";
  RegisterClassA(&Class);
  g_hWindow = CreateWindowA("Dialer", "Dialer", WS_OVERLAPPEDWINDOW, 100, 100,
                            520, 90, nullptr, nullptr, hInstance, nullptr);
  child("EDIT", "", 10, IdNumber);
  child("BUTTON", "Dial", 110, IdDial);
  child("BUTTON", "Hang up", 210, IdHangUp);
  child("BUTTON", "Transfer", 310, IdTransfer);
  child("BUTTON", "Test", 410, IdTest);
  ShowWindow(g_hWindow, SW_SHOW);
  if (!startTapi(hInstance))
    show("no telephone line");
  while (GetMessage(&Message, nullptr, 0, 0) > 0)
    DispatchMessage(&Message);
  if (g_hLineApp != 0) {
    g_Dialer.close();
    lineShutdown(g_hLineApp);
  }
  return 0;
}
