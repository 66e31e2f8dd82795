// RUN: %check_tapi %s 'tapi-*'
// A program that releases every call when it goes idle, also those that came in
// a list.
#include "../Inputs/telephony.h"

void list_ok(HLINE hLine) {
  BYTE Buffer[400];
  LINECALLLIST *lpList = (LINECALLLIST *)Buffer;

  lpList->dwTotalSize = sizeof(Buffer);
  if (lineGetNewCalls(hLine, 0, LINECALLSELECT_LINE, lpList) == 0 &&
      lpList->dwCallsNumEntries > 0)
    ShowStatus("there are calls");
}

void messages_ok(HLINEAPP hLineApp) {
  LINEMESSAGE Message;

  while (lineGetMessage(hLineApp, &Message, 5000) == 0)
    if (Message.dwMessageID == LINE_CALLSTATE &&
        Message.dwParam1 == LINECALLSTATE_IDLE)
      lineDeallocateCall((HCALL)Message.hDevice);
}
