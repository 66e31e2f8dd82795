#!/usr/bin/env python3
#===- check_tapi.py - Judge the checks on one test program ----------------===#
#
# Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE for licence information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
#===------------------------------------------------------------------------===#
"""Run clang-tidy with the plugin on a test program and judge what it says.

  check_tapi.py FILE CHECKS [--check-suffix S] [--update] [-- clang arguments]

A test program says three times what is right, and all three must agree:

* By the names of its functions. `..._bad` needs a warning, `..._ok` must have
  none, and other functions neither; a `helper_...` may carry the warning of the
  `_bad` functions that call it. `FP_..._ok` is a known false report and
  `FN_..._bad` a known miss: the test fails once that is no longer so, and the
  function has to be renamed. (In FN_ functions, `expect` says what is missed.)
* By `// expect: TAPI003` at the end of each line that a warning points at.
* By `// CHECK-NOTES:` lines (or CHECK-MESSAGES) with line, column and full text
  of every warning and note, compared by FileCheck. `--update` rewrites them,
  unless names or `expect` disagree with the output.

Anything that is not expected fails the test: a warning, a note, an error, a
plugin that did not load. Not covered: the order of equal reports, fixes.

Environment: TAPI_PLUGIN, TAPI_CLANG_TIDY, TAPI_FILECHECK.
"""

import argparse
import collections
import fnmatch
import os
import re
import shutil
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(
    __file__))))

Diagnostic = collections.namedtuple("Diagnostic",
                                    "file line column severity text")
Function = collections.namedtuple("Function", "name first last")

DIAGNOSTIC = re.compile(
    r"^(.+?):(\d+):(\d+): (warning|error|fatal error|note): (.*)$")
EXPECT = re.compile(r"//.*?\bexpect:((?:\s+TAPI\d{3})+)\s*$")
VERDICT = re.compile(r"\b\w+_(?:bad|ok)\b")


class Failure(Exception):
    """The test fails; the text says why."""


# -- The tools ---------------------------------------------------------------


def find_tool(variable, *names):
    """The program that `variable` names, or the first of `names` in PATH."""
    value = os.environ.get(variable)
    for name in [value] if value else names:
        path = shutil.which(name)
        if path:
            return path
    raise Failure("no %s; set %s" % (value or names[0], variable))


def run_tidy(path, checks, clang_args):
    """What clang-tidy says about the file, in its order."""
    tidy = find_tool("TAPI_CLANG_TIDY", "clang-tidy-19", "clang-tidy")
    plugin = os.environ.get("TAPI_PLUGIN") or os.path.join(
        ROOT, "build", "lib", "TapiTidyModule.so")
    if not os.path.isfile(plugin):
        raise Failure("no plugin %s; set TAPI_PLUGIN" % plugin)
    standard = "-std=gnu11" if path.endswith(".c") else "-std=c++17"
    command = [tidy, "-load=" + plugin, "--quiet", "--checks=-*," + checks,
               "--config={}", path, "--", "-target", "x86_64-w64-mingw32",
               "-fms-extensions", standard] + clang_args
    run = subprocess.run(command, stdout=subprocess.PIPE,
                         stderr=subprocess.PIPE, universal_newlines=True)
    found = []
    for line in run.stdout.splitlines():
        match = DIAGNOSTIC.match(line)
        if match:
            file, row, column, severity, text = match.groups()
            found.append(Diagnostic(file, int(row), int(column), severity,
                                    text))
    if run.returncode != 0 or "load request ignored" in run.stderr:
        errors = run.stderr.splitlines()
        if len(errors) > 20:  # A stack dump or the list of all options.
            errors[15:-5] = ["..."]
        raise Failure("clang-tidy failed (%d):\n%s%s" %
                      (run.returncode, run.stdout, "\n".join(errors)))
    return found


# -- The test program --------------------------------------------------------


def without_comment(line):
    return line.split("//", 1)[0]


def functions_of(lines):
    """Functions and classes at top level, by the layout of clang-format.

    A header begins in column 1 and ends with '{'; the body ends with a '}' in
    column 1. Line numbers are 1-based.
    """
    found, header, first = [], "", 0
    name = None
    for number, line in enumerate(lines, 1):
        if name is not None:
            if line.startswith("}"):
                found.append(Function(name, first, number))
                name = None
            continue
        code = without_comment(line).rstrip()
        if not header:
            if not re.match(r"[A-Za-z_]", code) or re.match(
                    r"(inline )?namespace\b|extern \"C\" \{", code):
                continue
            first = number
        header += " " + code
        if "{" in code:
            match = (re.match(r"\s*(?:class|struct|union|enum)\s+(\w+)[^(]*$",
                              header) or
                     re.search(r"([~\w]+)\s*\(", header))
            # A destructor goes by the name of its class.
            name = match.group(1).lstrip("~") if match else ""
            if code.endswith(("}", "};")):
                found.append(Function(name, first, number))
                name = None
            header = ""
        elif code.endswith(";"):
            header = ""
    return found


