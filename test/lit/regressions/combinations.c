// RUN: %check_tapi %s 'tapi-*'
// Calls that multiply the ways through a function.
#include "../Inputs/telephony.h"

static BOOL rings(HLINE hLine, DWORD mode) {
  return lineSetNumRings(hLine, 0, mode) == 0;
}

#define EIGHT(n)                                                               \
  rings(hLine, n) | rings(hLine, n + 1) | rings(hLine, n + 2) |                \
      rings(hLine, n + 3) | rings(hLine, n + 4) | rings(hLine, n + 5) |        \
      rings(hLine, n + 6) | rings(hLine, n + 7)

// Each of the calls can end in two ways, and no branch is in between.
void oneExpression_bad(HLINEAPP hLineApp) {
  HLINE hLine;

  if (lineOpen(hLineApp, 0, &hLine, 0x00020000, 0, 0,
               LINECALLPRIVILEGE_NONE, LINEMEDIAMODE_INTERACTIVEVOICE,
               NULL) != 0)
    return;
  if (EIGHT(0) | EIGHT(8) | EIGHT(16) | EIGHT(24))
    return; // expect: TAPI007
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: line handle 'hLine' is never closed: its last reference ends here [tapi-line-leak]
  // CHECK-NOTES: :[[@LINE-7]]:7: note: line handle 'hLine' is obtained by lineOpen here
  // CHECK-NOTES: :[[@LINE-4]]:7: note: 'EIGHT(0) | EIGHT(8) | EIGHT(16) | EIGHT(24)' is true here
  lineClose(hLine);
}

void oneExpression_ok(HLINEAPP hLineApp) {
  HLINE hLine;

  if (lineOpen(hLineApp, 0, &hLine, 0x00020000, 0, 0,
               LINECALLPRIVILEGE_NONE, LINEMEDIAMODE_INTERACTIVEVOICE,
               NULL) != 0)
    return;
  BOOL all = EIGHT(0) & EIGHT(8) & EIGHT(16) & EIGHT(24);
  lineClose(hLine);
  if (all)
    lineSetNumRings(0, 0, 0);
}

static LONG open0(HLINEAPP hLineApp, HLINE *place, DWORD n) {
  return lineOpen(hLineApp, n, place, 0x00020000, 0, 0,
                  LINECALLPRIVILEGE_NONE, LINEMEDIAMODE_INTERACTIVEVOICE, NULL);
}

#define LEVEL(lower, bit)                                                      \
  if (n & (1u << bit))                                                         \
    return open##lower(hLineApp, place, n);                                    \
  return open##lower(hLineApp, place, n + 1)

static LONG open1(HLINEAPP hLineApp, HLINE *place, DWORD n) {
  LEVEL(0, 1);
}

static LONG open2(HLINEAPP hLineApp, HLINE *place, DWORD n) {
  LEVEL(1, 2);
}

static LONG open3(HLINEAPP hLineApp, HLINE *place, DWORD n) {
  LEVEL(2, 3);
}

static LONG open4(HLINEAPP hLineApp, HLINE *place, DWORD n) {
  LEVEL(3, 4);
}

static LONG open5(HLINEAPP hLineApp, HLINE *place, DWORD n) {
  LEVEL(4, 5);
}

static LONG open6(HLINEAPP hLineApp, HLINE *place, DWORD n) {
  LEVEL(5, 6);
}

static LONG open7(HLINEAPP hLineApp, HLINE *place, DWORD n) {
  LEVEL(6, 7);
}

static LONG open8(HLINEAPP hLineApp, HLINE *place, DWORD n) {
  LEVEL(7, 8);
}

static LONG open9(HLINEAPP hLineApp, HLINE *place, DWORD n) {
  LEVEL(8, 9);
}

static LONG open10(HLINEAPP hLineApp, HLINE *place, DWORD n) {
  LEVEL(9, 10);
}

// A function that is called in more ways than are told apart may still have set
// what it was given the address of.
void manyWays_ok(HLINEAPP hLineApp, DWORD n) {
  HLINE hLine;

  if (open10(hLineApp, &hLine, n) == 0)
    lineClose(hLine);
}
