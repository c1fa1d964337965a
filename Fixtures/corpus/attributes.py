#!/usr/bin/env python3
"""Asks the installed git for `linguist-language` in small trees, and writes attributes.json beside this program."""
import json
import os
import subprocess
import tempfile

PATHS = ["a.x", "b.x", "sub/a.x", "sub/b.x", "sub/deep/a.x", "sub/deep/c.x", "a b.x", "lib/a.x", "#a.x", "x"]
L = "linguist-language"
CASES = {
    "a name": {".gitattributes": f"a.x {L}=one\n"},
    "a star": {".gitattributes": f"*.x {L}=one\n"},
    "anchored": {".gitattributes": f"/a.x {L}=one\n"},
    "a folder matches no file in it": {".gitattributes": f"sub {L}=one\nsub/ {L}=two\nlib/* {L}=three\n"},
    "stars": {".gitattributes": f"sub/** {L}=one\n**/c.x {L}=two\n"},
    "the last line": {".gitattributes": f"*.x {L}=one\na.x {L}=two\n"},
    "the last on a line": {".gitattributes": f"*.x {L}=one {L}=two\n"},
    "the deepest file": {".gitattributes": f"*.x {L}=one\n", "sub/.gitattributes": f"a.x {L}=two\n"},
    "info outweighs": {".gitattributes": f"*.x {L}=one\n", ".git/info/attributes": f"a.x {L}=two\n",
                       "sub/.gitattributes": f"*.x {L}=three\n"},
    "unset and unspecified": {".gitattributes": f"*.x {L}=one\na.x -{L}\nb.x !{L}\nc.x {L}\n"},
    "negated patterns say nothing": {".gitattributes": f"!a.x {L}=one\n"},
    "a quoted pattern": {".gitattributes": f'"a b.x" {L}=one\n"\\141.x" {L}=two\n'},
    "an open quote": {".gitattributes": f'"a.x {L}=one\nb.x {L}=two\n'},
    "comments and blanks": {".gitattributes": f"# a.x {L}=one\n  b.x\t{L}=two  \n\\#a.x {L}=three\n\n"},
    "a macro": {".gitattributes": f"[attr]mine {L}=one\n*.x mine\na.x -mine\n"},
    "a macro and more": {".gitattributes": f"[attr]mine {L}=one\na.x mine {L}=two\nb.x {L}=two mine\n"},
    "a macro in a folder is none": {"sub/.gitattributes": f"[attr]mine {L}=one\n*.x mine\n"},
    "a bad name makes the line nothing": {".gitattributes": f"a.x {L}=one b@d=1\nb.x {L}=two\n"},
    "binary": {".gitattributes": f"*.x binary {L}=one\n"},
    "carriage returns": {".gitattributes": f"a.x {L}=one\r\nb.x {L}=two\r\n"},
    "a value with signs": {".gitattributes": f"a.x {L}=c++\nb.x {L}=a=b\n"},
}


def main():
    rows = []
    for name, rules in CASES.items():
        with tempfile.TemporaryDirectory() as root:
            environment = dict(os.environ, GIT_CONFIG_GLOBAL="/dev/null", GIT_CONFIG_SYSTEM="/dev/null", HOME=root,
                               GIT_ATTR_NOSYSTEM="1", XDG_CONFIG_HOME=root)
            subprocess.run(["git", "-C", root, "init", "-q"], check=True, env=environment)
            for path, text in rules.items():
                full = os.path.join(root, path)
                os.makedirs(os.path.dirname(full), exist_ok=True)
                with open(full, "w", newline="") as file:
                    file.write(text)
            said = subprocess.run(["git", "-C", root, "check-attr", "-z", L, "--"] + PATHS, check=True, env=environment,
                                  capture_output=True, text=True).stdout.split("\0")
            values = dict(zip(said[0::3], said[2::3]))
            words = ("set", "unset", "unspecified")
            rows.append({"name": name, "rules": rules,
                         "languages": {path: value for path, value in values.items() if value not in words}})
    version = subprocess.run(["git", "--version"], capture_output=True, text=True, check=True).stdout.strip()
    text = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "attributes.json"), "w") as file:
        file.write(f'{{"git": "{version}", "paths": {json.dumps(PATHS)},\n"cases": [\n{text}\n]}}\n')


main()
