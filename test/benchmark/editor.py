#!/usr/bin/env python3
# Part of the TAPI handle checker, Apache-2.0 WITH LLVM-exception.
"""An editor: what a keystroke costs in tapi-clangd, and in clangd itself.

  editor.py --build build                  on the generated dialer, 4,000 lines

Both servers have the same file open. A character is typed in a function that
calls TAPI, and the time until the diagnostics of that version are published is
taken, in turns, medians are compared. clangd waits before it parses in case more
is typed; both do. So the processor time of the server is compared, too.
"""

import argparse
import json
import os
import re
import statistics
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "lit" / "tools" / "Inputs")]

import dialer  # noqa: E402
import lsp  # noqa: E402

AIM = 1.2
TICKS = os.sysconf("SC_CLK_TCK")


def arguments():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--build", required=True, type=Path)
    parser.add_argument("--llvm", type=int, default=19)
    parser.add_argument("--keys", type=int, default=25)
    parser.add_argument("--strict", action="store_true")
    parser.add_argument("--json", type=Path, help="write the figures here too")
    return parser.parse_args()


class Editor:
    """One server with one file open."""

    def __init__(self, program, folder, uri, text):
        self.server = lsp.Server(str(program), str(folder))
        self.server.start()
        self.uri, self.text, self.version = uri, text, 1
        self.server.open(uri, text)
        self.wait()
        self.latencies, self.cpu = [], []

    def wait(self):
        while True:
            params = self.server.wait_for("textDocument/publishDiagnostics")
            if params.get("version") == self.version:
                self.found = len(params["diagnostics"])
                return

    def used(self):
        fields = Path(f"/proc/{self.server.process.pid}/stat").read_text()
        fields = fields.rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    def key(self, at, character):
        self.version += 1
        before, start = self.used(), time.monotonic()
        place = {"line": at, "character": 0}
        self.server.send(method="textDocument/didChange", params={
            "textDocument": {"uri": self.uri, "version": self.version},
            "contentChanges": [{"range": {"start": place, "end": place},
                                "text": character}]})
        self.wait()
        self.latencies.append(time.monotonic() - start)
        self.cpu.append(self.used() - before)


def measure(args, folder):
    file = folder / "dialer.c"
    # A call that is used after its end, so that there is something to publish.
    text = dialer.with_tapi() + """
void late(HCALL hCall) {
  lineDeallocateCall(hCall);
  lineDrop(hCall, NULL, 0);
}
"""
    file.write_text(text)
    (folder / "compile_commands.json").write_text(json.dumps([{
        "directory": str(folder), "file": str(file), "arguments":
        ["clang", "-target", "x86_64-w64-mingw32", "-fms-extensions", "-w",
         "-c", str(file)]}]))
    at = max(i for i, line in enumerate(text.splitlines())
             if re.search(r"\blineMakeCall\(", line))
    uri = "file://" + str(file)
    programs = {"clangd": f"/usr/lib/llvm-{args.llvm}/bin/clangd",
                "tapi-clangd": args.build.resolve() / "bin" / "tapi-clangd"}
    editors = {name: Editor(program, folder, uri, text)
               for name, program in programs.items()}
    for number in range(args.keys):
        for editor in editors.values():
            editor.key(at, " " if number % 2 else "\t")
    for editor in editors.values():
        editor.server.stop()
    return editors


def main():
    args = arguments()
    with tempfile.TemporaryDirectory() as folder:
        editors = measure(args, Path(folder).resolve())
    result = {}
    print(f"{'':14} {'latency':>10} {'processor':>10} {'diagnostics':>12}")
    for name, editor in editors.items():
        result[name] = {"latency": statistics.median(editor.latencies),
                        "cpu": statistics.median(editor.cpu),
                        "diagnostics": editor.found}
        print(f"{name:14} {result[name]['latency']:8.3f} s "
              f"{result[name]['cpu']:8.3f} s {editor.found:12}")
    if result["tapi-clangd"]["diagnostics"] == 0:
        sys.exit("editor.py: tapi-clangd published nothing")
    for what in ("latency", "cpu"):
        result[what] = result["tapi-clangd"][what] / result["clangd"][what]
        print(f"{what} over clangd: {result[what]:.3f}, aim: at most {AIM}")
    if args.json:
        args.json.write_text(json.dumps(result, indent=1) + "\n")
    return 1 if args.strict and result["latency"] > AIM else 0


if __name__ == "__main__":
    sys.exit(main())
