#include "line.h"

void hangUp(HCALL hCall) {
  lineDrop(hCall, NULL, 0);
  lineDeallocateCall(hCall);
}
