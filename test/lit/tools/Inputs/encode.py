#!/usr/bin/env python3
"""Writes a text in another encoding: encode.py ENCODING FROM TO.

"utf-16" begins with its mark, "utf-16-be-bom" is the other order, "utf-8-sig"
has the mark of UTF-8; "crlf" only changes the ends of lines.
"""

import codecs
import sys

encoding, source, target = sys.argv[1:]
with open(source, encoding="utf-8", newline="") as file:
    text = file.read()
if encoding == "crlf":
    data = text.replace("\n", "\r\n").encode()
elif encoding == "utf-16-be-bom":
    data = codecs.BOM_UTF16_BE + text.encode("utf-16-be")
else:
    data = text.encode(encoding)
with open(target, "wb") as file:
    file.write(data)
