# How lit runs the end-to-end tests. In RUN lines:
#
#   %check_tapi FILE CHECKS [-- clang arguments]
#                     analyse FILE and compare with the expectations in it
#   %clang_tidy       clang-tidy of the LLVM the plugin was built for
#   %tidy_tapi        the same with the plugin loaded and only our checks on
#   %windows          clang arguments that parse Windows code
#   %accuracy         the benchmark of what is found, on this build
#   %exits CODE       run the rest of the line; it must end with this exit code
#   %dev              the project's entry script, using this build as it is
#   %python_jsonschema %sarif_schema
#                     a Python that has jsonschema; the published schema
#   %plugin %build %root %python %llvm_tools
#                     paths; FileCheck, not, clang, split-file are in PATH

import os
import platform
import shutil
import subprocess
import sys

import lit.formats

config.name = "tapi"
config.test_format = lit.formats.ShTest(True)
config.suffixes = [".c", ".cpp", ".test"]
config.excludes = ["Inputs"]
config.test_source_root = os.path.dirname(__file__)

tidy = os.path.join(config.llvm_tools_dir, "clang-tidy")
config.environment.update({
    "PATH": os.pathsep.join([config.llvm_tools_dir, os.environ["PATH"]]),
    "TAPI_CLANG_TIDY": tidy,
    "TAPI_PLUGIN": config.plugin,
    "TAPI_FILECHECK": os.path.join(config.llvm_tools_dir, "FileCheck"),
    "TAPI_BUILD_DIR": config.build_dir,  # For dev: use it, do not build.
})

# Old versions of clang look for the C++ headers of mingw-w64 where Debian does
# not have them.
if int(config.llvm_version) < 19:
    headers = subprocess.check_output(
        ["x86_64-w64-mingw32-g++", "-print-file-name=include"],
        universal_newlines=True).strip() + "/c++"
    config.environment["CPLUS_INCLUDE_PATH"] = os.pathsep.join(
        [headers, headers + "/x86_64-w64-mingw32"])

# lit's own interpreter: what CMake found may be a slow wrapper.
python = sys.executable


def has_jsonschema(command):
    return subprocess.run([command, "-c", "import jsonschema"], check=False,
                          stderr=subprocess.DEVNULL).returncode == 0


schema_python = next(filter(has_jsonschema, [python, "/usr/bin/python3"]), "")
schema = os.path.join(config.build_dir, "npm", "sarif-2.1.0.json")

# Longer names first: lit replaces them in this order.
config.substitutions += [
    ("%check_tapi", "%s %s/check_tapi.py" % (
        python, config.test_source_root)),
    ("%tidy_tapi", "%s -quiet -load=%s '-checks=-*,tapi-*'" % (
        tidy, config.plugin)),
    # One layer of the benchmark a test, so that they run side by side.
    ("%accuracy", "%s %s/test/bench/accuracy.py --build %s --llvm %s --jobs 1" % (
        python, config.source_dir, config.build_dir, config.llvm_version)),
    ("%exits", "%s %s/exits.py" % (python, config.test_source_root)),
    ("%clang_tidy", tidy),
    ("%windows", "-target x86_64-w64-mingw32 -fms-extensions"),
    ("%plugin", config.plugin),
    ("%python_jsonschema", schema_python),
    ("%python", python),
    ("%sarif_schema", schema),
    ("%llvm_tools", config.llvm_tools_dir),
    ("%build", config.build_dir),
    ("%root", config.source_dir),
    ("%dev", "%s/dev --llvm %s" % (config.source_dir, config.llvm_version)),
]
config.available_features.add("llvm-" + config.llvm_version)
# What no version of LLVM can change is tested with the default one only: it
# requires llvm-19.


def optional(feature, is_there, what):
    """A feature that some machines lack; what is not tested is said."""
    if is_there:
        config.available_features.add(feature)
    else:
        lit_config.warning("not tested, for want of %s: %s" % (feature, what))


if platform.machine() == "x86_64":
    config.available_features.add("x86_64")

optional("bazel", shutil.which("bazel"), "the rules for Bazel")
optional("chromium", shutil.which("chromedriver"), "the HTML report")
optional("neovim", shutil.which("nvim"), "an editor")
optional("pre-commit", shutil.which("pre-commit"),
         "the hook for pre-commit, the CI examples")
optional("tapi-clangd",
         os.path.exists(os.path.join(config.build_dir, "bin", "tapi-clangd")),
         "editors by the language server")
optional("sarif-schema", schema_python and os.path.exists(schema),
         "whether SARIF is valid")
optional("shim", shutil.which("wine") and all(
    os.path.exists(os.path.join(config.build_dir, "shim", *path))
    for path in [("x64", "tapi32.dll"), ("fake", "x64", "fake-tapi32.dll")]),
    "findings that the shim confirms")
