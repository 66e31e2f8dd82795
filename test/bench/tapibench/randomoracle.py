# Part of the TAPI handle checker, Apache-2.0 WITH LLVM-exception.
"""The verdict of a random program, by running every path of it.

Flags, the trip count n (0 to 3) and the success of every acquisition are
unknown; each run fixes them as it meets them, and all combinations are tried.
The rules are those of the documentation, simplified where the programs are
simple: releases succeed, replies come, the API version is 2.0.

A violation is (rules, place): for a wrong use the statement, for a lost handle
the statement that acquired it.  The verdict is clear when all runs together
show at most one.
"""

from dataclasses import dataclass

from tapibench import randomast as ast

MAX_RUNS = 300
MAX_STEPS = 400


class Unclear(Exception):
    """The program is too big, or leaves documented ground."""


class Return(Exception):
    pass


class Out(Exception):
    pass


class Break(Exception):
    pass


class Continue(Exception):
    pass


LEAVES = {"return": Return, "out": Out, "break": Break, "continue": Continue}
VOID = "void"  # after a failed request nobody knows what the variable holds


@dataclass(eq=False)
class Handle:
    site: object
    is_line: bool
    parent: object = None   # the line of a call
    state: str = "live"     # live, released, lineClosed
    dropped: bool = False


class Run:
    """One path: choices are taken from a list, new ones start at 0."""

    def __init__(self, choices):
        self.choices, self.next = choices, 0
        self.flags, self.n = {}, None
        self.outer = Handle(None, True)
        self.vars = {v: 0 for v in ast.CALLS + ast.LINES}
        self.results = {}
        self.handles = []
        self.found = []      # (rules, node)
        self.tolerated = set()
        self.steps = 0

    def choose(self, count):
        if self.next == len(self.choices):
            self.choices.append([0, count])
        self.next += 1
        return self.choices[self.next - 1][0]

    def report(self, rules, node):
        self.found.append((rules, node))

    # Values.

    def line(self, name):
        return self.outer if name == ast.OUTER else self.vars[name]

    def count(self):
        if self.n is None:
            self.n = self.choose(4)
        return self.n

    def truth(self, c):
        if isinstance(c, ast.Flag):
            if c.bit not in self.flags:
                self.flags[c.bit] = self.choose(2) == 1
            value = self.flags[c.bit]
        elif isinstance(c, ast.IsSet):
            value = self.vars[c.var]
            if value == VOID:
                raise Unclear("tests a void variable")
            value = value != 0
        elif isinstance(c, ast.Result):
            value = self.results.get(c.name, False)
        else:
            value = self.count() > c.bound
        return value != c.negated

    # Losing handles.

    def referenced(self, handle, but=None):
        return any(v is handle for name, v in self.vars.items() if name != but)

    def store(self, var, value, rules, node):
        old = self.vars[var]
        if isinstance(old, Handle) and old is not value:
            self.lose(old, var, rules, node)
        self.vars[var] = value

    def lose(self, handle, but, rules, node):
        if not self.is_open(handle) or self.referenced(handle, but):
            return
        if handle.is_line:
            self.report(("TAPI007",), handle.site)
        elif node is None or rules == ("TAPI001",):
            self.report(("TAPI001",), handle.site)
        else:
            self.report(rules, node)
            self.tolerated.add("TAPI001")
        handle.state = "lost"

    @staticmethod
    def is_open(handle):
        return handle.state == "live"

    def finish(self):
        for var in list(self.vars):
            value = self.vars[var]
            if isinstance(value, Handle) and value is not self.outer:
                self.vars[var] = 0
                self.lose(value, var, ("TAPI001",), None)

    # Statements.

    def block(self, nodes):
        for node in nodes:
            self.steps += 1
            if self.steps > MAX_STEPS:
                raise Unclear("too long")
            getattr(self, "run_" + type(node).__name__.lower())(node)

    def acquire(self, node):
        """True when the call comes to be."""
        line = self.line(node.line)
        if not isinstance(line, Handle) or line.state != "live":
            raise Unclear("dials on no line")
        # 0: success, 1: the reply is an error, 2: the request is refused.
        split = isinstance(node, ast.Make) and node.style == "split"
        outcome = self.choose(3 if split else 2)
        if split and outcome < 2:
            self.early(node)
        success = outcome == 0
        value = VOID
        if success:
            value = Handle(node, False, line)
            self.handles.append(value)
        dial = isinstance(node, ast.Make) and node.style == "dial"
        if dial and not success:
            value = 0
        self.store(node.var, value, ("TAPI002",), node)
        return success

    def early(self, node):
        """Runs what stands between the request and its reply."""
        for op in node.early:
            if isinstance(op, ast.Op) and op.var == node.var:
                if op.kind not in ("use", "drop", "mark"):
                    raise Unclear("more than a use before the reply")
                self.report(("TAPI008",), op)
            elif isinstance(op, ast.Leave):
                raise Unclear("leaves with a request pending")
            else:
                self.block([op])

    def run_make(self, node):
        if not self.acquire(node):
            self.block(node.failed)

    def run_makeif(self, node):
        self.block(node.then if self.acquire(node) else node.failed)

    def run_makeresult(self, node):
        self.results[node.result] = self.acquire(node)

    def run_open(self, node):
        success = self.choose(2) == 0
        value = VOID
        if success:
            value = Handle(node, True)
            self.handles.append(value)
        self.store(node.var, value, ("TAPI007",), node)
        if not success:
            self.block(node.failed)

    def run_copy(self, node):
        value = self.vars[node.var]
        if value == VOID:
            raise Unclear("copies a void variable")
        self.store(node.to, value, ("TAPI002",), node)

    def run_if(self, node):
        self.block(node.then if self.truth(node.condition) else node.otherwise)

    def run_switch(self, node):
        low = self.truth(ast.Flag(node.bits))
        high = self.truth(ast.Flag(node.bits + 1))
        index = {(True, False): 0, (False, True): 1}.get((low, high), 2)
        try:
            self.block(node.cases[index])
        except Break:
            pass

    def run_loop(self, node):
        done = 0
        while self.enters(node.kind, done):
            done += 1
            try:
                self.block(node.body)
            except Break:
                return
            except Continue:
                if node.kind == "once":
                    raise Unclear("endless loop")

    def enters(self, kind, done):
        """Is there another round? `while` and `do` count n itself down."""
        if kind == "for":
            return done < self.count()
        if kind == "once":
            return done == 0
        if kind == "do" and done == 0:
            return True
        self.n = self.count() - 1
        return self.n > 0 if kind == "do" else self.n >= 0

    def run_leave(self, node):
        raise LEAVES[node.kind]()

    def run_noise(self, node):
        pass

    def run_op(self, node):
        getattr(self, "op_" + node.kind)(node)

    def op_clear(self, node):
        self.store(node.var, 0, ("TAPI001",), node)

    def bad_use(self, value, node, dead):
        """Reports the use of a value that is no live handle."""
        if value == 0 or value == VOID:
            self.report(("TAPI009",), node)
        elif value.state == "lineClosed":
            self.report(("TAPI005",), node)
            self.tolerated.add("TAPI018")
        elif value.state == "released":
            self.report(dead, node)
        else:
            return False
        return True

    def op_use(self, node):
        self.bad_use(self.vars[node.var], node, ("TAPI003",))

    op_mark = op_use

    def op_drop(self, node):
        value = self.vars[node.var]
        if not self.bad_use(value, node, ("TAPI003",)):
            value.dropped = True

    def op_free(self, node):
        value = self.vars[node.var]
        if self.bad_use(value, node, ("TAPI006",)):
            return
        if not value.dropped:
            self.report(("TAPI014",), node)
        value.state = "released"

    def op_hangUp(self, node):
        value = self.vars[node.var]
        if not self.bad_use(value, node, ("TAPI003", "TAPI006")):
            value.state = "released"

    def op_releaseIfSet(self, node):
        if self.vars[node.var] == VOID:
            raise Unclear("tests a void variable")
        if self.vars[node.var] != 0:
            self.op_hangUp(node)
        self.vars[node.var] = 0

    def op_useLine(self, node):
        value = self.line(node.var)
        if not isinstance(value, Handle):
            self.report(("TAPI009",), node)
        elif value.state != "live":
            self.report(("TAPI004",), node)

    def op_closeLine(self, node):
        value = self.line(node.var)
        if not isinstance(value, Handle):
            self.report(("TAPI009",), node)
            return
        if value.state != "live":
            self.report(("TAPI006",), node)
            return
        value.state = "released"
        for handle in self.handles:
            if handle.parent is value and handle.state == "live":
                handle.state = "lineClosed"
                self.report(("TAPI018",), handle.site)


