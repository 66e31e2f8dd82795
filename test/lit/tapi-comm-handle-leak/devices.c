// RUN: %check_tapi %s 'tapi-comm-handle-leak'
// The handle of a modem's port that lineGetID brings for a call.
#include "../Inputs/telephony.h"

#include <io.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
  VARSTRING String;
  char Space[256];
} IDENTIFIER;

typedef struct {
  HANDLE hComm;
  char szDevice[1];
} COMM_ID;

void keepPort(HANDLE hPort);

static HANDLE s_hPort;

void neverClosed_bad(HCALL hCall, LPCVOID lpData, DWORD dwSize) {
  IDENTIFIER Id = {{sizeof(Id)}};
  HANDLE hPort;
  DWORD dwWritten;

  if (lineGetID(0, 0, hCall, LINECALLSELECT_CALL, &Id.String,
                "comm/datamodem") != 0)
    return;
  hPort = *(HANDLE *)((LPBYTE)&Id + Id.String.dwStringOffset);
  WriteFile(hPort, lpData, dwSize, &dwWritten, NULL);
} // expect: TAPI017
// CHECK-NOTES: :[[@LINE-1]]:1: warning: the device handle 'hPort' from lineGetID is never closed [tapi-comm-handle-leak]
// CHECK-NOTES: :[[@LINE-7]]:7: note: device handle 'hPort' is obtained by lineGetID here

void member_bad(HCALL hCall, LPVARSTRING lpString) {
  COMM_ID *lpId;
  HANDLE hPort;

  if (lineGetID(0, 0, hCall, LINECALLSELECT_CALL, lpString,
                "comm/datamodem") < 0)
    return;
  lpId = (COMM_ID *)((LPSTR)lpString + lpString->dwStringOffset);
  hPort = lpId->hComm;
  SetupComm(hPort, 4096, 4096);
} // expect: TAPI017
// CHECK-NOTES: :[[@LINE-1]]:1: warning: the device handle 'hPort' from lineGetID is never closed [tapi-comm-handle-leak]
// CHECK-NOTES: :[[@LINE-8]]:7: note: device handle 'hPort' is obtained by lineGetID here

void wide_bad(HCALL hCall, LPVARSTRING lpString) {
  HANDLE hPort;

  if (lineGetIDW(0, 0, hCall, LINECALLSELECT_CALL, lpString,
                 L"comm/datamodem") != 0)
    return;
  hPort = *(LPHANDLE)((LPBYTE)lpString + lpString->dwStringOffset);
  PurgeComm(hPort, PURGE_TXCLEAR);
} // expect: TAPI017
// CHECK-NOTES: :[[@LINE-1]]:1: warning: the device handle 'hPort' from lineGetID is never closed [tapi-comm-handle-leak]
// CHECK-NOTES: :[[@LINE-7]]:7: note: device handle 'hPort' is obtained by lineGetID here

void ansi_bad(HCALL hCall, LPVARSTRING lpString) {
  HANDLE hPort;

  if (lineGetIDA(0, 0, hCall, LINECALLSELECT_CALL, lpString,
                 "COMM/DATAMODEM") != 0)
    return;
  hPort = *(LPHANDLE)(&((LPBYTE)lpString)[lpString->dwStringOffset]);
  PurgeComm(hPort, PURGE_TXCLEAR);
} // expect: TAPI017
// CHECK-NOTES: :[[@LINE-1]]:1: warning: the device handle 'hPort' from lineGetID is never closed [tapi-comm-handle-leak]
// CHECK-NOTES: :[[@LINE-7]]:7: note: device handle 'hPort' is obtained by lineGetID here

