# Part of the TAPI handle checker, Apache-2.0 WITH LLVM-exception.
"""Makes random programs that are correct by construction, and breaks them.

A correct program nests scopes: acquire, do something, release.  How a failed
acquisition is handled (leave, remember in a flag, clear the variable, test the
flag again) and how a handle is released vary.  Breaking deletes, doubles, moves
or changes one statement; the oracle then says what the result is.
"""

import copy
import random

from tapibench import randomast as ast
from tapibench.randomast import (Copy, Count, Flag, If, IsSet, Leave, Loop,
                                 Make, MakeIf, MakeResult, Noise, Op, Open,
                                 Result, Switch)

SPELLINGS = {"c0": ["c0", "pair.first", "array[0]"],
             "c1": ["c1", "pair.second", "array[1]"],
             "c2": ["c2"], "l0": ["l0"], "l1": ["l1"]}


class Generator:
    """One correct program from one random source."""

    def __init__(self, rng):
        self.rng = rng
        self.free_calls = list(ast.CALLS)
        self.free_lines = list(ast.LINES)
        self.free_flags = list(range(6))
        self.free_results = ["r0", "r1", "r2"]
        self.live = []      # (variable, guard): what has to be released
        self.lines = [ast.OUTER]
        self.loops = 0
        self.label = rng.random() < 0.3

    def program(self):
        body = self.body(3)
        out = []
        if self.label:
            out = [Op("releaseIfSet", v) for v in ast.CALLS]
        spelling = {v: self.rng.choice(s) for v, s in SPELLINGS.items()}
        if spelling["c0"].startswith("c") != spelling["c1"].startswith("c"):
            spelling["c1"] = "c1"
        return ast.Program(body, out, spelling)

    def body(self, depth):
        nodes = []
        for _ in range(self.rng.randint(1, 3)):
            nodes += self.piece(depth)
        return nodes

    def piece(self, depth):
        makers = [(4, self.use), (2, self.noise)]
        if depth > 0:
            makers += [(6, self.call_scope), (1, self.swap),
                       (2, self.branch), (1, self.switch)]
            if self.free_lines and not self.label:
                makers.append((2, self.line_scope))
            if self.loops < 2:
                makers.append((2, self.loop))
            if self.live and not self.label:
                makers.append((2, self.early_exit))
        weights, choices = zip(*makers)
        return self.rng.choices(choices, weights)[0](depth - 1)

    # Pieces that need no handle of their own.

    def noise(self, depth):
        return [Noise(self.rng.choice(['puts("tick");', "Sleep(10);",
                                       'printf("%d\\n", n);']))]

    def use(self, depth):
        sure = self.sure_calls()
        guarded = [(v, g) for v, g in self.live if g is not None]
        if sure and self.rng.random() < 0.6:
            return [Op(self.rng.choice(["use", "mark"]), self.rng.choice(sure))]
        if guarded and self.rng.random() < 0.6:
            var, guard = self.rng.choice(guarded)
            return [If(self.guard(guard, var), [Op("use", var)])]
        return [Op("useLine", self.rng.choice(self.lines))]

    def sure_calls(self):
        return [v for v, guard in self.live
                if guard is None and v in ast.CALLS]

    def guard(self, guard, var):
        return IsSet(var) if guard == "set" else copy.copy(guard)

    def branch(self, depth):
        condition = self.condition()
        otherwise = self.body(depth) if self.rng.random() < 0.4 else []
        return [If(condition, self.body(depth), otherwise)]

    def condition(self):
        if self.rng.random() < 0.25:
            return Count(self.rng.randint(0, 2), self.rng.random() < 0.5)
        return Flag(self.rng.randrange(6), self.rng.random() < 0.3)

    def switch(self, depth):
        return [Switch(self.rng.randrange(5), [self.use(0), self.body(depth),
                                               self.noise(0)])]

    def loop(self, depth):
        kind = self.rng.choice(["for", "while", "do", "once"])
        self.loops += 1
        body = self.body(depth)
        if kind != "once" and self.rng.random() < 0.3:
            leave = self.rng.choice(["break", "continue"])
            body.append(If(self.condition(), [Leave(leave)]))
            body += self.use(0)
        self.loops -= 1
        return [Loop(kind, body)]

    def swap(self, depth):
        sure = self.sure_calls()
        if len(sure) < 2 or not self.free_calls:
            return self.use(depth)
        a, b = self.rng.sample(sure, 2)
        spare = self.free_calls[0]
        nodes = [Copy(spare, a), Copy(a, b), Copy(b, spare)]
        return nodes + [Op("clear", spare)] * (self.rng.random() < 0.5)

    def early_exit(self, depth):
        return [If(self.condition(), self.cleanup() + [Leave("return")])]

    def cleanup(self):
        """Releases everything that this point owns."""
        nodes = []
        for var, guard in reversed(self.live):
            nodes += self.release(var, guard)
        return nodes

    def leave(self):
        if self.label:
            return [Leave("out")]
        return self.cleanup() + [Leave("return")]

    # Scopes.

    def release(self, var, guard):
        if var in ast.LINES:
            return [Op("closeLine", var)]
        if guard == "set" and self.rng.random() < 0.4:
            return [Op("releaseIfSet", var)]
        nodes = ([Op("drop", var), Op("free", var)]
                 if self.rng.random() < 0.6 else [Op("hangUp", var)])
        if self.label or self.rng.random() < 0.3:
            nodes.append(Op("clear", var))
        return nodes if guard is None else [If(self.guard(guard, var), nodes)]

    def handed_over(self, var, guard):
        """Sometimes another variable carries the handle to its release."""
        if guard is None and self.free_calls and self.rng.random() < 0.2:
            other = self.free_calls[0]
            nodes = [Copy(other, var)]
            if self.label or self.rng.random() < 0.5:
                nodes.append(Op("clear", var))
            return nodes + self.release(other, None)
        return self.release(var, guard)

    def call_scope(self, depth):
        if not self.free_calls:
            return self.use(depth)
        var = self.free_calls.pop(0)
        line = self.rng.choice(self.lines)
        kinds = [self.scope_leaving, self.scope_inside, self.scope_cleared]
        if not self.label:
            kinds += [self.scope_result, self.scope_flag]
        nodes = self.rng.choice(kinds)(var, line, depth)
        self.free_calls.insert(0, var)
        return nodes

    def within(self, var, guard, depth):
        self.live.append((var, guard))
        body = self.body(depth)
        self.live.pop()
        return body + self.handed_over(var, guard)

    def style(self):
        return self.rng.choice(["inline", "split", "start", "dial"])

    def scope_leaving(self, var, line, depth):
        clear = [Op("clear", var)] if self.label else []
        failed = clear + (self.leave())
        return ([Make(var, line, self.style(), failed)] +
                self.within(var, None, depth))

    def scope_inside(self, var, line, depth):
        failed = self.noise(0) if self.rng.random() < 0.5 else []
        if self.label:
            failed = failed + [Op("clear", var)]
        return [MakeIf(var, line, self.within(var, None, depth), failed)]

    def scope_cleared(self, var, line, depth):
        nodes = [Make(var, line, self.style(), [Op("clear", var)])]
        return nodes + self.within(var, "set", depth)

    def scope_result(self, var, line, depth):
        if not self.free_results:
            return self.scope_cleared(var, line, depth)
        result = self.free_results.pop(0)
        nodes = [MakeResult(result, var, line)]
        nodes += self.within(var, Result(result), depth)
        self.free_results.insert(0, result)
        return nodes

    def scope_flag(self, var, line, depth):
        if not self.free_flags:
            return self.scope_cleared(var, line, depth)
        flag = Flag(self.free_flags.pop(0), self.rng.random() < 0.3)
        nodes = [If(flag, [Make(var, line, self.style(), self.leave())])]
        nodes += self.within(var, flag, depth)
        self.free_flags.insert(0, flag.bit)
        return nodes

    def line_scope(self, depth):
        var = self.free_lines.pop(0)
        nodes = [Open(var, self.leave())]
        self.live.append((var, None))
        self.lines.append(var)
        body = [n for n in self.body(depth)]
        self.lines.pop()
        self.live.pop()
        self.free_lines.insert(0, var)
        return nodes + body + [Op("closeLine", var)]


