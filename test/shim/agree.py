#!/usr/bin/env python3
# Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE for licence information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Compares what an engine reports about the agreement programs with the marks
in them (agreement/agreement.h explains the marks), both ways.

  agree.py --engine runtime --build BUILD [PROGRAM.c ...]
  agree.py --engine static --build BUILD [--clang-tidy PROGRAM] [PROGRAM.c ...]

The static engine is clang-tidy with the plugin. Exit: 0 all agree, 1 not, 2
could not run.
"""

import argparse
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path.insert(0, str(ROOT / "checker" / "shim"))
import run as tapi_run  # noqa: E402  (the module of ./dev run)

COMPILERS = {"x64": "x86_64-w64-mingw32-gcc", "x86": "i686-w64-mingw32-gcc"}
MARK = re.compile(r"// expect(-static|-runtime)?: ([A-Z0-9, ]+)")


def marks(program, engine):
    """{(line, rule)} that \\p engine has to report."""
    wanted = set()
    for number, line in enumerate(program.read_text().splitlines(), 1):
        found = MARK.search(line)
        if found and found[1] in (None, "-" + engine):
            wanted |= {(number, rule.strip()) for rule in found[2].split(",")}
    return wanted


def fake_script(program):
    return "".join(line[len("// fake: "):] + "\n"
                   for line in program.read_text().splitlines()
                   if line.startswith("// fake: "))


def compile_program(program, arch, work):
    exe = work / (program.stem + ".exe")
    cache = [shutil.which("ccache")] if shutil.which("ccache") else []
    subprocess.run(
        cache + [COMPILERS[arch], "-std=gnu11", "-g", "-gdwarf-4", "-O0",
                 "-fno-omit-frame-pointer", "-Wall", "-Wextra", "-Werror",
                 "-Wno-unused-variable", "-Wno-unused-function",
                 "-c", str(program), "-o", str(exe) + ".o"],
        check=True, cwd=HERE)
    subprocess.run([COMPILERS[arch], str(exe) + ".o", "-o", str(exe),
                    "-ltapi32"], check=True)
    return exe


def line_in(program, stack):
    """The line of the innermost frame in the program's own file."""
    for frame in stack:
        if pathlib.Path(frame.get("file", "")).name == program.name:
            return frame["line"]
    return 0


def runtime_reports(program, options, work):
    exe = compile_program(program, options.arch, work)
    script = work / "script.txt"
    script.write_text(fake_script(program))
    report = work / "report.jsonl"
    report.unlink(missing_ok=True)
    done = subprocess.run(
        [sys.executable, str(ROOT / "checker" / "shim" / "run.py"),
         "--build", str(options.build), "--fake", str(script), "--timeout",
         "60", "--json", str(report), str(exe)],
        capture_output=True, text=True, check=False)
    if done.returncode == 2 or not report.is_file():
        return None, done.stdout + done.stderr
    lines = [json.loads(line) for line in report.read_text().splitlines()]
    if lines[-1]["type"] != "end":
        return None, "the program crashed\n" + done.stderr
    return {(line_in(program, r["stack"]), r["rule"])
            for r in lines if r["type"] == "report"}, done.stderr


def check_to_rules():
    """Check name -> rules; a check that covers two rules is ambiguous."""
    text = (ROOT / "tapi_model" / "rules.def").read_text()
    result = {}
    for number, check in re.findall(r'TAPI_RULE\((\d+), "([^"]+)"', text):
        result.setdefault(check, set()).add("TAPI" + number)
    return result


def static_reports(program, options, _work):
    done = subprocess.run(
        [options.clang_tidy, "-load",
         str(options.build / "lib" / "TapiTidyModule.so"),
         "-checks=-*,tapi-*", str(program), "--", "-target",
         "x86_64-w64-mingw32", "-std=gnu11"],
        capture_output=True, text=True, check=False)
    if "Error while processing" in done.stderr + done.stdout:
        return None, done.stdout + done.stderr
    found = set()
    for name, line, check in re.findall(
            r"^(\S+?):(\d+):\d+: warning: .*\[(tapi-[a-z-]+)", done.stdout,
            re.M):
        number = int(line) if pathlib.Path(name).name == program.name else 0
        found.add((number, check))
    return found, done.stdout


def same(wanted, found, checks):
    """Differences as text; a check name stands for any of its rules."""
    def matches(report, mark):
        return report[0] == mark[0] and (
            report[1] == mark[1] or mark[1] in checks.get(report[1], ()))
    return ([f"missing: line {m[0]} {m[1]}" for m in sorted(wanted)
             if not any(matches(r, m) for r in found)]
            + [f"unexpected: line {r[0]} {r[1]}" for r in sorted(found)
               if not any(matches(r, m) for m in wanted)])


def check_one(program, options, work):
    reports = (runtime_reports if options.engine == "runtime"
               else static_reports)
    found, output = reports(program, options, work)
    if found is None:
        return ["could not run:\n" + output]
    wrong = same(marks(program, options.engine), found, check_to_rules())
    if wrong and options.verbose:
        wrong.append(output)
    return wrong


def keep_wine_running():
    """Starting wine's server for each program would take most of the time."""
    subprocess.run(["wineserver", "-p30"], check=False,
                   stderr=subprocess.DEVNULL)


def main(argv):
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--engine", choices=["runtime", "static"], required=True)
    p.add_argument("--build", type=pathlib.Path, default=ROOT / "build")
    p.add_argument("--arch", choices=COMPILERS, default="x64")
    p.add_argument("--clang-tidy", default="clang-tidy-19")
    p.add_argument("-v", "--verbose", action="store_true")
    p.add_argument("programs", nargs="*", type=pathlib.Path)
    options = p.parse_args(argv)
    programs = options.programs or sorted((HERE / "agreement").glob("*.c"))
    if options.engine == "runtime":
        keep_wine_running()
    bad = 0
    for program in programs:
        with tempfile.TemporaryDirectory(prefix="tapi-agree-") as name:
            wrong = check_one(program.resolve(), options, pathlib.Path(name))
        if wrong:
            bad += 1
            print(f"{program.stem}:")
            for line in wrong:
                print(f"  {line}")
    print(f"{len(programs) - bad} agree, {bad} differ")
    if not programs:
        return 2
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
