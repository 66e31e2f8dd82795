#!/usr/bin/env python3
# Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE for licence information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Scenarios for the shim under wine: what a broken setting, a missing DLL or a
killed thread does, and that a program's results stay what they were.

  runtime_tests.py --build BUILD [--arch x86] SCENARIO...

Each scenario is a function below; its name has underscores for hyphens.
"""

import argparse
import json
import os
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path.insert(0, str(ROOT / "checker" / "shim"))
from check_exports import exports  # noqa: E402
from run import run_wine, wine_path  # noqa: E402
from wine_desktop import COMPILERS, keep_wine_running  # noqa: E402


class Wrong(Exception):
    pass


def expect(condition, *what):
    if not condition:
        raise Wrong(" ".join(str(w) for w in what))


class Bench:
    """One scenario's folder with a program, the shim and the fake."""

    def __init__(self, build, arch, folder):
        self.build = build
        self.folder = folder
        self.compiler = COMPILERS[arch]
        self.shim = build / "shim" / arch / "tapi32.dll"
        self.fake = build / "shim" / "fake" / arch / "fake-tapi32.dll"
        self.report = folder / "report.jsonl"
        self.log = folder / "log.txt"

    def compile(self, name, *flags, target=None):
        target = self.folder / (target or name + ".exe")
        source = next((HERE / "programs").glob(name + ".c*"))
        compiler = self.compiler
        if source.suffix == ".cpp":
            compiler = compiler.replace("gcc", "g++")
        subprocess.run([compiler, "-g", "-O1", "-Wall", "-Wextra", "-Werror",
                        "-Wno-cast-function-type", str(source), *flags, "-o",
                        str(target), "-ltapi32"], check=True)
        return target

    def script(self, text):
        path = self.folder / "script.txt"
        path.write_text(text)
        return wine_path(path)

    def run(self, exe, *arguments, timeout=60, wrapper=(), **settings):
        """stdout of the program; settings become TAPI_SHIM_*."""
        env = dict(os.environ, WINEDEBUG="-all")
        env["WINEDLLOVERRIDES"] = "tapi32=n,b"
        env["TAPI_SHIM_LOG"] = wine_path(self.log)
        env["TAPI_SHIM_JSON"] = wine_path(self.report)
        env["TAPI_SHIM_REAL"] = wine_path(self.fake)
        for name, value in settings.items():
            if value is None:
                env.pop("TAPI_SHIM_" + name, None)
            else:
                prefix = "" if name.startswith("TAPI_") else "TAPI_SHIM_"
                env[prefix + name] = str(value)
        for old in (self.log, self.report):
            old.unlink(missing_ok=True)
        self.code, output = run_wine(
            [str(exe)] + [str(a) for a in arguments], env, timeout, wrapper)
        return output

    def lines(self):
        if not self.report.is_file():
            return []
        return [json.loads(line)
                for line in self.report.read_text().splitlines()]

    def rules(self):
        return [r["rule"] for r in self.lines() if r["type"] == "report"]

    def log_text(self):
        return self.log.read_text() if self.log.is_file() else ""


def real_dll(b):
    """A program that misuses handles gets the same results with the shim."""
    probe = b.compile("probe")
    without = b.run(probe, wine_path(b.fake), "values")
    expect("lineShutdown" in without, "the fake alone:", without)
    with_shim = b.run(probe, wine_path(b.shim), "values")
    expect(with_shim == without, "results differ:\n", without, with_shim)
    expect(b.rules().count("TAPI006") == 3, b.rules())


def wine_own(b):
    """The same against wine's tapi32 instead of the fake."""
    probe = b.compile("probe")
    without = b.run(probe, "C:\\windows\\system32\\tapi32.dll", "values")
    with_shim = b.run(probe, wine_path(b.shim), "values", REAL=None)
    expect(without and with_shim == without, "results differ:\n", without,
           with_shim)


