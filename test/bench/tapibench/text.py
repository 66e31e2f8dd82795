# Part of the TAPI handle checker, Apache-2.0 WITH LLVM-exception.
"""Writing C: indentation and the markers of units."""

import re


def indent(code, depth=1):
    """`code` with every non-empty line moved right."""
    pad = "  " * depth
    return "".join(pad + line if line.strip() else line
                   for line in code.splitlines(keepends=True))


def fill(code, d="data", u="", bug=False):
    """A piece of flow_rules with its placeholders filled in."""
    return code.format(d=d, u=u, bug=" // BUG" if bug else "")


def marker(name, rules="", maybe=""):
    line = f"//// {name}"
    if rules:
        line += f": {rules}"
    if maybe:
        line += f" maybe {maybe}"
    return line + "\n"


class Source:
    """A file that grows by units."""

    def __init__(self, prelude):
        self.parts = [prelude]

    def add(self, name, code, rules="", maybe=""):
        self.parts.append(marker(name, rules, maybe) + code.rstrip("\n") +
                          "\n\n")

    def text(self):
        return re.sub(r"\n{3,}", "\n\n", "".join(self.parts))
