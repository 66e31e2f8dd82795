# Part of the TAPI handle checker, Apache-2.0 WITH LLVM-exception.
"""The scoreboard: docs/results.md for people, docs/results.json for tools."""

import json
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from tapibench import flow, score
from tapibench.flow_rules import RULES as FLOW_RULES
from tapibench.tools import ROOT, run

LAYERS = {1: "flow variants", 2: "situations", 3: "TAPI only",
          4: "random programs", 5: "mutants"}


@dataclass
class Measured:
    tool: object
    outcome: object
    verdicts: dict
    stray: list
    project: object = None  # the project tool's part, where it ran

    @property
    def judges_projects(self):
        return self.project is not None or self.tool.name == "ours-project"

    def seconds_per_file(self):
        return self.outcome.seconds / max(1, self.outcome.files)


def describe(verdict, suite):
    """One line about a verdict that is not what the name says."""
    unit = verdict.unit
    file, first, _ = unit.regions[0]
    parts = []
    if unit.bad and not verdict.found:
        parts.append("on another line" if verdict.misplaced else "missed")
    parts += [f"false {r.rules[0]} in line {r.line}: {r.text}"
              for r in verdict.false]
    if not parts:
        parts.append("right, but the name says it is not")
    where = suite.source_of.get(file, file)
    return f"{where}:{first}: {unit.name}: {'; '.join(parts)}"


def ratio(found, total):
    return f"{found} / {total}"


def percent(found, total):
    return f"{100 * found / total:.1f} %" if total else "-"


def summary(measured, suite):
    """What the command prints."""
    lines = []
    for m in measured:
        lines.append(f"{m.tool.name}: {m.seconds_per_file():.2f} s a file, "
                     f"{len(m.outcome.crashed)} crashed")
        for layer, count in sorted(score.by_layer(m.verdicts).items()):
            lines.append(f"  layer {layer} {LAYERS[layer]}: found "
                         f"{ratio(count.found, count.total)}, false "
                         f"{ratio(count.false, count.total + count.correct)}")
    return "\n".join(lines)


def known_counts(units):
    """layer -> how many units admit a wrong answer, by FN and FP."""
    counts = defaultdict(Counter)
    for unit in units:
        if unit.known:
            counts[unit.layer][unit.known] += 1
    return counts


def table(head, rows):
    out = ["| " + " | ".join(head) + " |",
           "|" + "|".join(["---"] + ["--:"] * (len(head) - 1)) + "|"]
    out += ["| " + " | ".join(str(c) for c in row) + " |" for row in rows]
    return "\n".join(out) + "\n"


INTRO = """# TAPI-Bench: what is found, what is false

Regenerate with `./dev bench --accuracy`. Every program of the benchmark carries
its verdict in its name; the tools never see it. *Found* counts programs with a
defect in which a report of the right rule stands (for our own checker also on
the right line, where the program names one). *False* counts programs in which
any other report stands, among all programs. The programs are in `test/bench/`,
which also describes the layers.

The other tools were told about TAPI in the form that suits each best, generated
from our model: cppcheck by a library file, clang's FuchsiaHandleChecker by
attributes on the prototypes, gcc and clang's malloc checkers by a header in
which a handle is a heap block. They are told that every reply is a success, a
report counts by its kind without regard to the line, and they are not measured
on random programs and mutants. None of them knows lines, messages or replies,
so the third layer shows what a general tool can do without that knowledge.
cppcheck 2.10 sees that a function creates a resource only where it is the
function's result, so that a library file can tell it of double releases but not
of leaks.

*CPU s a file* is user and system time. The tools that are built on clang get the
Windows headers precompiled, cppcheck does not read them; gcc parses them.
"""


def overview(measured):
    layers = sorted({u.unit.layer for m in measured
                     for u in m.verdicts.values()})
    head = ["tool"]
    for layer in layers:
        head += [f"{LAYERS[layer]}: found", "false"]
    head.append("CPU s a file")
    rows = []
    for m in measured:
        counts = score.by_layer(m.verdicts)
        row = [f"{m.tool.title} {m.tool.version()}"]
        for layer in layers:
            if layer not in counts:
                row += ["-", "-"]
                continue
            c = counts[layer]
            row += [f"{ratio(c.found, c.total)} ({percent(c.found, c.total)})",
                    ratio(c.false, c.total + c.correct)]
        rows.append(row + [f"{m.seconds_per_file():.2f}"])
    return table(head, rows)


def flow_table(measured):
    """Found variants a rule; a variant of several files needs the project tool
    with us, so the two kinds stand apart."""
    rows = []
    for rule in FLOW_RULES:
        row = [rule.title]
        for m in measured:
            one, many, false = Counter(), Counter(), 0
            for v in m.verdicts.values():
                if v.unit.layer != 1:
                    continue
                key, number = flow.variant_of(v.unit.base)
                if key != rule.key:
                    continue
                false += bool(v.false)
                if v.unit.bad:
                    part = many if flow.needs_project(number) else one
                    part["total"] += 1
                    part["found"] += v.found
            row += [f"{one['found']}/{one['total']} + "
                    f"{many['found']}/{many['total']}", false]
        rows.append(row)
    head = ["rule"]
    for m in measured:
        head += [m.tool.name, "false"]
    return table(head, rows)


