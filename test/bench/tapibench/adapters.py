# Part of the TAPI handle checker, Apache-2.0 WITH LLVM-exception.
"""TAPI explained to other tools, generated from our model.

* cppcheck: a library file with the resources (who allocates in which argument,
  who deallocates) and the functions that only use a handle.
* clang's FuchsiaHandleChecker: a <tapi.h> whose prototypes carry its attributes.
* gcc -fanalyzer and clang's unix.Malloc: a <tapi.h> in which a handle is a heap
  block: creating allocates, using reads, releasing frees.

All are told that every reply is a success (awaitReply returns 0), and that an
accepted request has created its handle: asynchrony is beyond them, and this is
the reading that helps them most.
"""

import json
import re
import subprocess
from pathlib import Path

from tapibench.programs import write
from tapibench.tools import ROOT, BENCH, ToolFailed, run

KINDS = ["HCALL", "HLINE", "HLINEAPP", "HPHONE", "HPHONEAPP"]
SYSTEM_HEADER = Path("/usr/x86_64-w64-mingw32/include/tapi.h")
GUARD = "// Generated from the model for one run of the benchmark.\n#pragma once\n"
REPLIES = """
#define TAPI_BENCH_REPLIES
static inline LONG awaitReply(HLINEAPP app, LONG request) {
  (void)app;
  return request < 0 ? request : 0;
}
"""


def load_model(folder):
    """Builds the exporter and reads what it prints."""
    folder.mkdir(parents=True, exist_ok=True)
    tool = folder / "model-export"
    sources = [BENCH / "tools" / "ModelExport.cpp"] + sorted(
        (ROOT / "tapi_model").glob("*.cpp"))
    newest = max(p.stat().st_mtime for p in
                 sources + list((ROOT / "tapi_model").glob("*.def")))
    if not tool.exists() or tool.stat().st_mtime < newest:
        code, _, err, _ = run(["c++", "-std=c++17", "-O1", f"-I{ROOT}",
                               "-o", str(tool)] + [str(s) for s in sources])
        if code:
            raise ToolFailed("the model does not build:\n" + err[:4000])
    code, out, err, _ = run([str(tool)])
    if code:
        raise ToolFailed(f"{tool}: {err}")
    return json.loads(out)


def spellings(row):
    names = []
    if row["plain"]:
        names.append(row["name"])
    if row["ansi"]:
        names.append(row["name"] + "A")
    if row["wide"]:
        names.append(row["name"] + "W")
    return names


def write_cppcheck(model, path):
    out = ['<?xml version="1.0"?>', '<def format="2">']
    out += [f'  <podtype name="{k}" sign="u" size="4"/>' for k in KINDS]
    for kind in KINDS:
        out += resource(model, kind)
    known = prototypes()
    for row in model:
        handles = [a for a in row["args"] if a["kind"] in KINDS]
        releases = any(a["role"] == "release" for a in handles)
        for name in spellings(row):
            # The plain name takes as many arguments as its variants.
            parameters = known.get(name) or known.get(name + "A")
            if handles and parameters:
                out += cppcheck_function(name, len(parameters), releases)
    out.append("</def>")
    write(path, "\n".join(out) + "\n")


def cppcheck_function(name, count, releases):
    lines = [f'  <function name="{name}">', "    <noreturn>false</noreturn>"]
    if not releases:
        lines.append("    <leak-ignore/>")
    lines += [f'    <arg nr="{i}"/>' for i in range(1, count + 1)]
    return lines + ["  </function>"]


def resource(model, kind):
    lines = ["  <resource>"]
    for row in model:
        for arg in row["args"]:
            if arg["kind"] != kind:
                continue
            for name in spellings(row):
                if arg["role"] == "create":
                    lines.append(f'    <alloc init="true" arg="'
                                 f'{arg["index"] + 1}">{name}</alloc>')
                elif arg["role"] == "release":
                    lines.append(f'    <dealloc arg="{arg["index"] + 1}">'
                                 f"{name}</dealloc>")
    return lines + ["  </resource>"]


def prototypes():
    """name -> [(type, parameter name)] from the system's <tapi.h>."""
    text = SYSTEM_HEADER.read_text()
    found = {}
    for name, parameters in re.findall(
            r"LONG WINAPI (\w+)\(([^;]*)\);", text):
        parts = []
        for parameter in parameters.split(","):
            match = re.match(r"\s*(.*?)\s*(\w+)\s*$", parameter, re.S)
            if match and match[1]:
                parts.append((match[1], match[2]))
        found[name] = parts
    if "lineMakeCallA" not in found:
        raise ToolFailed(f"{SYSTEM_HEADER}: no prototypes found")
    return found


def rows_with_prototype(model):
    """(row, exported name, parameters, {index: argument}) in model order."""
    known = prototypes()
    for row in model:
        handles = {a["index"]: a for a in row["args"] if a["kind"] in KINDS}
        if not any(a["kind"] for a in row["args"]):
            continue
        for name in spellings(row):
            if name in known:
                yield row, name, known[name], handles


