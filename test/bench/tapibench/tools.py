# Part of the TAPI handle checker, Apache-2.0 WITH LLVM-exception.
"""What every adapter shares: reports, running a program, our own adapters."""

import json
import os
import re
import shutil
import subprocess
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

BENCH = Path(__file__).resolve().parent.parent
ROOT = BENCH.parent.parent
WINDOWS = ["-target", "x86_64-w64-mingw32", "-fms-extensions", "-w",
           "-I", str(BENCH / "include")]


class ToolFailed(Exception):
    """A tool could not analyse what it was given."""


@dataclass(frozen=True, order=True)
class Report:
    file: str
    line: int
    rules: tuple  # the rules it may stand for
    text: str
    notes: tuple = ()  # (file, line) of the steps that led there


@dataclass
class Outcome:
    reports: list
    seconds: float  # user and system time of all runs
    files: int
    crashed: list   # files that a tool died on

    def add(self, other):
        self.reports = sorted(set(self.reports + other.reports))
        self.seconds += other.seconds
        self.files += other.files
        self.crashed = sorted(self.crashed + other.crashed)


def run(command, timeout=1800, cwd=None):
    """(exit code, stdout, stderr, CPU seconds) of `command`."""
    with tempfile.TemporaryFile("w+") as out, \
            tempfile.TemporaryFile("w+") as err:
        child = subprocess.Popen(command, stdout=out, stderr=err, cwd=cwd)
        deadline = time.monotonic() + timeout
        while True:
            pid, status, usage = os.wait4(child.pid, os.WNOHANG)
            if pid:
                break
            if time.monotonic() > deadline:
                child.kill()
                os.wait4(child.pid, 0)
                raise ToolFailed(f"{command[0]} took more than {timeout} s")
            time.sleep(0.01)
        child.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        err.seek(0)
        return (child.returncode, out.read(), err.read(),
                usage.ru_utime + usage.ru_stime)


