// RUN: %check_tapi %s 'tapi-*'
// One variable that many lines go through on their way to a table.
#include "../Inputs/telephony.h"

static HLINEAPP s_hApp;
static HLINE s_hLine, s_ahLines[8];
static HCALL s_hCall;

void open_ok(void) {
  DWORD dwDevice;
  for (dwDevice = 0; dwDevice < 8; dwDevice++)
    if (lineOpen(s_hApp, dwDevice, &s_hLine, NEGOTIATED_VERSION, 0, 0,
                 LINECALLPRIVILEGE_OWNER, LINEMEDIAMODE_INTERACTIVEVOICE,
                 NULL) == 0)
      s_ahLines[dwDevice] = s_hLine;
}

void close_one_ok(void) {
  lineClose(s_hLine);
  if (s_hCall)
    lineDeallocateCall(s_hCall);
  s_hCall = 0;
}