CHANGES = ["delete"] * 4 + ["double", "move", "later", "negate", "unguard",
                            "rename", "leave"] + ["insert"] * 3 + ["early"] + [
                                "hurry"] * 2


def breakages(rng, program):
    """A copy of `program` with one change, or None where it does not apply."""
    broken = copy.deepcopy(program)
    block = rng.choice([b for b in ast.all_lists(broken) if b])
    at = rng.randrange(len(block))
    change = rng.choice(CHANGES)
    node = block[at]
    if change == "delete":
        del block[at]
    elif change == "double":
        block.insert(rng.randint(at + 1, len(block)), copy.deepcopy(node))
    elif change == "move":
        block.insert(max(0, at - rng.randint(1, 2)), block.pop(at))
    elif change == "later":
        block.insert(min(len(block), at + rng.randint(1, 3)), block.pop(at))
    elif change == "insert":
        block.insert(at, foreign(rng))
    elif change == "hurry":
        return broken if hurry(rng, broken) else None
    else:
        return broken if alter(rng, change, block, at) else None
    return broken


def hurry(rng, program):
    """Closes a line too early."""
    places = [(block, i) for block in ast.all_lists(program)
              for i, node in enumerate(block)
              if i and isinstance(node, Op) and node.kind == "closeLine"]
    if not places:
        return False
    block, at = rng.choice(places)
    block.insert(max(0, at - rng.randint(1, 3)), block.pop(at))
    return True


