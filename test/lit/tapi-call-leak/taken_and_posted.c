// RUN: %check_tapi %s 'tapi-*'
// Every message is posted on in a copy: whoever gets it releases the call.
#include "../Inputs/telephony.h"
#include <stdlib.h>

static HWND s_hWindow;

void CALLBACK onLine_ok(DWORD device, DWORD message, DWORD_PTR instance,
                        DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) {
  LINEMESSAGE *lpCopy = (LINEMESSAGE *)malloc(sizeof(*lpCopy));

  if (!lpCopy)
    return;
  lpCopy->hDevice = device;
  lpCopy->dwMessageID = message;
  lpCopy->dwParam1 = p1;
  if (message == LINE_CALLSTATE && p1 == LINECALLSTATE_OFFERING)
    lineAnswer((HCALL)device, NULL, 0);
  PostMessage(s_hWindow, WM_USER, 0, (LPARAM)lpCopy);
}
