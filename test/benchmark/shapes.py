# Part of the TAPI handle checker, Apache-2.0 WITH LLVM-exception.
"""Generated inputs whose size is a number: for linearity, and to provoke cost.

Every shape is a function from n to C text of a correct program.  ORDINARY are the shapes that real
code has; HARD try to make a path-sensitive analysis explode.
"""

HEAD = "#include <windows.h>\n#include <tapi.h>\n\n"
SIGNATURE = "HLINEAPP app, HLINE line, DWORD flags, DWORD n"
OPEN = "lineOpen(app, {d}, &{v}, 0x00020000, 0, 0, 1, 16, NULL)"


def function(name, body, result="void", parameters=SIGNATURE):
    return f"{result} {name}({parameters}) {{\n{body}}}\n\n"


def sequential_ifs(n):
    """One function, n ifs in a row around operations on two handles."""
    body = ["  HLINE a = 0, b = 0;\n", "  LONG r;\n",
            f"  if ({OPEN.format(d=0, v='a')} != 0)\n    return;\n",
            f"  if ({OPEN.format(d=1, v='b')} != 0) {{\n"
            "    lineClose(a);\n    return;\n  }\n"]
    for i in range(n):
        which = "ab"[i % 2]
        body.append(f"  if (n == {i}) {{\n"
                    f"    r = lineSetNumRings({which}, 0, {i % 9});\n"
                    "    if (r < 0)\n      Sleep(1);\n  }\n")
    body.append("  lineClose(a);\n  lineClose(b);\n")
    return HEAD + function("sequentialIfs", "".join(body))


def many_functions(n):
    """n functions of the usual size, a third of them with a callee."""
    parts = [HEAD, "void hangUp(HCALL call) {\n  lineDrop(call, NULL, 0);\n"
             "  lineDeallocateCall(call);\n}\n\n"]
    for i in range(n):
        close = ("  lineClose(own);\n" if i % 3 else
                 f"  closeIt{i}(own);\n")
        if i % 3 == 0:
            parts.append(f"static void closeIt{i}(HLINE own) {{\n"
                         "  lineClose(own);\n}\n\n")
        parts.append(function(
            f"use{i}",
            "  HLINE own;\n"
            f"  if ({OPEN.format(d=i % 7, v='own')} != 0)\n    return;\n"
            f"  if (flags & {1 << i % 16})\n"
            f"    lineSetNumRings(own, 0, {i % 5});\n"
            "  else if (n > 3)\n    lineGetNumRings(own, 0, &n);\n" + close))
    return "".join(parts)


def independent_handles(n):
    """n lines, each opened under a condition of its own: 2^n combinations."""
    body = [f"  HLINE h{i} = 0;\n" for i in range(n)]
    for i in range(n):
        body.append(f"  if (p[{i}])\n    "
                    f"if ({OPEN.format(d=i, v=f'h{i}')} != 0)\n"
                    f"      h{i} = 0;\n")
    for i in range(n):
        body.append(f"  if (h{i})\n    lineClose(h{i});\n")
    return HEAD + function("independent", "".join(body),
                           parameters="HLINEAPP app, int *p")


def independent_flags(n):
    """The same with flags that are tested again instead of the handle."""
    body = [f"  HLINE h{i};\n  BOOL k{i} = FALSE;\n" for i in range(n)]
    for i in range(n):
        body.append(f"  if (p[{i}] && {OPEN.format(d=i, v=f'h{i}')} == 0)\n"
                    f"    k{i} = TRUE;\n")
    for i in range(n):
        body.append(f"  if (k{i})\n    lineClose(h{i});\n")
    return HEAD + function("flagged", "".join(body),
                           parameters="HLINEAPP app, int *p")


