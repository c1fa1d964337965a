"""Short texts that nobody can tell, each with the languages it may be in as soft labels.

A family is a way to write something that is right in many languages, with weights: how likely somebody who pastes such a
text means each of them. They are judgements, not counts, and vary by a third from text to text, so that no one order of
the languages is learned. Nothing here is, or is nearly, a text of Fixtures/ambiguous, which is the test.
"""

import difflib
import json
import pathlib

import spreads as s

HELD_OUT = pathlib.Path(__file__).resolve().parents[2] / "Fixtures/ambiguous/pieces.jsonl"
ALIKE = 0.8


# What names most often are, so that not the names tell that nobody can tell.
USUAL = """a args b bar buf c cb config count ctx d data e el err f foo i idx index item items j k key line m message msg
n name node num obj opts out p path q r res result s size src start state t text tmp total u url user v val value w x y
z""".split()


def low(w):
    return w.one([w.noun, w.snake, w.camel, lambda: w.one(USUAL)])()


def literal(w):
    return w.one(
        [
            str(w.number(0, 999)),
            f"{w.random.random() * 10:.2f}",
            f'"{w.noun()}"',
            f"'{w.noun()}'",
            w.one(["true", "false"]),
        ]
    )


def items(w, mark):
    return "\n".join(
        f"{mark(n)} {w.one([w.noun(), w.noun(), w.sentence(), w.kebab()])}" for n in range(1, w.number(1, 4) + 1)
    )


def settings(w, form, key, most=3):
    return "\n".join(
        form.format(key(), w.one([w.noun(), str(w.number(1, 9999)), w.scalar(), "true"]))
        for _ in range(w.number(1, most))
    )


def operation(w):
    return f"{low(w)} {w.one(['+', '-', '*', '/', '<', '>', '=='])} {w.one([low(w), str(w.number(0, 99))])}"


def arguments(w):
    return ", ".join(w.one([low(w), literal(w)]) for _ in range(w.number(0, 3)))


def element(tag, content):
    return f"<{tag}>{content}</{tag}>"


def counting(w, name):
    return f"for (int {name} = 0; {name} < {w.one([low(w), str(w.number(2, 99))])}; {w.one([name + '++', '++' + name])}) {{"


def signature(w, kinds=("int", "int", "void", "long", "char", "double")):
    """A function of C's family, but for its parameters."""
    return f"{w.one(['', '', 'static '])}{w.one(kinds)} {w.one([w.noun, w.camel, w.snake])()}"


def body(w, statement):
    return w.one([f" {{ {statement} }}", f" {{\n    {statement}\n}}", f"\n{{\n  {statement}\n}}", f" {{\n\t{statement}\n}}"])


def main_body(w):
    """What a program of C's family may do that is none's alone."""
    call = f"{w.one([w.snake, w.camel, w.noun])()}({w.one(['', low(w), str(w.number(1, 99))])})"
    return body(w, w.one([f"return {call};", f"{call};", f"int {low(w)} = {call};", f"return {low(w)};"]))


def sample(w, low_, high, make, join=", "):
    return join.join(str(make()) for _ in range(w.number(low_, high)))


