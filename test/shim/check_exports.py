#!/usr/bin/env python3
# Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE for licence information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Checks the built DLLs without running them: the names they export against
mingw-w64's import libraries, the DLLs they need, and on x86 the number of bytes
that every entry point pops against the decorated names."""

import argparse
import pathlib
import re
import subprocess
import sys

TOOLS = {"x64": "x86_64-w64-mingw32-", "x86": "i686-w64-mingw32-"}
SYSTEM = {"kernel32.dll", "msvcrt.dll", "user32.dll", "advapi32.dll",
          "ntdll.dll"}


def output(*command):
    return subprocess.run(command, check=True, capture_output=True,
                          text=True).stdout


def library_symbols(arch):
    """{name: bytes of arguments or None} of libtapi32.a."""
    folder = TOOLS[arch].rstrip("-")
    text = output(TOOLS[arch] + "nm", f"/usr/{folder}/lib/libtapi32.a")
    found = {}
    for symbol in re.findall(r" T (\S+)", text):
        name = symbol[1:] if arch == "x86" else symbol
        name, _, size = name.partition("@")
        if re.match(r"[A-Za-z]", name):
            found[name] = int(size) if size else None
    return found


def exports(arch, dll):
    """{name: address} from the export table."""
    text = output(TOOLS[arch] + "objdump", "-p", str(dll))
    base = int(re.search(r"ImageBase\s+([0-9a-f]+)", text)[1], 16)
    part = text[text.index("Export Address Table"):]
    places = {int(o): int(a, 16) for o, a in re.findall(
        r"\[\s*(\d+)\] \+base\[\s*\d+\] ([0-9a-f]{4,}) Export RVA", part)}
    part = text[text.index("[Ordinal/Name Pointer] Table"):]
    return {name: base + places[int(o)] for o, name in re.findall(
        r"\[\s*(\d+)\](?:\s*\+base\[\s*\d+\]\s+[0-9a-f]+)? (\w+)", part)
        if int(o) in places}, text


def popped(listing, address):
    """What the entry point at \\p address pops, None if it jumps away."""
    start = listing.find(f"\n{address:8x}:".replace("\n ", "\n "))
    for line in listing[start + 1:].splitlines():
        found = re.search(r"\tret\s*(?:\$(0x[0-9a-f]+))?", line)
        if found:
            return int(found[1] or "0", 16)
        if re.search(r"\tjmp\s+\*", line):
            return None
    raise SystemExit(f"no end found at {address:#x}")


def check(build, arch):
    problems = []
    dll = build / "shim" / arch / "tapi32.dll"
    wanted = library_symbols(arch)
    have, text = exports(arch, dll)
    for name in sorted(set(wanted) - set(have)):
        problems.append(f"{arch}: {name} is not exported")
    for name in sorted(set(have) - set(wanted)):
        problems.append(f"{arch}: {name} is exported but unknown")
    for needed in re.findall(r"DLL Name: (\S+)", text):
        if needed.lower() not in SYSTEM:
            problems.append(f"{arch}: needs {needed}")
    judged = 0
    if arch == "x86":
        listing = output(TOOLS[arch] + "objdump", "-d", str(dll))
        for name, address in sorted(have.items()):
            size = popped(listing, address)
            judged += size is not None
            if size is not None and size != wanted.get(name):
                problems.append(f"{arch}: {name} pops {size}, not {wanted[name]}")
        if judged < 100:
            problems.append(f"{arch}: only {judged} entry points are judged")
    print(f"{arch}: {len(have)} exports, {judged} stack effects checked")
    return problems


def main(argv):
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--build", type=pathlib.Path, required=True)
    options = p.parse_args(argv)
    problems = [x for arch in TOOLS for x in check(options.build, arch)]
    print("\n".join(problems))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
