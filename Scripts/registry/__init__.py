"""The registry's data file, Sources/Languages/languages.json, for the scripts that check it and make files of it."""

import json
import pathlib

ROOT = pathlib.Path(__file__).resolve().parents[2]
SOURCE = ROOT / "Sources/Languages/languages.json"

# The columns of `editors`, in the order of Sources/Languages/Editor.swift. docs/languages.md says where each is from.
EDITORS = ["vscode", "vim", "neovim", "emacs", "helix", "sublime", "kate", "kakoune"]
# The versions that the columns were checked for, of the editors that `Scripts/check-editor-names` can ask: what is not in
# `added` is there, and what is in `added` is not.
CHECKED = {"vim": "9.0.1378", "neovim": "0.7.2", "emacs": "28.2", "kate": "5.103.0", "kakoune": "2022.10.31"}
# What a column says of a language, each a list of names.
ENTRY = ["names", "added", "shared", "near"]


def load():
    return json.loads(SOURCE.read_text())


def entry(language, editor):
    """What `editor` calls `language`: the four lists, empty where there is nothing."""
    found = language["editors"][editor] or {}
    return {key: found.get(key, []) for key in ENTRY}


def literal(text):
    """A string literal, as JSON, JavaScript, Lua, Emacs Lisp and Swift have it."""
    return json.dumps(text, ensure_ascii=False)
