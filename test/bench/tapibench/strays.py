# Part of the TAPI handle checker, Apache-2.0 WITH LLVM-exception.
"""Reports in helpers that several units share: whose are they?

A report whose story leads into a unit belongs to that unit (see score.py). One
that stays in the helper is traced by analysing each unit of the file alone.
"""

from pathlib import Path

from tapibench import extract, programs, score, units


def alone(unit, text, file, folder):
    """The Suite of one file that holds nothing but `unit`."""
    suite = programs.Suite()
    path = folder / "alone" / f"{unit.name}{Path(file).suffix}"
    # Other regions that the unit needs become part of the helpers.
    parts = extract.cut_out(text, unit.name).split("\n")
    for index, line in enumerate(parts):
        match = units.MARKER.match(line)
        if match and match["name"] != unit.name:
            parts[index] = "//// end"
    suite.add(unit.program, unit.layer, [(path, "\n".join(parts))])
    return suite


def trace(tool, stray, verdicts, suite, folder, jobs):
    """Places reports of `stray` in their units; returns the rest."""
    files = {r.file for r in stray}
    texts = {(r.file, r.rules) for r in stray}
    single = {p.files[0]: p for p in suite.programs if len(p.files) == 1}
    found = set()
    for file in sorted(files & {str(f) for f in single}):
        members = [v.unit for v in verdicts.values()
                   if v.unit.regions[0][0] == file]
        suites = {u.name: alone(u, suite.texts[file], file, folder)
                  for u in members}
        outcome = tool.run([p for s in suites.values() for p in s.programs],
                           jobs)
        for unit in members:
            one = suites[unit.name]
            _, outside = score.judge(
                one.units.values(),
                [r for r in outcome.reports if r.file in one.texts], True)
            for report in outside:
                if (file, report.rules) in texts:
                    score.place(verdicts[unit.name], report, None, False)
                    found.add((file, report.rules))
    return [r for r in stray if (r.file, r.rules) not in found]
