#!/usr/bin/env python3
# Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE for licence information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Fails if a command needs more processor time than it may.

  cpu_time.py SECONDS COMMAND...

The best of some runs counts, and processor time instead of the clock's: both
depend little on what else the machine does. The exit code is the command's, 3
if it is too slow.
"""

import resource
import subprocess
import sys

RUNS = 7


def used():
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def main(limit, command):
    best = float("inf")
    for _ in range(RUNS):
        before = used()
        done = subprocess.run(command, stdout=subprocess.DEVNULL, check=False)
        best = min(best, used() - before)
        if best <= float(limit):
            break
    print(f"{best:.3f} s", file=sys.stderr)
    return 3 if best > float(limit) else done.returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
