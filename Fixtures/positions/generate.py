#!/usr/bin/env python3
"""Writes positions.json: for small texts, the byte that every (line, character) means in each position encoding.

Python's own codecs count the units; the clamping is the protocol's (a column past the end of a line is that end, a
line past the last is the end of the text, a column inside a character is its beginning). Run: python3 generate.py
"""
import json
import pathlib
import re

TEXTS = [
    "", "a", "\n", "\r", "\r\n", "a\nb", "a\r\nb\rc\n", "\n\n\r\r\n\n", "é", "a😀b\n😀", "ä\u2028x\r\nΩ", "\u200d👩\u200d💻\r",
    "tab\tand\u0000nul\n", "日本語\r\n\r日本", "e\u0301\n\u0301",
]
UNITS = {
    "utf8": lambda c: len(c.encode()),
    "utf16": lambda c: len(c.encode("utf-16-le")) // 2,
    "utf32": lambda c: 1,
}


def lines(text):
    """(start, end) of each line in characters, the end of line left out."""
    starts, ends = [0], []
    for match in re.finditer(r"\r\n|\n|\r", text):
        ends.append(match.start())
        starts.append(match.end())
    return list(zip(starts, ends + [len(text)]))


def offset(text, line, character, units):
    spans = lines(text)
    if line >= len(spans):
        return len(text.encode())
    index, end = spans[line]
    while index < end and units(text[index]) <= character:
        character -= units(text[index])
        index += 1
    return len(text[:index].encode())


cases = []
for text in TEXTS:
    for encoding, units in UNITS.items():
        widest = max(end - start for start, end in lines(text)) * 4 + 2
        table = [[offset(text, line, c, units) for c in range(widest)] for line in range(len(lines(text)) + 2)]
        cases.append({"text": text, "encoding": encoding, "offsets": table})
rows = ",\n".join(json.dumps(case) for case in cases)
pathlib.Path(__file__).with_name("positions.json").write_text(f"[\n{rows}\n]\n")
