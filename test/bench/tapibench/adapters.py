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
    for row in model:
        handles = [a for a in row["args"] if a["kind"] in KINDS]
        if not handles or any(a["role"] == "release" for a in handles):
            continue
        for name in spellings(row):
            out += [f'  <function name="{name}">',
                    "    <noreturn>false</noreturn>", "    <leak-ignore/>",
                    "  </function>"]
    out.append("</def>")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(out) + "\n")


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
        # A request ID is positive: the status is the inner call's.
        plain = ", ".join(f"{retype(t, 'zx_handle_t')} {p}"
                          for t, p in parameters)
        names = ", ".join(p for _, p in parameters)
        out.append(
            f"zx_status_t tapi_status_{name}({', '.join(marked)});\n"
            f"static inline LONG WINAPI tapi_{name}({plain}) {{\n"
            f"  return tapi_status_{name}({names}) != 0 ? -1 : 1;\n}}\n"
            f"#undef {name}\n#define {name} tapi_{name}\n")
    out.append("#ifdef __cplusplus\n}\n#endif\n" + REPLIES)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(out))


def write_heap(model, path):
    out = [GUARD, "#include <stdlib.h>\n#include_next <tapi.h>\n",
           "typedef struct TapiBlock {\n  int Alive;\n} *tapi_block;\n",
           declare_handles("tapi_block"),
           '#ifdef __cplusplus\nextern "C" {\n#endif\n'
           "int tapi_any(void);\n"]
    for row, name, parameters, handles in rows_with_prototype(model):
        plain = ", ".join(f"{retype(t, 'tapi_block')} {p}"
                          for t, p in parameters)
        out.append(f"static inline LONG WINAPI tapi_{name}({plain}) {{\n" +
                   heap_body(row, parameters, handles) + "}\n"
                   f"#undef {name}\n#define {name} tapi_{name}\n")
    out.append("#ifdef __cplusplus\n}\n#endif\n" + REPLIES)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(out))


def heap_body(row, parameters, handles):
    success = "1" if row["completes"] == "async" else "0"
    lines = []
    for i, arg in sorted(handles.items()):
        name = parameters[i][1]
        if arg["role"] == "use" and not arg["gated"]:
            guard = f"{name} && " if arg["optional"] else ""
            lines.append(f"  if ({guard}{name}->Alive == 77)\n    return -1;")
    creates = [parameters[i][1] for i, a in sorted(handles.items())
               if a["role"] == "create" and not a["gated"]]
    if creates:
        lines.append("  if (tapi_any())\n    return -1;")
    for name in creates:
        # An allocation that does not fail, so that success is success.
        lines.append(f"  *{name} = (tapi_block)malloc(sizeof(struct TapiBlock"
                     f"));\n  if (!*{name})\n    abort();")
    released = [parameters[i][1] for i, a in sorted(handles.items())
                if a["role"] == "release"]
    for name in released:
        lines.append(f"  free({name});")
    if creates or released:
        lines.append(f"  return {success};")
    else:
        lines.append(f"  return tapi_any() ? -1 : {success};")
    return "\n".join(lines) + "\n"
