# Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE for licence information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Keeps wine's server, services and desktop while tests run."""

import atexit
import os
import pathlib
import subprocess
import tempfile

from run import CannotRun, wine_command, wine_path

SOURCE = pathlib.Path(__file__).resolve().parent / "programs" / "desktop.c"


COMPILERS = {"x64": "x86_64-w64-mingw32-gcc", "x86": "i686-w64-mingw32-gcc"}


def keep_wine_running(arch="x64"):
    """One program of arch stays until this process ends: the others begin
    faster, and none of them meets a desktop that is being closed (see
    desktop.c)."""
    with tempfile.TemporaryDirectory(prefix="tapi-desktop-") as folder:
        exe = pathlib.Path(folder) / "desktop.exe"
        subprocess.run([COMPILERS[arch], "-O1", "-Wall", "-Wextra",
                        "-Werror", str(SOURCE), "-o", str(exe)], check=True)
        for _ in range(20):
            keeper = subprocess.Popen(
                [*wine_command(), wine_path(exe)],
                env=dict(os.environ, WINEDEBUG="-all"), text=True,
                stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL)
            said = keeper.stdout.readline().strip()
            if said == "ready":
                break
            if keeper.wait() != 1 or said != "late":
                raise CannotRun(
                    f"wine does not begin: exit code {keeper.returncode}")
        else:
            raise CannotRun("wine closes each desktop that is opened")
    atexit.register(keeper.wait)
    atexit.register(keeper.stdin.close)  # Called first.
