#!/usr/bin/env python3
"""What an output tells, whatever its form: findings.py FILE

Reads clang-tidy's text, SARIF, our JSON, or the form of lsp.py, and prints
LINE CHECK for each finding of ours, sorted.
"""

import json
import re
import sys

TEXT = re.compile(r":(\d+):\d+: (?:warning|error): .* \[(tapi-[a-z-]+)"
                  r"(?:,-warnings-as-errors)?\]$")
EDITOR = re.compile(r"^[^:]+:(\d+): (tapi-[a-z-]+): ")


def of_json(content):
    if "runs" in content:
        for result in content["runs"][0]["results"]:
            place = result["locations"][0]["physicalLocation"]
            rule = content["runs"][0]["tool"]["driver"]["rules"][
                result["ruleIndex"]]
            yield place["region"]["startLine"], rule["name"]
    else:
        for found in content["findings"]:
            yield found["line"], found["check"]


def of_text(text):
    for line in text.splitlines():
        match = TEXT.search(line) or EDITOR.search(line)
        if match:
            yield int(match[1]), match[2]


with open(sys.argv[1], encoding="utf-8") as file:
    text = file.read()
found = of_json(json.loads(text)) if text.startswith("{") else of_text(text)
for number, check in sorted(found):
    print(number, check)
