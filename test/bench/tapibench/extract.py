# Part of the TAPI handle checker, Apache-2.0 WITH LLVM-exception.
"""One small file for each wrong answer: the unit, what it calls, nothing else.

Layer 4 is shrunk statement by statement (see randomlayer.py); a unit of another
layer is small already, so it is only cut out of its file.  Lines keep their
order but not their numbers.
"""

import re

from tapibench import units


def definitions(text):
    """Names that a stretch of C defines in the first column."""
    found = set(re.findall(r"^(?!typedef\b)\w[\w :<>*&,]*?\b(\w+)\s*(?:\(|\[|=|;)",
                           text, re.M))
    return found | set(re.findall(r"^(?:typedef )?(?:struct|class|union|enum) "
                                  r"(\w+)", text, re.M))


def regions(text):
    """[(marker line, stretch)] of a file; the first has no marker."""
    parts, marker, lines = [], "", []
    for line in text.split("\n"):
        if line.startswith("////") and (units.MARKER.match(line) or
                                        line.strip() == "//// end"):
            parts.append((marker, "\n".join(lines)))
            marker, lines = line, []
        else:
            lines.append(line)
    return parts + [(marker, "\n".join(lines))]


def needed(parts, name):
    """Which regions a unit needs: its own, and those that define what it or
    they mention."""
    wanted = {i for i, (marker, _) in enumerate(parts)
              if (match := units.MARKER.match(marker)) and
              match["name"] == name}
    while True:
        mentioned = set(re.findall(r"\w+", "\n".join(parts[i][1]
                                                     for i in wanted)))
        more = {i for i, (marker, text) in enumerate(parts)
                if marker and definitions(text) & mentioned} - wanted
        if not more:
            return wanted
        wanted |= more


def cut_out(text, name):
    """The file reduced to the unit `name`, with the head that all share."""
    parts = regions(text)
    wanted = needed(parts, name)
    kept = [parts[0][1].rstrip("\n")]
    kept += [f"{parts[i][0]}\n{parts[i][1]}".rstrip("\n")
             for i in sorted(wanted)]
    return "\n\n".join(kept) + "\n"


def write(verdicts, suite, folder):
    """Writes a file for every wrong verdict outside layer 4."""
    folder.mkdir(parents=True, exist_ok=True)
    for verdict in verdicts:
        unit = verdict.unit
        if verdict.right or unit.layer == 4:
            continue
        for file in sorted({file for file, _, _ in unit.regions}):
            suffix = file[file.rfind("."):]
            stem = unit.base + ("" if len(unit.regions) == 1 else
                                "_" + file[:-len(suffix)].rsplit("_", 1)[-1])
            (folder / f"{stem}{suffix}").write_text(
                cut_out(suite.texts[file], unit.name))