wild_handles = real_dll


def last_error(b):
    """The last-error value that TAPI leaves is what the program sees."""
    probe = b.compile("probe")
    script = b.script("on lineHold * lasterror 4711\n")
    without = b.run(probe, wine_path(b.fake), "values", TAPI_FAKE_SCRIPT=script)
    expect("error 4711" in without and "error 1234" in without, without)
    with_shim = b.run(probe, wine_path(b.shim), "values",
                      TAPI_FAKE_SCRIPT=script)
    expect(with_shim == without, "results differ:\n", without, with_shim)


def correct(b, program, *arguments, script="", rules=()):
    """The same results with the shim; no report, for a correct program."""
    exe = b.folder / (program + ".exe")
    if not exe.exists():
        b.compile(program)
    script = b.script(script)
    library = b.folder / "tapi32.dll"
    library.write_bytes(b.fake.read_bytes())
    without = b.run(exe, *arguments, TAPI_FAKE_SCRIPT=script)
    code = b.code
    library.write_bytes(b.shim.read_bytes())
    with_shim = b.run(exe, *arguments, TAPI_FAKE_SCRIPT=script)
    expect((with_shim, b.code) == (without, code), program, *arguments,
           "differs:", without, code, with_shim, b.code, b.lines(), b.log_text())
    expect(code == 0 and "failures 0" in without or "end" in without, without)
    expect(b.lines() and b.rules() == list(rules), program, *arguments,
           b.log_text())


def dialers(b):
    """Whole programs in the manner of real ones."""
    correct(b, "dialer_port", script="recycle 2\n")
    correct(b, "dialer_event", script="on lineDrop * state idle 5\n")


def unusual(b):
    """Correct programs that do unusual things."""
    for mode in ("nested", "all", "raise", "again", "local", "thread",
                 "port"):
        correct(b, "unusual", mode)
    # The call went idle unseen: a refused drop is no reason for TAPI014.
    correct(b, "unusual", "poll",
            script="on lineDrop * fail 0x80000018\n")


def odd(b):
    """Programs that nobody expects, each right but for what is said here."""
    offer = "on lineOpen 1 offer owner\n"
    for mode, script, rules in (
            ("conference", "", ()), ("deep", "", ()), ("close", "", ()),
            ("jump", "", ()), ("takers", "recycle 4\n", ()),
            ("waiting", "on lineShutdown 1 early\n", ()),
            ("ways", "", ()), ("many", "", ()),
            ("late", "on lineGetMessage 1 early\n", ()),
            ("later", "on lineGetMessage 1 early\n", ()),
            # Known by a message first, it still ends with its line.
            ("kept", "on lineGetMessage 1 early\n", ["TAPI018"]),
            ("fibers", "on lineMakeCall 1 delay 50\n", ()),
            ("old", offer, ()), ("reopen", "on lineOpen 1 close 5\n", ()),
            # One page of memory for the handle is gone at the reply.
            ("freed", "", ["TAPI010"]),
            # Its call dies with the application.
            ("shutdown", "", ["TAPI018"])):
        correct(b, "odd", mode, script=script, rules=rules)
    # What happens here depends on the threads; only true reports may come.
    (b.folder / "tapi32.dll").write_bytes(b.shim.read_bytes())
    out = b.run(b.folder / "odd.exe", "recycled",
                TAPI_FAKE_SCRIPT=b.script("recycle 1\n"))
    expect("end" in out and set(b.rules()) <= {"TAPI003"}, out, b.log_text())
    for texts in (0, 1):
        out = b.run(b.folder / "odd.exe", "debugger", DEBUGSTRING=texts)
        expect(f"texts {texts}" in out, "output to the debugger:", out)