FAMILIES = [
    (s.SPACED, lambda w: f"{low(w)} = {w.number(0, 999)}"),
    (s.SPACED, lambda w: f'{low(w)} = "{w.one([w.noun(), w.sentence(), w.host()])}"'),
    (s.SCRIPT, lambda w: f"{low(w)} = {operation(w)}"),
    (s.SCRIPT, lambda w: f"{low(w)} = {low(w)}({arguments(w)})"),
    (s.SCRIPT, lambda w: f"{low(w)} = {low(w)}.{low(w)}"),
    (s.SCRIPT, lambda w: f"{low(w)} {w.one(['+=', '-=', '*='])} {w.number(1, 99)}"),
    (s.SCRIPT, lambda w: f"{low(w)} = [{sample(w, 1, 4, lambda: literal(w))}]"),
    (s.SCRIPT, lambda w: f"{low(w)} = {w.number(1, 9)}\n{low(w)} = {w.number(1, 9)}"),
    (s.ENDED, lambda w: f"{low(w)}{w.one([' = ', ' += ', '='])}{w.one([literal(w), operation(w)])};"),
    (s.ENDED, lambda w: f"{w.camel()}({arguments(w)});"),
    (s.ENDED, lambda w: f"{low(w)}.{w.camel()}({arguments(w)});"),
    (s.CALLS, lambda w: f"{low(w)}({arguments(w)})"),
    (s.CALLS, lambda w: f"{w.noun()}.{w.one([w.verb(), w.camel()])}({arguments(w)})"),
    (
        s.TYPED,
        lambda w: f"{w.one(['int', 'float', 'double', 'long', 'bool'])} {low(w)}{w.one([f' = {w.number(0, 99)}', ''])};",
    ),
    (s.TYPED, lambda w: counting(w, w.one("ijkn"))),
    (
        s.TYPED,
        lambda w: f"{w.one(['int', 'void', 'float', 'double'])} {w.camel()}({w.one(['int', 'float'])} {w.noun()}) {{",
    ),
    (s.CFAMILY, lambda w: f"{signature(w)}(void)" + w.one([";", " {", "\n{"])),
    (s.CFAMILY, lambda w: f"{signature(w, ['int', 'long', 'char', 'double'])}(void)" + body(w, f"return {w.one([low(w), str(w.number(1, 99))])};")),
    (s.CFAMILY, lambda w: f"{signature(w)}(void)" + body(w, w.one([f"{w.snake()}();", f"{low(w)} = {literal(w)};", f"{low(w)}++;"]))),
    (s.CFAMILY, lambda w: f"int main({w.one(['void', 'int argc, char **argv', 'int argc, char *argv[]'])})" + w.one(["", ";", " {", "\n{", main_body(w)])),
    (s.CFAMILY, lambda w: f"{signature(w)}({w.one(['char *', 'int *', 'void *', 'unsigned int ', 'struct node *'])}{low(w)});"),
    (
        s.CFAMILY,
        lambda w: w.one(
            [
                f"char *{w.noun()} = NULL;",
                f"struct {w.noun()} *{low(w)};",
                f"typedef struct {w.noun()} {w.noun()}_t;",
                f"#define {w.upper()} {w.number(1, 999)}",
                f"#ifdef {w.upper()}",
                f"unsigned int {low(w)} = {w.number(0, 99)};",
                f"extern int {w.snake()};",
                f"if ({low(w)} == NULL) {{",
                f"{low(w)}->{w.noun()} = {literal(w)};",
                f"sizeof({w.noun()})",
            ]
        ),
    ),
    (s.CURLY, lambda w: f"return {w.one([low(w), operation(w), literal(w), low(w) + '()'])};"),
    (s.RETURNED, lambda w: f"return {w.one([operation(w), literal(w), low(w) + '(' + low(w) + ')'])}"),
    (
        s.CURLY,
        lambda w: w.one(
            [
                "}\n}",
                "  }\n}",
                "    }",
                "};",
                "} else {",
                "});\n}",
                ")",
                ");",
                "continue;",
                "} catch (e) {",
                "finally {",
                "} while (true);",
            ]
        ),
    ),
    (
        s.CONDITIONS,
        lambda w: f"{w.one(['if', 'while', '} else if'])} ({w.one([low(w), '!' + low(w), operation(w)])}) {{",
    ),
    (
        s.HASHES,
        lambda w: f"#{w.one([' ', '', ' ', '  '])}{w.one([w.sentence(), w.verb(), w.noun() + ' ' + w.noun(), w.phrase()])}",
    ),
    (s.SLASHES, lambda w: f"//{w.one([' ', '', ' '])}{w.one([w.sentence(), w.verb() + ' ' + w.noun(), w.phrase()])}"),
    (s.DASHES, lambda w: f"--{w.one([' ', ' ', ''])}{w.one([w.sentence(), w.phrase()])}"),
    (s.SEMICOLONS, lambda w: f"{w.one([';', ';;', '; '])} {w.sentence()}"),
    (s.PERCENTS, lambda w: f"{w.one(['%', '%%'])} {w.sentence()}"),
    (s.BLOCKS, lambda w: "/*" + w.one([" ", "\n * ", "*\n * "]) + w.sentence() + w.one([" ", "\n "]) + "*/"),
    (s.PAIRS, lambda w: settings(w, "{}: {}", w.noun)),
    (s.PAIRS, lambda w: f"{w.one([w.noun, w.kebab])()}: {w.sentence()}"),
    (s.EQUALS, lambda w: settings(w, "{}={}", w.one([w.noun, w.snake, w.kebab]))),
    (s.UPPERS, lambda w: settings(w, "{}={}", w.upper)),
    (s.SPACED, lambda w: settings(w, "{} = {}", w.noun)),
    (s.LISTED, lambda w: items(w, lambda n: "-")),
    (s.STARS, lambda w: items(w, lambda n: "*")),
    (s.NUMBERED, lambda w: items(w, lambda n: f"{n}.")),
    (s.TAGS, lambda w: element(w.one(["span", "li", "td", "h1", "button", "section", "b"]), w.sentence())),
    (s.TAGS, lambda w: f'<{w.one(["section", "ul", "span", "main", "nav"])} class="{w.kebab()}">'),
    (s.TAGS, lambda w: f"</{w.one(['div', 'ul', 'section', 'body', 'span', 'template'])}>"),
    (s.TAGS, lambda w: f'<img src="{w.path()}.png">'),
    (s.XMLISH, lambda w: f"<{w.noun()}{w.one(['', f' {w.noun()}=' + chr(34) + w.noun() + chr(34)])}/>"),
    (s.XMLISH, lambda w: element(w.noun(), w.one([w.noun(), w.number(0, 99)]))),
    (s.BRACES, lambda w: f"{{{{{w.one([' ', ''])}{w.noun()}.{w.noun()}{w.one([' ', ''])}}}}}"),
    (s.BRACES, lambda w: f"{w.sentence()} {{{{ {w.noun()} }}}}"),
    (
        s.COMMANDS,
        lambda w: w.one(
            [
                f"git {w.one(['pull', 'fetch --all', 'log', 'diff', 'stash', f'checkout {w.noun()}'])}",
                f"npm run {w.noun()}",
                f"docker {w.one(['ps', 'images', f'pull {w.noun()}'])}",
                f"pip install {w.noun()}",
                f"cargo {w.one(['build', 'test', 'run'])}",
                f"cd {w.noun()}",
                f"mkdir {w.noun()}",
                f"make {w.noun()}",
                f"curl {w.url()}",
                f"go {w.one(['build', 'test', 'run'])} .",
                f"{w.noun()} --{w.noun()}",
                f"{w.noun()} --version",
                f"yarn add {w.noun()}",
                f"python {w.noun()}.py",
                f"node {w.noun()}.js",
                f"ssh {w.host()}",
                f"echo {w.noun()} {w.noun()}",
            ]
        ),
    ),
    (
        s.QUERIES,
        lambda w: w.one(
            [
                f"SELECT {w.number(1, 99)}",
                f"SELECT * FROM {w.noun()}s",
                f"select {w.noun()} from {w.noun()};",
                f"DELETE FROM {w.noun()};",
                f"SELECT COUNT(*) FROM {w.noun()}s;",
                f"DROP TABLE {w.noun()};",
                f"UPDATE {w.noun()} SET {w.noun()} = {w.number(0, 9)};",
                "COMMIT;",
                "BEGIN;",
            ]
        ),
    ),
    (
        s.LITERALS,
        lambda w: w.one(
            [
                f'"{w.sentence()}"',
                f"{w.number(-99, -1)}",
                f'"{w.noun()}", "{w.noun()}"',
                "false",
                f'"{w.host()}"',
                f"{w.random.random():.3f}",
            ]
        ),
    ),
    (s.ARRAYS, lambda w: f"[{sample(w, 1, 5, lambda: w.number(0, 99))}]"),
    (s.ARRAYS, lambda w: f"[{sample(w, 1, 4, lambda: chr(34) + w.noun() + chr(34))}]"),
    (s.ARRAYS, lambda w: f"[[{sample(w, 1, 3, lambda: w.number(0, 9))}], [{sample(w, 1, 3, lambda: w.number(0, 9))}]]"),
    (s.OBJECTS, lambda w: f"{{ {w.noun()}: {literal(w)} }}"),
    (s.OBJECTS, lambda w: f"{{{w.noun()}: {w.number(0, 9)}, {w.noun()}: {w.number(0, 9)}}}"),
    (
        s.WORDS,
        lambda w: w.one(
            [
                w.noun(),
                w.noun().capitalize(),
                f"{w.adjective()} {w.noun()}",
                w.sentence(),
                w.snake(),
                w.kebab(),
                w.camel(),
                w.path(),
            ]
        ),
    ),
    (
        s.NUMBERS,
        lambda w: w.one(
            [
                str(w.number(2, 99999)),
                f"{w.random.random() * 100:.1f}",
                f"{w.number(1, 9)} {w.number(1, 9)} {w.number(1, 9)}",
                f"{w.number(1, 9)}\n{w.number(1, 9)}\n{w.number(1, 9)}",
            ]
        ),
    ),
    (s.IMPORTS, lambda w: f"import {w.one(['json', 'time', 'random', 'strings', 'sys', 'io', w.noun()])}"),
    (s.DOTTED, lambda w: f"import {w.noun()}.{w.noun()}.{w.one([w.noun(), w.pascal()])}"),
    (s.USING, lambda w: f"using {w.pascal()}{w.one([';', ''])}"),
    (
        s.FROMS,
        lambda w: f"import {w.one(['{ ' + w.camel() + ' }', w.pascal(), '* as ' + w.noun()])} from {w.one(['{0}./{1}{0}', '{0}{1}{0}', '{0}@/{1}{0}']).format(w.one([chr(34), chr(39)]), w.noun())}{w.one([';', ''])}",
    ),
    (
        s.FROMS,
        lambda w: w.one(
            ["export default {};", "export default {}", "export {{ {} }};", "export * from './{}';"]
        ).format(w.pascal()),
    ),
    (
        s.CONSTANTS,
        lambda w: f"const {low(w)} = {w.one([literal(w), low(w) + '(' + arguments(w) + ')'])}{w.one([';', ''])}",
    ),
    (s.CONSTANTS, lambda w: f"const {{ {w.noun()}, {w.noun()} }} = {w.noun()};"),
    (s.LETS, lambda w: f"let {w.camel()} = {w.one([literal(w), operation(w)])}{w.one(['', '', ';'])}"),
    (s.VARIABLES, lambda w: f"var {w.camel()} = {w.one([literal(w), operation(w)])}"),
    (s.VALUES, lambda w: f"val {w.camel()} = {w.one([literal(w), operation(w)])}"),
    (s.DEFS, lambda w: f"def {w.snake()}({sample(w, 0, 2, w.noun)}):"),
    (s.FUNCTIONS, lambda w: f"function {w.camel()}({w.one(['', ''])}) {{"),
    (s.FUNCTIONS, lambda w: f"function {w.snake()}() {{\n}}"),
    (s.FUNCS, lambda w: f"func {w.camel()}() {{"),
    (s.FNS, lambda w: f"fn {w.snake()}() {{"),
    (s.CLASSES, lambda w: f"class {w.pascal()} {{"),
    (s.CLASSES, lambda w: f"public class {w.pascal()} {{"),
    (s.ENDINGS, lambda w: w.one(["  end\nend", "end\n\n", "    end", "  return\nend", "  else\n"])),
    (
        s.PASCALISH,
        lambda w: w.one(
            [
                "begin",
                "end;",
                "end if;",
                "end loop;",
                "BEGIN",
                "END;",
                f"{w.noun()} := {w.number(0, 99)};",
                "  end;\nend;",
            ]
        ),
    ),
    (
        s.SHELLISH,
        lambda w: w.one(
            ["done", "fi", "then", "do", "exit", f"export {w.upper()}", f"source {w.noun()}", "set -e", "exit 0"]
        ),
    ),
    (s.DOLLARS, lambda w: f"${w.camel()} = {literal(w)};"),
    (s.DOLLARS, lambda w: f"${w.noun()}"),
    (
        s.LISPS,
        lambda w: f"({w.one(['+', '*', '-', w.noun(), w.verb()])} {sample(w, 1, 3, lambda: w.one([w.number(0, 99), w.noun()]), ' ')})",
    ),
    (s.LISPS, lambda w: f"({w.one(['list', 'print', 'not', 'length', 'cons'])} {w.noun()})"),
    (s.MATHS, lambda w: f"{w.noun()} {w.one('xyn')} = {w.one('xyn')} {w.one('+-*')} {w.number(1, 9)}"),
    (s.RULES, lambda w: f"{w.one(['margin', 'padding', 'width', 'font-size'])}: {w.number(1, 99)}px;"),
    (s.RULES, lambda w: f".{w.kebab()} {{"),
    (s.RULES, lambda w: f".{w.noun()} {{\n  {w.one(['display: none', 'color: blue', 'margin: 0'])};\n}}"),
    (s.BARE, lambda w: f"{w.one(['margin', 'padding', 'width'])}: {w.number(1, 99)}px"),
    (s.SECTIONS, lambda w: f"[{w.one([w.noun(), w.kebab(), w.noun() + '.' + w.noun()])}]"),
    (s.SECTIONS, lambda w: f"[{w.noun()}]\n{w.noun()} = {w.one([w.number(0, 99), 'true'])}"),
    (s.TITLES, lambda w: f"# {w.noun().capitalize()}{w.one(['', ' ' + w.noun()])}"),
    (s.COMMAS, lambda w: f"{sample(w, 2, 5, w.noun, ',')}"),
    (
        s.COMMAS,
        lambda w: f"{sample(w, 3, 3, w.noun, w.one([',', ', ']))}\n{sample(w, 3, 3, lambda: w.number(0, 99), ',')}",
    ),
    (s.ARROWS, lambda w: f"{w.noun()} {w.one(['->', '-->', '=>'])} {w.noun()}"),
    (s.TYPES, lambda w: f"type {w.pascal()} = {w.pascal()}"),
    (s.ANNOTATED, lambda w: f"{w.noun()}: {w.one(['Int', 'String', 'string', 'float', 'bool', 'Float'])}"),
    (s.COLONS, lambda w: f"{w.one(['if', 'while', 'elif'])} {w.one([low(w), operation(w)])}:"),
    (s.COLONS, lambda w: f"for {w.noun()} in {w.noun()}s:"),
    (s.THENS, lambda w: f"if {operation(w)} then"),
    (s.PRINTS, lambda w: f"print({w.one([w.noun(), operation(w), str(w.number(0, 99)), low(w) + ', ' + low(w)])})"),
    (
        s.LOGGED,
        lambda w: f"console.{w.one(['log', 'error', 'warn'])}({w.one([w.noun(), literal(w), w.noun() + ', ' + w.noun()])}){w.one([';', ''])}",
    ),
    (
        s.INCLUDES,
        lambda w: f'#include {w.one(["<{}.h>", chr(34) + "{}.h" + chr(34)]).format(w.one(["math", "string", w.noun(), w.snake()]))}',
    ),
    (s.PUTS, lambda w: f"puts {w.one([chr(34) + w.sentence() + chr(34), w.noun()])}"),
    (s.MATHEMATICS, lambda w: f"{w.number(1, 99)} {w.one('+-*/')} {w.number(1, 99)}"),
    (s.MATHEMATICS, lambda w: f"({w.number(1, 9)} + {w.noun()[:1]}) * {w.number(1, 9)}"),
]


