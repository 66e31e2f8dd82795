#!/usr/bin/env python3
# Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE for licence information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Compares what an engine reports about the agreement programs with the marks
in them (agreement/agreement.h explains the marks), both ways.

  agree.py --engine runtime --build BUILD [PROGRAM.c ...]
  agree.py --engine static --build BUILD [--clang-tidy PROGRAM] [PROGRAM.c ...]
  agree.py ... --update    writes the list of known differences anew

The static engine is clang-tidy with the plugin. Known differences are listed in
agreement/known-static.txt and agreement/known-runtime.txt, as lines
"PROGRAM: DIFFERENCE"; one that is listed and no longer there is a failure too.
Exit: 0 all agree, 1 not, 2 could not run.
"""

import argparse
import concurrent.futures
import os
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
from wine_desktop import COMPILERS, keep_wine_running  # noqa: E402

# The programs mostly wait, for wine to start and for messages.
WORKERS = 4 * (os.cpu_count() or 1)
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


def compile_all(programs, arch, work):
    """One executable of all programs: linking each alone takes far longer than
    running it. The first argument chooses the program."""
    flags = [COMPILERS[arch], "-std=gnu11", "-g", "-gdwarf-4", "-O0",
             "-fno-omit-frame-pointer", "-Wall", "-Wextra", "-Werror",
             "-Wno-unused-variable", "-Wno-unused-function"]
    # Windows' headers are most of the work: read them once.
    header = work / "headers.h"
    header.write_text("#include <windows.h>\n#include <tapi.h>\n")
    subprocess.run(flags + ["-x", "c-header", str(header), "-o",
                            str(header) + ".gch"], check=True)
    def compile_one(program):
        target = str(work / (program.stem + ".o"))
        subprocess.run(flags + ["-include", str(header), "-Winvalid-pch",
                                "-c", str(program), "-o", target],
                       check=True)
        # Not by -D, which would make the precompiled header useless.
        under = "_" if arch == "x86" else ""
        subprocess.run([COMPILERS[arch].replace("gcc", "objcopy"),
                        "--redefine-sym",
                        f"{under}main={under}main_{program.stem}", target],
                       check=True)
        return target

    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        objects = list(pool.map(compile_one, programs))
    chooser = work / "chooser.c"
    chooser.write_text(
        "#include <string.h>\n"
        + "".join(f"int main_{p.stem}(void);\n" for p in programs)
        + "int main(int Argc, char **Argv) {\n  if (Argc != 2)\n"
        + "    return 98;\n"
        + "".join(f'  if (!strcmp(Argv[1], "{p.stem}"))\n'
                  f"    return main_{p.stem}();\n" for p in programs)
        + "  return 98;\n}\n")
    exe = work / "agreement.exe"
    subprocess.run([COMPILERS[arch], str(chooser)] + objects
                   + ["-o", str(exe), "-ltapi32"], check=True)
    return exe


def line_in(program, stack, symbols):
    """The line of the innermost frame in the program's own file."""
    for frame in stack:
        symbol = symbols.find(frame["module"], frame["offset"])
        if symbol and pathlib.Path(symbol["FileName"]).name == program.name:
            return symbol["Line"]
    return 0


def run_one(program, exe, env):
    """The lines of the shim's report, or what went wrong as text."""
    script = exe.with_name(program.stem + ".script")
    script.write_text(fake_script(program))
    report = exe.with_name(program.stem + ".jsonl")
    log = exe.with_name(program.stem + ".log")
    env = dict(env, TAPI_FAKE_SCRIPT=tapi_run.wine_path(script),
               TAPI_SHIM_JSON=tapi_run.wine_path(report),
               TAPI_SHIM_LOG=tapi_run.wine_path(log))
    try:
        code, output = tapi_run.run_wine([str(exe), program.stem], env, 60)
    except subprocess.TimeoutExpired:
        return "still running after 60 s"
    lines = tapi_run.read_reports(report)
    if code or not lines or lines[-1]["type"] != "end":
        said = log.read_text() if log.is_file() else "the shim was not loaded"
        return f"exit code {code}\n{output}{said}"
    return [line for line in lines if line["type"] == "report"]


