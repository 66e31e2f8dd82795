// What the test programs share: the globals and helpers that a small telephony
// program has. Functions that are only declared stand for code in another file.
#ifndef TELEPHONY_H
#define TELEPHONY_H

#include <tapi.h>
#include <windows.h>

#ifdef __cplusplus
extern "C" {
#endif

#define NEGOTIATED_VERSION 0x00020000
#define ALL_STATES 0x01FFFFFF

extern HLINEAPP g_hLineApp;

void ReportError(LPCSTR lpszWhere, LONG lResult);
void ShowStatus(LPCSTR lpszText);
BOOL UserConfirms(LPCSTR lpszQuestion);
int NextCommand(void);

// Returns TRUE once the reply says that the request succeeded, and FALSE when
// the request was refused, failed, or cannot be waited for.
static inline BOOL waitForReply(LONG lRequest) {
  LINEMESSAGE Message;

  if (lRequest <= 0)
    return FALSE;
  for (;;) {
    if (lineGetMessage(g_hLineApp, &Message, INFINITE) < 0)
      return FALSE;
    if (Message.dwMessageID == LINE_REPLY && (LONG)Message.dwParam1 == lRequest)
      return (LONG)Message.dwParam2 == 0;
  }
}

#ifdef __cplusplus
}
#endif

#endif // TELEPHONY_H
