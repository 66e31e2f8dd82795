#!/usr/bin/env python3
# Part of the TAPI handle checker, Apache-2.0 WITH LLVM-exception.
"""Speed: what the checker adds to a clang-tidy run, and how cost grows.

  speed.py --build build                    everything, on generated files
  speed.py --build build --file F -- ARGS   the overhead on a file of yours,
                                            ARGS are its compiler arguments
  speed.py --build build --callgrind        instructions instead of seconds

Overhead: user time and peak memory of `clang-tidy -checks=-*,tapi-*` over the
same run with one trivial check of the syntax tree, and over a run that only
parses (its one check looks at #include lines).  Growth: the time for a size and
its double, as a whole and without parsing.  Runs are interleaved, medians are
compared.  Nothing here fails by being slow: read it.
"""

import argparse
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import dialer  # noqa: E402
import shapes  # noqa: E402

PARSE_ONLY = "modernize-deprecated-headers"
ARGUMENTS = ["-target", "x86_64-w64-mingw32", "-fms-extensions", "-w"]
BARS = {"with TAPI": 1.25, "without TAPI": 1.02, "memory": 1.15,
        "growth": 2.3}


def arguments():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--build", required=True, type=Path)
    parser.add_argument("--llvm", type=int, default=19)
    parser.add_argument("--runs", type=int, default=9,
                        help="repetitions of each overhead measurement")
    parser.add_argument("--file", type=Path, action="append", default=[],
                        help="also measure the overhead on this file")
    parser.add_argument("--only", choices=["overhead", "growth", "hard",
                                           "determinism"], action="append")
    # A check of every language: one that is switched off for the language of
    # the file would spare the walk over the syntax tree, too.
    parser.add_argument("--trivial",
                        default="concurrency-thread-canceltype-asynchronous",
                        help="the check to compare with (%(default)s)")
    parser.add_argument("--timeout", type=float, default=120)
    parser.add_argument("--callgrind", action="store_true")
    parser.add_argument("--json", type=Path, help="write the figures here too")
    parser.add_argument("compiler", nargs="*", metavar="ARGS",
                        help="after --: compiler arguments of --file")
    return parser.parse_args()


class TooSlow(Exception):
    pass


class Runner:
    def __init__(self, args, folder):
        self.tidy = f"clang-tidy-{args.llvm}"
        self.plugin = args.build.resolve() / "lib" / "TapiTidyModule.so"
        if not self.plugin.exists():
            sys.exit(f"speed.py: {self.plugin} is not built")
        self.timeout, self.callgrind = args.timeout, args.callgrind
        self.trivial = args.trivial
        # The ledger says how many handle sites the engine gave up on.
        self.environment = dict(os.environ, TAPI_ENGINE_STATS="1")
        self.unknown = 0
        self.folder = folder

    def command(self, file, checks, compiler):
        # The plugin is loaded in both runs: its loading is not the question.
        return [self.tidy, f"-load={self.plugin}", f"-checks=-*,{checks}",
                "-quiet", str(file), "--"] + (compiler or ARGUMENTS)

    def run(self, file, checks, compiler=None):
        """(seconds or instructions, peak memory in KiB, output); sets
        `unknown`."""
        command = self.command(file, checks, compiler)
        if self.callgrind:
            command = ["valgrind", "--tool=callgrind",
                       "--callgrind-out-file=/dev/null"] + command
        with tempfile.TemporaryFile() as out, \
                tempfile.TemporaryFile() as err:
            child = subprocess.Popen(["timeout", str(self.timeout)] + command,
                                     stdout=out, stderr=err,
                                     env=self.environment)
            _, status, usage = os.wait4(child.pid, 0)
            child.returncode = os.waitstatus_to_exitcode(status)
            out.seek(0)
            err.seek(0)
            text, errors = out.read(), err.read().decode(errors="replace")
        if child.returncode == 124:
            raise TooSlow()
        if child.returncode or b"error:" in text:
            sys.exit(f"speed.py: {' '.join(command)}\nfailed:\n"
                     f"{errors[-2000:]}{text[-2000:].decode()}")
        ledger = re.search(r"handle sites: .* unknown (\d+)", errors)
        self.unknown = int(ledger[1]) if ledger else 0
        if self.callgrind:
            match = re.search(r"Collected : (\d+)", errors)
            return int(match[1]), usage.ru_maxrss, text
        return usage.ru_utime, usage.ru_maxrss, text

    def interleaved(self, file, runs, checks, compiler=None):
        """The figures of each check of `checks`, in turns."""
        figures = [[] for _ in checks]
        for _ in range(1 if self.callgrind else runs):
            for check, column in zip(checks, figures):
                column.append(self.run(file, check, compiler))
        return figures

    def write(self, name, text):
        path = self.folder / f"{name}.c"
        path.write_text(text)
        return path


def median(runs, index):
    return statistics.median(run[index] for run in runs)


def figure(runner, value):
    return f"{value:,}" if runner.callgrind else f"{value:.2f} s"