def read_program(path):
    with open(path, encoding="utf-8") as file:
        lines = file.read().split("\n")
    functions = functions_of(lines)
    names = [f.name for f in functions]
    used = set(VERDICT.findall("\n".join(map(without_comment, lines))))
    unknown = sorted(used - set(names))
    if unknown:
        raise Failure("no definition found of " + ", ".join(unknown))
    twice = sorted({n for n in used if names.count(n) > 1})
    if twice:
        raise Failure("defined more than once: " + ", ".join(twice))
    return lines, functions


# -- Rules -------------------------------------------------------------------


def model_table(name):
    with open(os.path.join(ROOT, "tapi_model", name),
              encoding="utf-8") as file:
        return re.sub(r"//.*", "", file.read())


def rules():
    """The check of each rule, and the templates of its warnings."""
    string = r'((?:"(?:[^"\\]|\\.)*"\s*)+)'
    check_of = {"TAPI" + number: check for number, check in re.findall(
        r'TAPI_RULE\(\s*(\d{3}),\s*"([^"]+)"', model_table("rules.def"))}
    templates = []
    for number, pieces in re.findall(
            r"TAPI_TEXT\(\s*\w+,\s*(\d{3}),\s*" + string,
            model_table("texts.def")):
        template = "".join(re.findall(r'"((?:[^"\\]|\\.)*)"', pieces))
        parts = re.split(r"\{\w+\}", template)
        templates.append(("TAPI" + number, re.compile(
            ".*".join(map(re.escape, parts)) + "$")))
    if not check_of or not templates:
        raise Failure("the tables of tapi_model cannot be read")
    return check_of, templates


def rules_of(diagnostic, check_of, templates):
    """The rules that a warning's text and check name allow."""
    match = re.match(r"(.*) \[([\w.,-]+)\]$", diagnostic.text)
    if not match:
        return set()
    text, check = match.groups()
    return {rule for rule, template in templates
            if check_of[rule] == check and template.match(text)}


def enabled(check, checks):
    """Whether clang-tidy's list of patterns enables the check."""
    on = False
    for pattern in checks.split(","):
        if fnmatch.fnmatchcase(check, pattern.lstrip("-")):
            on = not pattern.startswith("-")
    return on


# -- The three verdicts ------------------------------------------------------


def function_at(functions, line):
    for function in functions:
        if function.first <= line <= function.last:
            return function
    return None


def check_names(lines, functions, warnings, wanted):
    """Compares warnings with the names of functions; returns complaints."""
    complaints = []
    count = collections.Counter()
    for warning in warnings:
        function = function_at(functions, warning.line)
        name = function.name if function else ""
        count[name] += 1
        if name.startswith("FN_"):
            complaints.append("%d: %s is found now; drop the FN_" %
                              (warning.line, name))
        elif not (name.endswith("_bad") or
                  name.startswith(("FP_", "helper_"))):
            complaints.append("%d: report in %s: %s" % (
                warning.line, name or "no function", warning.text))
    for function in functions:
        name, body = function.name, lines[function.first - 1:function.last]
        expects = [e for e in map(EXPECT.search, body) if e]
        if expects and not any(wanted & set(e.group(1).split())
                               for e in expects):
            continue  # Its rules are not among the checks of this run.
        by_helper = any(
            count[helper] for helper in count if helper.startswith("helper_")
            and re.search(r"\b%s\b" % helper, "\n".join(body)))
        if name.startswith("FP_") and not count[name]:
            complaints.append("%d: %s is silent now; drop the FP_" %
                              (function.first, name))
        elif (name.endswith("_bad") and not name.startswith("FN_") and
              not count[name] and not by_helper):
            complaints.append("%d: no report in %s" % (function.first, name))
    return complaints


def check_expects(lines, functions, warnings, wanted, check_of, templates):
    """Compares warnings with the `expect` marks; returns complaints."""
    complaints, marks = [], []
    for number, line in enumerate(lines, 1):
        if line.lstrip().startswith("// CHECK-"):
            continue  # Its text may quote a mark.
        match = EXPECT.search(line)
        function = function_at(functions, number)
        if match and not (function and function.name.startswith("FN_")):
            marks += [(number, rule) for rule in match.group(1).split()
                      if rule in wanted]
        elif "expect:" in line and not match:
            complaints.append("%d: cannot read this expect" % number)
    for warning in warnings:
        function = function_at(functions, warning.line)
        if function and function.name.startswith("FP_"):
            continue
        possible = rules_of(warning, check_of, templates)
        mark = next((m for m in marks
                     if m[0] == warning.line and m[1] in possible), None)
        if mark:
            marks.remove(mark)
        else:
            complaints.append("%d: not marked 'expect: %s': %s" % (
                warning.line, " or ".join(sorted(possible)) or "?",
                warning.text))
    complaints += ["%d: expected %s here" % mark for mark in marks]
    return complaints