@dataclass
class Verdict:
    rules: tuple      # empty: correct
    nodes: list       # the statements where the report belongs, may be empty
    maybe: tuple


def judge(program):
    """The Verdict, or Unclear."""
    found, tolerated = {}, set()
    choices, runs = [], 0
    while True:
        runs += 1
        if runs > MAX_RUNS:
            raise Unclear("too many paths")
        run = execute(program, choices)
        merge(run, found, tolerated)
        if len(found) > 1:
            raise Unclear("more than one defect")
        choices = following(choices[:run.next])
        if choices is None:
            break
    return conclude(found, tolerated)


def execute(program, choices):
    run = Run(choices)
    try:
        try:
            run.block(program.body)
        except Out:
            pass
        run.block(program.out)
    except Return:
        pass
    except (Break, Continue):
        raise Unclear("leaves no loop")
    run.finish()
    return run


def following(choices):
    """The next combination of choices, None after the last."""
    while choices:
        value, count = choices[-1]
        if value + 1 < count:
            choices[-1] = [value + 1, count]
            return choices
        choices.pop()
    return None


def merge(run, found, tolerated):
    tolerated |= run.tolerated
    if "TAPI018" in run.tolerated:
        # The order is wrong: the report about the line's end may come too.
        run.found = [f for f in run.found if f[0] != ("TAPI018",)]
    for rules, node in run.found:
        found[(rules, id(node))] = node


LOSSES = ({"TAPI001"}, {"TAPI007"}, {"TAPI018"})


def conclude(found, tolerated):
    if not found:
        return Verdict((), [], ())
    (rules, _), node = next(iter(found.items()))
    nodes = [] if set(rules) in LOSSES else [node]
    return Verdict(rules, nodes, tuple(sorted(tolerated - set(rules))))
