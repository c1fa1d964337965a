"""Data of any shape as JSON, YAML and TOML."""

import json


def value(w, depth):
    """A value of JSON, as deep as said at most."""
    roll = w.random.random()
    if depth > 0 and roll < 0.25:
        return {w.one([w.noun(), w.camel(), w.snake()]): value(w, depth - 1) for _ in range(w.number(1, 4))}
    if depth > 0 and roll < 0.4:
        form = w.number(0, 2)
        if form == 0:
            return [w.number(0, 99) for _ in range(w.number(1, 5))]
        return (
            [w.noun() for _ in range(w.number(1, 4))]
            if form == 1
            else [value(w, depth - 1) for _ in range(w.number(1, 3))]
        )
    return w.one(
        [
            w.number(0, 9999),
            round(w.random.uniform(-90, 90), 3),
            True,
            False,
            None,
            w.noun(),
            w.sentence(),
            w.date(),
            w.url(),
            w.name(),
            w.version(),
            w.email(),
        ]
    )


def tree(w, depth):
    key = w.one([w.noun, w.camel, w.snake, w.kebab])
    return {key(): value(w, depth) for _ in range(w.number(1, 6))}


def json_text(w):
    data = w.one(
        [tree(w, 2), tree(w, 3), [tree(w, 1) for _ in range(w.number(1, 3))], [w.noun() for _ in range(w.number(2, 6))]]
    )
    text = json.dumps(data, indent=w.one([None, 2, 2, 4, "\t"]), ensure_ascii=w.maybe(0.5))
    if w.maybe(0.2) and "\n" in text:  # a part of a file
        lines = text.split("\n")
        start = w.number(0, len(lines) - 1)
        return "\n".join(lines[start : start + w.number(2, 8)])
    return text


def plain(w, item):
    if item is None or isinstance(item, (bool, int, float)):
        return json.dumps(item)
    safe = item[:1].isalpha() and ": " not in item and " #" not in item
    return item if safe else w.one(["'{}'", '"{}"']).format(item)


def yaml_lines(w, data, step, level=0):
    pad = " " * (step * level)
    for key, item in data.items():
        if isinstance(item, dict) and item:
            yield f"{pad}{key}:"
            yield from yaml_lines(w, item, step, level + 1)
        elif isinstance(item, list) and item:
            if all(not isinstance(one, (dict, list)) for one in item) and w.maybe(0.3):
                yield f"{pad}{key}: [{', '.join(plain(w, one) for one in item)}]"
                continue
            yield f"{pad}{key}:"
            for one in item:
                if isinstance(one, dict) and one:
                    inner = list(yaml_lines(w, one, step, level + 1))
                    yield f"{pad}{' ' * step}- {inner[0].strip()}"
                    yield from (f"{' ' * step}{line}" if step != 2 else f"  {line}" for line in inner[1:])
                else:
                    yield f"{pad}{' ' * step}- {plain(w, one) if not isinstance(one, (dict, list)) else json.dumps(one)}"
        else:
            yield f"{pad}{key}: {plain(w, item) if not isinstance(item, (dict, list)) else json.dumps(item)}"


def yaml(w):
    lines = list(yaml_lines(w, tree(w, 3), 2))
    if w.maybe(0.15):
        lines.insert(0, "---")
    if w.maybe(0.2):
        lines.insert(w.number(0, len(lines)), f"# {w.sentence()}")
    return "\n".join(lines)


def toml_value(w, depth=1):
    return w.one(
        [
            str(w.number(0, 9999)),
            f"{w.random.uniform(0, 9):.2f}",
            w.one(["true", "false"]),
            f'"{w.noun()}"',
            f'"{w.sentence()}"',
            f"{w.date()}T{w.clock()}Z",
            w.date(),
            f'"{w.url()}"',
            f"'{w.path()}'",
            "[" + ", ".join(f'"{w.noun()}"' for _ in range(w.number(0, 3))) + "]",
            f'{{ version = "{w.version()}", features = ["{w.noun()}"] }}',
            f'{{ path = "../{w.noun()}" }}',
            f'"^{w.version()}"',
        ]
    )


def toml(w):
    key = w.one([w.noun, w.snake, w.kebab])
    lines = []
    if w.maybe(0.5):
        lines += [f"{key()} = {toml_value(w)}" for _ in range(w.number(1, 4))] + [""]
    for _ in range(w.number(0 if lines else 1, 3)):
        head = w.one([w.noun(), f"{w.noun()}.{w.noun()}", w.kebab(), f"tool.{w.noun()}", f'{w.noun()}."{w.host()}"'])
        lines.append(w.one(["[{}]", "[{}]", "[[{}]]"]).format(head))
        for _ in range(w.number(1, 5)):
            lines.append(f"{key()} = {toml_value(w)}")
        if w.maybe(0.2):
            lines += [f"{key()} = [", *[f'  "{w.noun()}",' for _ in range(w.number(1, 4))], "]"]
        lines.append("")
    return "\n".join(lines).strip("\n")


FORMATS = {"json": json_text, "yaml": yaml, "toml": toml}
