#!/usr/bin/env python3
# Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE for licence information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What the shim costs a call, against the fake called directly, under wine.

Each figure is in nanoseconds a call, with the shim minus without, medians of
several runs. "cpu" is processor time of the process over the number of calls;
"wall" is elapsed time, times the processors in use, over the number of calls,
which other programs on the machine disturb. A use is lineGetCallStatus on a
random one of the live handles, of which as many have died before; a birth or
death is half of a lineOpen/lineClose pair. "floor" is one locked access to a
random one of as many records of 64 bytes: what the memory of this machine costs
any table of that size.

The fake is told to answer barely, without its own lock and tables: contention
there would hide that of the shim. Exits with 2 if it could not measure. It is a
measurement, not a test: nothing fails here for being slow.
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
sys.path.insert(0, str(ROOT / "test" / "shim"))
from run import run_wine, wine_path  # noqa: E402
from wine_desktop import keep_wine_running  # noqa: E402

COMPILER = "x86_64-w64-mingw32-gcc"


# Enough for clocks of 10 ms; capturing stacks takes ten times as long.
USES = 1600000
PAIRS = {0: 300000, 16: 60000}


def once(exe, dll, live, threads, pairs, env):
    """{name: (cpu, wall)}"""
    code, output = run_wine([str(exe), wine_path(dll), str(live), str(threads),
                             str(USES), str(pairs)], env, 300)
    found = {}
    for line in output.splitlines():
        name, cpu, wall = line.split()
        half = 2 if name == "pair" else 1
        found[name] = float(cpu) / half, float(wall) / half
    if code or set(found) != {"record", "use", "pair"}:
        sys.exit(f"shim_cost: no result: {output}")
    return found


def median(runs, *arguments):
    results = [once(*arguments) for _ in range(runs)]
    return {name: tuple(statistics.median(r[name][i] for r in results)
                        for i in (0, 1)) for name in results[0]}


def environment(work, build, stacks):
    script = work / "cost.txt"
    script.write_text("bare\n")
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
    print("Cost of the shim in nanoseconds a call (with it minus without), "
          f"{os.cpu_count()} processors, load average {os.getloadavg()[0]:.1f}")
    print(f"{'':25} {'use':^13} {'birth/death':^13}\n"
          f"{'handles':>8} {'threads':>7} {'stacks':>6} "
          f"{'cpu':>7} {'wall':>7} {'cpu':>7} {'wall':>7} {'floor':>6}")
    with tempfile.TemporaryDirectory(prefix="tapi-cost-") as name:
        work = pathlib.Path(name)
        exe = work / "shim_cost.exe"
        subprocess.run([COMPILER, "-O1", "-Wno-cast-function-type",
                        str(ROOT / "test/shim/programs/shim_cost.c"), "-o",
                        str(exe)], check=True)
        for live in options.live:
            for threads in options.threads:
                env = environment(work, build, 0)
                base = median(options.runs, exe, fake, live, threads, PAIRS[0],
                              env)
                for stacks, pairs in PAIRS.items():
                    env = environment(work, build, stacks)
                    cost = median(options.runs, exe, shim, live, threads, pairs,
                                  env)
                    figures = " ".join(
                        f"{cost[name][i] - base[name][i]:7.0f}"
                        for name in ("use", "pair") for i in (0, 1))
                    print(f"{live:8} {threads:7} {stacks:6} {figures} "
                          f"{base['record'][0]:6.0f}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