def runtime_reports(programs, options, work):
    """{program: {(line, rule)} or an error text}"""
    keep_wine_running(options.arch)
    exe = compile_all(programs, options.arch, work)
    shim = options.build / "shim"
    shutil.copyfile(shim / options.arch / "tapi32.dll", work / "tapi32.dll")
    wine = tapi_run.wine_path
    env = dict(os.environ, WINEDEBUG="-all", WINEDLLOVERRIDES="tapi32=n,b",
               TAPI_SHIM_REAL=wine(shim / "fake" / options.arch
                                   / "fake-tapi32.dll"),
               TAPI_SHIM_DEBUGSTRING="0")
    with concurrent.futures.ThreadPoolExecutor(WORKERS) as pool:
        found = dict(zip(programs, pool.map(
            lambda p: run_one(p, exe, env), programs)))
    symbols = tapi_run.Symbolizer(env.get("WINEPREFIX", ""))
    symbols.prepare(frame for reports in found.values()
                    if isinstance(reports, list)
                    for r in reports for frame in r["stack"])
    for program, reports in found.items():
        if isinstance(reports, list):
            found[program] = {(line_in(program, r["stack"], symbols), r["rule"])
                              for r in reports}
    return found


def check_to_rules():
    """Check name -> rules; a check that covers two rules is ambiguous."""
    text = (ROOT / "tapi_model" / "rules.def").read_text()
    result = {}
    for number, check in re.findall(r'TAPI_RULE\((\d+), "([^"]+)"', text):
        result.setdefault(check, set()).add("TAPI" + number)
    return result


def static_reports(programs, options, _work):
    """{program: {(line, check name)} or an error text}"""
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        return dict(zip(programs, pool.map(
            lambda p: static_one(p, options), programs)))


def static_one(program, options):
    done = subprocess.run(
        [options.clang_tidy, "-load",
         str(options.build / "lib" / "TapiTidyModule.so"),
         "-checks=-*,tapi-*", str(program), "--", "-target",
         "x86_64-w64-mingw32", "-std=gnu11"],
        capture_output=True, text=True, check=False)
    if done.returncode or "Error while processing" in done.stderr + done.stdout:
        return done.stdout + done.stderr
    found = set()
    for name, line, check in re.findall(
            r"^(\S+?):(\d+):\d+: warning: .*\[(tapi-[a-z-]+)", done.stdout,
            re.M):
        number = int(line) if pathlib.Path(name).name == program.name else 0
        found.add((number, check))
    return found


def same(wanted, found, checks):
    """Differences as text; a check name stands for any of its rules."""
    def matches(report, mark):
        return report[0] == mark[0] and (
            report[1] == mark[1] or mark[1] in checks.get(report[1], ()))
    return ([f"missing: line {m[0]} {m[1]}" for m in sorted(wanted)
             if not any(matches(r, m) for r in found)]
            + [f"unexpected: line {r[0]} {r[1]}" for r in sorted(found)
               if not any(matches(r, m) for m in wanted)])


def known_path(engine):
    return HERE / "agreement" / f"known-{engine}.txt"


def known_lines(engine):
    path = known_path(engine)
    return path.read_text().splitlines() if path.is_file() else []


def known_differences(engine):
    return {line for line in known_lines(engine)
            if line and not line.startswith("#")}


def update_known(engine, differences):
    head = [line for line in known_lines(engine) if line.startswith("#")]
    known_path(engine).write_text(
        "".join(line + "\n" for line in head + sorted(differences)))


def main(argv):
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--engine", choices=["runtime", "static"], required=True)
    p.add_argument("--build", type=pathlib.Path, default=ROOT / "build")
    p.add_argument("--arch", choices=COMPILERS, default="x64")
    p.add_argument("--clang-tidy", default="clang-tidy")
    p.add_argument("--update", action="store_true")
    p.add_argument("programs", nargs="*", type=pathlib.Path)
    options = p.parse_args(argv)
    programs = options.programs or sorted((HERE / "agreement").glob("*.c"))
    engine = (runtime_reports if options.engine == "runtime"
              else static_reports)
    checks = check_to_rules()
    known = known_differences(options.engine)
    bad = differing = 0
    with tempfile.TemporaryDirectory(prefix="tapi-agree-") as name:
        found = engine([p.resolve() for p in programs], options,
                       pathlib.Path(name))
    everything = set()
    for program, reports in found.items():
        wrong = ([f"could not run: {reports}"] if isinstance(reports, str) else
                 same(marks(program, options.engine), reports, checks))
        told = {f"{program.stem}: {line}" for line in wrong}
        everything |= told
        listed = {k for k in known if k.startswith(program.stem + ": ")}
        for line in sorted(told - listed):
            print(line)
        for line in sorted(listed - told):
            print(f"{line} (listed as known, but it agrees now)")
        bad += bool(told ^ listed)
        differing += bool(told & listed)
    print(f"{len(programs) - bad - differing} agree, {differing} differ as "
          f"known, {bad} differ")
    if options.update and not options.programs:
        update_known(options.engine, everything)
    if not programs:
        return 2
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
