# Part of the TAPI handle checker, Apache-2.0 WITH LLVM-exception.
"""Programs: the files of one layer, ready to be analysed, with their units.

Generated files and the split hand-written ones are written below the build
folder.  A hand-written file with the line "//// split" holds many programs: all
text before the first marker belongs to each of them, every unit becomes a
translation unit of its own, and its lines keep their numbers.
"""

import re
import shutil
from dataclasses import dataclass, field
from pathlib import Path

from tapibench import flow, units
from tapibench.units import BadProgram

BENCH = Path(__file__).resolve().parent.parent
SITUATIONS = BENCH / "situations"
TAPI_ONLY = BENCH / "tapi_only"
KNOWN = BENCH / "known.txt"


@dataclass
class Program:
    name: str
    layer: int
    files: list          # of Path
    several: bool = False  # its units spread over several files


@dataclass
class Suite:
    """Programs and the units in them."""
    programs: list = field(default_factory=list)
    units: dict = field(default_factory=dict)  # name -> Unit
    texts: dict = field(default_factory=dict)  # file -> text
    source_of: dict = field(default_factory=dict)  # split file -> its origin

    def add(self, name, layer, files, several=False):
        """`files` are (path, text); they are written where they differ."""
        for path, text in files:
            write(path, text)
            self.texts[str(path)] = text
            units.read(text, str(path), layer, name, self.units)
        self.programs.append(
            Program(name, layer, [path for path, _ in files], several))

    def check(self):
        units.check_names(self.units, self.texts)

    def files(self):
        return [file for program in self.programs for file in program.files]


def write(path, text):
    """Writes `path` unless it already holds `text`."""
    if path.exists() and path.read_text() == text:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def known_names():
    """base -> name with FN_/FP_, for units whose source is generated."""
    names = {}
    if KNOWN.exists():
        for line in KNOWN.read_text().split("\n"):
            name = line.split("#")[0].strip()
            if name:
                names[units.KNOWN.sub("", name)] = name
    return names


def admit(text, names):
    """Gives generated units the names that admit a known wrong answer."""
    for base in set(re.findall(r"^//// (\w+)", text, re.M)) & names.keys():
        text = re.sub(rf"\b{base}\b", names[base], text)
    return text


def flow_variants(suite, folder):
    names = known_names()
    for name, files, several in flow.generate():
        suite.add(name, 1, [(folder / "flow" / file, admit(text, names))
                            for file, text in files], several)


def hand_written(suite, source, layer, folder):
    paths = sorted(p for p in source.iterdir() if p.suffix in (".c", ".cpp"))
    if not paths:
        raise BadProgram(f"{source}: no programs")
    for path in paths:
        text = path.read_text()
        if not re.search(r"^//// split$", text, re.M):
            suite.add(path.name, layer, [(path, text)])
            continue
        for name, part in split(text, path):
            file = folder / source.name / f"{name}{path.suffix}"
            suite.add(name, layer, [(file, part)])
            suite.source_of[str(file)] = str(path)


def split(text, path):
    """[(unit, its translation unit)] of a file of many programs."""
    lines = text.split("\n")
    starts = [i for i, line in enumerate(lines)
              if units.parse_marker(line, f"{path}:{i + 1}")]
    if not starts:
        raise BadProgram(f"{path}: no unit")
    prelude = lines[:starts[0]]
    for start, end in zip(starts, starts[1:] + [len(lines)]):
        name = units.MARKER.match(lines[start])["name"]
        blank = [""] * (start - len(prelude))
        yield name, "\n".join(prelude + blank + lines[start:end]) + "\n"


def clean(folder):
    """Removes generated files of earlier runs."""
    shutil.rmtree(folder, ignore_errors=True)


def build(layers, folder):
    """The suite of the given layers that need no options (1, 2, 3)."""
    suite = Suite()
    if 1 in layers:
        flow_variants(suite, folder)
    if 2 in layers:
        hand_written(suite, SITUATIONS, 2, folder)
    if 3 in layers:
        hand_written(suite, TAPI_ONLY, 3, folder)
    return suite
