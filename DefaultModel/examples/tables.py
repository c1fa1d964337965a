"""Tables, graphs and module files."""

QUOTED_COLOUR = '"#334455"'


def cell(w, kind):
    return [
        lambda: str(w.number(0, 9999)),
        lambda: f"{w.random.uniform(0, 999):.2f}",
        w.name,
        w.noun,
        w.date,
        w.email,
        w.place,
        lambda: w.one(["true", "false"]),
        lambda: "",
        lambda: f"{w.date()}T{w.clock()}Z",
        w.sentence,
        lambda: f"{w.noun()[:2].upper()}-{w.number(1, 999)}",
        w.host,
        w.scalar,
    ][kind]()


def csv(w):
    comma = w.one([",", ",", ",", ",", ", ", ";", ";", "\t", "|"])
    kinds = [w.number(0, 13) for _ in range(w.number(2, 9))]
    quotes = w.number(0, 5)

    def quoted(text, head=False):
        if quotes == 0 or comma.strip() and comma.strip() in text or (quotes == 1 and head):
            return '"' + text.replace('"', '""') + '"'
        if quotes == 2 and " " in text:
            return f'"{text}"'
        return text.replace(".", ",") if comma == ";" and text.replace(".", "", 1).isdigit() else text

    head = w.one(
        [w.noun, w.snake, w.camel, lambda: w.noun().capitalize(), lambda: w.sentence().title(), lambda: w.upper()]
    )
    rows = [comma.join(quoted(head(), True) for _ in kinds)] if w.maybe(0.8) else []
    for _ in range(w.one([1, 2, 2, 3, 4, 6, 10, 15])):
        rows.append(comma.join(quoted("" if w.maybe(0.06) else cell(w, kind)) for kind in kinds))
    return "\n".join(rows)


def module_path(w):
    host = w.one(
        [
            "github.com",
            "github.com",
            "github.com",
            "gitlab.com",
            "golang.org/x",
            "example.org",
            "go." + w.noun() + ".dev",
            "k8s.io",
            "gopkg.in",
        ]
    )
    if host in ("golang.org/x", "k8s.io"):
        return f"{host}/{w.noun()}"
    return f"{host}/{w.one([w.noun(), w.kebab(), w.noun() + w.noun()])}/{w.one([w.noun(), w.kebab(), 'go-' + w.noun()])}{w.one(['', '', '', '/v2', '/v3', '/v5'])}"


def module_version(w):
    if w.maybe(0.2):
        return f"v0.0.0-{w.number(2016, 2025)}{w.number(1, 12):02}{w.number(1, 28):02}{w.number(0, 235959):06}-{w.hexadecimal(12)}"
    return f"v{w.number(0, 3)}.{w.number(0, 40)}.{w.number(0, 20)}{w.one(['', '', '', '', '-rc.1', '+incompatible', '-beta.2'])}"


def gomod(w):
    def required():
        return f"{module_path(w)} {module_version(w)}{' // indirect' if w.maybe(.35) else ''}"

    def block(word, line):
        if w.maybe(0.3):
            return [f"{word} {line()}"]
        return [f"{word} (", *[f"\t{line()}" for _ in range(w.one([1, 2, 3, 5, 9]))], ")"]

    def replaced():
        return f"{module_path(w)}{w.one(['', ' ' + module_version(w)])} => {w.one(['../' + w.noun(), './' + w.kebab(), module_path(w) + ' ' + module_version(w)])}"

    parts = [
        lambda: [f"go 1.{w.number(13, 24)}{w.one(['', '', '.' + str(w.number(0, 9))])}"],
        lambda: block("require", required),
        lambda: block("require", required),
        lambda: block("replace", replaced),
        lambda: block("exclude", lambda: f"{module_path(w)} {module_version(w)}"),
        lambda: [f"toolchain go1.{w.number(21, 24)}.{w.number(0, 9)}"],
        lambda: block(
            "retract",
            lambda: w.one([module_version(w), f"[{module_version(w)}, {module_version(w)}]"]) + f" // {w.sentence()}",
        ),
        lambda: block("tool", lambda: module_path(w)),
    ]
    shape = w.number(0, 9)
    if shape == 0:
        return "\n".join("\t" + required() for _ in range(w.number(1, 6)))
    if shape < 4:
        return "\n".join(w.one(parts)())
    chosen = [[f"module {w.one([module_path(w), 'example.com/' + w.noun(), w.noun()])}"], parts[0]()]
    chosen += [part() for part in w.random.sample(parts[1:], w.number(0, 3))]
    return "\n\n".join("\n".join(part) for part in chosen)


