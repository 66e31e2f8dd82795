#!/usr/bin/env python3
# Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE for licence information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Commits files in a repository that uses our hook, and says how that went.

  commit.py CHECKER_SOURCES REPOSITORY FILE...

The hook comes from the sources as they are, committed or not: a copy of the
hook's description is made a repository of its own. What was not committed
stays as it was.
"""

import pathlib
import shutil
import subprocess
import sys
import tempfile

IDENTITY = ["-c", "user.name=Tester", "-c", "user.email=tester@example.com",
            "-c", "commit.gpgsign=false"]


def git(folder, *words, check=True):
    return subprocess.run(["git", "-C", str(folder)] + IDENTITY + list(words),
                          check=check, text=True, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT)


def hook_repository(sources, folder):
    """A repository of the hook; returns its revision."""
    shutil.copy(sources / ".pre-commit-hooks.yaml", folder)
    git(folder, "init", "-q")
    git(folder, "add", ".")
    git(folder, "commit", "-q", "-m", "hook")
    return git(folder, "rev-parse", "HEAD").stdout.strip()


def main(sources, repository, *files):
    with tempfile.TemporaryDirectory() as name:
        hooks = pathlib.Path(name)
        revision = hook_repository(sources, hooks)
        example = sources / "docs/examples/ci/pre-commit-config.yaml"
        text = example.read_text(encoding="utf-8")
        text = text.replace("REPOSITORY\n", f"{hooks}\n")
        text = text.replace("REVISION\n", f"{revision}\n")
        # Without a compilation database here.
        text = "\n".join(l for l in text.splitlines() if "args:" not in l)
        config = repository / ".pre-commit-config.yaml"
        config.write_text(text + "\n", encoding="utf-8")
        subprocess.run(["pre-commit", "install"], cwd=repository, check=True,
                       stdout=subprocess.DEVNULL)
        git(repository, "add", config.name, *files)
        done = git(repository, "commit", "-m", "change", check=False)
        print(done.stdout)
        print(f"commit: {done.returncode}")
        if done.returncode:
            git(repository, "rm", "-q", "--cached", *files)


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), *sys.argv[3:])