def retype(type_name, handle):
    """The parameter's type with the tool's handle type in it."""
    type_name = re.sub(r"\bLPH(CALL|LINE|LINEAPP|PHONE|PHONEAPP)\b",
                       f"{handle} *", type_name)
    return re.sub(r"\bH(CALL|LINE|LINEAPP|PHONE|PHONEAPP)\b", handle,
                  type_name)


def declare_handles(handle):
    lines = []
    for kind in KINDS:
        lines += [f"#define {kind} {handle}", f"#define LP{kind} {handle} *"]
    return "\n".join(lines) + "\n"


ATTRIBUTES = {"use": "use_handle", "release": "release_handle",
              "create": "acquire_handle"}


def write_fuchsia(model, path):
    out = [GUARD, "#include_next <tapi.h>\n",
           "typedef LONG zx_status_t;\ntypedef DWORD zx_handle_t;\n",
           declare_handles("zx_handle_t"),
           '#ifdef __cplusplus\nextern "C" {\n#endif\n']
    for row, name, parameters, handles in rows_with_prototype(model):
        marked = []
        for i, (type_name, parameter) in enumerate(parameters):
            text = f"{retype(type_name, 'zx_handle_t')} {parameter}"
            role = ATTRIBUTES.get(handles[i]["role"]) if i in handles else None
            if role and not handles[i]["gated"]:
                text += f' __attribute__(({role}("Fuchsia")))'
            marked.append(text)
        if row["completes"] != "async":
            out.append(f"zx_status_t WINAPI {name}({', '.join(marked)});\n")
            continue
        # A request ID is positive: the status is the inner call's.  A macro,
        # because leaks are told apart by the function that acquires.
        out.append(f"zx_status_t tapi_status_{name}({', '.join(marked)});\n" +
                   macro(name, parameters, [
                       f"tapi_status_{name}({names(parameters)}) != 0 ? -1 : 1"]))
    out.append("#ifdef __cplusplus\n}\n#endif\n" + REPLIES)
    write(path, "".join(out))


def names(parameters):
    return ", ".join(f"a{i}" for i in range(len(parameters)))


def macro(name, parameters, statements):
    body = "; ".join(statements)
    return (f"#undef {name}\n#define {name}({names(parameters)}) "
            f"__extension__({{ {body}; }})\n")


def write_heap(model, path):
    out = [GUARD, "#include <stdlib.h>\n#include_next <tapi.h>\n",
           "typedef struct TapiBlock {\n  int Alive;\n} *tapi_block;\n",
           declare_handles("tapi_block"),
           '#ifdef __cplusplus\nextern "C" {\n#endif\n'
           "int tapi_any(void);\n"
           "static inline void tapi_touch(tapi_block Block) {\n"
           "  if (Block->Alive == 77)\n    (void)tapi_any();\n}\n"]
    for row, name, parameters, handles in rows_with_prototype(model):
        if any(a["role"] == "create" and not a["gated"]
               for a in handles.values()):
            out.append(creating_macro(row, name, parameters, handles))
            continue
        plain = ", ".join(f"{retype(t, 'tapi_block')} {p}"
                          for t, p in parameters)
        out.append(f"static inline LONG WINAPI tapi_{name}({plain}) {{\n" +
                   heap_body(row, parameters, handles) + "}\n"
                   f"#undef {name}\n#define {name} tapi_{name}\n")
    out.append("#ifdef __cplusplus\n}\n#endif\n" + REPLIES)
    write(path, "".join(out))


def success(row):
    return "1" if row["completes"] == "async" else "0"


def touches(arguments):
    """Reads of the handles that a call uses: (argument, how it is named)."""
    for arg, name in arguments:
        if arg["role"] == "use" and not arg["gated"]:
            guard = f"if ({name}) " if arg["optional"] else ""
            yield f"{guard}tapi_touch({name})"


def creating_macro(row, name, parameters, handles):
    """An acquisition, in the function that asks for it: a leak belongs to the
    function of the malloc call."""
    arguments = [(arg, f"a{i}") for i, arg in sorted(handles.items())]
    statements = list(touches(arguments)) + ["int ok_ = !tapi_any()"]
    for arg, argument in arguments:
        if arg["role"] == "create" and not arg["gated"]:
            statements.append(
                f"if (ok_) {{ tapi_block *out_ = ({argument}); *out_ = "
                "(tapi_block)malloc(sizeof(struct TapiBlock)); "
                "if (!*out_) abort(); (*out_)->Alive = 1; }")
    return macro(name, parameters,
                 statements + [f"ok_ ? {success(row)} : -1"])


def heap_body(row, parameters, handles):
    arguments = [(arg, parameters[i][1]) for i, arg in sorted(handles.items())]
    lines = [f"  {touch};" for touch in touches(arguments)]
    released = [name for arg, name in arguments if arg["role"] == "release"]
    for name in released:
        lines.append(f"  free({name});")
    if released:
        lines.append(f"  return {success(row)};")
    else:
        lines.append(f"  return tapi_any() ? -1 : {success(row)};")
    return "\n".join(lines) + "\n"
