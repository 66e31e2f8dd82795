# Part of the TAPI handle checker, Apache-2.0 WITH LLVM-exception.
"""The little language of random programs.

A program is a list of statements over three call variables, two line variables,
flags that are tested more than once, and results.  Every statement can be
printed as C (render) and run by the oracle (see randomoracle.py).  Two
statements are the same site only if they are the same object.
"""

import re
from dataclasses import dataclass, field

CALLS = ["c0", "c1", "c2"]
LINES = ["l0", "l1"]
OUTER = "line"  # a parameter: open, and the caller's duty
OPEN = ("lineOpen(app, 0, &{v}, 0x00020000, 0, 0, LINECALLPRIVILEGE_NONE, 0, "
        "NULL)")


@dataclass(eq=False)
class Node:
    pass


# Conditions.

@dataclass(eq=False)
class Flag:
    """flags & bit: the same on every test of one run."""
    bit: int
    negated: bool = False


@dataclass(eq=False)
class IsSet:
    var: str
    negated: bool = False


@dataclass(eq=False)
class Result:
    """A BOOL that holds whether an acquisition succeeded."""
    name: str
    negated: bool = False


@dataclass(eq=False)
class Count:
    """n > bound."""
    bound: int
    negated: bool = False


# Statements.

@dataclass(eq=False)
class Make(Node):
    """Acquires a call; `failed` runs where there is none."""
    var: str
    line: str
    style: str  # inline, split, start, dial
    failed: list
    early: list = field(default_factory=list)  # split: before the reply


@dataclass(eq=False)
class MakeIf(Node):
    var: str
    line: str
    then: list
    failed: list


@dataclass(eq=False)
class MakeResult(Node):
    result: str
    var: str
    line: str


@dataclass(eq=False)
class Open(Node):
    var: str
    failed: list


@dataclass(eq=False)
class Op(Node):
    """drop, use, free, hangUp, releaseIfSet, mark, useLine, closeLine, clear."""
    kind: str
    var: str


@dataclass(eq=False)
class Copy(Node):
    to: str
    var: str


@dataclass(eq=False)
class If(Node):
    condition: object
    then: list
    otherwise: list = field(default_factory=list)


@dataclass(eq=False)
class Loop(Node):
    kind: str  # for, while, do, once
    body: list


@dataclass(eq=False)
class Switch(Node):
    bits: int  # which two flags form the value
    cases: list  # of three lists, the last is the default


@dataclass(eq=False)
class Leave(Node):
    kind: str  # return, out, break, continue


@dataclass(eq=False)
class Noise(Node):
    text: str


@dataclass
class Program:
    body: list
    out: list          # statements after the label "out", or empty
    spelling: dict     # variable -> how it is written


def lists_of(node):
    """The statement lists inside a statement."""
    if isinstance(node, Make):
        return [node.failed, node.early]
    if isinstance(node, Open):
        return [node.failed]
    if isinstance(node, MakeIf):
        return [node.then, node.failed]
    if isinstance(node, If):
        return [node.then, node.otherwise]
    if isinstance(node, Loop):
        return [node.body]
    if isinstance(node, Switch):
        return node.cases
    return []


def all_lists(program):
    """Every statement list of a program, outermost first."""
    pending, found = [program.body, program.out], []
    while pending:
        block = pending.pop(0)
        found.append(block)
        for node in block:
            pending += lists_of(node)
    return found


