# Part of the TAPI handle checker, Apache-2.0 WITH LLVM-exception.
"""A made-up telephony dialer of about 4,000 lines, for timing.

It has the proportions of a real one: one window program in C, most of it
dialogs, registry and strings, and a telephony core of globals, a callback, one
call at a time, structures that are asked for until they fit.  The text is
generated from the templates below; the numbers in the names carry no meaning.
"""

HEAD = """#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <windows.h>

#include <tapi.h>

#define MAX_ENTRIES 32

static HINSTANCE instance;
static HWND mainWindow;
static char numberBuffer[MAX_ENTRIES][64];
static DWORD entryCount;
static DWORD options;

"""

DIALOG = """/* Dialog {i}: shows a list and edits its entries. */
static BOOL fillList{i}(HWND list) {{
  DWORD i;
  LRESULT index;
  SendMessageA(list, LB_RESETCONTENT, 0, 0);
  for (i = 0; i < entryCount && i < MAX_ENTRIES; i++) {{
    if (numberBuffer[i][0] == 0)
      continue;
    index = SendMessageA(list, LB_ADDSTRING, 0, (LPARAM)numberBuffer[i]);
    if (index == LB_ERR || index == LB_ERRSPACE)
      return FALSE;
    SendMessageA(list, LB_SETITEMDATA, index, i);
  }}
  return entryCount > 0;
}}

static BOOL readEntry{i}(HWND dialog, DWORD index) {{
  char text[64];
  UINT length = GetDlgItemTextA(dialog, {i} + 100, text, sizeof text);
  UINT i, kept = 0;
  if (length == 0 || index >= MAX_ENTRIES)
    return FALSE;
  for (i = 0; i < length; i++) {{
    char c = text[i];
    if ((c >= '0' && c <= '9') || c == '*' || c == '#' || c == '+')
      numberBuffer[index][kept++] = c;
    else if (c == ' ' || c == '-' || c == '(' || c == ')')
      continue;
    else
      return FALSE;
  }}
  numberBuffer[index][kept] = 0;
  return kept > 0;
}}

static INT_PTR CALLBACK dialogProc{i}(HWND dialog, UINT message, WPARAM w,
                                     LPARAM l) {{
  switch (message) {{
  case WM_INITDIALOG:
    if (!fillList{i}(GetDlgItem(dialog, {i} + 101)))
      EnableWindow(GetDlgItem(dialog, IDOK), FALSE);
    SetFocus(GetDlgItem(dialog, {i} + 100));
    return FALSE;
  case WM_COMMAND:
    switch (LOWORD(w)) {{
    case IDOK:
      if (!readEntry{i}(dialog, entryCount)) {{
        MessageBoxA(dialog, "not a number", "dialer", MB_OK | MB_ICONSTOP);
        return TRUE;
      }}
      if (entryCount < MAX_ENTRIES - 1)
        entryCount++;
      EndDialog(dialog, TRUE);
      return TRUE;
    case IDCANCEL:
      EndDialog(dialog, FALSE);
      return TRUE;
    case {i} + 102:
      if (HIWORD(w) == BN_CLICKED)
        options ^= 1u << ({i} % 16);
      return TRUE;
    default:
      break;
    }}
    break;
  case WM_CLOSE:
    EndDialog(dialog, FALSE);
    return TRUE;
  default:
    break;
  }}
  return FALSE;
}}

static void loadOptions{i}(void) {{
  HKEY key;
  DWORD type, size = sizeof options;
  if (RegOpenKeyExA(HKEY_CURRENT_USER, "Software\\\\Dialer{i}", 0, KEY_READ,
                    &key) != ERROR_SUCCESS)
    return;
  if (RegQueryValueExA(key, "Options", NULL, &type, (BYTE *)&options,
                       &size) != ERROR_SUCCESS ||
      type != REG_DWORD)
    options = 0;
  RegCloseKey(key);
}}

"""

