#!/usr/bin/env python3
# Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE for licence information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Runs the steps of CI files that call tapi-check, and prints each file's exit
code. Steps that install or configure something are left out."""

import pathlib
import subprocess
import sys

import yaml


def scripts(node):
    """All shell scripts in a CI file: "run" of GitHub, "script" of GitLab."""
    if isinstance(node, list):
        for item in node:
            yield from scripts(item)
    if not isinstance(node, dict):
        return
    for key, value in node.items():
        if key == "run":
            yield value
        elif key == "script":
            yield from value
        else:
            yield from scripts(value)


for name in map(pathlib.Path, sys.argv[1:]):
    content = yaml.safe_load(name.read_text(encoding="utf-8"))
    commands = [s for s in scripts(content) if "tapi-check -p" in s]
    if len(commands) != 1:
        sys.exit(f"{name}: {len(commands)} commands")
    done = subprocess.run(["bash", "-e", "-c", commands[0]], check=False,
                          stdout=subprocess.DEVNULL)
    print(f"{name.name}: {done.returncode}")
