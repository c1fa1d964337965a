#!/usr/bin/env python3
"""Asks the installed git which files of small trees are ignored, and writes ignore.json beside this program.

Each case is a set of ignore files and of files; `git ls-files --others --ignored` says which of them git ignores.
usage: Fixtures/corpus/ignore.py [SEED CASES]   with two numbers, so many random cases, on standard output
"""
import json
import os
import random
import re
import subprocess
import sys
import tempfile

PATHS = ["a.x", "b.x", "foo", "a.y", "sub/a.x", "sub/b.x", "sub/foo", "sub/deep/a.x", "sub/deep/foo", "sub/deep/b.y",
         "foo.x", "x", "#a.x", "!a.x", "a b.x", "a.x ", "[a].x", "a*.x", "a\\b.x", "é.x", "build/a.x", "sub/build/a.x",
         "sub/build/deep/a.x", "A.x", "-.x", "].x", "z/x", "z/y/x", "z/y/y/x", "ab.x", "abc.x", "a1.x", "a^.x",
         "sub/other/foo/a.x", ".h.x", "sub/.h.x"]

CASES = {
    "nothing": {".gitignore": ""},
    "a name": {".gitignore": "a.x\n"},
    "anchored": {".gitignore": "/a.x\n"},
    "a slash in the middle anchors": {".gitignore": "sub/a.x\n"},
    "a folder": {".gitignore": "build/\n"},
    "an anchored folder": {".gitignore": "/build/\n"},
    "a folder's pattern leaves a file alone": {".gitignore": "foo/\n"},
    "a star": {".gitignore": "*.x\n"},
    "a star stops at a slash": {".gitignore": "sub/*.x\n"},
    "a star that is a folder": {".gitignore": "*/a.x\n"},
    "everything": {".gitignore": "*\n"},
    "everything but": {".gitignore": "*\n!a.x\n"},
    "everything but, with folders": {".gitignore": "*\n!*/\n!a.x\n"},
    "taken back": {".gitignore": "*.x\n!a.x\n"},
    "taken back and not": {".gitignore": "*.x\n!a.x\na.x\n"},
    "not taken back in an ignored folder": {".gitignore": "build/\n!build/a.x\n"},
    "a question mark": {".gitignore": "a?.x\n"},
    "a set": {".gitignore": "[ab].x\n"},
    "an inverted set": {".gitignore": "[!ab].x\n"},
    "inverted by a caret": {".gitignore": "[^ab].x\n"},
    "a range": {".gitignore": "[a-f].x\n"},
    "a range to the end": {".gitignore": "[a-].x\n"},
    "a bracket in a set": {".gitignore": "[]a].x\n"},
    "a class": {".gitignore": "a[[:digit:]].x\n"},
    "an unknown class": {".gitignore": "a[[:nothing:]].x\n"},
    "an open set": {".gitignore": "[ab.x\n"},
    "an escaped set": {".gitignore": "\\[a\\].x\n"},
    "an escaped star": {".gitignore": "a\\*.x\n"},
    "an escaped backslash": {".gitignore": "a\\\\b.x\n"},
    "an escape at the end": {".gitignore": "foo\\\n"},
    "stars and folders": {".gitignore": "**/foo\n"},
    "stars in the middle": {".gitignore": "z/**/x\n"},
    "stars at the end": {".gitignore": "sub/**\n"},
    "stars at the end, taken back": {".gitignore": "sub/**\n!sub/a.x\n!sub/deep/\n!sub/deep/a.x\n"},
    "stars that are no folders": {".gitignore": "sub/**a.x\n"},
    "only stars": {".gitignore": "**\n"},
    "slash stars": {".gitignore": "/**\n!/a.x\n"},
    "stars with an escaped slash": {".gitignore": "**\\/a.x\n"},
    "a comment": {".gitignore": "# a.x\n#a.x\n"},
    "an escaped comment": {".gitignore": "\\#a.x\n"},
    "an escaped exclamation mark": {".gitignore": "\\!a.x\n"},
    "spaces at the end": {".gitignore": "a.x   \n"},
    "an escaped space at the end": {".gitignore": "a.x\\ \n"},
    "a tab at the end": {".gitignore": "a.x\t\n"},
    "a space in the middle": {".gitignore": "a b.x\n"},
    "carriage returns": {".gitignore": "a.x\r\nb.x \r\n"},
    "a byte order mark": {".gitignore": "\ufeffa.x\n"},
    "no line end": {".gitignore": "a.x"},
    "empty lines and lone signs": {".gitignore": "\n!\n/\n//\n \na.x\n"},
    "two slashes": {".gitignore": "sub//a.x\n"},
    "a dot": {".gitignore": ".\n./a.x\n../a.x\n"},
    "case counts": {".gitignore": "A.X\nA.x\n"},
    "bytes": {".gitignore": "é.x\n"},
    "any two bytes": {".gitignore": "??.x\n"},
    "nested": {".gitignore": "*.x\n", "sub/.gitignore": "!a.x\n"},
    "nested and anchored": {"sub/.gitignore": "/a.x\n/deep/foo\n"},
    "nested takes back a folder's file": {".gitignore": "sub/deep\n", "sub/.gitignore": "!deep\n"},
    "exclude": {".git/info/exclude": "a.x\n/sub/deep\n"},
    "exclude is weaker": {".git/info/exclude": "a.x\n", ".gitignore": "!a.x\n"},
    "a hidden one": {".gitignore": ".*\n!.gitignore\n"},
}


