#!/usr/bin/env python3
# Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE for licence information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Runs a Windows program under wine with the shim, and prints the reports with
source lines where the program has debug information (DWARF).

The exit code is that of the program, or 1 if it was 0 and there are reports
with the severity "warning", or 2 if the program could not be run at all.
"""

import argparse
import functools
import json
import os
import pathlib
import shutil
import struct
import subprocess
import sys
import tempfile

MACHINES = {0x8664: "x64", 0x14C: "x86"}


class CannotRun(Exception):
    pass


def pe_header(path):
    """(architecture, image base) of a PE file."""
    try:
        data = path.read_bytes()[:4096]
        start = struct.unpack_from("<I", data, 0x3C)[0]
        if data[:2] != b"MZ" or data[start:start + 4] != b"PE\0\0":
            raise CannotRun(f"{path}: not a Windows program")
        machine = struct.unpack_from("<H", data, start + 4)[0]
        arch = MACHINES.get(machine)
        if arch is None:
            raise CannotRun(f"{path}: machine {machine:#x} is not supported")
        optional = start + 24
        if arch == "x64":
            return arch, struct.unpack_from("<Q", data, optional + 24)[0]
        return arch, struct.unpack_from("<I", data, optional + 28)[0]
    except (OSError, struct.error) as error:
        raise CannotRun(f"{path}: {error}") from error


def host_path(windows, prefix):
    """A path as wine knows it -> the file on this machine."""
    if len(windows) < 2 or windows[1] != ":":
        return None
    rest = windows[2:].replace("\\", "/")
    drive = windows[0].lower()
    if drive == "z":
        return pathlib.Path(rest)
    return pathlib.Path(prefix) / "dosdevices" / f"{drive}:" / rest.lstrip("/")


def wine_path(path):
    return "Z:" + str(pathlib.Path(path).resolve()).replace("/", "\\")


class Symbolizer:
    """Return addresses -> "function file:line", by llvm-symbolizer."""

    def __init__(self, prefix):
        self.prefix = prefix
        self.tool = next(
            (t for t in [f"llvm-symbolizer-{v}" for v in (19, 22, 16)]
             + ["llvm-symbolizer"] if shutil.which(t)), None)
        self.known = {}

    def prepare(self, frames):
        wanted = {}
        for frame in frames:
            key = (frame["module"], frame["offset"])
            if frame["module"] and key not in self.known:
                wanted.setdefault(frame["module"], set()).add(frame["offset"])
        for module, offsets in wanted.items():
            self._module(module, sorted(offsets))

    def _module(self, module, offsets):
        for offset in offsets:
            self.known[(module, offset)] = None
        path = host_path(module, self.prefix)
        # Wine's own modules have no line information.
        if not self.tool or not path or not path.is_file() \
                or "drive_c/windows" in str(path) or "/dosdevices/c:/windows" in str(path):
            return
        _, base = pe_header(path)
        # One byte back: a return address belongs to the line after the call.
        addresses = [hex(base + int(o, 16) - 1) for o in offsets]
        done = subprocess.run(
            [self.tool, "--output-style=JSON", f"--obj={path}"] + addresses,
            capture_output=True, text=True, check=False)
        # One list, or (older versions) an object a line.
        answers = []
        for line in done.stdout.splitlines():
            answer = json.loads(line)
            answers += answer if isinstance(answer, list) else [answer]
        for offset, answer in zip(offsets, answers):
            symbols = answer.get("Symbol") or []
            if symbols and symbols[0].get("Line"):
                self.known[(module, offset)] = symbols[0]

    def find(self, module, offset):
        return self.known.get((module, offset))

    def text(self, frame):
        symbol = self.find(frame["module"], frame["offset"])
        if symbol:
            return (f"{symbol['FunctionName']} "
                    f"{symbol['FileName']}:{symbol['Line']}")
        name = frame["module"].replace("\\", "/").rsplit("/", 1)[-1]
        return f"{name}+{frame['offset']}" if name else frame["address"]


def read_reports(path):
    """The lines of a JSON report; an unfinished last line is dropped."""
    result = []
    if not path.is_file():
        return result
    for line in path.read_text(encoding="utf-8").splitlines():
        try:
            result.append(json.loads(line))
        except json.JSONDecodeError:
            break
    return result


def print_stack(frames, symbols, out):
    for number, frame in enumerate(frames):
        print(f"    #{number} {symbols.text(frame)}", file=out)


def print_report(report, symbols, out):
    print(f"{report['severity']}: {report['text']} "
          f"[{report['check']}, {report['rule']}]", file=out)
    print_stack(report["stack"], symbols, out)
    for step in report["story"]:
        print(f"  note: {step['text']}", file=out)
        print_stack(step["stack"], symbols, out)
    print(f"  fact: {report['fact']}\n  page: {report['url']}", file=out)


def add_lines(sarif, symbols):
    """Gives SARIF locations their source file and line."""
    def visit(node):
        if isinstance(node, list):
            for item in node:
                visit(item)
        if not isinstance(node, dict):
            return
        place = node.get("physicalLocation")
        if place and "relativeAddress" in place.get("address", {}):
            name = place["address"]["name"].rsplit("+", 1)[0]
            for (module, offset), symbol in symbols.known.items():
                if symbol and int(offset, 16) == place["address"]["relativeAddress"] \
                        and module.endswith(name):
                    place["artifactLocation"] = {
                        "uri": pathlib.Path(symbol["FileName"]).as_uri()
                        if symbol["FileName"].startswith("/")
                        else symbol["FileName"]}
                    place["region"] = {"startLine": symbol["Line"]}
        for item in node.values():
            visit(item)

    visit(sarif)
    return sarif


@functools.cache
def wine_command():
    """How wine is started. It needs the page at 0x7ffe0000, and where it has no
    preloader (Debian's 64-bit wine) the kernel places its heap at random over
    1 GiB around it: one start in some thousands finds the page taken, and ends
    with code 1 before a line of the program runs. Without randomisation none
    does. Not every container allows that."""
    fixed = ["setarch", "-R"]
    allowed = shutil.which("setarch") and subprocess.run(
        [*fixed, "true"], stderr=subprocess.DEVNULL, check=False).returncode == 0
    return [*fixed, "wine"] if allowed else ["wine"]


def run_wine(command, env, timeout=None, wrapper=()):
    """(exit code, output) of a program, which a wrapper may start. The output
    goes through a file: wine's service processes inherit a pipe, and it would
    stay open as long as they live. What wine says of a thread whose socket
    was closed before it, at the end of the process, is not the program's."""
    with tempfile.TemporaryFile(mode="w+", encoding="utf-8",
                                errors="replace") as out:
        done = subprocess.run([*wrapper, *wine_command(), *command], env=env,
                              stdout=out, stderr=subprocess.STDOUT,
                              stdin=subprocess.DEVNULL, timeout=timeout,
                              check=False)
        out.seek(0)
        return done.returncode, "".join(
            line for line in out
            if not line.startswith("wine client error:"))


def place_shim(dll, folder):
    """Puts the shim beside the program; returns the file to remove later."""
    target = folder / "tapi32.dll"
    if target.exists():
        if target.read_bytes() == dll.read_bytes():
            return None
        raise CannotRun(f"{target} exists and is not this shim")
    shutil.copyfile(dll, target)
    return target


def environment(options, arch, work):
    env = dict(os.environ)
    env.setdefault("WINEDEBUG", "-all")
    env.setdefault("WINEPREFIX", os.path.expanduser("~/.wine"))
    env["WINEDLLOVERRIDES"] = ";".join(
        filter(None, [env.get("WINEDLLOVERRIDES"), "tapi32=n,b"]))
    env["TAPI_SHIM_JSON"] = wine_path(work / "report.jsonl")
    env["TAPI_SHIM_SARIF"] = wine_path(work / "report.sarif")
    env.setdefault("TAPI_SHIM_LOG", "none")
    env.setdefault("TAPI_SHIM_DEBUGSTRING", "0")
    if options.real:
        env["TAPI_SHIM_REAL"] = wine_path(options.real)
    elif options.fake is not None:
        env["TAPI_SHIM_REAL"] = wine_path(
            options.build / "shim" / "fake" / arch / "fake-tapi32.dll")
        if options.fake:
            env["TAPI_FAKE_SCRIPT"] = wine_path(options.fake)
    if options.rules:
        env["TAPI_SHIM_RULES"] = options.rules
    return env


def run(options):
    program = pathlib.Path(options.program).resolve()
    if not program.is_file():
        raise CannotRun(f"{program}: no such file")
    arch, _ = pe_header(program)
    dll = options.build / "shim" / arch / "tapi32.dll"
    if not dll.is_file():
        raise CannotRun(f"{dll} is missing: build the project first")
    if not shutil.which("wine"):
        raise CannotRun("wine is not installed")
    with tempfile.TemporaryDirectory(prefix="tapi-run-") as name:
        work = pathlib.Path(name)
        env = environment(options, arch, work)
        placed = place_shim(dll, program.parent)
        try:
            done = subprocess.run([*wine_command(), str(program),
                                   *options.arguments],
                                  env=env, check=False,
                                  timeout=options.timeout)
        except subprocess.TimeoutExpired as error:
            raise CannotRun(f"{program}: still running after "
                            f"{options.timeout} s") from error
        finally:
            if placed:
                placed.unlink()
        return done.returncode, finish(options, work, env["WINEPREFIX"])


def finish(options, work, prefix):
    """Prints and stores what the shim has written; returns the reports."""
    lines = read_reports(work / "report.jsonl")
    if not lines:
        raise CannotRun("the program ended without loading tapi32")
    reports = [line for line in lines if line["type"] == "report"]
    symbols = Symbolizer(prefix)
    symbols.prepare(f for r in reports
                    for s in [r] + r["story"] for f in s["stack"])
    for report in reports:
        for part in [report] + report["story"]:
            for frame in part["stack"]:
                symbol = symbols.find(frame["module"], frame["offset"])
                if symbol:
                    frame["file"] = symbol["FileName"]
                    frame["line"] = symbol["Line"]
                    frame["symbol"] = symbol["FunctionName"]
        print_report(report, symbols, sys.stderr)
    if not any(line["type"] == "end" for line in lines):
        print("note: the program did not end in an orderly way; leaks at its "
              "end are not known", file=sys.stderr)
    print(f"tapi-run: {len(reports)} reports", file=sys.stderr)
    if options.json:
        with open(options.json, "w", encoding="utf-8") as out:
            for line in lines:
                print(json.dumps(line), file=out)
    if options.sarif:
        sarif = json.loads((work / "report.sarif").read_text(encoding="utf-8"))
        with open(options.sarif, "w", encoding="utf-8") as out:
            json.dump(add_lines(sarif, symbols), out, indent=1)
    return reports


def is_program(word):
    """By its name, for one that is missing is none the less meant."""
    try:
        return word.lower().endswith(".exe") or (
            pathlib.Path(word).read_bytes()[:2] == b"MZ")
    except OSError:
        return False


def without_script(argv):
    """--fake PROGRAM: what follows is no script of the fake."""
    for at, (word, following) in enumerate(zip(argv, argv[1:])):
        if is_program(word):
            break
        if word == "--fake" and is_program(following):
            return argv[:at] + ["--fake="] + argv[at + 1:]
    return argv


def parse(argv):
    root = pathlib.Path(__file__).resolve().parents[2]
    p = argparse.ArgumentParser(prog="dev run", description=__doc__)
    p.add_argument("--build", type=pathlib.Path, default=root / "build",
                   help="build folder (default: build)")
    p.add_argument("--fake", nargs="?", const="", metavar="SCRIPT",
                   help="put the scriptable fake behind the shim")
    p.add_argument("--real", help="the DLL to put behind the shim")
    p.add_argument("--json", help="write JSON lines here")
    p.add_argument("--sarif", help="write SARIF here")
    p.add_argument("--rules", help="for instance TAPI018=off,TAPI003=exit")
    p.add_argument("--timeout", type=float, help="seconds; default: none")
    p.add_argument("program")
    p.add_argument("arguments", nargs=argparse.REMAINDER)
    return p.parse_args(without_script(argv))


def main(argv):
    try:
        code, reports = run(parse(argv))
    except CannotRun as error:
        print(f"tapi-run: {error}", file=sys.stderr)
        return 2
    if code == 0 and any(r["severity"] == "warning" for r in reports):
        return 1
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
