# Part of the TAPI handle checker, Apache-2.0 WITH LLVM-exception.
"""The seven rules of the flow variants as pieces of C.

A control-flow variant runs `bad` or `good` in the middle of one function:

    setup; <variant chooses bad or good>; after;

A data-flow variant carries a handle from a source to a sink:

    source(data); <variant carries data>; sink(data); cleanup;

`bad` is the bad source into the bad sink, `ok1` and `ok2` repair one end each.
In the pieces {d} is the handle variable and {u} the name of the half.  The
parameters `app`, `line` and `other` (a call that belongs to the caller) are in
scope everywhere; `line` stays open unless a piece closes it.

Programs negotiate API version 2.0, so a sole owner may deallocate a call that
is not idle, but ought to have dropped it; the good pieces do.
"""

from dataclasses import dataclass, field

REQUEST = ('request = lineMakeCall(line, &{d}, "5551234", 0, NULL);\n'
           "if (request < 0 || awaitReply(app, request) != 0)\n")
ACQUIRE = ("LONG request;\n{d} = 0;\n" + REQUEST + "  {d} = 0;\n")
ACQUIRE_OR_RETURN = REQUEST + "  return;\n"
OPEN = ("lineOpen(app, 0, &{d}, 0x00020000, 0, 0, LINECALLPRIVILEGE_NONE,\n"
        "         LINEMEDIAMODE_INTERACTIVEVOICE, NULL)")
DROP = "lineDrop({d}, NULL, 0);\n"
FREE = "lineDeallocateCall({d});\n"


def if_set(code):
    """`code` under a test that there is a handle at all."""
    body = code.rstrip("\n").replace("\n", "\n  ")
    return "if ({d} != 0) {{\n  " + body + "\n}}\n"


@dataclass
class FlowRule:
    key: str                # the unit names start with it
    title: str              # for the results
    rules: str              # accepted rules in control-flow variants
    data_rules: str         # the same where a copy may stay behind
    type: str               # HCALL or HLINE
    maybe: str              # tolerated second reports
    setup: str              # control flow
    bad: str
    good: str
    after: str
    by_pointer: bool        # control-flow sinks need the variable itself
    sources: dict = field(default_factory=dict)  # data flow, by half
    sinks: dict = field(default_factory=dict)
    cleanups: dict = field(default_factory=dict)
    slot: bool = False      # needs {u}_slot and {u}_request


def halves(bad, ok1, ok2):
    return {"bad": bad, "ok1": ok1, "ok2": ok2}


DECLARE_CALL = "HCALL {d} = 0;\nLONG request;\n"
AGAIN = ('request = lineMakeCall(line, &{d}, "5550000", 0, NULL);{bug}\n')
END_CALL = ("if (request < 0 || awaitReply(app, request) != 0)\n  return;\n"
            + DROP + FREE)
AGAIN_SINK = ("{{\n  LONG request;\n"
              '  request = lineMakeCall(line, &{d}, "5550000", 0, NULL);{bug}\n'
              "  if (request >= 0 && awaitReply(app, request) == 0) {{\n"
              "    lineDrop({d}, NULL, 0);\n    lineDeallocateCall({d});\n"
              "  }}\n}}\n")
NEUTRAL = 'puts("nothing to do");\n'
NEUTRAL_SINK = 'if ({d} == 0)\n  puts("no call");\n'

LEAK = FlowRule(
    "leak", "call leak", "TAPI001", "TAPI001", "HCALL", "",
    setup=DECLARE_CALL + ACQUIRE_OR_RETURN,
    bad=DROP, good=DROP + FREE, after="", by_pointer=False,
    sources=halves(ACQUIRE, "{d} = other;\n", ACQUIRE),
    sinks=halves(if_set(DROP), if_set(DROP), if_set(DROP + FREE)))

OVERWRITE = FlowRule(
    "overwrite", "overwrite", "TAPI002", "TAPI002|TAPI001", "HCALL",
    "TAPI001",
    setup=DECLARE_CALL + ACQUIRE_OR_RETURN,
    bad=AGAIN, good=DROP + FREE + "{d} = 0;\n" + AGAIN.replace("{bug}", ""),
    after=END_CALL, by_pointer=True,
    sources=halves(ACQUIRE, "{d} = 0;\n", ACQUIRE),
    sinks=halves(AGAIN_SINK, AGAIN_SINK.replace("{bug}", ""),
                 if_set(DROP + FREE + "{d} = 0;\n") +
                 AGAIN_SINK.replace("{bug}", "")))

