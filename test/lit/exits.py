#!/usr/bin/env python3
"""Run a command that must end with one exit code: exits.py CODE COMMAND...

lit's `not` knows zero and not zero; the difference between 1 (findings) and
2 (could not analyse) is part of what we promise.
"""

import subprocess
import sys

wanted, command = int(sys.argv[1]), sys.argv[2:]
code = subprocess.run(command, stdin=subprocess.DEVNULL).returncode
if code != wanted:
    sys.exit(f"exit code {code}, expected {wanted}: {' '.join(command)}")
