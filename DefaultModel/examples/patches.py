"""Diffs of given texts: patches as programs write them, and as people write them in a page of documentation."""

import difflib


def changed(w, lines):
    """Some lines of a text, a few of them others, gone or new."""
    start = w.number(0, max(0, len(lines) - 30))
    old = lines[start : start + 40]
    new = list(old)
    for _ in range(w.one([1, 1, 2, 3])):
        at = w.number(0, len(new) - 1)
        kind = w.number(0, 3)
        if kind == 0 and len(new) > 1:
            del new[at]
        elif kind == 1:
            new.insert(at, w.one(lines))
        else:
            words = new[at].split(" ")
            place = w.number(0, len(words) - 1)
            words[place] = w.one(
                [w.noun(), w.camel(), str(w.number(0, 99)), words[place] + "s", words[place].upper(), ""]
            )
            new[at] = " ".join(words)
    return old, new


def diff(w, text):
    """A diff of a text and what a small change makes of it; none where the change changed nothing."""
    old, new = changed(w, text.rstrip("\n").split("\n"))
    file = f"{w.noun()}{w.one(['', '/' + w.noun()])}.{w.one(['py', 'js', 'c', 'md', 'txt', 'go', 'rs', 'yml', 'json', 'css', 'java', 'rb', 'html', 'sh'])}"
    hunks = list(difflib.unified_diff(old, new, lineterm="", n=w.one([0, 1, 3, 3, 3])))[2:]
    if not hunks:
        return None
    header = w.one(
        [
            [
                f"diff --git a/{file} b/{file}",
                f"index {w.hexadecimal(7)}..{w.hexadecimal(7)} 100644",
                f"--- a/{file}",
                f"+++ b/{file}",
            ],
            [f"--- a/{file}", f"+++ b/{file}"],
            [],
            [
                f"--- {file}\t{w.date()} {w.clock()}.000000000 +0100",
                f"+++ {file}\t{w.date()} {w.clock()}.000000000 +0100",
            ],
            [f"--- {file}.orig", f"+++ {file}"],
            [f"Index: {file}", "=" * 67, f"--- {file}\t(revision {w.number(1, 999)})", f"+++ {file}\t(working copy)"],
        ]
    )
    shape = w.number(0, 19)
    if shape == 1:
        return "\n".join(difflib.context_diff(old, new, file, file, lineterm=""))
    if shape < 4 and not header:
        hunks = hunks[1:]
    return "\n".join(header + hunks)


def block(w, text):
    """A patch as pages show it: lines of a text, those that came or went marked, without a header or places."""
    lines = text.rstrip("\n").split("\n")
    start = w.number(0, max(0, len(lines) - 3))
    lines = lines[start : start + w.one([3, 5, 8, 12, 20])]
    if w.maybe(0.6):
        came = list(lines)
        first = w.number(0, len(lines) - 1)
        gone = lines[:first] + lines[first + w.one([1, 1, 2, 3, 6]) :]
        old, new = w.one([(gone, came), (gone, came), (gone, came), (came, gone)])
    else:
        old, new = changed(w, lines)
    margin, space = w.one(["", " ", " "]), w.one(["", "", "", " "])
    changes = [line for line in difflib.ndiff(old, new) if line[0] != "?"]
    if not any(line[0] in "+-" and line[2:].strip() for line in changes):
        return None
    made = [(margin + line[2:] if line[0] == " " else line[0] + space + line[2:]).rstrip() for line in changes]
    caption = w.one([[]] * 7 + [[f"# {w.noun()}.{w.one(['py', 'js', 'nix', 'yml', 'rs'])}"], ["..."]])
    return "\n".join(caption + made)
