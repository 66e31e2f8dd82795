#!/usr/bin/env python3
# Part of the TAPI handle checker, Apache-2.0 WITH LLVM-exception.
"""TAPI-Bench: how many defects are found, how many reports are false.

  accuracy.py --build build                     everything, all tools
  accuracy.py --build build --layer 2 --tool ours
  accuracy.py --build build --layer 4 --seeds 1..10000
  accuracy.py --build build --ci                fixed subset, our tool only

Without --ci the results are written to docs/results.md and docs/results.json
(elsewhere with --output FOLDER).  With --ci nothing is written; the exit code is
1 when any verdict differs from what the name of its unit says.
"""

import argparse
import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from tapibench import (adapters, extract, known, mutants,  # noqa: E402
                       programs, randomlayer, report, rivals, score,
                       strays, tools)
from tapibench.units import BadProgram  # noqa: E402

CI_MUTANTS = 8  # one in so many


def arguments():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--build", required=True, type=Path,
                        help="build folder with lib/TapiTidyModule.so")
    parser.add_argument("--ci", action="store_true",
                        help="fixed subset; fail on any changed verdict")
    parser.add_argument("--layer", action="append", type=int,
                        choices=range(1, 6), help="only this layer")
    parser.add_argument("--tool", action="append",
                        choices=["ours", "ours-project", "cppcheck", "fuchsia",
                                 "clang-malloc", "gcc"], help="only this tool")
    parser.add_argument("--seeds", type=seed_range, default=(1, 10000),
                        help="random programs, A..B (default 1..10000)")
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--llvm", type=int, default=19)
    parser.add_argument("--output", type=Path, default=tools.ROOT / "docs")
    parser.add_argument("--list", action="store_true",
                        help="print every verdict that is not as named")
    parser.add_argument("--rename-known", action="store_true",
                        help="write today's verdicts of our tool into the "
                        "names (FN_, FP_); look at the difference afterwards")
    parser.add_argument("--shrink", type=Path, metavar="FOLDER",
                        help="write a minimal file for every wrong answer of "
                        "our tool into FOLDER")
    return parser.parse_args()


def seed_range(text):
    first, _, last = text.partition("..")
    try:
        first, last = int(first), int(last or first)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text} is not A..B")
    if not 0 < first <= last:
        raise argparse.ArgumentTypeError(f"{text} is not a range of seeds")
    return first, last


def build_suite(args, layers, folder):
    suite = programs.build(layers, folder)
    if 4 in layers:
        seeds = randomlayer.CI_SEEDS if args.ci else args.seeds
        randomlayer.add(suite, seeds, folder)
    if 5 in layers:
        mutants.add(suite, folder, CI_MUTANTS if args.ci else 1)
    suite.check()
    return suite


def chosen_tools(args, folder):
    """The tools to run, and why others are not."""
    ours = [tools.Ours(args.build, args.llvm),
            tools.OursProject(args.build, args.llvm)]
    available = {tool.name: tool for tool in ours}
    wanted = args.tool or list(available)
    if not args.ci and (not args.tool or
                        set(args.tool) - set(available)):
        model = adapters.load_model(folder / "model")
        for cls in (rivals.Cppcheck, rivals.Fuchsia, rivals.ClangUnix,
                    rivals.Gcc):
            available[cls.name] = cls(folder / "adapters" / cls.name, model)
        wanted = args.tool or list(available)
    if args.ci:
        wanted = ["ours", "ours-project"]
    run, skipped = [], []
    for name in wanted:
        reason = available[name].missing()
        (skipped if reason else run).append(
            (available[name], reason) if reason else available[name])
    return run, skipped


def scope(tool, suite):
    """What a tool runs on: tapi-check takes the programs of several files,
    random programs and mutants are for us alone."""
    if tool.name == "ours-project":
        return [p for p in suite.programs if p.several]
    if tool.name == "ours":
        return suite.programs
    return [p for p in suite.programs if p.layer <= 3]


def measure(tool, suite, folder, jobs):
    chosen = scope(tool, suite)
    names = {p.name for p in chosen}
    units = [u for u in suite.units.values() if u.program in names]
    outcome = tool.run(chosen, jobs)
    verdicts, stray = score.judge(units, outcome.reports, tool.strict)
    if tool.strict:
        # Beside a mutant stand units that are judged elsewhere.
        unjudged = {str(f) for p in suite.programs if p.layer == 5
                    for f in p.files}
        stray = [r for r in stray if r.file not in unjudged]
        stray = strays.trace(tool, stray, verdicts, suite, folder, jobs)
    return report.Measured(tool, outcome, verdicts, stray)


def merge_project(measured):
    """Units of several files are judged by the project tool, where it ran."""
    by_name = {m.tool.name: m for m in measured}
    ours, project = by_name.get("ours"), by_name.get("ours-project")
    if ours and project:
        ours.project = project
        for name, verdict in project.verdicts.items():
            ours.verdicts[name] = verdict
    return [m for m in measured if m is not project or ours is None]


def wrong_names(measured, suite):
    """What CI objects to, as sentences."""
    wrong = []
    several = {p.name for p in suite.programs if p.several}
    for m in measured:
        if not m.tool.name.startswith("ours"):
            continue
        for verdict in m.verdicts.values():
            if verdict.unit.program in several and not m.judges_projects:
                continue  # needs the project tool
            if not verdict.as_named:
                wrong.append(report.describe(verdict, suite))
        wrong += [f"{r.file}:{r.line}: outside any unit: {r.text}"
                  for r in m.stray]
        wrong += [f"{f}: the tool crashed" for f in m.outcome.crashed]
    return sorted(set(wrong))


def main():
    args = arguments()
    args.build = args.build.resolve()
    folder = args.build / "bench"
    layers = set(args.layer or range(1, 6))
    suite = build_suite(args, layers, folder)
    run, skipped = chosen_tools(args, folder)
    for tool, reason in skipped:
        print(f"not run: {tool.name}: {reason}")
    if not run:
        print("no tool to run", file=sys.stderr)
        return 2
    measured = merge_project([measure(tool, suite, folder, args.jobs)
                              for tool in run])
    if args.rename_known:
        known.rename(measured, suite)
    wrong = wrong_names(measured, suite)
    if args.shrink:
        extract.write(measured[0].verdicts.values(), suite, args.shrink)
        randomlayer.shrink(measured, suite, args.shrink, run[0])
    print(report.summary(measured, suite))
    if args.list or args.ci:
        print("\n".join(wrong))
    if args.ci:
        print(f"{len(suite.units)} units, {len(wrong)} complaints")
        if wrong:
            print("if the engine has changed for the better: ./dev bench "
                  "--accuracy --ci --rename-known, and look at the difference")
        return 1 if wrong else 0
    if args.rename_known and layers != set(range(1, 6)):
        return 0
    if layers == set(range(1, 6)) or args.output != tools.ROOT / "docs":
        report.write(measured, suite, skipped, args)
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except (tools.ToolFailed, BadProgram) as problem:
        print(f"accuracy.py: {problem}", file=sys.stderr)
        sys.exit(2)
