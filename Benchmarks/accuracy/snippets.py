"""Labelled snippets, as the scripts of this folder read them and sort them by length."""
import json

LENGTHS = ["<100", "<300", "<1000", ">=1000", "all"]


def rows_of(path):
    """The objects of a file with one a line."""
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def length_class(text):
    """Which of LENGTHS a text is in; all are in "all" too."""
    return next((c for c, most in zip(LENGTHS, (100, 300, 1000)) if len(text) < most), ">=1000")