def foreign(rng):
    """A statement that was never asked for."""
    calls = ast.CALLS
    return rng.choice([
        lambda: Op(rng.choice(["free", "use", "clear"]), rng.choice(calls)),
        lambda: Copy(*rng.sample(calls, 2)),
        lambda: Op("closeLine", rng.choice(ast.LINES + [ast.OUTER])),
        lambda: If(Flag(rng.randrange(6)), [Leave("return")])])()


def alter(rng, change, block, at):
    """Changes one statement in place; False where the change needs another."""
    node = block[at]
    if change == "negate" and isinstance(node, If):
        node.condition.negated = not node.condition.negated
    elif change == "unguard" and isinstance(node, If):
        block[at:at + 1] = node.then
    elif change == "rename" and isinstance(node, (Op, Copy)):
        family = ast.CALLS if node.var in ast.CALLS else ast.LINES
        node.var = rng.choice(family)
    elif change == "leave":
        block.insert(at, Leave("return"))
    elif change == "early" and isinstance(node, Make):
        node.style = "split"
        node.early.append(Op(rng.choice(["use", "mark"]), node.var))
    else:
        return False
    return True


def make(seed, oracle):
    """(program, verdict) of a seed; every second seed asks for a defect."""
    rng = random.Random(seed * 2654435761 % 2 ** 32)
    while True:
        program = Generator(rng).program()
        try:
            verdict = oracle.judge(program)
        except oracle.Unclear:
            continue
        if verdict.rules or size(program) < 4:
            continue  # a rare combination that is not correct after all
        if seed % 2:
            return program, verdict
        found = broken_version(rng, program, oracle)
        if found:
            return found


# What comes too easily is mostly thrown away, for a good mix.
WEIGHT = {"TAPI009": 0.1, "TAPI014": 0.5, "TAPI001": 0.6}


def broken_version(rng, program, oracle):
    for _ in range(100):
        candidate = breakages(rng, program)
        if candidate is None:
            continue
        try:
            verdict = oracle.judge(candidate)
        except oracle.Unclear:
            continue
        if verdict.rules and rng.random() < WEIGHT.get(verdict.rules[0], 1):
            return candidate, verdict
    return None


def size(program):
    return sum(len(block) for block in ast.all_lists(program))
