# Part of the TAPI handle checker, Apache-2.0 WITH LLVM-exception.
"""Flow variants 22 and 51 to 84: the flow crosses two to five files.

The parts of all variants share the files a.c to e.c and a.cpp to e.cpp, so that
a tool parses ten files and not four hundred; each single flow still crosses
files.
"""

from tapibench.flow_control import (ARGUMENTS, PARAMETERS, flag_parts,
                                    promise)
from tapibench.flow_data import Half
from tapibench.flow_rules import RULES
from tapibench.text import Source, indent

C_NUMBERS = ["22", "51", "52", "53", "54", "61", "63", "64", "65", "66", "67",
             "68"]
CPP_NUMBERS = ["62", "72", "73", "74", "81", "82", "83", "84"]
NUMBERS = C_NUMBERS + CPP_NUMBERS


def generate(header):
    """[(program, [(file name, text)])]"""
    more = "#include <list>\n#include <map>\n#include <vector>\n\n"
    programs = []
    for name, numbers, suffix, prelude in (
            ("multi_c", C_NUMBERS, "c", header),
            ("multi_cpp", CPP_NUMBERS, "cpp", header + more)):
        files = {letter: Source(prelude) for letter in "abcde"}
        for rule in RULES:
            for number in numbers:
                for half in ("bad", "ok1", "ok2"):
                    place(rule, number, half, files)
        programs.append((name, [(f"{name}_{letter}.{suffix}", out.text())
                                for letter, out in files.items()
                                if "////" in out.text()]))
    return programs


def place(rule, number, half, files):
    parts = (flag(rule, half) if number == "22" else
             BUILDERS[number](Half(rule, number, half), number))
    name = f"{rule.key}_{number}_{half}"
    for letter, code in parts.items():
        files[letter].add(name, code.replace(" // BUG", ""),
                          *promise(rule, half, data=True))


def flag(rule, half):
    name, variable, sink, caller = flag_parts(rule, "22", half, "")
    prototype = sink.split(" {\n")[0] + ";\n"
    return {"a": f"int {variable};\n{prototype}\n{caller}",
            "b": f"extern int {variable};\n\n{sink}"}


def chain(h, number):
    """51 to 54: by value through one to four further files."""
    t, letters = h.type, "abcde"[:int(number) - 49]
    parts, link = {}, lambda letter: f"{h.name}_{letter}"
    call = lambda letter: h.call(link(letter), "data") + ";\n"
    more = f"{t} data"
    parts["a"] = (h.statics("") + h.prototype(link("b"), more) + "\n" +
                  h.top(h.declare() + h.source() + call("b")))
    for here, following in zip(letters[1:], letters[2:]):
        parts[here] = (h.prototype(link(following), more) + "\n" +
                       h.function(link(here), call(following), more))
    last = letters[-1]
    parts[last] = h.function(link(last), h.sink(), more)
    return parts


def returned(h, number):
    """61 result, 62 reference: the source is in the other file."""
    source, t = f"{h.name}_source", h.type
    if number == "61":
        code = h.function(source, h.declare() + h.source() +
                          "return data;\n", result=t)
        prototype = h.prototype(source, result=t)
        begin = f"{t} data = {h.call(source)};\n"
    else:
        code = h.function(source, h.source(), f"{t} &data")
        prototype = h.prototype(source, f"{t} &data")
        begin = h.declare() + h.call(source, "data") + ";\n"
    return {"a": h.statics("") + prototype + "\n" + h.top(begin + h.sink()),
            "b": h.statics("extern ") + code}


# How the sink in the other file receives the handle:
# (declarations, parameter, how the caller wraps it, argument, how it unwraps)
CARRIERS = {
    "63": ("", "{t} *pointer", "", "&data", "*pointer"),
    "64": ("", "void *pointer", "", "&data", "*({t} *)pointer"),
    "66": ("", "{t} array[]", "{t} array[5] = {{0}};\narray[2] = data;\n",
           "array", "array[2]"),
    "67": ("typedef struct {{\n  {t} first;\n}} {n}_type;\n\n",
           "{n}_type object", "{n}_type object;\nobject.first = data;\n",
           "object", "object.first"),
    "72": ("", "std::vector<{t}> all",
           "std::vector<{t}> all;\nall.push_back(data);\n", "all", "all[0]"),
    "73": ("", "std::list<{t}> all",
           "std::list<{t}> all;\nall.push_back(data);\n", "all", "all.back()"),
    "74": ("", "std::map<int, {t}> all",
           "std::map<int, {t}> all;\nall[2] = data;\n", "all", "all[2]"),
}


