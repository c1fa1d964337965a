"""What the editors' glue needs to know of the registry: the mapping files in `editors`, made whole.

VS Code, Neovim and Emacs are told a language by its id and look for a name that is there; Vim takes the name that the
server sends.
"""

from . import ROOT, entry, literal

EDITORS = ROOT / "editors"
FROM = "Made by Scripts/generate-languages from Sources/Languages/languages.json; change those."


def glue_files(languages):
    """Path → text."""
    return {
        EDITORS / "neovim/lua/parlance/filetype_names.lua": neovim(languages),
        EDITORS / "emacs/parlance-names.el": emacs(languages),
        EDITORS / "vscode/src/logic/languageNames.js": vscode(languages),
    }


def write_glue(languages):
    files = glue_files(languages)
    for path, text in files.items():
        path.write_text(text)
    return len(files)


def stale_glue(languages):
    """The mapping files that are not what would be written."""
    return [path for path, text in glue_files(languages).items() if not path.exists() or path.read_text() != text]


def neovim(languages):
    rows, owners = [], []
    for language in languages:
        lists = entry(language, "neovim")
        name, id = lists["names"][0], language["id"]
        if name != id:
            rows.append(f"  [{single(id)}] = {single(name)},\n")
        if name != id and name not in lists["shared"]:
            owners.append(f"  [{single(name)}] = {single(id)},\n")
    return (
        f"-- {FROM}\n\n"
        "--- What Neovim calls the languages of Parlance's registry, where the two names differ.\nlocal M = {}\n\n"
        "--- Registry id -> filetype.\n"
        "M.by_language = {\n" + "".join(rows) + "}\n\n"
        "--- Filetype -> the registry id that a person means who sets it.\n"
        "M.by_filetype = {\n" + "".join(owners) + "}\n\nreturn M\n"
    )


def emacs(languages):
    # Of several languages with one mode, the one that it belongs to goes first.
    ordered = sorted(languages, key=lambda language: bool(entry(language, "emacs")["shared"]))
    rows = []
    for language in ordered:
        lists = entry(language, "emacs")
        rows.append(f"    ({' '.join([language['id'], '(' + ' '.join(lists['names']) + ')', *lists['near']])})\n")
    first, rest = rows[0].strip(), "".join(rows[1:]).rstrip("\n")
    return (
        ";;; parlance-names.el --- What Emacs calls the languages of Parlance -*- lexical-binding: t; -*-\n\n"
        ";; SPDX-License-Identifier: Apache-2.0\n\n"
        f";;; Commentary:\n\n;; {FROM}\n\n;;; Code:\n\n"
        f"(defconst parlance--modes\n  '({first}\n{rest})\n"
        '  "Languages and their modes: (ID (MODE...) NEAR-MODE...).\n'
        "Every MODE is made for the language, and which of them is there is a\n"
        "matter of what is installed.  A NEAR-MODE is made for a kin of the\n"
        "language and serves where no MODE is there.  Of several languages with\n"
        'one mode, the first is what somebody means who chooses that mode.")\n\n'
        "(provide 'parlance-names)\n;;; parlance-names.el ends here\n"
    )


def vscode(languages):
    rows = []
    for language in languages:
        lists = entry(language, "vscode")
        near = [f"near: [{', '.join(map(single, lists['near']))}]"] if lists["near"] else []
        fields = [f"names: [{', '.join(map(single, lists['names']))}]", *near]
        rows.append(f"  [{single(language['id'])}, {{ {', '.join(fields)} }}],\n")
    return (
        f"'use strict';\n// {FROM}\n\n"
        "/**\n * What VS Code calls the languages of Parlance's registry, by their ids there: its own ids and those of\n"
        " * extensions, best first, and ids of a near kin for where none of these is installed.\n"
        " * @type {Map<string, { names: string[], near?: string[] }>}\n */\n"
        "const LANGUAGE_NAMES = new Map([\n" + "".join(rows) + "]);\n\nmodule.exports = { LANGUAGE_NAMES };\n"
    )


def single(text):
    """A string in single quotes; the names have neither quotes nor backslashes in them."""
    if "'" in text or "\\" in text:
        raise ValueError(f"{literal(text)} cannot stand in single quotes")
    return f"'{text}'"