class Printer:
    """C text; remembers the line of every statement."""

    def __init__(self, program, bugs=()):
        self.spelling = program.spelling
        self.bugs = {id(node) for node in bugs}
        self.lines = []
        self.depth = 1

    def emit(self, text, node=None):
        mark = " // BUG" if node is not None and id(node) in self.bugs else ""
        self.lines.append("  " * self.depth + text + mark)

    def block(self, nodes):
        self.depth += 1
        for node in nodes:
            self.statement(node)
        self.depth -= 1

    def name(self, var):
        return self.spelling.get(var, var)

    def condition(self, c):
        if isinstance(c, Flag):
            return f"{'!' if c.negated else ''}(flags & {1 << c.bit})"
        if isinstance(c, IsSet):
            return f"{self.name(c.var)} {'==' if c.negated else '!='} 0"
        if isinstance(c, Result):
            return f"{'!' if c.negated else ''}{c.name}"
        return f"n {'<=' if c.negated else '>'} {c.bound}"

    def statement(self, node):
        getattr(self, "print_" + type(node).__name__.lower())(node)

    def failure(self, head, nodes, node):
        self.emit(head + " {", node)
        self.block(nodes)
        self.emit("}")

    def print_make(self, node):
        var, line = self.name(node.var), self.name(node.line)
        if node.style == "dial":
            self.emit(f"{var} = dial(app, {line});", node)
            self.failure(f"if ({var} == 0)", node.failed, None)
        elif node.style == "start":
            self.failure(f"if (startCall(app, {line}, &{var}) != 0)",
                         node.failed, node)
        else:
            self.emit(f'request = lineMakeCall({line}, &{var}, "5551234", 0, '
                      "NULL);", node)
            self.print_wait(node)

    def print_wait(self, node):
        reply = "awaitReply(app, request) != 0"
        if node.style == "inline":
            self.failure(f"if (request < 0 || {reply})", node.failed, None)
            return
        self.failure("if (request < 0)", node.failed, None)
        self.depth -= 1
        self.block(node.early)
        self.depth += 1
        self.failure(f"if ({reply})", node.failed, None)

    def print_makeif(self, node):
        self.emit(f"if (startCall(app, {self.name(node.line)}, "
                  f"&{self.name(node.var)}) == 0) {{", node)
        self.block(node.then)
        if node.failed:
            self.emit("} else {")
            self.block(node.failed)
        self.emit("}")

    def print_makeresult(self, node):
        self.emit(f"{node.result} = startCall(app, {self.name(node.line)}, "
                  f"&{self.name(node.var)}) == 0;", node)

    def print_open(self, node):
        self.failure(f"if ({OPEN.format(v=self.name(node.var))} != 0)",
                     node.failed, node)

    OPS = {"drop": "lineDrop({v}, NULL, 0);",
           "use": "lineSetAppSpecific({v}, 1);", "mark": "mark({v});",
           "free": "lineDeallocateCall({v});", "hangUp": "hangUp({v});",
           "releaseIfSet": "releaseIfSet(&{v});",
           "useLine": "lineSetNumRings({v}, 0, 3);",
           "closeLine": "lineClose({v});", "clear": "{v} = 0;"}

    def print_op(self, node):
        self.emit(self.OPS[node.kind].format(v=self.name(node.var)), node)

    def print_copy(self, node):
        self.emit(f"{self.name(node.to)} = {self.name(node.var)};", node)

    def print_if(self, node):
        self.emit(f"if ({self.condition(node.condition)}) {{")
        self.block(node.then)
        if node.otherwise:
            self.emit("} else {")
            self.block(node.otherwise)
        self.emit("}")

    def print_loop(self, node):
        self.emit({"for": "for (int i = 0; i < n; i++) {",
                   "while": "while (n-- > 0) {", "do": "do {",
                   "once": "while (1) {"}[node.kind])
        self.block(node.body)
        if node.kind == "once":
            self.emit("  break;")
        self.emit("} while (--n > 0);" if node.kind == "do" else "}")

    def print_switch(self, node):
        self.emit(f"switch (flags >> {node.bits} & 3) {{")
        for value, case in zip(("case 1:", "case 2:", "default:"), node.cases):
            self.emit(value)
            self.block(case)
            self.emit("  break;")
        self.emit("}")

    def print_leave(self, node):
        self.emit({"return": "return;", "out": "goto out;", "break": "break;",
                   "continue": "continue;"}[node.kind])

    def print_noise(self, node):
        self.emit(node.text)


HELPERS = """#include "bench.h"

static LONG startCall(HLINEAPP app, HLINE line, HCALL *call) {
  LONG request = lineMakeCall(line, call, "5551234", 0, NULL);
  return request < 0 ? request : awaitReply(app, request);
}

static HCALL dial(HLINEAPP app, HLINE line) {
  HCALL call = 0;
  return startCall(app, line, &call) == 0 ? call : 0;
}

static void mark(HCALL call) { lineSetAppSpecific(call, 7); }

static void hangUp(HCALL call) {
  lineDrop(call, NULL, 0);
  lineDeallocateCall(call);
}

static void releaseIfSet(HCALL *call) {
  if (*call)
    hangUp(*call);
  *call = 0;
}

"""

DECLARATIONS = """  struct {
    HCALL first, second;
  } pair = {0, 0};
  HCALL array[2] = {0, 0};
  HCALL c0 = 0, c1 = 0, c2 = 0;
  HLINE l0 = 0, l1 = 0;
  LONG request;
  BOOL r0 = FALSE, r1 = FALSE, r2 = FALSE;
"""


def render(program, name, bugs=()):
    """The function as C."""
    printer = Printer(program, bugs)
    for node in program.body:
        printer.statement(node)
    if program.out or any("goto out;" in line for line in printer.lines):
        printer.depth = 0
        printer.emit("out:;")
        printer.depth = 1
        for node in program.out:
            printer.statement(node)
    text = "\n".join(printer.lines)
    declarations = "\n".join(
        line for line in prune(DECLARATIONS, text)) + "\n"
    return (f"void {name}(HLINEAPP app, HLINE line, DWORD flags, int n) {{\n"
            f"{declarations}{text}\n}}\n")


def prune(declarations, text):
    """Only what the program mentions."""
    lines = declarations.rstrip("\n").split("\n")
    if "pair." in text:
        yield from lines[:3]
    if "array[" in text:
        yield lines[3]
    for line in lines[4:]:
        kind, rest = line.strip().rstrip(";").split(" ", 1)
        used = [d for d in rest.split(", ") if mentions(text, d.split(" ")[0])]
        if used:
            yield f"  {kind} {', '.join(used)};"


def mentions(text, word):
    return re.search(rf"(?<![.\w]){word}\b", text) is not None
