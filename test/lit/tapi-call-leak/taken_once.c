// RUN: %check_tapi %s 'tapi-*'
// One call, then the end of all: nothing is left of it.
#include "../Inputs/telephony.h"

int once_ok(void) {
  LINEMESSAGE message;
  HLINEAPP app;
  HLINE line;
  DWORD devices, version = NEGOTIATED_VERSION;
  LINEINITIALIZEEXPARAMS params = {sizeof params};
  params.dwOptions = LINEINITIALIZEEXOPTION_USEEVENT;
  if (lineInitializeEx(&app, NULL, NULL, "once", &devices, &version, &params))
    return 1;
  if (lineOpen(app, 0, &line, version, 0, 0, LINECALLPRIVILEGE_OWNER,
               LINEMEDIAMODE_INTERACTIVEVOICE, NULL) == 0) {
    while (lineGetMessage(app, &message, INFINITE) == 0) {
      if (message.dwMessageID != LINE_CALLSTATE)
        continue;
      if (message.dwParam1 == LINECALLSTATE_OFFERING)
        lineAnswer((HCALL)message.hDevice, NULL, 0);
      if (message.dwParam1 == LINECALLSTATE_IDLE)
        break;
    }
    lineClose(line);
  }
  lineShutdown(app);
  return 0;
}