def centre(b):
    """What call centres do, each right but for what is said here."""
    owner = "on lineOpen 1 offer owner\n"
    for mode, script, rules in (
            ("inbound", owner, ()), ("look-on", owner, ()),
            ("watch", "on lineOpen 1 offer monitor\n", ()),
            ("new-calls", "on lineOpen 1 hidden 3\n", ()),
            # Monitor handles are nobody's leak.
            ("forgotten", "on lineOpen 1 hidden 3\n", ()),
            ("taken", "on lineOpen 1 hidden 3\n", ()),
            ("taken-forgotten", "on lineOpen 1 hidden 3\n", ["TAPI018"]),
            ("restart", "on lineOpen 1 close 100\n", ()),
            ("zombie", "on lineOpen 1 close 100\n", ["TAPI005"]),
            ("transfers", "", ()), ("devices", "lines 5\n", ()),
            ("apps", "", ()), ("name", "", ()), ("modem", "", ()),
            # TAPI017, which is not looked for at run time.
            ("modem-kept", "", ()),
            ("failed", "on lineMakeCall 1 reply-fail\n", ()),
            ("failed-used", "on lineMakeCall 1 reply-fail\n", ["TAPI009"]),
            ("again", "on lineOpen 1 reinit\n", ()),
            ("again", "on lineOpen 1 remove\n", ()),
            ("silent", "on lineMakeCall 1 silent\n", ()),
            # One cause, told once: the first call is lost, and so never freed.
            ("two-at-once", "on lineMakeCall 1 delay 20\n"
             "on lineMakeCall 2 delay 500\n", ["TAPI002"]),
            ("left", "", ["TAPI018"]), ("twice", "", ["TAPI006"])):
        correct(b, "centre", mode, script=script, rules=rules)


def registers(b):
    """Registers and stack arguments reach the real function unchanged."""
    names = b.folder / "spy.def"
    names.write_text("EXPORTS\n  tapiGetLocationInfoW = spy2\n"
                     "  lineOpenW = spy9\n  Seen DATA\n")
    spy = b.compile("registers", "-DSPY", "-shared", str(names),
                    target="spy.dll")
    out = b.run(b.compile("registers"), wine_path(spy), wine_path(b.shim),
                REAL=wine_path(spy))
    expect("4 calls, 0 differences, 0 registers lost" in out, out)


def missing_real(b):
    """Without a real DLL every call fails with LINEERR_OPERATIONFAILED."""
    probe = b.compile("probe")
    out = b.run(probe, wine_path(b.shim), "everything", REAL="Z:\\no\\such.dll")
    results = [line.split()[1] for line in out.splitlines()]
    expect(len(results) == 10 and set(results) == {"80000048"}, out)
    expect("cannot be loaded" in b.log_text(), b.log_text())
    out = b.run(probe, wine_path(b.shim), "everything", REAL=wine_path(b.shim))
    expect(out.count("80000048") == 10, out)
    expect("is the shim itself" in b.log_text(), b.log_text())
    out = b.run(probe, wine_path(b.shim), "everything",
                REAL="C:\\windows\\system32\\kernel32.dll")
    expect(out.count("80000048") == 10, out)
    expect("has no lineInitialize" in b.log_text(), b.log_text())


def bad_settings(b):
    """Settings that make no sense are reported and ignored."""
    probe = b.compile("probe")
    out = b.run(probe, wine_path(b.shim), "values", STACKS="many",
                HISTORY="-1", RULES="TAPI999=off,TAPI003=maybe,nonsense",
                DUPLICATES="yes", SUPPRESS="Z:\\no\\file",
                SARIF="Z:\\no\\folder\\x.sarif", EXITCODE="99999",
                RULE="TAPI006=off")
    expect("lineShutdown" in out, out)
    log = b.log_text()
    for word in ("STACKS=many", "HISTORY=-1", "TAPI999=off", "TAPI003=maybe",
                 "nonsense", "DUPLICATES=yes", "EXITCODE=99999",
                 "cannot read the suppressions", "cannot write to",
                 "RULE is ignored"):
        expect(word in log, word, "is not in the log:\n", log)
    expect("TAPI006" in b.rules(), b.rules())
    # Reports are not lost with the log.
    for log in ("Z:\\no\\folder\\log.txt", wine_path(b.folder)):
        out = b.run(probe, wine_path(b.shim), "values", LOG=log)
        expect("cannot write to" in out and "TAPI006" in out, out)


