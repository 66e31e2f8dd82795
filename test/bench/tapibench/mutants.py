# Part of the TAPI handle checker, Apache-2.0 WITH LLVM-exception.
"""Layer 5: correct programs with one life-cycle call deleted, doubled or moved.

The correct units of layers 2 and 3 and the corrected example are mutated one statement at a time.  A
doubled release and a release moved above a use are broken for certain; a
deleted one is broken unless equivalent.txt says, with a reason, that the
program stays correct without it.  A mutant counts as found when any report
stands in it: which rule speaks depends on what the mutation left behind.
"""

import re
import zlib
from pathlib import Path

from tapibench import programs, units
from tapibench.programs import BENCH
from tapibench.tools import ROOT
from tapibench.units import BadProgram

EQUIVALENT = BENCH / "equivalent.txt"
EXAMPLE = ROOT / "docs" / "examples" / "dialer" / "corrected.cpp"
RELEASES = {"lineDeallocateCall": "TAPI001", "hangUp": "TAPI001",
            "lineClose": "TAPI007", "lineShutdown": "TAPI007",
            "phoneClose": "TAPI007", "phoneShutdown": "TAPI007"}
USES = ("lineDrop", "lineSetAppSpecific", "lineSetNumRings", "phoneGetVolume",
        "lineGetCallStatus", "lineGetCallInfo")
CALL = re.compile(r"^(?P<indent>\s*)(?P<name>\w+)\((?P<arg>[^;()]+(?:\([^()]*"
                  r"\))?[^;()]*)\);\s*(?://.*)?$")


class Site:
    """A statement on a line of its own: name(argument, ...);"""

    def __init__(self, match, line):
        self.name = match["name"]
        self.indent = match["indent"]
        self.handle = match["arg"].split(",")[0].strip()
        self.line = line


def sites(lines, first, last):
    """The life-cycle and use statements of a region, by line."""
    found = {}
    for number in range(first, last + 1):
        match = CALL.match(lines[number - 1])
        if match and (match["name"] in RELEASES or match["name"] in USES):
            found[number] = Site(match, number)
    return found


def mutations(lines, unit):
    """[(operator, line, rule, new lines)] of one unit."""
    _, first, last = unit.regions[0]
    found = sites(lines, first, last)
    for number, site in found.items():
        if site.name not in RELEASES:
            continue
        text = lines[number - 1].strip().split("//")[0].strip()
        yield "del", number, RELEASES[site.name], {
            number: f"{site.indent};"}
        yield "dup", number, "TAPI006", {
            number: f"{site.indent}{{ {text} {text} }}"}
        before = found.get(number - 1)
        if (before and before.name in USES and before.handle == site.handle and
                before.indent == site.indent and
                not guards_next(lines, number - 2)):
            yield "up", number, "TAPI003", {
                number - 1: lines[number - 1], number: lines[number - 2]}
        after = found.get(number + 1)
        if (after and site.name in ("lineDeallocateCall", "hangUp") and
                after.name == "lineClose" and after.indent == site.indent and
                not guards_next(lines, number - 2)):
            yield "late", number, "TAPI005", {
                number: lines[number], number + 1: lines[number - 1]}


def guards_next(lines, index):
    """Does the line before belong to the statement (an if without braces)?"""
    text = lines[index].split("//")[0].rstrip()
    return not text.endswith((";", "{", "}", ":")) and text.strip() != ""


def equivalents():
    """Names of mutants that are still correct."""
    names = set()
    if EQUIVALENT.exists():
        for line in EQUIVALENT.read_text().split("\n"):
            name = line.split("#")[0].strip()
            if name:
                names.add(name)
    return names


def sources(folder):
    """[(stem, suffix, text, units)] of every unit's translation unit."""
    suite = programs.build({2, 3}, folder)
    # The example becomes one unit; a unit has to contain its name.
    name = "example_corrected_ok"
    text = EXAMPLE.read_text().replace(
        "namespace {\n", f"//// {name}\n// {name}\nnamespace {{\n", 1)
    suite.add("example", 3, [(folder / "example" / EXAMPLE.name, text)])
    for program in suite.programs:
        path = program.files[0]
        text = suite.texts[str(path)]
        members = [u for u in suite.units.values()
                   if u.program == program.name]
        yield program, path, text, members


def shared_helpers(text, unit):
    """Functions of the unit's region that other units call too."""
    _, first, last = unit.regions[0]
    lines = text.split("\n")
    inside = "\n".join(lines[first:last])
    outside = "\n".join(lines[:first - 1] + lines[last:])
    # Definitions start in the first column; prototypes end with ";".
    names = set(re.findall(r"^\w[\w *]*?\b(\w+)\(.*[^;\n]$", inside, re.M))
    return any(re.search(rf"\b{n}\b", outside) for n in names
               if n != unit.name)


def all_mutants(folder):
    """[(program, path, text, [(unit, name, rule, new lines)])]"""
    skip, seen = equivalents(), set()
    for program, path, text, members in sources(folder):
        lines, chosen = text.split("\n"), []
        for unit in members:
            if unit.bad or (len(members) > 1 and shared_helpers(text, unit)):
                continue
            for i, (kind, number, rule, new) in enumerate(
                    mutations(lines, unit)):
                name = re.sub(r"_ok(\d*)$", rf"\1_{kind}{i}_bad", unit.base)
                seen.add(f"mutant_{name}")
                # A report that stands there anyway would count as found.
                if f"mutant_{name}" not in skip and not unit.known:
                    chosen.append((unit, f"mutant_{name}", rule, new))
        if chosen:
            yield program, path, text, chosen
    unknown = skip - seen
    if unknown:
        raise BadProgram(f"equivalent.txt: no such mutant: {sorted(unknown)}")


def rounds(chosen):
    """Mutants of different units share a copy of the file."""
    by_unit = {}
    for mutant in chosen:
        by_unit.setdefault(mutant[0].name, []).append(mutant)
    count = max(map(len, by_unit.values()), default=0)
    for i in range(count):
        yield i, [m[i] for m in by_unit.values() if i < len(m)]


def mutated(text, chosen, names):
    """The file with the chosen mutants; other units keep their code without
    a marker, so that reports in them belong to nobody."""
    lines = text.split("\n")
    for unit, name, rule, new in chosen:
        name = names.get(name, name)
        _, first, last = unit.regions[0]
        for number, line in new.items():
            lines[number - 1] = line
        for index in range(first, last):
            lines[index] = re.sub(rf"\b{unit.name}", name, lines[index])
        lines[first - 1] = f"//// {name}: {rule}|any"
    kept = {names.get(name, name) for _, name, _, _ in chosen}
    for index, line in enumerate(lines):
        match = units.MARKER.match(line)
        if match and match["name"] not in kept:
            lines[index] = "//// end"
    return "\n".join(lines)


def in_sample(name, share):
    """Every `share`-th mutant; which ones does not depend on the others."""
    return zlib.crc32(name.encode()) % share == 0


def add(suite, folder, share=1):
    """Adds all mutants, or a fixed sample of one in `share`."""
    names = programs.known_names()
    for program, path, text, chosen in all_mutants(folder):
        taken = [m for m in chosen if in_sample(m[1], share)]
        for i, part in rounds(taken):
            stem = f"{Path(path).stem}_{i}"
            file = folder / "mutants" / f"{stem}{Path(path).suffix}"
            suite.add(f"mutant {program.name} {i}", 5,
                      [(file, mutated(text, part, names))])
