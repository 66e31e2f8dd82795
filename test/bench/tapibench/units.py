# Part of the TAPI handle checker, Apache-2.0 WITH LLVM-exception.
"""Units of verdict: what a program of the benchmark promises about itself.

A unit is a stretch of a source file that starts with a marker line

    //// name_bad: TAPI003
    //// name_ok

and ends at the next marker (or at "//// end").  The verdict is in the name:
"_bad" holds exactly one defect, of the rule after the colon; "_ok" holds none.
"TAPI001|TAPI002" accepts either rule, "TAPI001|any" every one; "maybe TAPI018"
after it allows a second report.  Lines of the unit that end in "// BUG" are the places where the report
belongs; without such a line any place inside the unit is right.

A known wrong answer of ours carries FN_ (the defect is missed) or FP_ (a report
that should not be there) in front of its name.
"""

import re
from dataclasses import dataclass, field

MARKER = re.compile(
    r"^//// (?P<name>[A-Za-z]\w*)"
    r"(?:: (?P<rules>TAPI\d{3}(?:\|(?:TAPI\d{3}|any))*))?"
    r"(?: maybe (?P<maybe>TAPI\d{3}(?: TAPI\d{3})*))?\s*$")
VERDICT = re.compile(r"_(bad|ok)\d*$")
KNOWN = re.compile(r"^(FP|FN)_")


class BadProgram(Exception):
    """A program of the benchmark breaks the rules above."""


@dataclass
class Unit:
    name: str
    layer: int
    program: str
    rules: tuple = ()
    maybe: frozenset = frozenset()
    regions: list = field(default_factory=list)  # (file, first, last) lines
    lines: set = field(default_factory=set)      # (file, line) of "// BUG"

    @property
    def bad(self):
        return bool(self.rules)

    def accepts(self, rules):
        return "any" in self.rules or not set(rules).isdisjoint(self.rules)

    @property
    def known(self):
        """"FP", "FN" or "": the wrong answer the name admits."""
        match = KNOWN.match(self.name)
        return match.group(1) if match else ""

    @property
    def base(self):
        """The name without an admission."""
        return KNOWN.sub("", self.name)

    def holds(self, file, line):
        return any(f == file and a <= line <= b for f, a, b in self.regions)


def parse_marker(line, where):
    """The match of a marker line, None for any other line."""
    if not line.startswith("////") or line.startswith("//////"):
        return None
    if line.strip() in ("//// end", "//// split"):
        return None
    match = MARKER.match(line)
    if not match:
        raise BadProgram(f"{where}: not a marker: {line.strip()}")
    return match


def check(match, where):
    """Raises BadProgram where name and rules contradict each other."""
    name, rules = match["name"], match["rules"]
    verdict = VERDICT.search(name)
    if not verdict:
        raise BadProgram(f"{where}: {name} ends neither in _bad nor in _ok")
    if (verdict[1] == "bad") != bool(rules):
        raise BadProgram(f"{where}: {name} contradicts its rules ({rules})")
    if name.startswith("FN_") and not rules:
        raise BadProgram(f"{where}: {name} has nothing to miss")


def read(text, file, layer, program, units):
    """Adds the units of one file to `units` (name -> Unit)."""
    current = None
    lines = text.split("\n")
    for number, line in enumerate(lines, 1):
        where = f"{file}:{number}"
        if line.strip() == "//// end":
            current = None
            continue
        match = parse_marker(line, where)
        if match:
            check(match, where)
            current = open_unit(match, file, number, layer, program, units)
            continue
        if current is None:
            continue
        first = current.regions[-1][1]
        current.regions[-1] = (file, first, number)
        if line.rstrip().endswith("// BUG"):
            current.lines.add((file, number))


def open_unit(match, file, number, layer, program, units):
    """Starts a region of a unit, which several files may share."""
    name = match["name"]
    rules = tuple((match["rules"] or "").split("|")) if match["rules"] else ()
    maybe = frozenset((match["maybe"] or "").split())
    unit = units.get(name)
    if unit is None:
        unit = units[name] = Unit(name, layer, program, rules, maybe)
    elif unit.program != program or unit.rules != rules:
        raise BadProgram(f"{file}:{number}: {name} is used twice")
    unit.regions.append((file, number, number))
    return unit


def check_names(units, texts):
    """Every unit must define something of its name, once over all layers."""
    bases = {}
    for unit in units.values():
        other = bases.setdefault(unit.base, unit)
        if other is not unit:
            raise BadProgram(f"{unit.name} and {other.name} share a name")
        file = unit.regions[0][0]
        if not any(re.search(rf"\b{unit.name}\b", region_text(texts[f], a, b))
                   for f, a, b in unit.regions):
            raise BadProgram(f"{file}: {unit.name} is not defined in its unit")


def region_text(text, first, last):
    """The lines of a region without its marker."""
    return "\n".join(text.split("\n")[first:last])