def rule_table(measured, layer):
    """Found / total by rule of the defect; false by rule of the report."""
    counts = [score.by_rule(m.verdicts, layer) for m in measured]
    rows = []
    for rule in score.RULES:
        if not any(rule in c for c in counts):
            continue
        row = [rule]
        for c in counts:
            row += [ratio(c[rule].found, c[rule].total), c[rule].false]
        rows.append(row)
    head = ["rule"]
    for m in measured:
        head += [m.tool.name, "false"]
    return table(head, rows)


def known_section(measured):
    ours = [m for m in measured if m.tool.name == "ours"]
    if not ours:
        return ""
    counts = known_counts(v.unit for v in ours[0].verdicts.values())
    rows = [[LAYERS[layer], counts[layer]["FN"], counts[layer]["FP"]]
            for layer in sorted({v.unit.layer
                                 for v in ours[0].verdicts.values()})]
    return ("## Wrong answers of ours that we know\n\n"
            "They carry `FN_` (a defect that is missed) or `FP_` (a report "
            "that should not be\nthere) in their name; the tests fail when one "
            "comes and when one goes.\n\n" +
            table(["layer", "FN_", "FP_"], rows))


def write(measured, suite, skipped, args):
    args.output.mkdir(parents=True, exist_ok=True)
    parts = [INTRO, f"Measured on commit {commit()}.\n",
             "## Overview\n\n" + overview(measured)]
    for tool, reason in skipped:
        parts.append(f"Not measured: {tool.title} ({missing_reason(reason)}).\n")
    parts.append("## Flow variants by rule\n\nVariants inside one file + "
                 "variants that cross files. Those of ours that cross\n"
                 f"files are {how_projects(measured)}.\n\n" +
                 flow_table(measured))
    for layer in (2, 3):
        parts.append(f"## {heading(layer)} by rule\n\n" +
                     rule_table(measured, layer))
    ours = [m for m in measured if m.tool.name == "ours"]
    for layer in (4, 5):
        if ours:
            parts.append(f"## {heading(layer)} by rule\n\n" +
                         (agreement(ours) if layer == 4 else "") +
                         rule_table(ours, layer))
    parts.append(known_section(measured))
    crashed = [m for m in measured if m.outcome.crashed]
    for m in crashed:
        parts.append(f"{m.tool.title}: {len(m.outcome.crashed)} files could "
                     "not be analysed and count as without reports.\n")
    (args.output / "results.md").write_text(
        "\n".join(p for p in parts if p).rstrip("\n") + "\n")
    (args.output / "results.json").write_text(
        json.dumps(as_json(measured, suite), indent=1, sort_keys=True) + "\n")


def heading(layer):
    return LAYERS[layer][0].upper() + LAYERS[layer][1:]


def how_projects(measured):
    if any(m.project for m in measured):
        return "judged by tapi-check, which links the files of a program"
    return ("counted as missed: the plugin sees one file at a time, and "
            "tapi-check did not run")


def commit():
    """The state of the checker's sources, as git names it."""
    git = ["git", "-C", str(ROOT)]
    code, out, _, _ = run(git + ["rev-parse", "--short=12", "HEAD"])
    if code:
        return "unknown"
    changed, _, _, _ = run(git + ["diff", "--quiet", "HEAD", "--", "checker",
                                  "tapi_model"])
    return out.strip() + (" with changes" if changed else "")


def agreement(measured):
    """Random programs: tool and oracle say the same of so many."""
    ours = [v for m in measured if m.tool.name == "ours"
            for v in m.verdicts.values() if v.unit.layer == 4]
    if not ours:
        return ""
    right = sum(v.right for v in ours)
    return (f"Our tool and the oracle agree on {right} of {len(ours)} programs "
            f"({percent(right, len(ours))}).\n\n")


def missing_reason(reason):
    """Without the machine's paths."""
    return reason.split("/")[-1]


def as_json(measured, suite):
    result = {"commit": commit(), "tools": {}}
    for m in measured:
        layers = {}
        for layer, count in sorted(score.by_layer(m.verdicts).items()):
            layers[LAYERS[layer]] = dict(
                count.as_json(), rules={
                    rule: {"found": c.found, "bad": c.total, "false": c.false}
                    for rule, c in sorted(
                        score.by_rule(m.verdicts, layer).items())})
        result["tools"][m.tool.name] = {
            "version": m.tool.version(), "layers": layers,
            "not_analysed": len(m.outcome.crashed),
            "cpu_seconds_per_file": round(m.seconds_per_file(), 2),
            "missed": sorted(n for n, v in m.verdicts.items()
                             if v.unit.bad and not v.found),
            "false": sorted(n for n, v in m.verdicts.items() if v.false)}
    return result
