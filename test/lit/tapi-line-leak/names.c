// RUN: %check_tapi %s 'tapi-*'
// RUN: %check_tapi %s 'tapi-*' -- -DUNICODE
// RUN: %check_tapi %s 'tapi-*' -- -DTAPI_CURRENT_VERSION=0x00010004
// RUN: %check_tapi %s 'tapi-*' -- -m32
// The plain, the A and the W names, for both architectures.
#include "../Inputs/telephony.h"

void ansiName_bad(HLINEAPP hLineApp) {
  HLINE hLine = 0;

  lineOpenA(hLineApp, 0, &hLine, 0x00010004, 0, 0, LINECALLPRIVILEGE_NONE, 0,
            NULL);
} // expect: TAPI007
// CHECK-NOTES: :[[@LINE-1]]:1: warning: line handle 'hLine' is never closed: its last reference ends here [tapi-line-leak]
// CHECK-NOTES: :[[@LINE-4]]:3: note: line handle 'hLine' is obtained by lineOpen here

void wideName_bad(HLINEAPP hLineApp) {
  HLINE hLine = 0;

  if (lineOpenW(hLineApp, 0, &hLine, 0x00020000, 0, 0, LINECALLPRIVILEGE_NONE,
                0, NULL) == 0)
    ShowStatus("open");
} // expect: TAPI007
// CHECK-NOTES: :[[@LINE-1]]:1: warning: line handle 'hLine' is never closed: its last reference ends here [tapi-line-leak]
// CHECK-NOTES: :[[@LINE-5]]:7: note: line handle 'hLine' is obtained by lineOpen here

void plainName_bad(HLINEAPP hLineApp) {
  HLINE hLine = 0;

  if (lineOpen(hLineApp, 0, &hLine, 0x00010004, 0, 0, LINECALLPRIVILEGE_NONE, 0,
               NULL) == 0)
    ShowStatus("open");
} // expect: TAPI007
// CHECK-NOTES: :[[@LINE-1]]:1: warning: line handle 'hLine' is never closed: its last reference ends here [tapi-line-leak]
// CHECK-NOTES: :[[@LINE-5]]:7: note: line handle 'hLine' is obtained by lineOpen here

void plainFunction_bad(HLINEAPP hLineApp) {
  HLINE hLine = 0;

  if ((lineOpen)(hLineApp, 0, &hLine, 0x00010004, 0, 0, LINECALLPRIVILEGE_NONE,
                 0, NULL) == 0)
    ShowStatus("open");
} // expect: TAPI007
// CHECK-NOTES: :[[@LINE-1]]:1: warning: line handle 'hLine' is never closed: its last reference ends here [tapi-line-leak]
// CHECK-NOTES: :[[@LINE-5]]:7: note: line handle 'hLine' is obtained by lineOpen here

void names_ok(HLINEAPP hLineApp) {
  HLINE hLine = 0;

  if (lineOpenA(hLineApp, 0, &hLine, 0x00010004, 0, 0, LINECALLPRIVILEGE_NONE,
                0, NULL) == 0)
    lineClose(hLine);
  if (lineOpenW(hLineApp, 0, &hLine, 0x00020000, 0, 0, LINECALLPRIVILEGE_NONE,
                0, NULL) == 0)
    lineClose(hLine);
  if ((lineOpen)(hLineApp, 0, &hLine, 0x00010004, 0, 0, LINECALLPRIVILEGE_NONE,
                 0, NULL) == 0)
    lineClose(hLine);
}
