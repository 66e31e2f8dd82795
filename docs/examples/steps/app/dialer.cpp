extern "C" {
#include <line.h>
}

void sendTones(HCALL hCall) {
  hangUp(hCall);
  lineGenerateDigits(hCall, LINEDIGITMODE_DTMF, TONES, 0); // The call is gone.
}
