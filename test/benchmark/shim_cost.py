#!/usr/bin/env python3
# Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE for licence information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What the shim costs a call, against the fake called directly, under wine.

Processor time of the measuring threads, medians of several runs. A use is
lineGetCallStatus on a random live handle; a birth or death is half of a
lineOpen/lineClose pair. Prints a table; exits with 2 if it could not measure.
It is a measurement, not a test: nothing fails here for being slow.
"""

import argparse
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "checker" / "shim"))
from run import keep_wine_running, run_wine, wine_path  # noqa: E402

COMPILER = "x86_64-w64-mingw32-gcc"


def once(exe, dll, live, threads, env):
    code, output = run_wine([str(exe), wine_path(dll), str(live),
                             str(threads)], env, 300)
    found = dict(line.split(maxsplit=1) for line in output.splitlines()
                 if " " in line)
    if code or set(found) != {"use", "pair"}:
        sys.exit(f"shim_cost: no result: {output}")
    return float(found["use"]), float(found["pair"]) / 2


def median(runs, *arguments):
    results = [once(*arguments) for _ in range(runs)]
    return tuple(statistics.median(r[i] for r in results) for i in (0, 1))


def environment(work, build, live, stacks):
    script = work / "cost.txt"
    script.write_text(f"on lineOpen 1 hidden {live}\non lineOpen 2 hidden {live}\n")
    return dict(
        os.environ, WINEDEBUG="-all", WINEDLLOVERRIDES="tapi32=n,b",
        TAPI_FAKE_SCRIPT=wine_path(script),
        TAPI_SHIM_REAL=wine_path(build / "shim/fake/x64/fake-tapi32.dll"),
        TAPI_SHIM_LOG="none", TAPI_SHIM_DEBUGSTRING="0",
        TAPI_SHIM_STACKS=str(stacks))


def main(argv):
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--build", type=pathlib.Path, default=ROOT / "build")
    p.add_argument("--runs", type=int, default=5)
    p.add_argument("--live", type=int, nargs="+",
                   default=[1000, 10000, 100000, 1000000])
    p.add_argument("--threads", type=int, nargs="+", default=[1, 8])
    options = p.parse_args(argv)
    build = options.build.resolve()
    for tool in ("wine", COMPILER):
        if not shutil.which(tool):
            print(f"shim_cost: {tool} is not installed")
            return 2
    fake = build / "shim/fake/x64/fake-tapi32.dll"
    shim = build / "shim/x64/tapi32.dll"
    keep_wine_running()
    print("Cost of the shim in nanoseconds a call (time with it minus time "
          f"without), load average {os.getloadavg()[0]:.1f}")
    print(f"{'handles':>8} {'threads':>7} {'stacks':>6} {'use':>7} "
          f"{'birth/death':>11}")
    with tempfile.TemporaryDirectory(prefix="tapi-cost-") as name:
        work = pathlib.Path(name)
        exe = work / "shim_cost.exe"
        subprocess.run([COMPILER, "-O1", "-Wno-cast-function-type",
                        str(ROOT / "test/shim/programs/shim_cost.c"), "-o",
                        str(exe)], check=True)
        for live in options.live:
            for threads in options.threads:
                env = environment(work, build, live, 0)
                base = median(options.runs, exe, fake, live, threads, env)
                for stacks in (0, 16):
                    env = environment(work, build, live, stacks)
                    cost = median(options.runs, exe, shim, live, threads, env)
                    print(f"{live:8} {threads:7} {stacks:6} "
                          f"{cost[0] - base[0]:7.0f} {cost[1] - base[1]:11.0f}",
                          flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