void copied_bad(HCALL hCall, LPVARSTRING lpString) {
  HANDLE hPort;

  if (lineGetID(0, 0, hCall, LINECALLSELECT_CALL, lpString,
                "comm/datamodem") != 0)
    return;
  memcpy(&hPort, (LPBYTE)lpString + lpString->dwStringOffset, sizeof(hPort));
  PurgeComm(hPort, PURGE_TXCLEAR);
} // expect: TAPI017
// CHECK-NOTES: :[[@LINE-1]]:1: warning: the device handle 'hPort' from lineGetID is never closed [tapi-comm-handle-leak]
// CHECK-NOTES: :[[@LINE-7]]:7: note: device handle 'hPort' is obtained by lineGetID here

BOOL errorPath_bad(HCALL hCall, LPVARSTRING lpString) {
  HANDLE hPort;

  if (lineGetID(0, 0, hCall, LINECALLSELECT_CALL, lpString,
                "comm/datamodem") != 0)
    return FALSE;
  hPort = *(LPHANDLE)((LPBYTE)lpString + lpString->dwStringOffset);
  if (!SetupComm(hPort, 4096, 4096))
    return FALSE; // expect: TAPI017
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: the device handle 'hPort' from lineGetID is never closed [tapi-comm-handle-leak]
  // CHECK-NOTES: :[[@LINE-7]]:7: note: device handle 'hPort' is obtained by lineGetID here
  // CHECK-NOTES: :[[@LINE-4]]:7: note: 'SetupComm(hPort, 4096, 4096)' is false here
  CloseHandle(hPort);
  return TRUE;
}

void overwritten_bad(HCALL hCall, LPVARSTRING lpString) {
  HANDLE hPort;

  if (lineGetID(0, 0, hCall, LINECALLSELECT_CALL, lpString,
                "comm/datamodem") != 0)
    return;
  hPort = *(LPHANDLE)((LPBYTE)lpString + lpString->dwStringOffset);
  PurgeComm(hPort, PURGE_TXCLEAR);
  hPort = NULL; // expect: TAPI017
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: the device handle 'hPort' from lineGetID is never closed [tapi-comm-handle-leak]
  // CHECK-NOTES: :[[@LINE-7]]:7: note: device handle 'hPort' is obtained by lineGetID here
  s_hPort = hPort;
}

void freedString_bad(HCALL hCall) {
  LPVARSTRING lpString = (LPVARSTRING)malloc(1024);
  HANDLE hPort;

  lpString->dwTotalSize = 1024;
  if (lineGetID(0, 0, hCall, LINECALLSELECT_CALL, lpString,
                "comm/datamodem") == 0) {
    hPort = *(LPHANDLE)((LPBYTE)lpString + lpString->dwStringOffset);
    PurgeComm(hPort, PURGE_TXCLEAR);
  }
  free(lpString);
} // expect: TAPI017
// CHECK-NOTES: :[[@LINE-1]]:1: warning: the device handle 'hPort' from lineGetID is never closed [tapi-comm-handle-leak]
// CHECK-NOTES: :[[@LINE-8]]:7: note: device handle 'hPort' is obtained by lineGetID here

static HANDLE portOf(HCALL hCall, LPVARSTRING lpString) {
  if (lineGetID(0, 0, hCall, LINECALLSELECT_CALL, lpString,
                "comm/datamodem") != 0)
    return NULL;
  return *(LPHANDLE)((LPBYTE)lpString + lpString->dwStringOffset);
}

void fromHelper_bad(HCALL hCall, LPVARSTRING lpString) {
  HANDLE hPort = portOf(hCall, lpString);

  if (hPort == NULL)
    return;
  PurgeComm(hPort, PURGE_TXCLEAR);
} // expect: TAPI017
// CHECK-NOTES: :[[@LINE-1]]:1: warning: the device handle 'hPort' from lineGetID is never closed [tapi-comm-handle-leak]
// CHECK-NOTES: :[[@LINE-7]]:18: note: 'portOf' is called here
// CHECK-NOTES: :[[@LINE-15]]:7: note: device handle 'hPort' is obtained by lineGetID here
// CHECK-NOTES: :[[@LINE-7]]:7: note: 'hPort == NULL' is false here

