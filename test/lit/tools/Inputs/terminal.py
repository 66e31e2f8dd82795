#!/usr/bin/env python3
"""Runs a command with a terminal as its standard error: terminal.py COMMAND...

Prints what came there and what came on standard output. The exit code is the
command's.
"""

import os
import pty
import subprocess
import sys

ours, theirs = pty.openpty()
done = subprocess.run(sys.argv[1:], stdout=subprocess.PIPE, stderr=theirs,
                      check=False)
os.close(theirs)
shown = b""
while True:
    try:
        more = os.read(ours, 4096)
    except OSError:  # What Linux says when the other end is closed.
        break
    if not more:
        break
    shown += more
print("stderr:", ascii(shown.decode()))
print("stdout:", done.stdout.decode())
sys.exit(done.returncode)