def overhead(runner, name, file, runs, compiler=None):
    parse, trivial, ours = runner.interleaved(
        file, runs, [PARSE_ONLY, runner.trivial, "tapi-*"], compiler)
    row = {"file": name}
    for key, base in (("trivial", trivial), ("parse", parse)):
        row[key] = median(base, 0)
        row[f"time over {key}"] = round(median(ours, 0) / median(base, 0), 3)
        row[f"memory over {key}"] = round(median(ours, 1) / median(base, 1), 3)
    row["ours"] = median(ours, 0)
    print(f"{name:22}" + "".join(
        f" {figure(runner, row[key]):>15}"
        for key in ("parse", "trivial", "ours")) + "".join(
        f" {row[f'{what} over {key}']:12.3f}"
        for key in ("trivial", "parse") for what in ("time", "memory")))
    return row


def all_overheads(runner, args):
    print(f"{'overhead':22} {'parse only':>15} {'trivial check':>15} "
          f"{'tapi-*':>15} {'time/trivial':>12} {'mem./trivial':>12} "
          f"{'time/parse':>12} {'mem./parse':>12}")
    rows = [overhead(runner, "dialer with TAPI",
                     runner.write("dialer", dialer.with_tapi()), args.runs),
            overhead(runner, "dialer without TAPI",
                     runner.write("plain", dialer.without_tapi()), args.runs)]
    for file in args.file:
        rows.append(overhead(runner, file.name, file, args.runs,
                             args.compiler))
    print(f"aims, over the trivial check: time {BARS['with TAPI']} with TAPI, "
          f"{BARS['without TAPI']} without; memory {BARS['memory']}\n")
    return rows


def grow(runner, shape, sizes, runs):
    """One line a size; the last two sizes are n and 2n."""
    name, net, total, rows = shape.__name__, [], [], []
    for size in sizes:
        file = runner.write(f"{name}_{size}", shape(size))
        try:
            base, ours = runner.interleaved(file, runs,
                                            [PARSE_ONLY, "tapi-*"])
        except TooSlow:
            print(f"{name:26} {size:6}  more than {runner.timeout:g} s")
            rows.append({"shape": name, "n": size, "too slow": True})
            break
        total.append(median(ours, 0))
        net.append(max(median(ours, 0) - median(base, 0), 0))
        reports = ours[0][2].count(b"warning: ")
        text = (f"{name:26} {size:6} {figure(runner, total[-1]):>16} "
                f"{figure(runner, net[-1]):>16} {reports:7} "
                f"{runner.unknown:7}")
        row = {"shape": name, "n": size, "total": total[-1], "net": net[-1],
               "reports": reports, "unknown": runner.unknown}
        if size == sizes[-1]:
            ratio = total[-1] / total[-2]
            row["ratio"] = round(ratio, 2)
            text += f" {ratio:6.2f} {net_ratio(runner, net, row)}"
        print(text, flush=True)
        rows.append(row)
    return rows


def net_ratio(runner, net, row):
    """The ratio of the engine's own cost, where it can be measured."""
    floor = 10 ** 7 if runner.callgrind else 0.1
    if net[-2] < floor:
        return "(too small to tell)"
    row["net ratio"] = round(net[-1] / net[-2], 2)
    return f"{net[-1] / net[-2]:6.2f}"


def growth(runner, table, title, runs):
    print(f"{title:26} {'n':>6} {'total':>16} {'engine':>16} "
          f"{'reports':>7} {'unknown':>7} {'2n/n':>6} {'engine':>6}")
    rows = []
    for shape, sizes in table:
        rows += grow(runner, shape, sizes, runs)
    print(f"aim: at most {BARS['growth']} for twice the size, and no report: "
          "the programs are correct;\nunknown: handle sites given up when the "
          "step budget of a function ended\n")
    return rows


def determinism(runner):
    """Two runs of everything must say the same, byte for byte."""
    files = [runner.write("dialer", dialer.with_tapi())]
    files += [runner.write(shape.__name__, shape(sizes[0]))
              for shape, sizes in shapes.ORDINARY + shapes.HARD]
    bench = Path(__file__).resolve().parent.parent / "bench"
    include = ARGUMENTS + ["-I", str(bench / "include")]
    different = 0
    jobs = [(file, None) for file in files]
    jobs += [(file, include)
             for file in sorted((bench / "situations").glob("*.c*"))]
    for file, compiler in jobs:
        first, second = (runner.run(file, "tapi-*", compiler)[2]
                         for _ in range(2))
        if first != second:
            different += 1
            print(f"two runs differ: {file}")
    print(f"determinism: {len(jobs)} files, {different} differ between two "
          "runs")
    return different


def main():
    args = arguments()
    parts = args.only or ["overhead", "growth", "hard", "determinism"]
    result = {"unit": "instructions" if args.callgrind else "seconds"}
    with tempfile.TemporaryDirectory() as folder:
        runner = Runner(args, Path(folder))
        if "overhead" in parts:
            result["overhead"] = all_overheads(runner, args)
        if "growth" in parts:
            result["growth"] = growth(runner, shapes.ORDINARY, "growth", 3)
        if "hard" in parts:
            result["hard"] = growth(runner, shapes.HARD, "hard shapes", 3)
        if "determinism" in parts:
            runner.callgrind = False
            result["different"] = determinism(runner)
    if args.json:
        args.json.write_text(json.dumps(result, indent=1) + "\n")
    return 1 if result.get("different") else 0


if __name__ == "__main__":
    sys.exit(main())