void deallocatedFirst_bad(HCALL hCall, LPVARSTRING lpString) {
  HANDLE hPort = portOf(hCall, lpString);

  if (hPort)
    PurgeComm(hPort, PURGE_TXCLEAR);
  lineDrop(hCall, NULL, 0);
  lineDeallocateCall(hCall);
} // expect: TAPI017
// CHECK-NOTES: :[[@LINE-1]]:1: warning: the device handle 'hPort' from lineGetID is never closed [tapi-comm-handle-leak]
// CHECK-NOTES: :[[@LINE-8]]:18: note: 'portOf' is called here
// CHECK-NOTES: :[[@LINE-28]]:7: note: device handle 'hPort' is obtained by lineGetID here
// CHECK-NOTES: :[[@LINE-8]]:7: note: 'hPort' is true here

void lineGiven_bad(HLINE hLine, HCALL hCall, LPVARSTRING lpString) {
  HANDLE hPort;

  if (lineGetID(hLine, 0, hCall, LINECALLSELECT_CALL, lpString,
                "comm/datamodem") != 0)
    return;
  hPort = *(LPHANDLE)((LPBYTE)lpString + lpString->dwStringOffset);
  EscapeCommFunction(hPort, SETDTR);
} // expect: TAPI017
// CHECK-NOTES: :[[@LINE-1]]:1: warning: the device handle 'hPort' from lineGetID is never closed [tapi-comm-handle-leak]
// CHECK-NOTES: :[[@LINE-7]]:7: note: device handle 'hPort' is obtained by lineGetID here

void nullTested_bad(HCALL hCall, LPVARSTRING lpString) {
  HANDLE hPort = NULL;

  if (lineGetID(0, 0, hCall, LINECALLSELECT_CALL, lpString,
                "comm/datamodem") == 0)
    hPort = *(LPHANDLE)((LPBYTE)lpString + lpString->dwStringOffset);
  if (hPort != NULL)
    EscapeCommFunction(hPort, SETDTR);
} // expect: TAPI017
// CHECK-NOTES: :[[@LINE-1]]:1: warning: the device handle 'hPort' from lineGetID is never closed [tapi-comm-handle-leak]
// CHECK-NOTES: :[[@LINE-7]]:7: note: device handle 'hPort' is obtained by lineGetID here
// CHECK-NOTES: :[[@LINE-5]]:7: note: 'hPort != NULL' is true here

void twice_bad(HCALL hFirst, HCALL hSecond, LPVARSTRING lpString) {
  HANDLE hPort = portOf(hFirst, lpString);

  if (hPort == NULL)
    return;
  PurgeComm(hPort, PURGE_TXCLEAR);
  hPort = portOf(hSecond, lpString); // expect: TAPI017
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: the device handle 'hPort' from lineGetID is never closed [tapi-comm-handle-leak]
  // CHECK-NOTES: :[[@LINE-7]]:18: note: 'portOf' is called here
  // CHECK-NOTES: :[[@LINE-65]]:7: note: device handle 'hPort' is obtained by lineGetID here
  // CHECK-NOTES: :[[@LINE-7]]:7: note: 'hPort == NULL' is false here
  if (hPort)
    CloseHandle(hPort);
}

void closedOnce_bad(HCALL hFirst, HCALL hSecond, LPVARSTRING lpString) {
  HANDLE hFirstPort = portOf(hFirst, lpString);
  HANDLE hSecondPort = portOf(hSecond, lpString);

  if (hFirstPort)
    CloseHandle(hFirstPort);
  if (hSecondPort)
    PurgeComm(hSecondPort, PURGE_TXCLEAR);
} // expect: TAPI017
// CHECK-NOTES: :[[@LINE-1]]:1: warning: the device handle 'hSecondPort' from lineGetID is never closed [tapi-comm-handle-leak]
// CHECK-NOTES: :[[@LINE-8]]:24: note: 'portOf' is called here
// CHECK-NOTES: :[[@LINE-82]]:7: note: device handle 'hSecondPort' is obtained by lineGetID here
// CHECK-NOTES: :[[@LINE-6]]:7: note: 'hSecondPort' is true here