def attributes(w, edge):
    own = [
        f'label="{w.sentence()}"',
        f"color={w.one(['red', 'blue', 'gray40', QUOTED_COLOUR])}",
        f"style={w.one(['dashed', 'bold', 'filled', 'dotted'])}",
        f"fontsize={w.number(8, 20)}",
        "penwidth=2",
    ] + (
        ["arrowhead=vee", f"weight={w.number(1, 9)}", "constraint=false", "dir=both"]
        if edge
        else [f"shape={w.one(['box', 'circle', 'record', 'diamond', 'ellipse'])}", 'fillcolor="#eef"']
    )
    join = w.one([", ", ", ", ",", " "])
    return f"[{join.join(w.random.sample(own, w.number(1, 3)))}]"


def dot(w):
    directed = w.maybe(0.75)
    arrow = w.one(["->", "->", " -> "]).strip() if directed else "--"
    space, end, indent = w.one([" ", " ", ""]), w.one([";", ";", ""]), w.one(["  ", "    ", "\t"])
    name = w.one(
        [
            w.noun,
            w.snake,
            lambda: f'"{w.noun()} {w.noun()}"',
            lambda: w.one("abcdefghijk"),
            lambda: f"n{w.number(0, 20)}",
            lambda: f'"{w.noun()}/{w.noun()}"',
            lambda: w.noun().capitalize(),
        ]
    )

    def line():
        return (
            w.one(
                [
                    lambda: f"{name()}{space}{arrow}{space}{name()}",
                    lambda: f"{name()}{space}{arrow}{space}{name()}",
                    lambda: f"{name()} {arrow} {name()} {attributes(w, True)}",
                    lambda: f"{name()} {arrow} {name()} {arrow} {name()}",
                    lambda: f"{name()} {attributes(w, False)}",
                    lambda: f"{name()} {arrow} {{{name()} {name()}}}",
                    lambda: (
                        f"{name()} {attributes(w, False)}" if w.maybe(0.7) else f"{{rank=same; {name()}; {name()}}}"
                    ),
                ]
            )()
            + end
        )

    setting = [
        f"rankdir={w.one(['LR', 'TB', 'BT'])}",
        f"node {attributes(w, False)}",
        f"edge {attributes(w, True)}",
        'graph [fontname="Helvetica"]',
        f'size="{w.number(4, 9)},{w.number(4, 9)}"',
        f"layout={w.one(['neato', 'fdp', 'circo'])}",
        "splines=ortho",
        "overlap=false",
    ]
    lines = [line() for _ in range(w.one([1, 2, 3, 4, 6, 9]))]
    if w.maybe(0.25):  # what stands between the braces
        return "\n".join(w.random.sample([one + end for one in setting], w.number(0, 1)) + lines)
    lines = [one + end for one in w.random.sample(setting, w.number(0, 3))] + lines
    if w.maybe(0.2):
        lines += [
            f"subgraph cluster_{w.noun()} {{",
            f'{indent}label="{w.noun()}"{end}',
            *[indent + line() for _ in range(w.number(1, 3))],
            "}",
        ]
    head = f"{'strict ' if w.maybe(.05) else ''}{'digraph' if directed else 'graph'} {w.one(['', 'G ', w.noun() + ' ', w.snake() + ' '])}{{"
    if w.maybe(0.1):
        return f"{head} {' '.join(one if one.endswith((';', '}', '{')) else one + ';' for one in lines)} }}"
    return "\n".join(
        [
            w.one([""] * 6 + [f"// {w.sentence()}\n", "# made by a script\n"]) + head,
            *[indent + one for one in lines],
            "}",
        ]
    )


FORMATS = {"csv": csv, "gomod": gomod, "dot": dot}
