#!/usr/bin/env python3
# Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE for licence information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Fails if a command needs more processor time than it may.

  cpu_time.py SECONDS COMMAND... [--than FACTOR REFERENCE...]

The best of some runs counts, and processor time instead of the clock's: both
depend little on what else the machine does. A machine that is slow or busy
beyond that is told by a reference command: FACTOR times its time is enough, too.
The exit code is the command's, 3 if it is too slow.
"""

import resource
import subprocess
import sys

RUNS = 7


def used():
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def run(command):
    """(processor time, exit code)"""
    before = used()
    done = subprocess.run(command, stdout=subprocess.DEVNULL, check=False)
    return used() - before, done.returncode


def main(limit, words):
    command, factor, reference = words, 0.0, []
    if "--than" in words:
        at = words.index("--than")
        command, factor = words[:at], float(words[at + 1])
        reference = words[at + 2:]
    best, best_reference = float("inf"), float("inf")
    for _ in range(RUNS):
        time, code = run(command)
        best = min(best, time)
        if reference:
            best_reference = min(best_reference, run(reference)[0])
        enough = max(limit, factor * best_reference if reference else 0.0)
        if best <= enough:
            break
    print(f"{best:.3f} s, at most {enough:.3f} s", file=sys.stderr)
    return 3 if best > enough else code


if __name__ == "__main__":
    sys.exit(main(float(sys.argv[1]), sys.argv[2:]))
