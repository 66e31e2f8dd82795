// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "agreement.h"

static HPHONEAPP PhoneApp;

static void CALLBACK phoneCallback(DWORD Device, DWORD Message,
                                   DWORD_PTR Instance, DWORD_PTR P1,
                                   DWORD_PTR P2, DWORD_PTR P3) {
  (void)Instance, (void)P1, (void)P2, (void)P3;
  if (Message == PHONE_CLOSE) {
    (void)Device;
  }
}

static LONG openPhone(HPHONE *Phone) {
  DWORD Devices, Version = 0x00020000;
  PHONEINITIALIZEEXPARAMS Params;
  LONG Result;
  ZeroMemory(&Params, sizeof(Params));
  Params.dwTotalSize = sizeof(Params);
  Params.dwOptions = PHONEINITIALIZEEXOPTION_USEHIDDENWINDOW;
  Result = phoneInitializeExA(&PhoneApp, GetModuleHandleA(NULL), phoneCallback,
                              "agreement", &Devices, &Version, &Params);
  if (Result != 0)
    return Result;
  Result = phoneOpen(PhoneApp, 0, Phone, 0x00020000, 0, 0,
                     PHONEPRIVILEGE_OWNER);
  if (Result != 0)
    phoneShutdown(PhoneApp);
  return Result;
}

static void phone_used_and_closed_ok(void) {
  HPHONE Phone;
  if (openPhone(&Phone) != 0)
    return;
  phoneSetRing(Phone, 1, 100);
  phoneClose(Phone);
  phoneShutdown(PhoneApp);
}

int main(void) {
  if (startApp() != 0)
    return 1;
  phone_used_and_closed_ok();
  lineShutdown(App);
  return 0;
}