DOUBLE = FlowRule(
    "double", "double deallocation", "TAPI006", "TAPI006", "HCALL", "",
    setup=DECLARE_CALL + ACQUIRE_OR_RETURN + DROP + FREE,
    bad="lineDeallocateCall({d});{bug}\n", good=NEUTRAL, after="",
    by_pointer=False,
    sources=halves(ACQUIRE + if_set(DROP + FREE), ACQUIRE + if_set(DROP),
                   ACQUIRE + if_set(DROP + FREE)),
    sinks=halves(if_set("lineDeallocateCall({d});{bug}\n"), if_set(FREE),
                 NEUTRAL_SINK))

USE = FlowRule(
    "use", "use after deallocation", "TAPI003", "TAPI003", "HCALL", "",
    setup=DECLARE_CALL + ACQUIRE_OR_RETURN + DROP + FREE,
    bad="lineSetAppSpecific({d}, 1);{bug}\n", good=NEUTRAL, after="",
    by_pointer=False,
    sources=halves(ACQUIRE + if_set(DROP + FREE), "{d} = other;\n",
                   ACQUIRE + if_set(DROP + FREE)),
    sinks=halves(if_set("lineSetAppSpecific({d}, 1);{bug}\n"),
                 if_set("lineSetAppSpecific({d}, 1);\n"), NEUTRAL_SINK))

CLOSE = FlowRule(
    "close", "use after lineClose", "TAPI005", "TAPI005", "HCALL", "TAPI018",
    setup=DECLARE_CALL + ACQUIRE_OR_RETURN + DROP,
    bad="lineClose(line);\nlineDeallocateCall({d});{bug}\n",
    good=FREE + "lineClose(line);\n", after="", by_pointer=False,
    sources=halves(ACQUIRE + if_set(DROP) + "lineClose(line);\n",
                   ACQUIRE + if_set(DROP), ACQUIRE + if_set(DROP)),
    sinks=halves(if_set("lineDeallocateCall({d});{bug}\n"), if_set(FREE),
                 if_set(FREE) + "lineClose(line);\n"))

LINE = FlowRule(
    "line", "line leak", "TAPI007", "TAPI007", "HLINE", "",
    setup="HLINE {d} = 0;\nif (" + OPEN + " != 0)\n  return;\n",
    bad="lineSetNumRings({d}, 0, 3);\n",
    good="lineSetNumRings({d}, 0, 3);\nlineClose({d});\n", after="",
    by_pointer=False,
    sources=halves("if (" + OPEN + " != 0)\n  {d} = 0;\n", "{d} = line;\n",
                   "if (" + OPEN + " != 0)\n  {d} = 0;\n"),
    sinks=halves(if_set("lineSetNumRings({d}, 0, 3);\n"),
                 if_set("lineSetNumRings({d}, 0, 3);\n"),
                 if_set("lineSetNumRings({d}, 0, 3);\nlineClose({d});\n")))

ASK = ('{u}_request = lineMakeCall(line, &{u}_slot, "5551234", 0, NULL);\n'
       "if ({u}_request < 0)\n  exit(1);\n")
WAIT = "if (awaitReply(app, {u}_request) != 0)\n  exit(1);\n"
GIVE = "{d} = {u}_slot;\n"
FINISH_LATE = ("if (awaitReply(app, {u}_request) == 0) {{\n"
               "  lineDrop({u}_slot, NULL, 0);\n"
               "  lineDeallocateCall({u}_slot);\n}}\n")
FINISH = "lineDrop({u}_slot, NULL, 0);\nlineDeallocateCall({u}_slot);\n"

PENDING = FlowRule(
    "pending", "pending use", "TAPI008", "TAPI008|TAPI009", "HCALL", "",
    setup=DECLARE_CALL +
    'request = lineMakeCall(line, &{d}, "5551234", 0, NULL);\n'
    "if (request < 0)\n  return;\n",
    bad="lineSetAppSpecific({d}, 1);{bug}\n"
        "if (awaitReply(app, request) != 0)\n  return;\n",
    good="if (awaitReply(app, request) != 0)\n  return;\n"
         "lineSetAppSpecific({d}, 1);\n",
    after=DROP + FREE, by_pointer=True,
    sources=halves(ASK + GIVE, ASK + WAIT + GIVE, ASK + GIVE),
    sinks=halves("lineSetAppSpecific({d}, 1);{bug}\n",
                 "lineSetAppSpecific({d}, 1);\n", "(void){d};\n"),
    cleanups=halves(FINISH_LATE, FINISH, FINISH_LATE), slot=True)

RULES = [LEAK, OVERWRITE, DOUBLE, USE, CLOSE, LINE, PENDING]