def corrupt_ini(b):
    """The same from an ini file; a file of noise does no harm."""
    probe = b.compile("probe")
    ini = b.folder / "tapi-shim.ini"
    ini.write_bytes(bytes(range(256)) * 64)
    expect("lineShutdown" in b.run(probe, wine_path(b.shim), "values"), "noise")
    ini.write_text("[tapi-shim]\nRULES=TAPI006=off,\nSTACKS=x\nstack=3\n")
    b.run(probe, wine_path(b.shim), "values")
    expect("TAPI006" not in b.rules() and "TAPI003" not in b.rules()[:0],
           b.rules())
    for word in ("STACKS=x", "stack is ignored"):
        expect(word in b.log_text(), word, b.log_text())
    expect("RULES= " not in b.log_text(), b.log_text())


def suppression(b):
    """A suppression file silences by rule and by frame; others stay."""
    probe = b.compile("probe")
    b.run(probe, wine_path(b.shim), "values")
    before = b.rules()
    frame = next((r["stack"][0]["offset"] for r in b.lines()
                  if r.get("rule") == "TAPI012"), "none")
    rules = b.folder / "suppress.txt"
    # As Notepad writes it.
    rules.write_text(f"# a comment\n\n  TAPI006 \t\n*\t pr*?be.ex*e+{frame}\n"
                     "TAPI77\nTAPI009 *x\n", encoding="utf-8-sig", newline="\r\n")
    b.run(probe, wine_path(b.shim), "values", SUPPRESS=wine_path(rules))
    after = b.rules()
    expect("TAPI006" in before and "TAPI006" not in after, before, after)
    expect(after.count("TAPI012") < before.count("TAPI012"), before, after)
    expect("TAPI009" in after, after)
    expect("no such rule: TAPI77" in b.log_text(), b.log_text())
    expect(b.lines()[-1]["suppressed"] > 0, b.lines()[-1])


def duplicates(b):
    """The same misuse at the same place is told once, unless asked for."""
    probe = b.compile("probe")
    b.run(probe, wine_path(b.shim), "values")
    once, end = len(b.rules()), b.lines()[-1]
    b.run(probe, wine_path(b.shim), "values", DUPLICATES=1)
    expect(len(b.rules()) == once + end["duplicates"], once, end, b.rules())
    expect(end["duplicates"] > 5, end)


def action_exit(b):
    """Rule action "exit" ends the program after the first report."""
    probe = b.compile("probe")
    out = b.run(probe, wine_path(b.shim), "values", RULES="TAPI006=exit",
                EXITCODE=77)
    expect(b.code == 77, "exit code", b.code)
    expect("lineShutdown" not in out, out)
    expect(b.rules()[-1] == "TAPI006", b.rules())
    expect(b.lines()[-1]["type"] == "end", b.lines()[-1])
    # Without a debugger "break" is no more than a report.
    out = b.run(probe, wine_path(b.shim), "values", RULES="all=break")
    expect("lineShutdown" in out and "TAPI006" in b.rules(), out, b.rules())


def unload(b):
    """FreeLibrary while a callback runs through the shim, or a slow call of
    another thread."""
    probe = b.compile("probe")
    out = b.run(probe, wine_path(b.shim), "unload")
    expect("survived" in out, out)
    slow = b.script("on lineInitialize 1 early\n")
    out = b.run(probe, wine_path(b.shim), "unload-in-call",
                TAPI_FAKE_SCRIPT=slow)
    expect("lineShutdown 0" in out and "survived" in out, out, b.code)
    expect(b.lines()[-1]["type"] == "end" and not b.rules(), b.log_text())


