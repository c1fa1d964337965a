"""Labelled snippets, as the scripts of this folder read them, sort them by length, and ask the program about them."""
import json
import subprocess
import tempfile

LENGTHS = ["<100", "<300", "<1000", ">=1000", "all"]


def rows_of(path):
    """The objects of a file with one a line."""
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


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
        subprocess.run(command, stdin=source, stdout=out, check=True)
        out.seek(0)
        return [json.loads(line) for line in out]
