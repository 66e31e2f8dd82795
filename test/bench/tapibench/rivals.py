# Part of the TAPI handle checker, Apache-2.0 WITH LLVM-exception.
"""Adapters of other tools: what a user would reach for instead.

Each tool is told about TAPI in the form that it understands best, generated
from the same model that our checker uses (see adapters.py).  A report counts by
the kind of defect it names; the line is not asked for.
"""

import dataclasses
import hashlib
import json
import re
import shutil
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tapibench import adapters
from tapibench.tools import (BENCH, Outcome, Report, ToolFailed, WINDOWS,
                             precompiled, run)

LOST = ("TAPI001", "TAPI002", "TAPI007")
USED = ("TAPI003", "TAPI004", "TAPI005")
TWICE = ("TAPI006",)
DEAD = USED + TWICE  # for tools that call a second release a use


def store(path, outcome):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(dataclasses.asdict(outcome)))


def stored(path):
    data = json.loads(path.read_text())
    data["reports"] = [
        Report(r["file"], r["line"], tuple(r["rules"]), r["text"])
        for r in data["reports"]]
    return Outcome(**data)


class Rival:
    strict = False

    def __init__(self, folder, model):
        self.folder = Path(folder)
        self.model = model
        self.lock = threading.Lock()
        self.complaint = ""  # the first file it could not take, and why

    def missing(self):
        return "" if shutil.which(self.command) else f"no {self.command}"

    def run(self, programs, jobs):
        """What a rival says of a file does not change with our engine, so
        it is kept in the build folder."""
        self.prepare()
        version = self.version()
        files = [str(f) for p in programs for f in p.files]
        keep = {f: self.folder / "kept" / f"{self.key(f, version)}.json"
                for f in files}
        outcome = Outcome([], 0.0, 0, [])
        unknown = [f for f in files if not keep[f].exists()]
        with ThreadPoolExecutor(jobs) as pool:
            for file, one in zip(unknown, pool.map(self.one, unknown)):
                store(keep[file], one)
        for file in files:
            outcome.add(stored(keep[file]))
        if len(outcome.crashed) * 10 > len(files):
            raise ToolFailed(f"{self.name} cannot take its adapter:\n" +
                             self.complaint)
        return outcome

    def one(self, file):
        reports, seconds, crashed = self.analyse([file])
        return Outcome(reports, seconds, 1, [file] if crashed else [])

    def key(self, file, version):
        """Of all that a verdict depends on, but not the names' admissions."""
        parts = [version, file, re.sub(r"\b(FN|FP)_", "",
                                       Path(file).read_text())]
        parts += [p.read_text() for p in
                  sorted((BENCH / "include").iterdir()) +
                  sorted(self.folder.glob("tapi.*")) + [Path(__file__)]]
        return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:24]

    def prepare(self):
        """Writes what the tool needs to know about TAPI."""

    def note(self, files, err):
        if " error: " in err and not self.complaint:
            self.complaint = f"{files}\n{err[:2000]}"

    def parse(self, text):
        """Reports of a tool that prints `file:line:col: warning: ...`."""
        reports = []
        for line in text.split("\n"):
            match = self.LINE.match(line)
            if not match:
                continue
            for pattern, rules in self.KINDS:
                if re.search(pattern, match["text"]):
                    reports.append(Report(match["file"], int(match["line"]),
                                          rules, match["text"]))
        return reports