def killed_thread(b):
    """A lock whose owner was killed or stopped blocks nobody, and threads that
    are killed inside the shim leave a program that goes on."""
    lock = b.compile("lock", "-std=c++17", f"-I{ROOT}", "-static",
                     str(ROOT / "checker/shim/Lock.cpp"))
    out = b.run(lock, timeout=120)
    expect(out.split() == ("dead 0 forgotten 0 stopped 0 released 1 dead 0 "
                           "heir 1 1 again 1 0 stopped 0").split(), out)
    out = b.run(b.compile("killed"), wine_path(b.shim), 20, timeout=300,
                REAL=wine_path(lockless(b)))
    expect("survived" in out, out)
    # The same where each thread writes reports.
    out = b.run(b.folder / "killed.exe", wine_path(b.shim), 20, timeout=300,
                REAL=wine_path(b.folder / "real.dll"), DUPLICATES=1)
    expect("survived" in out, out)
    # The last thread breaks a rule in each of 1000 rounds. That is told but for
    # the handles behind a lock that is given up.
    last = int(out.split()[1])
    told = [r for r in b.lines() if r.get("thread") == last]
    expect(len(told) > 500, len(told), "reports after the deaths")
    expect(b.lines()[-1]["type"] == "end", b.lines()[-1])


def killed_writer(b):
    """Reports go on after a thread was killed while it wrote one."""
    exe = b.compile("writer")
    for mode in ("open", "closed"):
        out = b.run(exe, wine_path(b.shim), mode, LOG="stderr", DUPLICATES=1)
        alive = [int(line.split()[0]) for line in out.splitlines()
                 if line.split()[1].startswith("done")]
        expect(len(alive) == 3, out)
        told = [r["thread"] for r in b.lines()
                if r.get("rule") == "TAPI006"]
        expect(told == alive, mode, alive, told)
        expect(b.lines()[-1]["type"] == "end", b.lines()[-1])


def processes(b):
    """A second process with the same settings writes beside the first one's
    report. What a plug-in did can be told after it was unloaded."""
    b.compile("processes", "-DPLUGIN", "-shared", target="plugin.dll")
    exe = b.compile("processes")
    (b.folder / "tapi32.dll").write_bytes(b.shim.read_bytes())
    child = int(b.run(exe))
    expect(b.rules() == ["TAPI006", "TAPI007", "TAPI007"], b.log_text())
    expect(b.lines()[-1]["type"] == "end", b.lines()[-1])
    left = next(r for r in b.lines() if r.get("kind") == "HLINE" and
                r["rule"] == "TAPI007")
    modules = [frame["module"].rsplit("\\", 1)[-1] for frame in left["stack"]]
    expect(modules[:2] == ["", exe.name], left)
    beside = b.folder / f"{b.report.name}.{child}"
    lines = [json.loads(line) for line in beside.read_text().splitlines()]
    expect([line.get("rule", line["type"]) for line in lines] ==
           ["start", "TAPI006", "TAPI007", "end"], lines)
    log = (b.folder / f"{b.log.name}.{child}").read_text()
    expect(log.count("is in use; writing to") == 2, log)


def lockless(b):
    """A DLL to put behind the shim that takes no lock and sends no message."""
    return b.compile("killed", "-DREAL", "-shared", "-Wl,--kill-at",
                     target="real.dll")


def no_memory(b):
    """Without memory the shim knows less, and the program goes on."""
    exe = b.compile("killed")
    out = b.run(exe, wine_path(b.shim), 0, "hungry", timeout=300,
                REAL=wine_path(lockless(b)), DUPLICATES=1,
                wrapper=["prlimit", f"--as={8 << 30}"])
    expect("survived" in out, out, b.code)
    # One in each of 20000 rounds, had there been memory.
    expect(0 < b.rules().count("TAPI003") < 19000, len(b.rules()))