void inBranch_bad(HCALL hCall, LPVARSTRING lpString, BOOL bKeep) {
  HANDLE hPort = portOf(hCall, lpString);

  if (bKeep)
    s_hPort = hPort;
  else if (hPort)
    PurgeComm(hPort, PURGE_TXCLEAR);
} // expect: TAPI017
// CHECK-NOTES: :[[@LINE-1]]:1: warning: the device handle 'hPort' from lineGetID is never closed [tapi-comm-handle-leak]
// CHECK-NOTES: :[[@LINE-8]]:18: note: 'portOf' is called here
// CHECK-NOTES: :[[@LINE-95]]:7: note: device handle 'hPort' is obtained by lineGetID here
// CHECK-NOTES: :[[@LINE-8]]:7: note: 'bKeep' is false here
// CHECK-NOTES: :[[@LINE-7]]:12: note: 'hPort' is true here

void closed_ok(HCALL hCall, LPVARSTRING lpString) {
  HANDLE hPort;

  if (lineGetID(0, 0, hCall, LINECALLSELECT_CALL, lpString,
                "comm/datamodem") != 0)
    return;
  hPort = *(LPHANDLE)((LPBYTE)lpString + lpString->dwStringOffset);
  PurgeComm(hPort, PURGE_TXCLEAR);
  CloseHandle(hPort);
}

void closedIfAny_ok(HCALL hCall, LPVARSTRING lpString) {
  HANDLE hPort = portOf(hCall, lpString);

  if (hPort)
    CloseHandle(hPort);
}

void line_ok(HLINE hLine, LPVARSTRING lpString) {
  HANDLE hPort;

  if (lineGetID(hLine, 0, 0, LINECALLSELECT_LINE, lpString,
                "comm/datamodem") != 0)
    return;
  hPort = *(LPHANDLE)((LPBYTE)lpString + lpString->dwStringOffset);
  if (hPort == NULL)
    ShowStatus("no port");
}

void otherClass_ok(HCALL hCall, LPVARSTRING lpString) {
  DWORD dwDevice;

  if (lineGetID(0, 0, hCall, LINECALLSELECT_CALL, lpString, "wave/in") != 0)
    return;
  dwDevice = *(LPDWORD)((LPBYTE)lpString + lpString->dwStringOffset);
  s_hPort = (HANDLE)(UINT_PTR)dwDevice;
}

void nameOnly_ok(HCALL hCall, LPVARSTRING lpString) {
  if (lineGetID(0, 0, hCall, LINECALLSELECT_CALL, lpString,
                "comm/datamodem/portname") == 0)
    ShowStatus((LPSTR)lpString + lpString->dwStringOffset);
}

void variableClass_ok(HCALL hCall, LPVARSTRING lpString, LPCSTR lpszClass) {
  HANDLE hPort;

  if (lineGetID(0, 0, hCall, LINECALLSELECT_CALL, lpString, lpszClass) != 0)
    return;
  hPort = *(LPHANDLE)((LPBYTE)lpString + lpString->dwStringOffset);
  PurgeComm(hPort, PURGE_TXCLEAR);
}

void stored_ok(HCALL hCall, LPVARSTRING lpString) {
  if (lineGetID(0, 0, hCall, LINECALLSELECT_CALL, lpString,
                "comm/datamodem") == 0)
    s_hPort = *(LPHANDLE)((LPBYTE)lpString + lpString->dwStringOffset);
}

void passedOn_ok(HCALL hCall, LPVARSTRING lpString) {
  if (lineGetID(0, 0, hCall, LINECALLSELECT_CALL, lpString,
                "comm/datamodem") == 0)
    keepPort(*(LPHANDLE)((LPBYTE)lpString + lpString->dwStringOffset));
}