class Cppcheck(Rival):
    name = "cppcheck"
    title = "cppcheck with a generated library"
    command = "cppcheck"
    LINE = re.compile(r"^(?P<file>[^:\n]+):(?P<line>\d+):\d*:? ?(?P<text>.*)$")
    KINDS = [(r"\[(resourceLeak|memleak|leakNoVarFunctionCall)\]", LOST),
             (r"\[doubleFree\]", TWICE),
             (r"\[(deallocuse|deallocret)\]", USED),
             (r"\[(uninitvar|legacyUninitvar)\]", ("TAPI009",))]

    def version(self):
        return run([self.command, "--version"])[1].split()[1]

    def prepare(self):
        adapters.write_cppcheck(self.model, self.folder / "tapi.cfg")

    def analyse(self, files):
        code, _, err, seconds = run(
            [self.command, "--quiet", "--library=windows",
             f"--library={self.folder / 'tapi.cfg'}", "--platform=win64",
             "--inconclusive", "--enable=warning", f"-I{BENCH / 'include'}",
             "--template={file}:{line}:{column}: {message} [{id}]"] + files)
        if code:
            raise ToolFailed(f"cppcheck: {err[:2000]}")
        return self.parse(err), seconds, False


class ClangAnalyzer(Rival):
    """Shared by the two adapters of clang's static analyser."""
    llvm = 19
    command = f"clang-{llvm}"
    LINE = re.compile(r"^(?P<file>[^:\n]+):(?P<line>\d+):\d+: warning: "
                      r"(?P<text>.*)$")

    def version(self):
        return run([self.command, "--version"])[1].split("version ")[1].split(
            )[0]

    def analyse(self, files):
        language = "c" if files[0].endswith(".c") else "c++"
        header = ["-isystem", str(self.folder)]
        with self.lock:
            header += precompiled(self.llvm, language, self.folder,
                                  header + self.EXTRA)
        arguments = [self.command, "--analyze", "-Xclang", "-analyzer-output",
                     "-Xclang", "text", "--analyzer-no-default-checks"]
        for checker in self.CHECKERS:
            arguments += ["-Xclang", f"-analyzer-checker={checker}"]
        code, _, err, seconds = run(arguments + header + WINDOWS + self.EXTRA +
                                    files)
        self.note(files, err)
        return self.parse(err), seconds, code not in (0, 1) or " error: " in err


class Fuchsia(ClangAnalyzer):
    name = "fuchsia"
    title = "clang FuchsiaHandleChecker, annotated header"
    CHECKERS = ["fuchsia.HandleChecker"]
    EXTRA = []
    KINDS = [("Potential leak of handle", LOST),
             ("Using a previously released handle", USED),
             ("Releasing a previously released handle", TWICE)]

    def prepare(self):
        adapters.write_fuchsia(self.model, self.folder / "tapi.h")


class ClangUnix(ClangAnalyzer):
    name = "clang-malloc"
    title = "clang unix.Malloc, handles as heap blocks"
    CHECKERS = ["unix.Malloc", "core"]
    EXTRA = ["-Wno-int-conversion"]
    KINDS = [("Potential leak of memory|Potential memory leak", LOST),
             ("Use of memory after it is (freed|released)", DEAD),
             ("Attempt to (free|release) (already )?released memory", TWICE)]

    def prepare(self):
        adapters.write_heap(self.model, self.folder / "tapi.h")


class Gcc(Rival):
    name = "gcc"
    title = "gcc -fanalyzer, handles as heap blocks"
    command = "x86_64-w64-mingw32-gcc"
    LINE = re.compile(r"^(?P<file>[^:\n]+):(?P<line>\d+):\d+: warning: "
                      r"(?P<text>.*)$")
    KINDS = [(r"\[-Wanalyzer-malloc-leak\]|\[-Wanalyzer-.*leak\]", LOST),
             (r"\[-Wanalyzer-use-after-free\]", DEAD),
             (r"\[-Wanalyzer-double-free\]", DEAD)]

    def version(self):
        return run([self.command, "-dumpfullversion"])[1].strip()

    def prepare(self):
        adapters.write_heap(self.model, self.folder / "tapi.h")

    def analyse(self, files):
        code, _, err, seconds = run(
            [self.command, "-fanalyzer", "-fdiagnostics-plain-output", "-c",
             "-o", "/dev/null", "-isystem", str(self.folder),
             "-I", str(BENCH / "include")] + files)
        self.note(files, err)
        return self.parse(err), seconds, bool(code)