def garbage(b):
    """Arguments that mean nothing, in every function, harm nobody."""
    names = sorted(exports("x64", b.shim)[0])
    listed = b.folder / "names.txt"
    listed.write_text("\n".join(names))
    definition = b.folder / "real.def"
    definition.write_text("EXPORTS\n" + "".join(
        f"  {name} = anything\n" for name in names))
    real = b.compile("garbage", "-DREAL", "-shared", str(definition),
                     target="real.dll")
    exe = b.compile("garbage")
    for hooks in (0, 1):
        out = b.run(exe, wine_path(b.shim), wine_path(listed), 100000,
                    timeout=300, REAL=wine_path(real), HOOKS=hooks)
        expect("survived" in out, out, b.code)


def pending(b):
    """Requests that nobody answers do not fill the memory."""
    exe = b.compile("pending")
    b.folder.joinpath("tapi32.dll").write_bytes(b.shim.read_bytes())
    out = b.run(exe, timeout=300, REAL=wine_path(lockless(b)), STACKS=4)
    third, full = [int(line.split()[1]) for line in out.splitlines()]
    expect(full - third < 4 << 20, "memory grows from", third, "to", full)


def leak_event(b):
    """The named event makes the shim tell the leaks of the running program."""
    probe = b.compile("probe")
    out = b.run(probe, wine_path(b.shim), "leak", EVENT="tapi-shim-test")
    expect("event 1" in out, out)
    expect("TAPI001" in b.rules() and "TAPI007" in b.rules(), b.rules())


def get_proc_address(b):
    """Loaded by name beside the program, as most old programs do."""
    probe = b.compile("probe")
    (b.folder / "tapi32.dll").write_bytes(b.shim.read_bytes())
    out = b.run(probe, "tapi32.dll", "values")
    expect("lineShutdown" in out, out)
    expect("TAPI006" in b.rules(), b.rules())


def check_schema(b, path):
    """Compares with the published schema, where ./dev could get that."""
    schema = b.build / "npm" / "sarif-2.1.0.json"
    pythons = [p for p in (sys.executable, "/usr/bin/python3")
               if subprocess.run([p, "-c", "import jsonschema"], check=False,
                                 stderr=subprocess.DEVNULL).returncode == 0]
    if not schema.is_file() or not pythons:
        print("sarif: no schema or no jsonschema: the schema is not checked")
        return
    script = ROOT / "test" / "lit" / "tools" / "Inputs" / "sarif_schema.py"
    done = subprocess.run([pythons[0], str(script), str(schema), str(path)],
                          capture_output=True, text=True, check=False)
    expect(done.returncode == 0 and "1 files, 0 mistakes" in done.stdout,
           done.stdout, done.stderr)


def sarif(b):
    """The SARIF file is complete, also when the program is ended by force."""
    probe = b.compile("probe")
    path = b.folder / "x.sarif"
    b.run(probe, wine_path(b.shim), "values", SARIF=wine_path(path))
    check_schema(b, path)
    log = json.loads(path.read_text())
    results = log["runs"][0]["results"]
    rules = log["runs"][0]["tool"]["driver"]["rules"]
    expect(log["version"] == "2.1.0" and len(rules) == 18, log["version"])
    expect([r["ruleId"] for r in results] == b.rules(), b.rules())
    for r in results:
        expect(rules[r["ruleIndex"]]["id"] == r["ruleId"], r)
        expect(r["locations"] and r["stacks"][0]["frames"], r)
        expect(r["partialFingerprints"]["tapiStack/v1"], r)
    b.run(probe, wine_path(b.shim), "values", SARIF=wine_path(path),
          RULES="TAPI006=exit")
    expect(json.loads(path.read_text())["runs"][0]["results"], "after exit")


