# Part of the TAPI handle checker, Apache-2.0 WITH LLVM-exception.
"""Layer 1: 48 control- and data-flow variants of seven rules.

The numbering follows NIST's Juliet suite, the code is our own.  Variants of one
file go into one file a rule; those that need several files are gathered into
two programs, `multi_c` and `multi_cpp`, whose files a, b, ... hold the parts of
all of them.
"""

from tapibench import flow_control, flow_data, flow_files
from tapibench.flow_rules import RULES
from tapibench.text import Source

HEADER = '#include "bench.h"\n\n'

FLAGS = """static const int STATIC_CONST_TRUE = 1;
static const int STATIC_CONST_FALSE = 0;
static const int STATIC_CONST_FIVE = 5;
static int staticTrue = 1;
static int staticFalse = 0;
static int staticFive = 5;
const int GLOBAL_CONST_TRUE = 1;
const int GLOBAL_CONST_FALSE = 0;
const int GLOBAL_CONST_FIVE = 5;
int globalTrue = 1;
int globalFalse = 0;
int globalFive = 5;
static int staticReturnsTrue(void) { return 1; }
static int staticReturnsFalse(void) { return 0; }
int globalReturnsTrue(void) { return 1; }
int globalReturnsFalse(void) { return 0; }
int globalReturnsTrueOrFalse(void) { return rand() % 2; }

"""


def generate():
    """[(program, [(file name, text)], is it several files?)]"""
    programs = []
    for rule in RULES:
        c, cpp = Source(HEADER + FLAGS), Source(HEADER)
        flow_control.emit(rule, c)
        flow_data.emit(rule, c, cpp)
        programs.append((rule.key, [(f"{rule.key}.c", c.text())], False))
        programs.append((f"{rule.key}_cpp",
                         [(f"{rule.key}_cpp.cpp", cpp.text())], False))
    for name, files in flow_files.generate(HEADER):
        programs.append((name, files, True))
    return programs


def variant_of(base):
    """("leak", "41") for leak_41_bad."""
    rule, number = base.split("_")[:2]
    return rule, number


def variant_numbers():
    return sorted(flow_control.NUMBERS + flow_data.NUMBERS +
                  flow_files.NUMBERS)


def needs_project(number):
    """Does the variant spread over several files?"""
    return number in flow_files.NUMBERS