CORE = """
static HLINEAPP lineApp;
static HLINE line;
static HCALL call;
static LONG makeCallRequest;
static LONG dropRequest;
static BOOL makeCallPending;
static BOOL dropPending;
static DWORD deviceCount;
static DWORD apiVersion = 0x00020000;
static DWORD deviceInUse = (DWORD)-1;

static void CALLBACK lineCallback(DWORD device, DWORD message,
                                  DWORD_PTR callbackInstance, DWORD_PTR p1,
                                  DWORD_PTR p2, DWORD_PTR p3);

static void showState(const char *text) { SetWindowTextA(mainWindow, text); }

static BOOL isNegotiated(DWORD device) {
  LINEEXTENSIONID extension;
  DWORD version;
  if (lineNegotiateAPIVersion(lineApp, device, 0x00010004, apiVersion,
                              &version, &extension) != 0)
    return FALSE;
  return version >= 0x00010004;
}

static BOOL startTapi(void) {
  LINEINITIALIZEEXPARAMS params;
  LONG result;
  int tries;
  memset(&params, 0, sizeof params);
  params.dwTotalSize = sizeof params;
  params.dwOptions = LINEINITIALIZEEXOPTION_USEHIDDENWINDOW;
  for (tries = 0; tries < 3; tries++) {
    result = lineInitializeEx(&lineApp, instance, lineCallback, "dialer",
                              &deviceCount, &apiVersion, &params);
    if (result == 0)
      return TRUE;
    if (result != LINEERR_REINIT)
      break;
    if (MessageBoxA(mainWindow, "wait for other programs?", "dialer",
                    MB_RETRYCANCEL) == IDCANCEL)
      break;
    Sleep(1000);
  }
  lineApp = 0;
  return FALSE;
}

static void stopTapi(void) {
  if (line) {
    lineClose(line);
    line = 0;
  }
  call = 0;
  makeCallPending = dropPending = FALSE;
  if (lineApp) {
    lineShutdown(lineApp);
    lineApp = 0;
  }
}

static void hangUp(void) {
  if (makeCallPending) {
    lineClose(line);
    line = 0;
    makeCallPending = FALSE;
    call = 0;
    showState("cancelled");
    return;
  }
  if (call && !dropPending) {
    dropRequest = lineDrop(call, NULL, 0);
    if (dropRequest > 0)
      dropPending = TRUE;
  }
}

static void callIsIdle(void) {
  if (call) {
    lineDeallocateCall(call);
    call = 0;
  }
  if (line) {
    lineClose(line);
    line = 0;
  }
  dropPending = FALSE;
  showState("idle");
}
"""

STRUCTURE = """
static {type} *get{name}{i}({parameters}) {{
  {type} *data = NULL, *larger;
  DWORD size = sizeof({type}) + {i};
  for (;;) {{
    larger = realloc(data, size);
    if (larger == NULL)
      break;
    data = larger;
    memset(data, 0, size);
    data->dwTotalSize = size;
    if ({call} != 0)
      break;
    if (data->dwNeededSize <= data->dwTotalSize)
      return data;
    size = data->dwNeededSize;
  }}
  free(data);
  return NULL;
}}

static BOOL check{name}{i}({parameters}) {{
  {type} *data = get{name}{i}({arguments});
  BOOL fits = FALSE;
  if (data == NULL)
    return FALSE;
  if (data->dwUsedSize > sizeof({type}))
    fits = TRUE;
  else if (data->dwNeededSize == data->dwTotalSize && (options & {i}))
    fits = TRUE;
  free(data);
  return fits;
}}
"""

STRUCTURES = [
    ("LINEDEVCAPS", "DevCaps", "DWORD device",
     "lineGetDevCaps(lineApp, device, apiVersion, 0, data)", "device"),
    ("LINEADDRESSCAPS", "AddressCaps", "DWORD device",
     "lineGetAddressCaps(lineApp, device, 0, apiVersion, 0, data)", "device"),
    ("LINECALLINFO", "CallInfo", "HCALL which",
     "lineGetCallInfo(which, data)", "which"),
    ("LINECALLSTATUS", "CallStatus", "HCALL which",
     "lineGetCallStatus(which, data)", "which"),
    ("LINEDEVSTATUS", "DevStatus", "HLINE which",
     "lineGetLineDevStatus(which, data)", "which"),
    ("LINEADDRESSSTATUS", "AddressStatus", "HLINE which",
     "lineGetAddressStatus(which, 0, data)", "which"),
    ("LINETRANSLATECAPS", "TranslateCaps", "DWORD device",
     "lineGetTranslateCaps(lineApp, apiVersion, data)", "device"),
]

DIAL = """
static BOOL dial{i}(const char *number) {{
  LINETRANSLATEOUTPUT translated;
  LINECALLPARAMS params;
  HLINE opened = 0;
  LONG result;
  if (line || call || makeCallPending)
    return FALSE;
  if (deviceInUse == (DWORD)-1 || !isNegotiated(deviceInUse))
    return FALSE;
  result = lineOpen(lineApp, deviceInUse, &opened, apiVersion, 0, {i},
                    LINECALLPRIVILEGE_NONE, LINEMEDIAMODE_INTERACTIVEVOICE,
                    NULL);
  if (result != 0)
    return FALSE;
  line = opened;
  memset(&translated, 0, sizeof translated);
  translated.dwTotalSize = sizeof translated;
  if (lineTranslateAddress(lineApp, deviceInUse, apiVersion, number, 0, 0,
                           &translated) != 0)
    goto error;
  memset(&params, 0, sizeof params);
  params.dwTotalSize = sizeof params;
  params.dwBearerMode = LINEBEARERMODE_VOICE;
  params.dwMediaMode = LINEMEDIAMODE_INTERACTIVEVOICE;
  params.dwCallParamFlags = LINECALLPARAMFLAGS_IDLE;
  params.dwAddressMode = LINEADDRESSMODE_ADDRESSID;
  call = 0;
  makeCallRequest = lineMakeCall(line, &call, number, {i}, &params);
  if (makeCallRequest > 0) {{
    makeCallPending = TRUE;
    showState("dialling");
    return TRUE;
  }}
error:
  lineClose(line);
  line = 0;
  showState("could not dial");
  return FALSE;
}}
"""

