#!/usr/bin/env python3
# Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE for licence information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Bazel without a network: run.py WORKSPACE OUTPUT_ROOT COMMAND ARGUMENTS...

What Bazel would download comes from Debian's packages, or from here. Prints what
Bazel prints, without what differs from run to run.
"""

import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
DEBIAN = "/usr/share/bazel"
REPOSITORIES = {
    "rules_cc": HERE + "/rules_cc",
    "remote_coverage_tools": HERE + "/coverage",
    "rules_java": DEBIAN + "/rules/java",
    "rules_proto": DEBIAN + "/rules/proto",
    "platforms": DEBIAN + "/platforms",
}


def main(workspace, output_root, command, *arguments):
    words = ["bazel", "--nohome_rc", "--output_user_root=" + output_root,
             "--batch", command, "--nosandbox_debug", "--noshow_progress",
             "--curses=no", "--color=no"]
    words += ["--override_repository=%s=%s" % pair
              for pair in sorted(REPOSITORIES.items())]
    return subprocess.run(words + list(arguments), cwd=workspace, check=False,
                          env={**os.environ, "HOME": output_root},
                          stderr=subprocess.STDOUT).returncode


sys.exit(main(*sys.argv[1:]))