def weights(line):
    parts = line.split()
    found = {}
    for language, weight in zip(parts[::2], parts[1::2]):
        found[language] = found.get(language, 0) + int(weight)
    return {language: weight for language, weight in found.items() if weight}


def squeezed(text):
    return " ".join(text.lower().split())


class Test:
    """The texts of Fixtures/ambiguous, from which what is trained on keeps away."""

    def __init__(self):
        lines = HELD_OUT.read_text(encoding="utf-8").splitlines()
        self.texts = [squeezed(json.loads(line)["text"]) for line in lines]

    def has_like(self, text):
        matchers = (difflib.SequenceMatcher(None, squeezed(text), one) for one in self.texts)
        return any(matcher.real_quick_ratio() > ALIKE and matcher.ratio() > ALIKE for matcher in matchers)


def rows(w, each):
    """So many texts of every family, no two alike but for white space and case."""
    test, seen = Test(), set()
    for number, (line, make) in enumerate(FAMILIES):
        for _ in range(each):
            text = make(w)
            if squeezed(text) in seen or test.has_like(text):
                continue
            seen.add(squeezed(text))
            drawn = {language: weight * w.random.uniform(2 / 3, 4 / 3) for language, weight in weights(line).items()}
            total = sum(drawn.values())
            yield {
                "text": text + w.one(["", "\n"]),
                "language": None,
                "source": "ambiguous",
                "group": f"ambiguous/{number}",
                "softLabels": {language: round(weight / total, 4) for language, weight in drawn.items()},
            }