def story(b):
    """./dev run tells the whole life of a handle, with source lines, as text,
    JSON lines and SARIF."""
    exe = b.compile("story")
    source = (HERE / "programs" / "story.c").read_text().splitlines()
    marks = {line.rsplit("// ", 1)[1]: number
             for number, line in enumerate(source, 1) if line.endswith(
                 ("// created", "// ended", "// used", "// others"))}
    path = b.folder / "out.sarif"
    done = subprocess.run(
        [sys.executable, str(ROOT / "checker/shim/run.py"), "--build",
         str(b.build), "--json", str(b.report), "--sarif", str(path), "--fake",
         str(exe)], capture_output=True, text=True, check=False)
    expect(done.returncode == 1, done.returncode, done.stderr)
    reports = [r for r in b.lines() if r["type"] == "report"]
    expect([r["rule"] for r in reports] == ["TAPI018", "TAPI005"], done.stderr)
    lines = [[(s["role"], s["stack"][0].get("line")) for s in r["story"]]
             for r in reports]
    created, ended, others = [(role, marks[role])
                              for role in ("created", "ended", "others")]
    expect(lines == [[created, others], [created, ended]], lines, marks)
    expect([r["stack"][0]["line"] for r in reports] ==
           [marks["ended"], marks["used"]], reports)
    chain = reports[1]["story"][1]["text"]
    expect("lineClose ends line handle 0x" in chain, chain)
    for r in reports:
        expect(r["fact"] and r["url"].startswith("https://") and r["thread"] and
               r["milliseconds"] and r["kind"] == "HCALL", r)
        for part in [r] + r["story"]:
            for text in (part["text"], f"story.c:{part['stack'][0]['line']}"):
                expect(text in done.stderr, text, done.stderr)
    results = json.loads(path.read_text())["runs"][0]["results"]
    found = [(r["ruleId"], r["locations"][0]["physicalLocation"]["region"]
              ["startLine"]) for r in results]
    expect(found == [("TAPI018", marks["ended"]), ("TAPI005", marks["used"])],
           found)
    check_schema(b, path)


def load(b, operations=100000):
    """Eight threads; the program knows how often each rule is broken."""
    exe = b.compile("load")
    b.folder.joinpath("tapi32.dll").write_bytes(b.shim.read_bytes())
    # Far enough that a thread which misuses a dead value does so before another
    # thread is given it, even on a busy machine.
    script = b.script("recycle 8192\non lineGetLineDevStatus * close\n")
    out = b.run(exe, 8, os.environ.get("TAPI_LOAD", operations), timeout=600,
                TAPI_FAKE_SCRIPT=script, DUPLICATES=1, STACKS=4)
    expect(b.code == 0, out, b.code)
    expected = {line.split()[1]: int(line.split()[2])
                for line in out.splitlines() if line.startswith("expect")}
    rules = b.rules()
    found = {rule: rules.count(rule) for rule in set(rules)}
    expect(expected and found == expected, "expected", expected, "found", found)
    half, full = [int(line.split()[1]) for line in out.splitlines()
                  if line.startswith("memory")]
    print(f"load: {sum(expected.values())} misuses, each reported; memory "
          f"{half} bytes, then {full}")
    expect(full - half < 4 << 20, "memory grows from", half, "to", full)


def main(argv):
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--build", type=pathlib.Path, required=True)
    p.add_argument("--arch", choices=COMPILERS, default="x64")
    p.add_argument("scenario", nargs="+")
    options = p.parse_args(argv)
    keep_wine_running(options.arch)
    failed = 0
    for name in options.scenario:
        with tempfile.TemporaryDirectory(prefix="tapi-runtime-") as folder:
            try:
                globals()[name.replace("-", "_")](
                    Bench(options.build.resolve(), options.arch,
                          pathlib.Path(folder)))
                print(f"{name}: ok")
            except (Wrong, OSError, subprocess.SubprocessError) as error:
                failed += 1
                print(f"{name}: FAILED: {error}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