def doubling_calls(n):
    """A chain of n functions that each call the next one twice."""
    parts = [HEAD, "static void f0(HLINE line, DWORD n) {\n"
             "  lineSetNumRings(line, 0, n);\n}\n\n"]
    for i in range(1, n + 1):
        parts.append(f"static void f{i}(HLINE line, DWORD n) {{\n"
                     f"  f{i - 1}(line, n);\n  if (n > {i})\n"
                     f"    f{i - 1}(line, n - 1);\n}}\n\n")
    body = (f"  HLINE own;\n  if ({OPEN.format(d=0, v='own')} != 0)\n"
            f"    return;\n  f{n}(own, n);\n  lineClose(own);\n")
    return "".join(parts) + function("doubling", body)


def doubling_out_parameters(n):
    """A chain that passes a location down and decides at every level."""
    parts = [HEAD, "static LONG g0(HLINEAPP app, HLINE *place, DWORD n) {\n"
             f"  return {OPEN.format(d='n', v='(*place)')};\n}}\n\n"]
    for i in range(1, n + 1):
        parts.append(
            f"static LONG g{i}(HLINEAPP app, HLINE *place, DWORD n) {{\n"
            f"  if (n & {1 << i % 31})\n    return g{i - 1}(app, place, n);\n"
            f"  return g{i - 1}(app, place, n + 1);\n}}\n\n")
    body = (f"  HLINE own;\n  if (g{n}(app, &own, n) != 0)\n    return;\n"
            "  lineClose(own);\n")
    return "".join(parts) + function("outParameters", body)


def calls_in_expression(n):
    """n calls of a helper with two ends, and no branch in between."""
    helper = ("static BOOL rings(HLINE line, DWORD mode) {\n"
              "  return lineSetNumRings(line, 0, mode) == 0;\n}\n\n")
    calls = " &\n      ".join(f"rings(own, {i})" for i in range(n))
    body = (f"  HLINE own;\n  BOOL all;\n"
            f"  if ({OPEN.format(d=0, v='own')} != 0)\n    return;\n"
            f"  all = {calls};\n  lineClose(own);\n"
            "  if (all)\n    lineShutdown(app);\n")
    return HEAD + helper + function("oneExpression", body)


def nested_loops(n):
    """n loops inside each other."""
    body = [f"  HLINE own;\n  if ({OPEN.format(d=0, v='own')} != 0)\n"
            "    return;\n"]
    for i in range(n):
        body.append("  " * (i + 1) +
                    f"for (DWORD i{i} = 0; i{i} < n; i{i}++) {{\n")
    body.append("  " * (n + 1) + "lineSetNumRings(own, 0, n);\n")
    for i in reversed(range(n)):
        body.append("  " * (i + 1) + "}\n")
    body.append("  lineClose(own);\n")
    return HEAD + function("nested", "".join(body))


def aliases(n):
    """n names of one handle."""
    body = [f"  HLINE a0;\n  if ({OPEN.format(d=0, v='a0')} != 0)\n"
            "    return;\n"]
    for i in range(1, n):
        body.append(f"  HLINE a{i} = a{i - 1};\n")
    for i in range(n):
        body.append(f"  if (n == {i})\n    lineSetNumRings(a{i}, 0, n);\n")
    body.append(f"  lineClose(a{n - 1});\n")
    return HEAD + function("aliases", "".join(body))


def big_switch(n):
    """A switch of n cases inside a loop, each touching the handle."""
    body = [f"  HLINE own = 0;\n  DWORD state = 0;\n"
            f"  if ({OPEN.format(d=0, v='own')} != 0)\n    return;\n"
            "  while (state != 0xffff) {\n    switch (state) {\n"]
    for i in range(n):
        body.append(f"    case {i}:\n      lineSetNumRings(own, 0, {i % 9});\n"
                    f"      state = flags & {i} ? {(i * 7) % n} : "
                    f"{(i + 1) % n};\n      break;\n")
    body.append("    default:\n      state = 0xffff;\n    }\n  }\n"
                "  lineClose(own);\n")
    return HEAD + function("bigSwitch", "".join(body))


