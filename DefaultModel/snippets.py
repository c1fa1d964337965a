"""Snippets as JSON lines, and chance that is the same each time: what the scripts that make training data share."""
import hashlib
import json
import sys


def rows_of(path, *keys):
    """The objects of a file with one a line, which all have `keys`. Ends the program where the file is another, and says where."""
    try:
        with open(path, encoding="utf-8") as lines:
            return [row_of(line, keys, f"{path}:{at}") for at, line in enumerate(lines, 1)]
    except OSError as error:
        sys.exit(f"{path}: {error.strerror}")
    except UnicodeDecodeError as error:
        sys.exit(f"{path}: no UTF-8 ({error.reason})")


def row_of(line, keys, place):
    try:
        row = json.loads(line)
    except json.JSONDecodeError as error:
        sys.exit(f"{place}: no JSON ({error.msg}, character {error.pos + 1})")
    except RecursionError:
        sys.exit(f"{place}: no JSON (too deep)")
    if not isinstance(row, dict):
        sys.exit(f"{place}: no JSON object")
    if missing := [key for key in keys if key not in row]:
        sys.exit(f'{place}: has no "{missing[0]}"')
    if "text" in keys and not isinstance(row["text"], str):
        sys.exit(f'{place}: "text" is no string')
    for key in {"language", "source"} & row.keys():
        if not isinstance(row[key], str) and not (key == "language" and row[key] is None):
            sys.exit(f'{place}: "{key}" is no string')
    return row


def write(rows, path):
    with open(path, "w", encoding="utf-8") as out:
        for row in rows:
            out.write(json.dumps(row, ensure_ascii=False) + "\n")


def number(*parts):
    """A number from these texts alone."""
    return int.from_bytes(hashlib.sha256("\0".join(parts).encode()).digest()[:8], "big")
