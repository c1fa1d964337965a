"""Sessions of shells and databases: prompts, commands and what came back."""

import json

import trees
from logs import trace_python
from web import MONTHS


def shell(w):
    """A command of a Unix shell and what it answers."""
    noun, other = w.noun(), w.noun()
    return w.one(
        [
            lambda: ("ls", "  ".join(w.noun() for _ in range(w.number(1, 6)))),
            lambda: (f"cat {noun}.txt", w.sentence()),
            lambda: (f"cd {noun}", ""),
            lambda: (
                "ls -l",
                "\n".join(
                    [
                        f"total {w.number(1, 99)}",
                        *[
                            f"-rw-r--r-- 1 {noun} {noun} {w.number(1, 99999):5} {w.one(MONTHS)} {w.number(1, 28):2} {w.clock()[:5]} {w.noun()}.{w.one(['txt', 'md', 'csv'])}"
                            for _ in range(w.number(1, 4))
                        ],
                    ]
                ),
            ),
            lambda: ("git status -s", f" M {noun}.py\n?? {other}.txt"),
            lambda: (
                f"git commit -m '{w.sentence()}'",
                f"[main {w.hexadecimal(7)}] {w.sentence()}\n 1 file changed, {w.number(1, 30)} insertions(+)",
            ),
            lambda: (f"python3 {noun}.py", trace_python(w)),
            lambda: (f"grep -n {other} {noun}.conf", f"{w.number(1, 99)}:{other} = {w.scalar()}"),
            lambda: ("make", f"cc -O2 -c {noun}.c\ncc -o {noun} {noun}.o"),
            lambda: (
                f"pip install {noun}",
                f"Collecting {noun}\n  Downloading {noun}-{w.version()}-py3-none-any.whl\nSuccessfully installed {noun}-{w.version()}",
            ),
            lambda: (f"curl -s http://{w.host()}{w.path()}", json.dumps(trees.tree(w, 1))),
            lambda: ("echo $?", w.one(["0", "1"])),
            lambda: (f"wc -l {noun}.csv", f"{w.number(1, 999)} {noun}.csv"),
            lambda: (f"./{noun} --{other}", f"{noun}: {w.phrase()}"),
            lambda: (f"{noun} --version", f"{noun} {w.version()}"),
            lambda: (
                f"docker run --rm {noun}:{w.version()}",
                f"Unable to find image '{noun}' locally\nlatest: Pulling from library/{noun}",
            ),
            lambda: (
                f"sudo systemctl status {noun}",
                f"● {noun}.service - {w.sentence()}\n     Active: active (running)",
            ),
            lambda: (f"mkdir -p {noun}/{other} && cd $_", ""),
            lambda: (f"npm run {noun}", f"\n> {other}@{w.version()} {noun}\n> node {noun}.js\n\n{w.phrase()}"),
            lambda: (f"export {noun.upper()}={w.scalar()}", ""),
        ]
    )()


def windows(w):
    noun, other = w.noun(), w.noun()
    return w.one(
        [
            lambda: ("dir /b", f"{noun}.txt\n{other}.doc"),
            lambda: (f"type {noun}.txt", w.sentence()),
            lambda: (f"cd {noun}", ""),
            lambda: (f"copy {noun}.txt {other}", "        1 file(s) copied."),
            lambda: (
                f"ping {w.host()}",
                f"Reply from 192.0.2.{w.number(1, 99)}: bytes=32 time={w.number(1, 90)}ms TTL=55",
            ),
            lambda: (f"set {noun.upper()}={w.scalar()}", ""),
            lambda: (
                noun,
                f"'{noun}' is not recognized as an internal or external command,\noperable program or batch file.",
            ),
            lambda: ("dotnet --version", w.version()),
            lambda: ("ver", "Microsoft Windows [Version 10.0.19045]"),
        ]
    )()


def powershell(w):
    noun = w.noun()
    return w.one(
        [
            lambda: (f"Get-Content .\\{noun}.txt", w.sentence()),
            lambda: (f"$env:{noun.upper()} = '{w.scalar()}'", ""),
            lambda: (f"Get-Process {noun} | Select-Object Id", f"\n   Id\n   --\n {w.number(100, 9999)}\n"),
            lambda: (f"Test-Path C:\\{noun}", w.one(["True", "False"])),
            lambda: (f"(Get-ChildItem -Filter *.{w.one(['log', 'txt'])}).Count", str(w.number(0, 99))),
            lambda: (f"Set-Location {noun}", ""),
            lambda: (
                f"{noun}",
                f"{noun} : The term '{noun}' is not recognized as the name of a cmdlet, function, script file, or operable program.",
            ),
        ]
    )()


def database(w):
    return (
        f"SELECT {w.noun()}, {w.noun()} FROM {w.noun()}s;",
        f" {w.noun()} | {w.noun()}\n------+------\n {w.number(1, 99):4} | {w.noun()}\n(1 row)",
    )


def console(w):
    user, host, place = (
        w.one(["ida", "root", "noor", w.noun()]),
        w.noun(),
        w.one(["~", "/srv", "~/" + w.noun(), w.path()]),
    )
    kind = w.number(0, 15)
    prompt, speak = {
        0: (f"{user}@{host}:{place}$ ", shell),
        1: (f"[{user}@{host} {w.noun()}]$ ", shell),
        2: ("% ", shell),
        3: ("# ", shell),
        4: (f"{place} $ ", shell),
        5: ("(env) $ ", shell),
        6: (f"C:\\{w.noun().capitalize()}>", windows),
        7: ("C:\\> ", windows),
        8: (f"PS C:\\Users\\{user}> ", powershell),
        9: ("PS> ", powershell),
        10: (f"{w.noun()}=# ", database),
        11: (f"{w.noun()}=> ", database),
        12: (f"➜  {w.noun()} ", shell),
    }.get(kind, ("$ ", shell))
    lines = []
    for _ in range(w.one([1, 1, 2, 2, 3, 4])):
        command, answer = speak(w)
        lines += [prompt + command, *([answer] if answer else [])]
    return "\n".join(lines)


FORMATS = {"console": console}