def goto_ladder(n):
    """n resources with a cleanup ladder of n labels."""
    body = [f"  HLINE h{i};\n" for i in range(n)]
    for i in range(n):
        target = f"goto close{i - 1};" if i else "return;"
        body.append(f"  if ({OPEN.format(d=i, v=f'h{i}')} != 0)\n"
                    f"    {target}\n")
    body.append(f"  lineSetNumRings(h{n - 1}, 0, 2);\n"
                f"  lineClose(h{n - 1});\n")
    for i in reversed(range(n - 1)):
        body.append(f"close{i}:\n  lineClose(h{i});\n")
    return HEAD + function("ladder", "".join(body))


def mutual_recursion(n):
    """n functions that call each other in a ring, and across it."""
    parts = [HEAD]
    parts += [f"static void r{i}(HLINE line, DWORD n);\n" for i in range(n)]
    for i in range(n):
        parts.append(f"static void r{i}(HLINE line, DWORD n) {{\n"
                     f"  if (n == 0)\n    return;\n"
                     "  lineSetNumRings(line, 0, n);\n"
                     f"  if (n & 1)\n    r{(i + 1) % n}(line, n - 1);\n"
                     f"  else\n    r{(i * 3 + 1) % n}(line, n - 1);\n}}\n\n")
    body = (f"  HLINE own;\n  if ({OPEN.format(d=0, v='own')} != 0)\n"
            "    return;\n  r0(own, n);\n  lineClose(own);\n")
    return "".join(parts) + function("ring", body)


def struct_fields(n):
    """A struct of n handles, filled and emptied field by field."""
    fields = "".join(f"  HLINE h{i};\n" for i in range(n))
    fill = "".join(f"  if ({OPEN.format(d=i, v=f's->h{i}')} != 0)\n"
                   f"    s->h{i} = 0;\n" for i in range(n))
    empty = "".join(f"  if (s->h{i})\n    lineClose(s->h{i});\n"
                    f"  s->h{i} = 0;\n" for i in range(n))
    return (HEAD + f"struct Many {{\n{fields}}};\n\n" +
            function("fill", fill, parameters="HLINEAPP app, struct Many *s") +
            function("empty", empty, parameters="struct Many *s") +
            function("both", "  struct Many s;\n  fill(app, &s);\n"
                     "  empty(&s);\n"))


def early_returns(n):
    """n early exits, each with its own cleanup of two handles."""
    body = [f"  HLINE a, b;\n  if ({OPEN.format(d=0, v='a')} != 0)\n"
            f"    return;\n  if ({OPEN.format(d=1, v='b')} != 0) {{\n"
            "    lineClose(a);\n    return;\n  }\n"]
    for i in range(n):
        body.append(f"  if (lineSetNumRings(a, 0, {i % 9}) < 0) {{\n"
                    "    lineClose(b);\n    lineClose(a);\n    return;\n  }\n")
    body.append("  lineClose(b);\n  lineClose(a);\n")
    return HEAD + function("earlyReturns", "".join(body))


def else_chain(n):
    """One long chain of else-ifs over the same variable."""
    body = [f"  HLINE own;\n  if ({OPEN.format(d=0, v='own')} != 0)\n"
            "    return;\n  if (n == 0)\n    lineClose(own);\n"]
    for i in range(1, n):
        body.append(f"  else if (n == {i})\n    lineClose(own);\n")
    body.append("  else\n    lineClose(own);\n")
    return HEAD + function("elseChain", "".join(body))


ORDINARY = [(sequential_ifs, [50, 500, 2500, 5000]),
            (many_functions, [100, 1000, 5000, 10000])]

HARD = [(independent_handles, [10, 50, 100, 200]),
        (independent_flags, [10, 50, 100, 200]),
        (doubling_calls, [10, 100, 500, 1000]),
        (doubling_out_parameters, [10, 100, 500, 1000]),
        (calls_in_expression, [10, 50, 250, 500]),
        (nested_loops, [4, 16, 32, 64]),
        (aliases, [50, 200, 500, 1000]),
        (big_switch, [50, 500, 1000, 2000]),
        (goto_ladder, [10, 50, 200, 400]),
        (mutual_recursion, [10, 50, 100, 200]),
        (struct_fields, [10, 50, 100, 200]),
        (early_returns, [50, 500, 1000, 2000]),
        (else_chain, [50, 100, 250, 500])]
