#!/usr/bin/env python3
# Part of the TAPI handle checker, Apache-2.0 WITH LLVM-exception.
"""A commit: what the hook takes for one staged file.

  hook.py --build build

Medians of several runs by the clock, each beside a plain parse of the same file by
clang. The hook itself looks at the text of the sources; what may reach TAPI goes on
to tapi-check.
"""

import argparse
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
WINDOWS = ["-target", "x86_64-w64-mingw32", "-fms-extensions", "-w"]
PLAIN = """#include <stdio.h>
int main(void) { return puts("no telephony"); }
"""
SMALL = """#include <windows.h>
#include <tapi.h>
void hangUp(HCALL hCall) {
  lineDrop(hCall, NULL, 0);
  lineDeallocateCall(hCall);
}
"""
# Name of the file, its text, the most that it may take (s), and the hook's answer.
FILES = [("plain.c", PLAIN, 0.05, 0),
         ("small.c", SMALL, 0.5, 0),
         ("broken.cpp", ROOT / "docs" / "examples" / "dialer" / "broken.cpp",
          0.5, 1)]


def arguments():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--build", required=True, type=Path)
    parser.add_argument("--llvm", type=int, default=19)
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--strict", action="store_true")
    parser.add_argument("--json", type=Path, help="write the figures here too")
    return parser.parse_args()


def clock(command, folder, code):
    """Seconds that `command` takes. It has to exit with `code`."""
    start = time.monotonic()
    done = subprocess.run(command, cwd=folder, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, text=True, check=False)
    seconds = time.monotonic() - start
    if done.returncode != code:
        sys.exit(f"hook.py: {command}: exit code {done.returncode}, "
                 f"not {code}:\n{done.stdout}")
    return seconds


def measure(args, folder):
    hook = args.build.resolve() / "bin" / "tapi-pre-commit"
    clang = f"/usr/lib/llvm-{args.llvm}/bin/clang"
    result = {}
    for name, text, aim, code in FILES:
        if isinstance(text, Path):
            shutil.copy(text, folder / name)
        else:
            (folder / name).write_text(text)
        parse = [clang, *WINDOWS, "-fsyntax-only", name]
        times = [(clock([str(hook), name], folder, code),
                  clock(parse, folder, 0)) for _ in range(args.runs)]
        result[name] = {"hook": statistics.median(t[0] for t in times),
                        "parse": statistics.median(t[1] for t in times),
                        "aim": aim}
    return result


def main():
    args = arguments()
    with tempfile.TemporaryDirectory() as folder:
        result = measure(args, Path(folder).resolve())
    print(f"{'':12} {'hook':>8} {'aim':>8} {'parse':>8}")
    for name, row in result.items():
        print(f"{name:12} {row['hook']:6.3f} s {row['aim']:6.3f} s "
              f"{row['parse']:6.3f} s")
    if args.json:
        args.json.write_text(json.dumps(result, indent=1) + "\n")
    missed = any(row["hook"] > row["aim"] for row in result.values())
    return 1 if args.strict and missed else 0


if __name__ == "__main__":
    sys.exit(main())
