# Part of the TAPI handle checker, Apache-2.0 WITH LLVM-exception.
"""Reports against promises: which verdicts are right.

A bad unit is found when one report inside it has an accepted rule (and, for a
tool that must be exact, stands on a line marked as the place).  Every other
report is false, unless the unit allows it.
"""

from collections import defaultdict
from dataclasses import dataclass, field

RULES = [f"TAPI{n:03}" for n in range(1, 19)]


@dataclass
class Verdict:
    unit: object
    found: bool = False
    misplaced: bool = False  # the right rule in the unit, on another line
    false: list = field(default_factory=list)

    @property
    def right(self):
        return not self.false and (self.found or not self.unit.bad)

    @property
    def as_named(self):
        """Does the name say the truth about this verdict?"""
        known = self.unit.known
        if known == "FN":
            return not self.found and not self.false
        if known == "FP":
            return bool(self.false)  # the defect may be missed as well
        return self.right


def owner_index(units):
    """file -> [(first, last, unit)] sorted by line."""
    index = defaultdict(list)
    for unit in units:
        for file, first, last in unit.regions:
            index[file].append((first, last, unit))
    for regions in index.values():
        regions.sort(key=lambda r: r[:2])
    return index


def owner(index, report):
    """(unit, line): where the report is, or the first step of its story that
    lies in a unit when the report itself is in a helper that all share."""
    for file, line in ((report.file, report.line),) + report.notes:
        for first, last, unit in index.get(file, ()):
            if first <= line <= last:
                return unit, (file, line)
    return None, None


def judge(units, reports, strict):
    """(verdicts by unit name, reports that belong to no unit)."""
    units = list(units)
    index = owner_index(units)
    verdicts = {unit.name: Verdict(unit) for unit in units}
    stray = []
    for report in reports:
        unit, where = owner(index, report)
        if unit is None:
            stray.append(report)
            continue
        shared = where != (report.file, report.line)
        place(verdicts[unit.name], report, where, strict and not shared)
    return verdicts, stray


def place(verdict, report, where, strict):
    unit = verdict.unit
    if unit.accepts(report.rules):
        if strict and unit.lines and where not in unit.lines:
            verdict.misplaced = True
            if not set(report.rules) & unit.maybe:
                verdict.false.append(report)
        else:
            verdict.found = True
    elif not set(report.rules) & unit.maybe:
        verdict.false.append(report)


@dataclass
class Count:
    found: int = 0
    total: int = 0    # bad units
    false: int = 0    # units with a false report
    correct: int = 0  # correct units

    def add(self, verdict):
        if verdict.unit.bad:
            self.total += 1
            self.found += verdict.found
        else:
            self.correct += 1
        self.false += bool(verdict.false)

    def as_json(self):
        return {"found": self.found, "bad": self.total, "false": self.false,
                "correct": self.correct}


def by_layer(verdicts):
    counts = defaultdict(Count)
    for verdict in verdicts.values():
        counts[verdict.unit.layer].add(verdict)
    return counts


def by_rule(verdicts, layer):
    """rule -> Count of the bad units; false reports go to the rule they name."""
    counts = defaultdict(Count)
    for verdict in verdicts.values():
        if verdict.unit.layer != layer:
            continue
        for rule in verdict.unit.rules[:1]:
            counts[rule].total += 1
            counts[rule].found += verdict.found
        for report in verdict.false:
            counts[report.rules[0]].false += 1
    return counts