def batches(files, jobs, size):
    """Files dealt out so that every job gets like amounts."""
    count = max(jobs, -(-len(files) // size)) if files else 0
    parts = [files[i::count] for i in range(count)] if count else []
    return [part for part in parts if part]


def run_batches(analyse, files, jobs, size=40):
    """Runs `analyse(files)` over batches; isolates files that crash it."""
    with ThreadPoolExecutor(jobs) as pool:
        results = list(pool.map(lambda part: isolate(analyse, part),
                                batches(files, jobs, size)))
    outcome = Outcome([], 0.0, len(files), [])
    for reports, seconds, crashed in results:
        outcome.add(Outcome(reports, seconds, 0, crashed))
    return outcome


def isolate(analyse, files):
    """(reports, seconds, crashed files): halves a batch that crashes."""
    reports, seconds, crashed = analyse(files)
    if not crashed:
        return reports, seconds, []
    if len(files) == 1:
        return reports, seconds, files
    middle = len(files) // 2
    a, b = isolate(analyse, files[:middle]), isolate(analyse, files[middle:])
    return a[0] + b[0], seconds + a[1] + b[1], a[2] + b[2]


def rule_of_texts():
    """[(pattern, rule)] of every warning in tapi_model/texts.def."""
    text = (ROOT / "tapi_model" / "texts.def").read_text()
    entry = re.compile(
        r'TAPI_TEXT\((\w+),\s*(\d+),\s*((?:"[^"]*"\s*)+)\)')
    patterns = []
    for name, number, strings in entry.findall(text):
        template = "".join(re.findall(r'"([^"]*)"', strings))
        # Some sentences are of one rule for calls and of another for lines.
        if name.startswith("Call"):
            template = template.replace("{kind}", "call handle")
        if int(number):
            pattern = re.sub(r"\\\{\w+\\\}", ".*?", re.escape(template))
            patterns.append((re.compile(pattern), f"TAPI{int(number):03}"))
    if not patterns:
        raise ToolFailed("texts.def: no warnings found")
    # The longest template first: some are the beginning of others.
    return sorted(patterns, key=lambda p: -len(p[0].pattern))


class Ours:
    """The plugin in stock clang-tidy: one translation unit at a time."""

    name = "ours"
    title = "this checker (clang-tidy plugin)"
    strict = True  # rule and line must be right, not only the kind of defect
    LINE = re.compile(r"^(.+?):(\d+):\d+: (warning|error): (.*) "
                      r"\[([\w.,-]+)\]$")
    NOTE = re.compile(r"^(.+?):(\d+):\d+: note: ")

    def __init__(self, build, llvm=19):
        self.build = Path(build)
        self.plugin = self.build / "lib" / "TapiTidyModule.so"
        self.llvm = llvm
        self.tidy = f"clang-tidy-{llvm}"
        self.patterns = rule_of_texts()

    def missing(self):
        if not self.plugin.exists():
            return f"{self.plugin} is not built"
        return ""

    def version(self):
        return run([self.tidy, "--version"])[1].split("version ")[1].split()[0]

    def run(self, programs, jobs):
        files = [f for p in programs for f in p.files]
        outcome = Outcome([], 0.0, 0, [])
        for suffix, language in ((".c", "c"), (".cpp", "c++")):
            chosen = [str(f) for f in files if f.suffix == suffix]
            flags = self.headers(language) if chosen else []
            outcome.add(run_batches(lambda part: self.analyse(part, flags),
                                    chosen, jobs))
        return outcome

    def headers(self, language):
        """Flags that spare parsing the Windows headers for each file."""
        return precompiled(self.llvm, language, self.build / "bench")

    def analyse(self, files, flags):
        code, out, err, seconds = run(
            [self.tidy, f"-load={self.plugin}", "-checks=-*,tapi-*", "-quiet",
             f"-header-filter={BENCH}/include/.*"] + files + ["--"] + WINDOWS +
            flags)
        if code not in (0, 1):
            return [], seconds, True
        if code == 1 and "Error while processing" not in out + err:
            raise ToolFailed(err.strip()[-2000:])
        return self.parse(out), seconds, False

    def parse(self, out):
        reports = []
        for line in out.split("\n"):
            note = self.NOTE.match(line)
            if note and reports:
                reports[-1][-1].append((note[1], int(note[2])))
            match = self.LINE.match(line)
            if not match:
                continue
            file, number, level, text, check = match.groups()
            if level == "error" or not check.startswith("tapi-"):
                raise ToolFailed(f"unexpected: {line}")
            reports.append((file, int(number), (self.rule(text),), text, []))
        return [Report(*fields[:-1], tuple(fields[-1])) for fields in reports]

    def rule(self, text):
        named = re.search(r"\bTAPI\d{3}\b", text)
        if named:
            return named[0]
        for pattern, rule in self.patterns:
            if pattern.match(text):
                return rule
        raise ToolFailed(f"no rule of texts.def says: {text}")


def precompiled(llvm, language, folder, flags=()):
    """Flags that use bench.h in a form that clang has already parsed; several
    processes may ask for it at once."""
    clang = shutil.which(f"clang-{llvm}")
    header = BENCH / "include" / "bench.h"
    path = folder / f"bench-{language}-{llvm}.pch"
    newest = max(os.stat(p).st_mtime for p in
                 [header, clang, *folder.glob("*.h")])
    if not path.exists() or path.stat().st_mtime <= newest:
        folder.mkdir(parents=True, exist_ok=True)
        own = path.with_suffix(f".{os.getpid()}")
        code, _, err, _ = run([clang, *flags] + WINDOWS + [
            "-x", f"{language}-header", str(header), "-o", str(own)])
        if code:
            raise ToolFailed(f"{header}: {err}")
        own.replace(path)
    return ["-include-pch", str(path)]


class OursProject(Ours):
    """tapi-check: the files of a program are linked."""

    name = "ours-project"
    title = "this checker (tapi-check)"

    def __init__(self, build, llvm=19):
        super().__init__(build, llvm)
        self.tool = Path(build) / "bin" / "tapi-check"

    def missing(self):
        return "" if self.tool.exists() else f"{self.tool} is not built"

    def run(self, programs, jobs):
        outcome = Outcome([], 0.0, 0, [])
        for program in programs:
            files = [str(f) for f in program.files]
            database(program)
            code, out, err, seconds = run(
                [str(self.tool), "-p", str(program.files[0].parent)] + files)
            if code not in (0, 1):
                raise ToolFailed(f"{program.name}: {err.strip()[-2000:]}")
            outcome.reports += self.parse(out)
            outcome.seconds += seconds
            outcome.files += len(files)
        outcome.reports = sorted(set(outcome.reports))
        return outcome


def database(program):
    """A compile_commands.json for the files of one program."""
    folder = program.files[0].parent
    path = folder / "compile_commands.json"
    commands = {}
    if path.exists():
        commands = {c["file"]: c for c in json.loads(path.read_text())}
    for file in program.files:
        commands[str(file)] = {
            "directory": str(folder), "file": str(file),
            "arguments": ["clang"] + WINDOWS + ["-c", str(file)]}
    path.write_text(json.dumps([commands[f] for f in sorted(commands)],
                               indent=1))

