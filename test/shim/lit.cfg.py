# Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE for licence information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# The tests of the runtime shim. Its programs are Windows programs and run under
# wine. In RUN lines:
#
#   %agree ARGUMENTS   compare reports with the marks in agreement programs
#   %runtime NAME      one of the scenarios in scenarios/
#   %exports           compare export tables with the model and the import library
#   %build %root       paths

import os
import sys

import lit.formats

here = os.path.dirname(os.path.abspath(__file__))
build = config.build_dir

config.name = "tapi-shim"
config.test_format = lit.formats.ShTest(True)
config.suffixes = [".test"]
config.test_source_root = here
config.environment.update({
    "WINEDEBUG": "-all",
    "WINEPREFIX": os.path.join(config.test_exec_root, "wine"),
    "HOME": os.environ.get("HOME", config.test_exec_root),
    "PATH": os.pathsep.join([config.llvm_tools_dir, os.environ["PATH"]]),
})
python = sys.executable
config.substitutions += [
    ("%agree", f"{python} {here}/agree.py --build {build}"),
    ("%runtime", f"{python} {here}/runtime_tests.py --build {build}"),
    ("%exports", f"{python} {here}/check_exports.py --build {build}"),
    ("%build", build),
    ("%root", os.path.dirname(os.path.dirname(here))),
]
config.available_features.add("plugin")
if not config.with_shim:
    lit_config.note("this build has no shim (it is built for LLVM 19 only): "
                    "its tests are skipped")
elif not config.wine:
    lit_config.warning("wine is not installed: the shim is checked, not run")
if config.with_shim:
    config.available_features.add("shim")
if config.with_shim and config.wine:
    config.available_features.add("wine64")
    # wine32 has a 32-bit ntdll.
    if any(os.path.exists(os.path.join(p, "wine", "i386-unix"))
           for p in ("/usr/lib/i386-linux-gnu", "/usr/lib32", "/usr/lib")):
        config.available_features.add("wine32")
    else:
        lit_config.note(
            "wine32 is not installed: the 32-bit shim is checked, not run "
            "(dpkg --add-architecture i386; apt-get install wine32:i386)")
