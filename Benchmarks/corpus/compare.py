#!/usr/bin/env python3
"""Holds the labels that `parlance corpus` gives the files of a folder against those of GitHub's Linguist.

usage: Benchmarks/corpus/compare.py DIR        (needs ruby-github-linguist; PARLANCE names the program)

Linguist's names are taken to the registry's ids by the registry's names and aliases; a language that Parlance does not
know counts as unknown. Prints the share of files on which both agree, and where they do not.
"""
import collections
import json
import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
PARLANCE = os.environ.get("PARLANCE", os.path.join(ROOT, ".build", "release", "parlance"))
# Where Linguist tells apart what the registry calls one language.
SAME = {"Jest Snapshot": "javascript", "JSON with Comments": "json", "JSON5": "json", "Text": "plaintext",
        "Shell": "shellscript", "Batchfile": "bat", "Go Module": "gomod", "Git Config": "ini", "EditorConfig": "ini",
        "Unix Assembly": "asm", "Motorola 68K Assembly": "asm", "Vim Script": "viml", "Visual Basic .NET": "vb",
        "SVG": "xml", "Git Attributes": "", "Ignore List": "", "RMarkdown": ""}


def registry():
    with open(os.path.join(ROOT, "Sources", "Languages", "languages.json")) as file:
        data = json.load(file)
    ids = {}
    for language in data["languages"] if isinstance(data, dict) else data:
        for alias in language["aliases"]:
            ids.setdefault(alias.lower(), language["id"])
        ids[language["name"].lower()] = language["id"]
    return ids


def parlance_labels(folder):
    with tempfile.TemporaryDirectory() as scratch:
        path = os.path.join(scratch, "data.jsonl")
        subprocess.run([PARLANCE, "corpus", folder, "-o", path, "--layout", "workspace", "--validation-share", "0",
                        "--no-markdown-blocks"], check=True)
        # Files that are near-copies of each other go by the name of the first, and are looked at only where they agree.
        labels = {}
        with open(path) as file:
            for line in file:
                row = json.loads(line)
                labels.setdefault(row["group"], set()).add(row["language"])
        return {group: languages.pop() for group, languages in labels.items() if len(languages) == 1}


def main():
    folder = os.path.realpath(sys.argv[1])
    ours = parlance_labels(folder)
    paths = sorted(path for path in ours if "\n" not in path)
    said = subprocess.run(["ruby", os.path.join(HERE, "linguist.rb"), folder], input="\n".join(paths) + "\n", text=True,
                          capture_output=True, check=True).stdout.split("\n")
    ids = registry()
    counts, differences = collections.Counter(), collections.Counter()
    for path, name in zip(paths, said):
        theirs = SAME.get(name, ids.get(name.lower(), "")) if name else ""
        kind = "no answer of Linguist's that the registry knows" if not theirs else (
            "agree" if theirs == ours[path] else "differ")
        counts[kind] += 1
        if kind == "differ":
            differences[f"{os.path.splitext(path)[1]}: ours {ours[path]}, Linguist's {name} ({path})"] += 1
    both = counts["agree"] + counts["differ"]
    print(dict(counts))
    print(f"agreement on {both} files: {100 * counts['agree'] / max(1, both):.2f} %")
    for difference, count in differences.most_common(40):
        print(f"  {count} {difference}")


main()
