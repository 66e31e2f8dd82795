# Part of the TAPI handle checker, Apache-2.0 WITH LLVM-exception.
"""Flow variants 31 to 45: the handle travels inside one file."""

from tapibench.flow_control import ARGUMENTS, PARAMETERS, promise
from tapibench.text import fill, indent

C_NUMBERS = ["31", "32", "34", "41", "42", "44", "45"]
CPP_NUMBERS = ["33", "43"]
NUMBERS = C_NUMBERS + CPP_NUMBERS


class Half:
    """One half of a data-flow case: names and pieces, ready to be placed."""

    def __init__(self, rule, number, half):
        self.rule, self.half = rule, half
        self.type = rule.type
        self.name = f"{rule.key}_{number}_{half}"

    def piece(self, table, d):
        # A report may be at the sink or at the call that leads there.
        return fill(table[self.half], d, self.name) if table else ""

    def source(self, d="data"):
        code = self.piece(self.rule.sources, d)
        return "{\n" + indent(code) + "}\n" if "LONG request" in code else code

    def sink(self, d="data"):
        return self.piece(self.rule.sinks, d)

    def cleanup(self):
        return self.piece(self.rule.cleanups, "")

    def statics(self, linkage="static "):
        if not self.rule.slot:
            return ""
        return (f"{linkage}HCALL {self.name}_slot;\n"
                f"{linkage}LONG {self.name}_request;\n\n")

    def function(self, name, body, more="", result="void", linkage=""):
        """A function with the common parameters and `more`."""
        parameters = PARAMETERS + (f", {more}" if more else "")
        return f"{linkage}{result} {name}({parameters}) {{\n{indent(body)}}}\n"

    def prototype(self, name, more="", result="void"):
        parameters = PARAMETERS + (f", {more}" if more else "")
        return f"{result} {name}({parameters});\n"

    def call(self, name, more=""):
        return f"{name}({ARGUMENTS}{', ' + more if more else ''})"

    def top(self, body):
        return self.function(self.name, body + self.cleanup())

    def declare(self):
        return f"{self.type} data = 0;\n"


def same_function(h, number):
    """31 copy, 32 pointer to the variable, 33 reference, 34 union."""
    t = h.type
    if number == "31":
        hand_over = f"{t} copy = data;\n{t} data = copy;\n"
        before = ""
    elif number == "32":
        before = f"{t} *first = &data;\n{t} *second = &data;\n"
        inner = indent(f"{t} data = *first;\n{h.source()}*first = data;\n")
        body = f"{h.declare()}{before}{{\n{inner}}}\n"
        return h.top(body + "{\n" +
                     indent(f"{t} data = *second;\n" + h.sink()) + "}\n")
    elif number == "33":
        before = f"{t} &alias = data;\n"
        hand_over = f"{t} data = alias;\n"
    else:
        before = f"union {{\n  {t} first;\n  {t} second;\n}} both;\n"
        hand_over = f"{t} data = both.second;\n"
    store = "both.first = data;\n" if number == "34" else ""
    body = (h.declare() + before + h.source() + store + "{\n" +
            indent(hand_over + h.sink()) + "}\n")
    return h.top(body)


def other_function(h, number):
    """41 parameter, 42 result, 43 reference, 44 pointer, 45 global."""
    t, name = h.type, h.name
    if number in ("41", "44"):
        sink = h.function(f"{name}_sink", h.sink(), f"{t} data",
                          linkage="static ")
        call = h.call(f"{name}_sink", "data") + ";\n"
        if number == "44":
            pointer = f"void (*sink)({PARAMETERS}, {t}) = {name}_sink;\n"
            call = h.call("sink", "data") + ";\n"
            return sink + "\n" + h.top(h.declare() + pointer + h.source() +
                                       call)
        return sink + "\n" + h.top(h.declare() + h.source() + call)
    if number == "42":
        source = h.function(f"{name}_source",
                            h.declare() + h.source() + "return data;\n",
                            result=t, linkage="static ")
        body = f"{t} data = {h.call(name + '_source')};\n" + h.sink()
        return source + "\n" + h.top(body)
    if number == "43":
        source = h.function(f"{name}_source", h.source(), f"{t} &data",
                            linkage="static ")
        call = h.call(f"{name}_source", "data") + ";\n"
        return source + "\n" + h.top(h.declare() + call + h.sink())
    sink = h.function(f"{name}_sink", f"{t} data = {name}_data;\n" + h.sink(),
                      linkage="static ")
    body = (h.declare() + h.source() + f"{name}_data = data;\n" +
            h.call(f"{name}_sink") + ";\n")
    return f"static {t} {name}_data;\n\n{sink}\n{h.top(body)}"


def emit(rule, c, cpp):
    """Adds the units of `rule` to the C and the C++ file."""
    for number in NUMBERS:
        out = cpp if number in CPP_NUMBERS else c
        for half in ("bad", "ok1", "ok2"):
            h = Half(rule, number, half)
            make = same_function if number < "40" else other_function
            out.add(h.name, h.statics() + make(h, number),
                    *promise(rule, half, data=True))
