#include <windows.h>
#include <tapi.h>

void hangUp(HCALL hCall);