def shown(diagnostic, path):
    """The form that CHECK lines are compared with."""
    file = ("" if os.path.samefile(diagnostic.file, path)
            else os.path.basename(diagnostic.file))
    return "%s:%d:%d: %s: %s" % (file, diagnostic.line, diagnostic.column,
                                 diagnostic.severity, diagnostic.text)


def prefixes(suffix):
    tail = "-" + suffix if suffix else ""
    return ["CHECK-MESSAGES" + tail, "CHECK-NOTES" + tail]


def check_lines(path, lines, diagnostics, suffix):
    """Compares all diagnostics with the CHECK lines; returns complaints."""
    output = "".join(shown(d, path) + "\n" for d in diagnostics)
    used = [p for p in prefixes(suffix)
            if any(re.search(r"//\s*%s:" % p, line) for line in lines)]
    if not used:
        return ["no CHECK line for:\n" + output] if output else []
    run = subprocess.run(
        [find_tool("TAPI_FILECHECK", "FileCheck", "FileCheck-19"), path,
         "--check-prefixes=" + ",".join(used), "--match-full-lines",
         "--allow-empty", "--dump-input=never",
         "--implicit-check-not={{warning|error|note}}:"],
        input=output, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        universal_newlines=True)
    if run.returncode == 0:
        return []
    return [run.stdout + "what was said:\n" + output]


def indent_after(lines, number):
    """Where clang-format puts a comment that follows this line."""
    here = re.match(r"\s*", lines[number - 1]).group(0)
    later = (line for line in lines[number:]
             if not line.lstrip().startswith("// CHECK-"))
    following = next(later, "")
    if not following.strip():
        return here
    indent = re.match(r"\s*", following).group(0)
    return indent + "  " if following.lstrip().startswith("}") else indent


def update(path, lines, diagnostics, suffix):
    """Rewrites the CHECK lines, after the statements that are warned of."""
    own = re.compile(r"^\s*//\s*(%s):" % "|".join(prefixes(suffix)))
    relative = re.compile(r"\[\[@LINE([+-]\d+)\]\]")
    blocks = {}
    for diagnostic in diagnostics:
        if diagnostic.severity != "note":
            at = diagnostic.line
            while not without_comment(lines[at - 1]).rstrip().endswith(
                    (";", "{", "}")):
                at += 1
        blocks.setdefault(at, []).append(diagnostic)
    # Pairs of a line and, where it says [[@LINE]], the old line it speaks of.
    result, new_line = [], {}
    for number, line in enumerate(lines, 1):
        if own.match(line):
            continue
        other = relative.search(line)  # With another suffix, maybe.
        result.append((line, other and number + int(other.group(1))))
        new_line[number] = len(result)
        for diagnostic in blocks.get(number, []):
            text = shown(diagnostic, path)
            if text.startswith(":"):
                text = ":[[@LINE+0]]" + text[1:].lstrip("0123456789")
            result.append(("%s// %s: %s" % (
                indent_after(lines, number), prefixes(suffix)[1], text),
                diagnostic.line))
    with open(path, "w", encoding="utf-8") as file:
        file.write("\n".join(
            relative.sub("[[@LINE%+d]]" % (new_line.get(target, 0) - number),
                         line) if target else line
            for number, (line, target) in enumerate(result, 1)))


def parse_arguments(argv):
    clang_args = []
    if "--" in argv:
        at = argv.index("--")
        argv, clang_args = argv[:at], argv[at + 1:]
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("file")
    parser.add_argument("checks", help="clang-tidy's list of patterns")
    parser.add_argument("--check-suffix", default="",
                        help="compare with CHECK-NOTES-<suffix> only")
    parser.add_argument("--update", action="store_true",
                        help="rewrite the CHECK lines, for review")
    return parser.parse_args(argv), clang_args


def main(argv):
    arguments, clang_args = parse_arguments(argv)
    path = arguments.file
    try:
        lines, functions = read_program(path)
        check_of, templates = rules()
        wanted = {rule for rule, check in check_of.items()
                  if enabled(check, arguments.checks)}
        if not wanted:
            raise Failure("no check of ours matches " + arguments.checks)
        diagnostics = run_tidy(path, arguments.checks, clang_args)
        warnings = [d for d in diagnostics if d.severity != "note"
                    and os.path.samefile(d.file, path)]
        complaints = check_names(lines, functions, warnings, wanted)
        complaints += check_expects(lines, functions, warnings, wanted,
                                    check_of, templates)
        if arguments.update and not complaints:
            update(path, lines, diagnostics, arguments.check_suffix)
            return 0
        complaints += check_lines(path, lines, diagnostics,
                                  arguments.check_suffix)
        if arguments.update:
            complaints.append("not updated")
        if complaints:
            raise Failure("\n".join(complaints))
    except (Failure, OSError) as failure:
        sys.stderr.write("%s: %s\n" % (path, str(failure).rstrip()))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