CALLBACK = """
static void onReply(LONG request, LONG result) {
  if (makeCallPending && request == makeCallRequest) {
    makeCallPending = FALSE;
    if (result < 0) {
      call = 0;
      lineClose(line);
      line = 0;
      showState("failed");
    }
  } else if (dropPending && request == dropRequest) {
    dropPending = FALSE;
    if (result == 0)
      callIsIdle();
  }
}

static void onCallState(HCALL which, DWORD state, DWORD detail) {
  if (which != call)
    return;
  switch (state) {
  case LINECALLSTATE_DIALTONE:
    showState("dial tone");
    break;
  case LINECALLSTATE_DIALING:
    showState("dialling");
    break;
  case LINECALLSTATE_PROCEEDING:
    showState("proceeding");
    break;
  case LINECALLSTATE_RINGBACK:
    showState("ringing");
    break;
  case LINECALLSTATE_BUSY:
    showState(detail == LINEBUSYMODE_TRUNK ? "lines busy" : "busy");
    hangUp();
    break;
  case LINECALLSTATE_CONNECTED:
    showState("connected");
    break;
  case LINECALLSTATE_DISCONNECTED:
    showState("disconnected");
    hangUp();
    break;
  case LINECALLSTATE_IDLE:
    callIsIdle();
    break;
  default:
    break;
  }
}

static void CALLBACK lineCallback(DWORD device, DWORD message,
                                  DWORD_PTR callbackInstance, DWORD_PTR p1,
                                  DWORD_PTR p2, DWORD_PTR p3) {
  switch (message) {
  case LINE_REPLY:
    onReply((LONG)p1, (LONG)p2);
    break;
  case LINE_CALLSTATE:
    onCallState((HCALL)device, (DWORD)p1, (DWORD)p2);
    break;
  case LINE_CLOSE:
    if ((HLINE)device == line) {
      line = 0;
      call = 0;
      makeCallPending = dropPending = FALSE;
      showState("closed");
    }
    break;
  case LINE_LINEDEVSTATE:
    if (p1 == LINEDEVSTATE_REINIT && p2 == 0) {
      stopTapi();
      startTapi();
    } else if (p1 == LINEDEVSTATE_REMOVED && line) {
      lineClose(line);
      line = 0;
    }
    break;
  case LINE_CREATE:
    if (deviceCount <= p1)
      deviceCount = (DWORD)p1 + 1;
    break;
  default:
    break;
  }
}
"""

MAIN = """
int WINAPI WinMain(HINSTANCE self, HINSTANCE previous, LPSTR command,
                   int show) {
  MSG message;
  instance = self;
"""


def core():
    parts = [CORE]
    for i in range(12):
        type_name, name, parameters, call, arguments = STRUCTURES[
            i % len(STRUCTURES)]
        parts.append(STRUCTURE.format(i=i, type=type_name, name=name,
                                      parameters=parameters, call=call,
                                      arguments=arguments))
    parts += [DIAL.format(i=i) for i in range(4)]
    return "".join(parts) + CALLBACK


def main(dialogs, telephony):
    calls = "".join(f"  loadOptions{i}();\n"
                    "  DialogBoxParamA(instance, MAKEINTRESOURCEA("
                    f"{i} + 200), mainWindow, dialogProc{i}, 0);\n"
                    for i in range(dialogs))
    start = "  if (!startTapi())\n    return 1;\n" if telephony else ""
    used = "".join(f"  dial{i}(numberBuffer[{i}]);\n" for i in range(4))
    used += "".join(
        f"  check{STRUCTURES[i % len(STRUCTURES)][1]}{i}("
        f"{argument(STRUCTURES[i % len(STRUCTURES)][2])});\n"
        for i in range(12))
    loop = ("  while (GetMessageA(&message, NULL, 0, 0) > 0) {\n"
            "    TranslateMessage(&message);\n"
            "    DispatchMessageA(&message);\n  }\n")
    stop = "  stopTapi();\n" if telephony else ""
    return (MAIN + start + calls + (used if telephony else "") + loop + stop +
            "  return (int)message.wParam;\n}\n")


def argument(parameter):
    return {"DWORD device": "0", "HCALL which": "call",
            "HLINE which": "line"}[parameter]


def with_tapi(dialogs=38):
    return (HEAD + "".join(DIALOG.format(i=i) for i in range(dialogs)) +
            core() + main(dialogs, True))


def without_tapi(dialogs=43):
    head = HEAD.replace("#include <tapi.h>\n", "").replace("\n\n\n", "\n\n")
    return (head + "".join(DIALOG.format(i=i) for i in range(dialogs)) +
            main(dialogs, False))
