# Part of the TAPI handle checker, Apache-2.0 WITH LLVM-exception.
"""Flow variants 01 to 18, 21: which of two pieces runs is decided by control.

Every choice is written down as (opening, then, else) shapes in which {B} and
{G} stand for the bad and the good piece; a half is right or wrong by which of
the two the condition lets through.
"""

from tapibench.text import fill, indent

TRUE_FALSE = {  # number: (always true, always false)
    "02": ("1", "0"),
    "03": ("5 == 5", "5 != 5"),
    "04": ("STATIC_CONST_TRUE", "STATIC_CONST_FALSE"),
    "05": ("staticTrue", "staticFalse"),
    "06": ("STATIC_CONST_FIVE == 5", "STATIC_CONST_FIVE != 5"),
    "07": ("staticFive == 5", "staticFive != 5"),
    "08": ("staticReturnsTrue()", "staticReturnsFalse()"),
    "09": ("GLOBAL_CONST_TRUE", "GLOBAL_CONST_FALSE"),
    "10": ("globalTrue", "globalFalse"),
    "11": ("globalReturnsTrue()", "globalReturnsFalse()"),
    "13": ("GLOBAL_CONST_FIVE == 5", "GLOBAL_CONST_FIVE != 5"),
    "14": ("globalFive == 5", "globalFive != 5"),
}


def choose(condition, then, otherwise):
    code = f"if ({condition}) {{\n{indent(then)}}}"
    if otherwise:
        code += f" else {{\n{indent(otherwise)}}}"
    return code + "\n"


def switch(value, then, otherwise):
    return (f"switch ({value}) {{\ncase 6:\n{indent(then)}  break;\n"
            f"default:\n{indent(otherwise)}  break;\n}}\n")


def once(head, body):
    return f"{head} {{\n{indent(body)}}}\n"


def shapes(bad, good):
    """number -> {half: code}"""
    table = {"01": {"bad": bad, "ok1": good}}
    for number, (true, false) in TRUE_FALSE.items():
        table[number] = {"bad": choose(true, bad, good),
                         "ok1": choose(false, bad, good),
                         "ok2": choose(true, good, "")
                         if number != "03" else choose(true, good, bad)}
    either = "globalReturnsTrueOrFalse()"
    table["12"] = {"bad": choose(either, bad, good),
                   "ok1": choose(either, good, 'puts("else");\n' + good)}
    table["15"] = {"bad": switch("6", bad, good),
                   "ok1": switch("5", bad, good),
                   "ok2": switch("6", good, bad)}
    table["16"] = {"bad": once("while (1)", bad + "break;\n"),
                   "ok1": once("while (1)", good + "break;\n")}
    table["17"] = {"bad": once("for (i = 0; i < 1; i++)", bad),
                   "ok1": once("for (i = 0; i < 0; i++)", bad) +
                   once("for (i = 0; i < 1; i++)", good),
                   "ok2": once("for (i = 0; i < 1; i++)", good)}
    jump = "goto sink;\n{}sink:\n{}"
    table["18"] = {"bad": jump.format(good, bad),
                   "ok1": jump.format(bad, good)}
    return table


NUMBERS = sorted(shapes("", "")) + ["21"]
PARAMETERS = "HLINEAPP app, HLINE line, HCALL other"
ARGUMENTS = "app, line, other"


def emit(rule, out):
    """Adds the units of `rule` to the C file `out`."""
    bad = fill(rule.bad, "call", bug=True)
    plain = {"bad": bad, "good": fill(rule.good, "call")}
    for number, halves in shapes(plain["bad"], plain["good"]).items():
        for half, middle in halves.items():
            emit_function(rule, number, half, middle, out)
    for half in ("bad", "ok1", "ok2"):
        emit_flag(rule, half, out)


def emit_function(rule, number, half, middle, out):
    name = f"{rule.key}_{number}_{half}"
    body = fill(rule.setup, "call")
    if number == "17":
        body = "int i;\n" + body
    body += middle + fill(rule.after, "call")
    if half != "bad":
        body = body.replace(" // BUG", "")
    code = f"void {name}({PARAMETERS}) {{\n{indent(body)}}}\n"
    out.add(name, code, *promise(rule, half))


def promise(rule, half, data=False):
    """(rules, maybe) of a half."""
    if half != "bad":
        return "", ""
    return (rule.data_rules if data else rule.rules), rule.maybe


def flag_body(rule, name, half, variable):
    """The body of a function that a flag steers: bad where the flag is set."""
    d = "*call" if rule.by_pointer else "call"
    bad, good = (fill(p, d, bug=half == "bad")
                 for p in (rule.bad, rule.good))
    if half == "ok2":
        middle = choose(variable, good, bad)
    else:
        middle = choose(variable, bad, good)
    body = middle + fill(rule.after, d)
    request = "LONG request" if "request" in body else ""
    return deref(body), d, request


def deref(code):
    """&*call is call."""
    return code.replace("&*call", "call")


def flag_parts(rule, number, half, linkage):
    """(name, sink, caller): a flag set by the caller steers the sink."""
    name = f"{rule.key}_{number}_{half}"
    flag = f"{name}_flag"
    body, d, request = flag_body(rule, name, half, flag)
    star = "*" if d.startswith("*") else ""
    extra = ", LONG request" if request else ""
    sink = (f"{linkage}void {name}_sink({PARAMETERS}, {rule.type} {star}call"
            f"{extra}) {{\n{indent(body)}}}\n")
    value = "0" if half == "ok1" else "1"
    address = "&" if star else ""
    call = (f"{flag} = {value};\n{name}_sink({ARGUMENTS}, {address}call"
            f"{', request' if request else ''});\n")
    caller = (f"void {name}({PARAMETERS}) {{\n"
              f"{indent(fill(rule.setup, 'call') + call)}}}\n")
    return name, flag, sink, caller


def emit_flag(rule, half, out):
    name, flag, sink, caller = flag_parts(rule, "21", half, "static ")
    code = f"static int {flag};\n\n{sink}\n{caller}"
    out.add(name, code.replace(" // BUG", ""), *promise(rule, half, True))
