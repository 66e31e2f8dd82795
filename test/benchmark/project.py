#!/usr/bin/env python3
# Part of the TAPI handle checker, Apache-2.0 WITH LLVM-exception.
"""A whole project: tapi-check against clang's static analyzer and a plain parse.

  project.py --build build                 1,000 files, 200 of them with TAPI
  project.py --build build --sample 50     the analyzer on 50 of them, in the
                                           same proportion, times 20

Every TAPI file hands calls to its neighbour, so the project links.  Times are
processor time (user and system) of all processes, and the clock's: compare the
first on a machine that others use, too.  Memory is that of the largest process;
a job of tapi-check is a thread, so the share of one counts.
Fails by a figure that is past its aim (--strict), not by being slow otherwise.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import dialer  # noqa: E402

TARGET = ["-target", "x86_64-w64-mingw32", "-fms-extensions", "-w"]
DIALOGS = 2  # 200 lines a file, 960 one with TAPI.
AIMS = {"analyzer over tapi-check": (10.0, max),
        "second run over first": (0.05, min),
        "memory of a job over a parse": (1.2, min)}


def arguments():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--build", required=True, type=Path)
    parser.add_argument("--llvm", type=int, default=19)
    parser.add_argument("--files", type=int, default=1000)
    parser.add_argument("--tapi", type=int, default=200)
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--sample", type=int, default=0,
                        help="files for the analyzer; 0: all")
    parser.add_argument("--strict", action="store_true")
    parser.add_argument("--json", type=Path, help="write the figures here too")
    return parser.parse_args()


def source(index, args):
    """File `index`; TAPI files are spread over the project."""
    has_tapi = index * args.tapi // args.files != \
        (index + 1) * args.tapi // args.files
    text = dialer.with_tapi(DIALOGS) if has_tapi else \
        dialer.without_tapi(DIALOGS)
    text = re.sub(r"\bWinMain\b", f"Main{index}", text)
    if has_tapi:
        number = index * args.tapi // args.files
        text += f"""
void release{number}(HCALL hCall) {{ lineDeallocateCall(hCall); }}
void release{(number + 1) % args.tapi}(HCALL hCall);
void passOn{number}(HCALL hCall) {{
  lineDrop(hCall, NULL, 0);
  release{(number + 1) % args.tapi}(hCall);
}}
"""
    return has_tapi, text


class Project:
    def __init__(self, args, folder):
        self.folder, self.files, self.tapi = folder, [], []
        for index in range(args.files):
            has_tapi, text = source(index, args)
            file = folder / f"file{index:04}.c"
            file.write_text(text)
            self.files.append(file)
            if has_tapi:
                self.tapi.append(file)
        database = [{"directory": str(folder), "file": str(file), "arguments":
                     ["clang", *TARGET, "-c", str(file)]}
                    for file in self.files]
        (folder / "compile_commands.json").write_text(json.dumps(database))

    def sample(self, count):
        """Evenly, of both kinds in the proportion of the project."""
        tapi = round(count * len(self.tapi) / len(self.files))
        plain = [file for file in self.files if file not in self.tapi]
        return [kind[index * len(kind) // number]
                for kind, number in ((self.tapi, tapi), (plain, count - tapi))
                for index in range(number)]


class Figures:
    """What running a command, and all that it starts, has cost."""

    def __init__(self, command, codes=(0,)):
        start = time.monotonic()
        with tempfile.TemporaryFile() as out:
            child = subprocess.Popen([str(word) for word in command],
                                     stdout=out, stderr=subprocess.STDOUT)
            _, status, usage = os.wait4(child.pid, 0)
            out.seek(0)
            self.text = out.read().decode(errors="replace")
        self.clock = time.monotonic() - start
        self.cpu = usage.ru_utime + usage.ru_stime
        self.memory = usage.ru_maxrss  # KiB
        if os.waitstatus_to_exitcode(status) not in codes:
            sys.exit(f"project.py: {command[0]} failed:\n{self.text[-2000:]}")

    def row(self, name, note=""):
        print(f"{name:36} {self.cpu:9.2f} s {self.clock:9.2f} s "
              f"{self.memory / 1024:8.1f} MiB  {note}", flush=True)


def measure(args, folder):
    project = Project(args, folder)
    clang = f"/usr/lib/llvm-{args.llvm}/bin/clang"
    check = [args.build.resolve() / "bin" / "tapi-check", "-p", folder]
    print(f"{args.files} files, {len(project.tapi)} with TAPI, "
          f"{args.jobs} jobs")
    print(f"{'':36} {'processor':>11} {'clock':>11} {'memory':>12}")

    parse = Figures([clang, *TARGET, "-fsyntax-only", project.tapi[0]])
    parse.row("plain parse of one TAPI file")
    one = Figures([*check, "-j1", "--no-cache"], (0, 1))
    one.row("tapi-check, 1 job")
    first = Figures([*check, f"-j{args.jobs}"], (0, 1))
    reports = first.text.count(": warning: ")
    first.row("tapi-check", f"{reports} reports")
    second = Figures([*check, f"-j{args.jobs}"], (0, 1))
    second.row("tapi-check, nothing changed")
    if second.text != first.text:
        sys.exit("project.py: the second run says something else")

    files = project.sample(args.sample) if args.sample else project.files
    factor = args.files / len(files)
    # Names are regular expressions for run-clang-tidy.
    analyzer = Figures([f"run-clang-tidy-{args.llvm}", "-quiet", f"-j{args.jobs}",
                        "-p", folder, "-checks=-*,clang-analyzer-*", *files],
                       (0, 1))
    analyzer.row(f"run-clang-tidy, {len(files)} files",
                 "" if factor == 1 else f"times {factor:g} below")
    return {
        "parse": vars_of(parse), "one job": vars_of(one),
        "first": vars_of(first), "second": vars_of(second),
        "analyzer": vars_of(analyzer), "analyzer files": len(files),
        "analyzer over tapi-check": analyzer.cpu * factor / first.cpu,
        "second run over first": second.cpu / first.cpu,
        "memory of a job over a parse":
            first.memory / args.jobs / parse.memory,
        "one job over a parse": one.memory / parse.memory,
    }


def vars_of(figures):
    return {"cpu": figures.cpu, "clock": figures.clock,
            "memory KiB": figures.memory}


def main():
    args = arguments()
    with tempfile.TemporaryDirectory() as folder:
        result = measure(args, Path(folder).resolve())
    missed = 0
    for name, (aim, better) in AIMS.items():
        value = result[name]
        good = better(value, aim) == value
        missed += not good
        print(f"{name}: {value:.3f}, aim: at "
              f"{'least' if better is max else 'most'} {aim:g}"
              f"{'' if good else '  MISSED'}")
    print(f"one job over a parse: {result['one job over a parse']:.3f}")
    if args.json:
        args.json.write_text(json.dumps(result, indent=1) + "\n")
    return 1 if missed and args.strict else 0


if __name__ == "__main__":
    sys.exit(main())