def carried(h, number):
    fields = [piece.format(t=h.type, n=h.name) for piece in CARRIERS[number]]
    declarations, parameter, wrap, argument, unwrap = fields
    sink = f"{h.name}_sink"
    body = h.declare() + h.source() + wrap + h.call(sink, argument) + ";\n"
    return {"a": h.statics("") + declarations + h.prototype(sink, parameter) +
            "\n" + h.top(body),
            "b": declarations + h.function(
                sink, f"{h.type} data = {unwrap};\n" + h.sink(), parameter)}


def pointer(h, number):
    """65: the sink of the other file is called through a pointer."""
    sink = f"{h.name}_sink"
    body = (h.declare() + f"void (*sink)({PARAMETERS}, {h.type}) = {sink};\n" +
            h.source() + h.call("sink", "data") + ";\n")
    return {"a": h.statics("") + h.prototype(sink, f"{h.type} data") + "\n" +
            h.top(body),
            "b": h.function(sink, h.sink(), f"{h.type} data")}


def shared(h, number):
    """68: a global that the other file reads."""
    sink, storage = f"{h.name}_sink", f"{h.name}_data"
    body = (h.declare() + h.source() + f"{storage} = data;\n" + h.call(sink) +
            ";\n")
    return {"a": h.statics("") + f"{h.type} {storage};\n" +
            h.prototype(sink) + "\n" + h.top(body),
            "b": f"extern {h.type} {storage};\n\n" + h.function(
                sink, f"{h.type} data = {storage};\n" + h.sink())}


def virtual(h, number):
    """81 reference, 82 pointer: the sink is a virtual member function."""
    t, n = h.type, h.name
    head = (f"class {n}_base {{\npublic:\n  virtual ~{n}_base() {{}}\n"
            f"  virtual void action({PARAMETERS}, {t} data) const = 0;\n}};\n\n"
            f"class {n}_derived : public {n}_base {{\npublic:\n"
            f"  void action({PARAMETERS}, {t} data) const override;\n}};\n\n")
    call = f"action({ARGUMENTS}, data);\n"
    if number == "81":
        use = f"const {n}_base &object = {n}_derived();\nobject.{call}"
    else:
        use = (f"{n}_base *object = new {n}_derived;\nobject->{call}"
               "delete object;\n")
    body = (f"void {n}_derived::action({PARAMETERS}, {t} data) const {{\n"
            f"{indent(h.sink())}}}\n")
    return {"a": h.statics("") + head + h.top(h.declare() + h.source() + use),
            "b": head + body}


def lifetime(h, number):
    """83 stack, 84 heap: the constructor is the source, the destructor sinks."""
    t, n = h.type, h.name
    head = (f"class {n}_type {{\npublic:\n  {n}_type({PARAMETERS});\n"
            f"  ~{n}_type();\n\nprivate:\n  HLINEAPP app;\n  HLINE line;\n"
            f"  HCALL other;\n  {t} data;\n}};\n\n")
    if number == "83":
        use = f"{{\n  {n}_type object({ARGUMENTS});\n}}\n"
    else:
        use = f"{n}_type *object = new {n}_type({ARGUMENTS});\ndelete object;\n"
    make = (f"{n}_type::{n}_type(HLINEAPP app, HLINE line, HCALL other)\n"
            f"    : app(app), line(line), other(other), data(0) {{\n"
            f"{indent(h.source())}}}\n\n"
            f"{n}_type::~{n}_type() {{\n{indent(h.sink())}}}\n")
    return {"a": h.statics("") + head + h.top(use),
            "b": h.statics("extern ") + head + make}


BUILDERS = {"51": chain, "52": chain, "53": chain, "54": chain,
            "61": returned, "62": returned, "65": pointer, "68": shared,
            "81": virtual, "82": virtual, "83": lifetime, "84": lifetime}
BUILDERS.update({number: carried for number in CARRIERS})
