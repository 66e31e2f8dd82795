//===- Delivery.cpp - Hidden window, event handle, completion port -------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// The three ways in which messages reach a program. The out locations of a
/// request are written when its reply is delivered, as the documentation says
/// (page: nf-tapi-linemakecall); for a completion port that is when it is
/// posted.
///
//===----------------------------------------------------------------------===//

#include "test/shim/fake/Fake.h"

#include <cstdio>

namespace fake {

static const UINT WakeUp = WM_USER + 17;

static bool writable(void *P) {
  MEMORY_BASIC_INFORMATION Info;
  if (!VirtualQuery(P, &Info, sizeof(Info)) || Info.State != MEM_COMMIT)
    return false;
  return Info.Protect & (PAGE_READWRITE | PAGE_WRITECOPY |
                         PAGE_EXECUTE_READWRITE | PAGE_EXECUTE_WRITECOPY);
}

static void write(const Message &M) {
  for (auto &W : M.Writes)
    if (writable(W.first))
      *W.first = W.second;
}

/// The app's delivery, or null when it has been shut down.
static std::shared_ptr<Delivery> deliveryOf(DWORD App) {
  Guard G;
  auto It = world().Apps.find(App);
  return It == world().Apps.end() ? nullptr : It->second;
}

static bool take(DWORD App, Message &M) {
  Guard G;
  auto It = world().Apps.find(App);
  if (It == world().Apps.end() || It->second->Queue.empty())
    return false;
  M = std::move(It->second->Queue.front());
  It->second->Queue.pop_front();
  if (It->second->How == Delivery::Event && It->second->Queue.empty())
    ResetEvent(It->second->Ready);
  return true;
}

static LRESULT CALLBACK windowProc(HWND Wnd, UINT Id, WPARAM W, LPARAM L) {
  if (Id != WakeUp)
    return DefWindowProcA(Wnd, Id, W, L);
  DWORD App = static_cast<DWORD>(W);
  std::shared_ptr<Delivery> D = deliveryOf(App);
  Message M;
  if (!D || !take(App, M))
    return 0;
  write(M);
  D->Callback(M.M.hDevice, M.M.dwMessageID, M.M.dwCallbackInstance,
              M.M.dwParam1, M.M.dwParam2, M.M.dwParam3);
  return 0;
}

static HWND createWindow() {
  static const char *Name = "FakeTapiWindow";
  WNDCLASSA Class = {};
  Class.lpfnWndProc = windowProc;
  Class.hInstance = GetModuleHandleA(nullptr);
  Class.lpszClassName = Name;
  RegisterClassA(&Class);
  HWND W = CreateWindowExA(0, Name, "", 0, 0, 0, 0, 0, HWND_MESSAGE, nullptr,
                           Class.hInstance, nullptr);
  if (!W)
    std::fprintf(stderr, "fake tapi32: no window, error %lu\n",
                 GetLastError());
  return W;
}

bool startDelivery(DWORD App, LINECALLBACK Callback,
                   LINEINITIALIZEEXPARAMS *Ex) {
  auto D = std::make_shared<Delivery>();
  DWORD Options =
      Ex ? Ex->dwOptions & 3 : LINEINITIALIZEEXOPTION_USEHIDDENWINDOW;
  D->Callback = Callback;
  if (Options == LINEINITIALIZEEXOPTION_USEEVENT) {
    D->How = Delivery::Event;
    D->Ready = CreateEventA(nullptr, TRUE, FALSE, nullptr);
    Ex->Handles.hEvent = D->Ready;
  } else if (Options == LINEINITIALIZEEXOPTION_USECOMPLETIONPORT) {
    D->How = Delivery::Port;
    D->Ready = Ex->Handles.hCompletionPort;
    D->Key = Ex->dwCompletionKey;
  } else if (!Callback || !(D->Wnd = createWindow())) {
    return false;
  }
  Guard G;
  world().Apps[App] = D;
  return true;
}

void stopDelivery(DWORD App) {
  std::shared_ptr<Delivery> D = deliveryOf(App);
  if (!D)
    return;
  {
    Guard G;
    world().Apps.erase(App);
  }
  if (D->Wnd)
    DestroyWindow(D->Wnd);
  if (D->How == Delivery::Event)
    CloseHandle(D->Ready);
}

static void toPort(Delivery &D, const Message &M) {
  write(M);
  auto *Copy =
      static_cast<LINEMESSAGE *>(LocalAlloc(LPTR, sizeof(LINEMESSAGE)));
  if (!Copy)
    return;
  *Copy = M.M;
  PostQueuedCompletionStatus(D.Ready, sizeof(LINEMESSAGE), D.Key,
                             reinterpret_cast<OVERLAPPED *>(Copy));
}

static bool stale(const Message &M) {
  World &W = world();
  return (M.About && !W.Live.count(M.About)) ||
         (M.Through && !W.Live.count(M.Through));
}

static void postNow(DWORD App, Message M) {
  Guard G;
  auto It = world().Apps.find(App);
  if (It == world().Apps.end() || stale(M))
    return;
  Delivery &D = *It->second;
  if (D.How == Delivery::Port)
    return toPort(D, M);
  D.Queue.push_back(std::move(M));
  if (D.How == Delivery::Event)
    SetEvent(D.Ready);
  else
    PostMessageA(D.Wnd, WakeUp, App, 0);
}

struct Delayed {
  DWORD App, Ms;
  Message M;
};

static DWORD WINAPI postLater(void *P) {
  std::unique_ptr<Delayed> D(static_cast<Delayed *>(P));
  Sleep(D->Ms);
  postNow(D->App, std::move(D->M));
  return 0;
}

void post(DWORD App, Message M, DWORD DelayMs) {
  if (!DelayMs)
    return postNow(App, std::move(M));
  auto *D = new Delayed{App, DelayMs, std::move(M)};
  if (HANDLE T = CreateThread(nullptr, 0, postLater, D, 0, nullptr))
    CloseHandle(T);
}

LONG getMessage(DWORD App, LINEMESSAGE *Out, DWORD TimeoutMs, LONG BadHandle,
                LONG TimedOut) {
  const DWORD Start = GetTickCount();
  for (;;) {
    std::shared_ptr<Delivery> D = deliveryOf(App);
    if (!D)
      return BadHandle;
    Message M;
    if (take(App, M)) {
      write(M);
      *Out = M.M;
      return 0;
    }
    const DWORD Gone = GetTickCount() - Start;
    if (Gone >= TimeoutMs)
      return TimedOut;
    // In slices, because a shutdown in another thread closes the event.
    const DWORD Rest = TimeoutMs - Gone;
    WaitForSingleObject(D->Ready, Rest < 10 ? Rest : 10);
    if (!deliveryOf(App))
      return BadHandle;
  }
}

} // namespace fake