def write(root, path, text):
    full = os.path.join(root, path)
    os.makedirs(os.path.dirname(full), exist_ok=True)
    with open(full, "w", newline="") as file:
        file.write(text)


def ask(rules):
    """The files of PATHS that git ignores."""
    with tempfile.TemporaryDirectory() as root:
        environment = dict(os.environ, GIT_CONFIG_GLOBAL="/dev/null", GIT_CONFIG_SYSTEM="/dev/null", HOME=root,
                           XDG_CONFIG_HOME=root)
        git = ["git", "-c", "core.excludesFile=/dev/null", "-C", root]
        subprocess.run(git + ["init", "-q"], check=True, env=environment)
        write(root, ".git/info/exclude", "")
        for path in PATHS:
            write(root, path, "x\n")
        for path, text in rules.items():
            write(root, path, text)
        listed = subprocess.run(git + ["ls-files", "-z", "--others", "--exclude-standard"], check=True, env=environment,
                                capture_output=True).stdout.decode().split("\0")
        return [path for path in PATHS if path not in listed]


def random_rules(generator):
    atoms = ["*", "**", "?", "a", "b", "x", "y", ".x", "/", "/", "**/", "/**", "sub", "deep", "foo", "build", "[ab]",
             "[!a]", "[a-c]", "\\", "z", "!", " ", "[[:alpha:]]", "]", "-", "^", "#"]

    def pattern():
        start = "!" if generator.random() < 0.25 else ""
        end = "/" if generator.random() < 0.2 else ""
        middle = "".join(generator.choice(atoms) for _ in range(generator.randint(1, 5)))
        # Two stars behind something else than a slash are two plain stars by the manual. Git up to 2.39 at least looks
        # whether a pointer into the pattern is less than one into the path (wildmatch.c, prev_p < text), so that its
        # answer depends on where memory happens to lie.
        return pattern() if re.search(r"[^/*]\*\*", middle) else start + middle + end

    def text():
        return "".join(pattern() + "\n" for _ in range(generator.randint(1, 4)))

    places = [".gitignore", "sub/.gitignore", "sub/deep/.gitignore", "z/.gitignore", ".git/info/exclude"]
    return {place: text() for place in places if place == ".gitignore" or generator.random() < 0.25}


def main():
    if len(sys.argv) == 3:
        generator = random.Random(int(sys.argv[1]))
        cases = {f"random {number}": random_rules(generator) for number in range(int(sys.argv[2]))}
        target = sys.stdout
    else:
        generator = random.Random(1)
        cases = CASES | {f"random {number}": random_rules(generator) for number in range(120)}
        target = open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "ignore.json"), "w")
    version = subprocess.run(["git", "--version"], capture_output=True, text=True, check=True).stdout.strip()
    answers = [{"name": name, "rules": rules, "ignored": ask(rules)} for name, rules in cases.items()]
    rows = ",\n".join(json.dumps(answer, ensure_ascii=False) for answer in answers)
    paths = json.dumps(PATHS, ensure_ascii=False)
    target.write(f'{{"git": "{version}", "paths": {paths},\n"cases": [\n{rows}\n]}}\n')


main()
