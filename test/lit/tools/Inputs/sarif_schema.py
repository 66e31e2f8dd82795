#!/usr/bin/env python3
# Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE for licence information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Compares SARIF files with the published schema.

  sarif_schema.py SCHEMA FILE...
"""

import json
import sys

import jsonschema


def main(schema_file, logs):
    with open(schema_file, encoding="utf-8") as text:
        schema = json.load(text)
    kind = jsonschema.validators.validator_for(schema)
    kind.check_schema(schema)
    validator = kind(schema, format_checker=jsonschema.FormatChecker())
    mistakes = 0
    for name in logs:
        with open(name, encoding="utf-8") as text:
            log = json.load(text)
        for mistake in validator.iter_errors(log):
            place = "/".join(str(key) for key in mistake.absolute_path)
            print(f"{name}: {place}: {mistake.message[:300]}")
            mistakes += 1
    print(f"{len(logs)} files, {mistakes} mistakes")
    return 1 if mistakes or not logs else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
