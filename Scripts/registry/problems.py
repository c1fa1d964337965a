"""Everything in the data file that the registry could not mean."""

from . import EDITORS, ENTRY, entry

LISTS = ["aliases", "extensions", "filenames", "interpreters", "primaryFor", "lookAlikes"]
FIELDS = ["id", "name", "editors", "preferredTag", *LISTS]


def problems(languages):
    by_id = {language["id"]: language for language in languages}
    if len(by_id) != len(languages):
        yield "an id is used twice"
    if list(by_id) != sorted(by_id):
        yield "the languages are not sorted by id"
    wrong = [language["id"] for language in languages if list(language) != FIELDS]
    if wrong:
        yield f"{', '.join(wrong)}: the fields must be {FIELDS}, in this order"
        return
    yield from names(languages, by_id)
    shared = set()
    for field in ["extensions", "filenames", "interpreters"]:
        yield from ambiguous(languages, field, shared)
    for language in languages:
        for name in set(language["primaryFor"]) - shared:
            yield f"{language['id']}: primaryFor {name}, which no other language has"
    if columns := [problem for language in languages for problem in column_problems(language)]:
        yield from columns
    else:
        for editor in EDITORS:
            yield from owners(languages, editor)


def names(languages, by_id):
    """A language's own names: tags, look-alikes, files."""
    aliases = {}
    for language in languages:
        id = language["id"]
        if id not in language["aliases"]:
            yield f"{id}: its id must be one of its aliases"
        if language["preferredTag"] not in language["aliases"]:
            yield f"{id}: preferredTag must be one of its aliases"
        for alias in language["aliases"]:
            if aliases.setdefault(alias.lower(), id) != id:
                yield f"{id}: alias {alias} also belongs to {aliases[alias.lower()]}"
        for other in language["lookAlikes"]:
            if other not in by_id or other == id:
                yield f"{id}: look-alike {other} is no other language"
            elif id not in by_id[other]["lookAlikes"]:
                yield f"{id}: {other} is a look-alike, but not the other way round"
        known = set(language["extensions"] + language["filenames"] + language["interpreters"])
        for name in set(language["primaryFor"]) - known:
            yield f"{id}: primaryFor {name}, which it does not have"


def ambiguous(languages, field, shared):
    """Names that several languages share must have exactly one primary language; they are added to `shared`."""
    owners = {}
    for language in languages:
        for name in {name.lower() for name in language[field]}:
            owners.setdefault(name, []).append(language)
    for name, sharing in sorted(owners.items()):
        primary = [l["id"] for l in sharing if name in {n.lower() for n in l["primaryFor"]}]
        if len(sharing) > 1 and len(primary) != 1:
            yield f"{name} ({field}) is shared by {[l['id'] for l in sharing]}; primary: {primary}"
        if len(sharing) > 1:
            shared.add(name)


def column_problems(language):
    """Whether each editor's column has the shape that docs/languages.md describes."""
    id = language["id"]
    if list(language["editors"]) != EDITORS:
        yield f"{id}: the editors must be {EDITORS}, in this order"
        return
    for editor, found in language["editors"].items():
        where = f"{id}, {editor}"
        if found is None:
            continue
        if not found or [key for key in ENTRY if key in found] != list(found):
            yield f"{where}: of {ENTRY}, in this order, those that it has; null for none"
            continue
        for key, values in found.items():
            # The empty filetype is Kakoune's for plain text.
            is_empty = [value == "" and (id, editor) != ("plaintext", "kakoune") for value in values]
            if not values or any(is_empty) or len(set(values)) != len(values):
                yield f"{where}: {key} is empty, or has an empty name or one twice"
        lists = entry(language, editor)
        for name in set(lists["added"]) - set(lists["names"] + lists["near"]):
            yield f"{where}: added {name}, which is neither in names nor in near"
        for name in set(lists["shared"]) - set(lists["names"]):
            yield f"{where}: shared {name}, which is not in names"
        for name in set(lists["near"]) & set(lists["names"]):
            yield f"{where}: near {name}, which is in names too"
        if editor in ["vscode", "vim", "neovim"] and not lists["names"]:
            yield f"{where}: needs a name; any is allowed there"
    if id == "plaintext":
        for editor in EDITORS:
            if len(set(entry(language, editor)["names"]) - set(entry(language, editor)["added"])) != 1:
                yield f"{id}, {editor}: exactly one name, which the editor comes with"


def owners(languages, editor):
    """Each of an editor's names is one language's; others may share it, and say so."""
    found = {}
    for language in languages:
        lists = entry(language, editor)
        for name in lists["names"]:
            if name not in lists["shared"]:
                if name in found:
                    yield f"{editor}: {name} is both {found[name]}'s and {language['id']}'s; one has to say shared"
                found[name] = language["id"]
    for language in languages:
        for name in entry(language, editor)["shared"]:
            if name not in found:
                yield f"{language['id']}, {editor}: shared {name}, which no other language has"
