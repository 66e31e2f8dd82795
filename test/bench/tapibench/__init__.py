# Part of the TAPI handle checker, Apache-2.0 WITH LLVM-exception.
"""The accuracy benchmark: programs with known verdicts, tools, and a score."""
