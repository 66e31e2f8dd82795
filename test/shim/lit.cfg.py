# Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE for licence information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# The tests of the runtime shim. A suite of its own: it needs wine and no LLVM
# library. Run by
#
#   lit -Dbuild=BUILD_DIR test/shim
#
# In RUN lines:
#   %agree ARGUMENTS   compare reports with the marks in agreement programs
#   %runtime NAME      one of the scenarios of runtime_tests.py
#   %exports           compare export tables with the model and the import library

import os
import shutil
import sys

import lit.formats

here = os.path.dirname(os.path.abspath(__file__))
build = lit_config.params.get("build", os.path.join(here, "..", "..", "build"))
build = os.path.abspath(build)

config.name = "tapi-shim"
config.test_format = lit.formats.ShTest(True)
config.suffixes = [".test"]
config.test_source_root = here
config.test_exec_root = os.path.join(build, "test", "shim")
config.environment.update({
    "WINEDEBUG": "-all",
    "WINEPREFIX": lit_config.params.get(
        "wineprefix", os.path.join("/tmp", "tapi-shim-wine")),
    "HOME": os.environ.get("HOME", "/tmp"),
    "PATH": os.environ["PATH"],
})
python = sys.executable
config.substitutions += [
    ("%agree", f"{python} {here}/agree.py --build {build}"),
    ("%runtime", f"{python} {here}/runtime_tests.py --build {build}"),
    ("%exports", f"{python} {here}/check_exports.py --build {build}"),
    ("%build", build),
]
if shutil.which("wine"):
    config.available_features.add("wine64")
else:
    lit_config.warning("wine is not installed: the shim is not run")
# wine32 has a 32-bit ntdll.
if any(os.path.exists(os.path.join(p, "wine", "i386-unix"))
       for p in ("/usr/lib/i386-linux-gnu", "/usr/lib32", "/usr/lib")):
    config.available_features.add("wine32")
else:
    lit_config.note("no wine32: the 32-bit shim is checked, but not run")
if os.path.exists(os.path.join(build, "lib", "TapiTidyModule.so")):
    config.available_features.add("plugin")
