"""The registry as Swift: the table of languages, and a table an editor of its names for them."""

import subprocess

from . import EDITORS, ROOT, entry, literal
from .problems import LISTS

TABLE = ROOT / "Sources/Languages/Table"
PER_FILE = 24
HEAD = "// Made by Scripts/generate-languages from Sources/Languages/languages.json; change those.\n\n"


def swift_files(languages):
    """All files below TABLE: path → text, before it is formatted."""
    parts = [languages[start : start + PER_FILE] for start in range(0, len(languages), PER_FILE)]
    files = {TABLE / f"LanguageTable{number}.swift": part_file(number, part) for number, part in enumerate(parts, 1)}
    names = ", ".join(f"part{number}" for number in range(1, len(parts) + 1))
    files[TABLE / "LanguageTable.swift"] = (
        f"{HEAD}/// The registry's data, in parts that compile quickly.\n"
        "enum LanguageTable {\n"
        "  /// All parts, in the order of the languages' ids.\n"
        f"  static var parts: [[Language]] {{ [{names}] }}\n}}\n"
    )
    for editor in EDITORS:
        files[TABLE / f"EditorTable+{capitalized(editor)}.swift"] = editor_file(languages, editor)
    return files


def write_swift(languages):
    files = swift_files(languages)
    TABLE.mkdir(exist_ok=True)
    for old in TABLE.glob("*.swift"):
        old.unlink()
    for path, text in files.items():
        path.write_text(text)
    subprocess.run(["swift", "format", "-i", *files], check=True, cwd=ROOT)
    return len(files)


def part_file(number, part):
    return (
        f"{HEAD}extension LanguageTable {{\n"
        f"  /// From {part[0]['name']} to {part[-1]['name']}.\n"
        f"  static let part{number}: [Language] = [\n" + "".join(map(row, part)) + "  ]\n}\n"
    )


def row(language):
    """One element of the table; what is the default is left out."""
    fields = [f"id: {literal(language['id'])}", f"name: {literal(language['name'])}"]
    if language["preferredTag"] != language["id"]:
        fields.append(f"preferredTag: {literal(language['preferredTag'])}")
    fields += [f"{field}: {array(language[field])}" for field in LISTS if language[field]]
    return f"    Language({', '.join(fields)}),\n"


def editor_file(languages, editor):
    rows = []
    for language in languages:
        if language["editors"][editor] is None:
            continue
        lists = entry(language, editor)
        fields = [array(lists["names"])] if lists["names"] else []
        fields += [f"{key}: {array(lists[key])}" for key in ["shared", "near"] if lists[key]]
        rows.append(f"    {literal(language['id'])}: EditorEntry({', '.join(fields)}),\n")
    return (
        f"{HEAD}extension EditorTable {{\n"
        "  /// Entries by a language's id; a language without one has no name there.\n"
        f"  static let {editor}: [String: EditorEntry] = [\n" + "".join(rows) + "  ]\n}\n"
    )


def array(items):
    return f"[{', '.join(map(literal, items))}]"


def capitalized(name):
    return name[0].upper() + name[1:]
