"""Labelled snippets, as the scripts of this folder read them, sort them by length, and ask the program about them."""
import json
import subprocess
import sys
import tempfile

LENGTHS = ["<100", "<300", "<1000", ">=1000", "all"]


def rows_of(path, *keys):
    """The objects of a file with one a line, which all have `keys`. Ends the program where the file is another, and says where."""
    try:
        with open(path, encoding="utf-8") as lines:
            return [row_of(line, keys, f"{path}:{number}") for number, line in enumerate(lines, 1)]
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


def length_class(text):
    """Which of LENGTHS a text is in; all are in "all" too."""
    return next((c for c, most in zip(LENGTHS, (100, 300, 1000)) if len(text) < most), ">=1000")


def answers(program, model, texts, *options, threads=None):
    """What `parlance detect --jsonl` says of each text: an object each, {"language", "confidence", "alternatives"}."""
    command = [program, "detect", "--jsonl", "--model", model, *options]
    command += ["--threads", str(threads)] if threads else []
    with tempfile.TemporaryFile() as source, tempfile.TemporaryFile() as out:
        for text in texts:
            source.write(json.dumps({"text": text}).encode() + b"\n")
        source.seek(0)
        try:
            code = subprocess.run(command, stdin=source, stdout=out).returncode
        except OSError as error:
            sys.exit(f"{program}: {error.strerror}")
        if code:
            sys.exit(f"{program}: ended with {code}, for what it says above")
        out.seek(0)
        return [json.loads(line) for line in out]