HANDLE returned_ok(HCALL hCall, LPVARSTRING lpString) {
  HANDLE hPort = portOf(hCall, lpString);

  if (hPort)
    SetupComm(hPort, 4096, 4096);
  return hPort;
}

void out_ok(HCALL hCall, LPVARSTRING lpString, HANDLE *phPort) {
  *phPort = NULL;
  if (lineGetID(0, 0, hCall, LINECALLSELECT_CALL, lpString,
                "comm/datamodem") == 0)
    *phPort = *(LPHANDLE)((LPBYTE)lpString + lpString->dwStringOffset);
}

// The first call only asks for the size.
void retried_ok(HCALL hCall) {
  LPVARSTRING lpString = (LPVARSTRING)LocalAlloc(LPTR, sizeof(VARSTRING));
  HANDLE hPort;

  lpString->dwTotalSize = sizeof(VARSTRING);
  lineGetID(0, 0, hCall, LINECALLSELECT_CALL, lpString, "comm/datamodem");
  if (lpString->dwNeededSize > lpString->dwTotalSize) {
    DWORD dwNeeded = lpString->dwNeededSize;

    LocalFree(lpString);
    lpString = (LPVARSTRING)LocalAlloc(LPTR, dwNeeded);
    lpString->dwTotalSize = dwNeeded;
    if (lineGetID(0, 0, hCall, LINECALLSELECT_CALL, lpString,
                  "comm/datamodem") != 0) {
      LocalFree(lpString);
      return;
    }
    hPort = *(LPHANDLE)((LPBYTE)lpString + lpString->dwStringOffset);
    CloseHandle(hPort);
  }
  LocalFree(lpString);
}

void onlyName_ok(HCALL hCall, LPVARSTRING lpString) {
  if (lineGetID(0, 0, hCall, LINECALLSELECT_CALL, lpString,
                "comm/datamodem") == 0)
    ShowStatus("there is a modem");
}

void failed_ok(HCALL hCall, LPVARSTRING lpString) {
  LONG lResult = lineGetID(0, 0, hCall, LINECALLSELECT_CALL, lpString,
                           "comm/datamodem");

  if (lResult < 0)
    ReportError("lineGetID", lResult);
}

void bothWays_ok(HCALL hCall, LPVARSTRING lpString) {
  HANDLE hPort = portOf(hCall, lpString);

  if (hPort == NULL)
    return;
  if (!SetupComm(hPort, 4096, 4096)) {
    CloseHandle(hPort);
    return;
  }
  EscapeCommFunction(hPort, SETDTR);
  CloseHandle(hPort);
}

void toThread_ok(HCALL hCall, LPVARSTRING lpString,
                 LPTHREAD_START_ROUTINE lpThread) {
  HANDLE hPort = portOf(hCall, lpString);

  if (hPort)
    CloseHandle(CreateThread(NULL, 0, lpThread, hPort, 0, NULL));
}

void toFile_ok(HCALL hCall, LPVARSTRING lpString) {
  HANDLE hPort = portOf(hCall, lpString);

  if (hPort)
    _open_osfhandle((intptr_t)hPort, 0);
}

void invalidTested_ok(HCALL hCall, LPVARSTRING lpString) {
  HANDLE hPort = portOf(hCall, lpString);

  if (hPort != NULL && hPort != INVALID_HANDLE_VALUE)
    CloseHandle(hPort);
}

void closedByMacro_ok(HCALL hCall, LPVARSTRING lpString) {
#define CLOSE(h) ((h) ? (CloseHandle(h), (h) = NULL) : NULL)
  HANDLE hPort = portOf(hCall, lpString);

  CLOSE(hPort);
}

static void closePort(HANDLE hPort) {
  if (hPort)
    CloseHandle(hPort);
}

void closedByHelper_ok(HCALL hCall, LPVARSTRING lpString) {
  closePort(portOf(hCall, lpString));
}
