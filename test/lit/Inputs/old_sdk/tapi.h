// A header in the manner of the SDKs of TAPI 1.x and 2.0, in which a handle is
// a pointer to an opaque struct of its own. Only what the tests need.
#ifndef TAPI_H
#define TAPI_H

#include <windows.h>

#ifdef __cplusplus
extern "C" {
#endif

#define DECLARE_OPAQUE32(name)                                                 \
  struct name##__ {                                                            \
    int unused;                                                                \
  };                                                                           \
  typedef const struct name##__ *name

DECLARE_OPAQUE32(HCALL);
typedef HCALL *LPHCALL;
DECLARE_OPAQUE32(HLINE);
typedef HLINE *LPHLINE;
DECLARE_OPAQUE32(HLINEAPP);
typedef HLINEAPP *LPHLINEAPP;
DECLARE_OPAQUE32(HPHONE);
typedef HPHONE *LPHPHONE;
DECLARE_OPAQUE32(HPHONEAPP);
typedef HPHONEAPP *LPHPHONEAPP;

typedef void(CALLBACK *LINECALLBACK)(DWORD hDevice, DWORD dwMessage,
                                     DWORD dwInstance, DWORD dwParam1,
                                     DWORD dwParam2, DWORD dwParam3);
typedef LINECALLBACK PHONECALLBACK;

#define LINE_CALLSTATE 2L
#define LINE_CLOSE 3L
#define LINE_REPLY 12L
#define LINE_APPNEWCALL 23L

#define LINECALLSTATE_IDLE 0x00000001
#define LINECALLPRIVILEGE_NONE 0x00000001
#define LINECALLPRIVILEGE_MONITOR 0x00000002
#define LINECALLPRIVILEGE_OWNER 0x00000004
#define LINEDIGITMODE_DTMF 0x00000002
#define LINEMEDIAMODE_INTERACTIVEVOICE 0x00000004

typedef struct linecallparams_tag {
  DWORD dwTotalSize;
  DWORD dwBearerMode;
  DWORD dwMediaMode;
} LINECALLPARAMS, *LPLINECALLPARAMS;

typedef struct linecallinfo_tag {
  DWORD dwTotalSize;
  DWORD dwNeededSize;
  DWORD dwUsedSize;
  HLINE hLine;
} LINECALLINFO, *LPLINECALLINFO;

typedef struct linedevstatus_tag {
  DWORD dwTotalSize;
  DWORD dwNeededSize;
  DWORD dwUsedSize;
  DWORD dwNumOpens;
} LINEDEVSTATUS, *LPLINEDEVSTATUS;

typedef struct linemessage_tag {
  DWORD hDevice;
  DWORD dwMessageID;
  DWORD dwCallbackInstance;
  DWORD dwParam1;
  DWORD dwParam2;
  DWORD dwParam3;
} LINEMESSAGE, *LPLINEMESSAGE;

LONG WINAPI lineAnswer(HCALL hCall, LPCSTR lpsUserUserInfo, DWORD dwSize);
LONG WINAPI lineClose(HLINE hLine);
LONG WINAPI lineDeallocateCall(HCALL hCall);
LONG WINAPI lineDrop(HCALL hCall, LPCSTR lpsUserUserInfo, DWORD dwSize);
LONG WINAPI lineGetCallInfo(HCALL hCall, LPLINECALLINFO lpCallInfo);
LONG WINAPI lineGetLineDevStatus(HLINE hLine, LPLINEDEVSTATUS lpLineDevStatus);
LONG WINAPI lineGetMessage(HLINEAPP hLineApp, LPLINEMESSAGE lpMessage,
                           DWORD dwTimeout);
LONG WINAPI lineHold(HCALL hCall);
LONG WINAPI lineInitialize(LPHLINEAPP lphLineApp, HINSTANCE hInstance,
                           LINECALLBACK lpfnCallback, LPCSTR lpszAppName,
                           LPDWORD lpdwNumDevs);
LONG WINAPI lineMakeCall(HLINE hLine, LPHCALL lphCall, LPCSTR lpszDestAddress,
                         DWORD dwCountryCode,
                         LPLINECALLPARAMS const lpCallParams);
LONG WINAPI lineMonitorDigits(HCALL hCall, DWORD dwDigitModes);
LONG WINAPI lineOpen(HLINEAPP hLineApp, DWORD dwDeviceID, LPHLINE lphLine,
                     DWORD dwAPIVersion, DWORD dwExtVersion,
                     DWORD dwCallbackInstance, DWORD dwPrivileges,
                     DWORD dwMediaModes, LPLINECALLPARAMS const lpCallParams);
LONG WINAPI lineSetStatusMessages(HLINE hLine, DWORD dwLineStates,
                                  DWORD dwAddressStates);
LONG WINAPI lineSetupTransfer(HCALL hCall, LPHCALL lphConsultCall,
                              LPLINECALLPARAMS const lpCallParams);
LONG WINAPI lineShutdown(HLINEAPP hLineApp);
LONG WINAPI phoneClose(HPHONE hPhone);
LONG WINAPI phoneGetHookSwitch(HPHONE hPhone, LPDWORD lpdwHookSwitchDevs);
LONG WINAPI phoneInitialize(LPHPHONEAPP lphPhoneApp, HINSTANCE hInstance,
                            PHONECALLBACK lpfnCallback, LPCSTR lpszAppName,
                            LPDWORD lpdwNumDevs);
LONG WINAPI phoneOpen(HPHONEAPP hPhoneApp, DWORD dwDeviceID, LPHPHONE lphPhone,
                      DWORD dwAPIVersion, DWORD dwExtVersion,
                      DWORD dwCallbackInstance, DWORD dwPrivilege);
LONG WINAPI phoneShutdown(HPHONEAPP hPhoneApp);

#ifdef __cplusplus
}
#endif

#endif // TAPI_H
