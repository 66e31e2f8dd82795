# Part of the TAPI handle checker, Apache-2.0 WITH LLVM-exception.
"""Keeps the names of known wrong answers in step with the verdicts.

A unit in a hand-written file is renamed in that file; a generated one is listed
in known.txt, from which the generator takes the name.
"""

import re
from pathlib import Path

from tapibench import randomlayer
from tapibench.programs import BENCH, KNOWN


def wanted_name(verdict):
    """The name that tells the truth about a verdict."""
    unit = verdict.unit
    if verdict.false:
        return "FP_" + unit.base
    if unit.bad and not verdict.found:
        return "FN_" + unit.base
    return unit.base


def outside_ci(unit):
    """Random programs are many: only those that the tests run are listed."""
    return (unit.layer == 4 and
            int(unit.base.split("_")[1]) > randomlayer.CI_SEEDS[1])


def rename(measured, suite):
    generated = []
    several = {p.name for p in suite.programs if p.several}
    seen = set()
    for m in measured:
        if not m.tool.name.startswith("ours"):
            continue
        for verdict in m.verdicts.values():
            if verdict.unit.program in several and not m.judges_projects:
                continue
            if outside_ci(verdict.unit):
                continue
            name = wanted_name(verdict)
            file = Path(verdict.unit.regions[0][0])
            source = Path(suite.source_of.get(str(file), file))
            seen.add(verdict.unit.base)
            if BENCH not in source.parents:
                if name != verdict.unit.base:
                    generated.append(name)
            elif name != verdict.unit.name:
                text = source.read_text()
                source.write_text(
                    re.sub(rf"\b{verdict.unit.name}", name, text))
            verdict.unit.name = name
    write_known(generated, seen)


def write_known(names, seen):
    """Keeps entries of units that were not measured this time."""
    old = []
    if KNOWN.exists():
        old = [line for line in KNOWN.read_text().split("\n")
               if line and not line.startswith("#")]
    kept = [n for n in old if re.sub("^(FP|FN)_", "", n) not in seen]
    head = ("# Generated units whose verdict of ours is known to be wrong, one "
            "a line:\n# FN_ a defect that is missed, FP_ a report that should "
            "not be there.\n")
    KNOWN.write_text(head + "".join(f"{n}\n" for n in sorted(kept + names)))
