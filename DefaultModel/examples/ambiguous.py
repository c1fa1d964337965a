"""Short texts that nobody can tell, each with the languages it may be in as soft labels.

A family is a way to write something that is right in many languages, with weights: how likely somebody who pastes such a
text means each of them. They are judgements, not counts, and vary by a third from text to text, so that no one order of
the languages is learned. Nothing here is, or is nearly, a text of Fixtures/ambiguous, which is the test.
"""
import difflib
import json
import pathlib

HELD_OUT = pathlib.Path(__file__).resolve().parents[2] / "Fixtures/ambiguous/pieces.jsonl"
ALIKE = 0.8

SCRIPT = "python 12 ruby 9 lua 7 julia 5 r 4 groovy 4 coffeescript 3 crystal 3 elixir 3 nim 3 matlab 3 gdscript 3 starlark 2 perl 1 swift 3 kotlin 3 scala 3 javascript 8"
CURLY = "javascript 11 typescript 9 java 10 csharp 9 cpp 9 c 8 php 3 dart 4 rust 3 go 3 swift 3 kotlin 3 scala 2 d 2 objective-c 2 jsx 2 tsx 2 groovy 2 apex 1 haxe 1 actionscript 1 solidity 1 glsl 1 vala 1"
TYPED = "c 12 cpp 12 java 11 csharp 10 dart 5 d 4 glsl 3 hlsl 2 cuda-cpp 2 objective-c 4 groovy 3 apex 2 vala 2 solidity 2 pike 1 haxe 1"
HASHES = "python 12 shellscript 11 ruby 8 yaml 8 perl 4 toml 4 r 4 makefile 4 dockerfile 4 ini 3 dotenv 3 elixir 3 julia 3 powershell 4 nim 2 nginx 2 cmake 2 fish 2 coffeescript 2 graphql 2 hcl 2 markdown 4 plaintext 2 console 2 tcl 1 awk 1"
SLASHES = "javascript 10 typescript 8 java 8 cpp 8 c 7 csharp 7 go 6 rust 6 swift 5 kotlin 5 php 4 scala 3 dart 3 scss 3 groovy 2 fsharp 2 objective-c 2 solidity 2 zig 2 protobuf 2 less 1 jsx 3 tsx 3 plaintext 1"
DASHES = "sql 14 haskell 10 lua 10 elm 6 ada 5 vhdl 5 plsql 4 agda 3 idris 3 purescript 3 applescript 3 lean 2 eiffel 2 plaintext 3 markdown 2"
SEMICOLONS = "ini 9 clojure 9 commonlisp 9 asm 9 emacs-lisp 8 scheme 8 racket 6 autohotkey 5 llvm 4 autoit 3 janet 2 idl 2 red 2 wasm 2"
PERCENTS = "latex 12 erlang 11 matlab 11 prolog 10 postscript 4 mercury 2 logtalk 2 oz 2 plaintext 1"
BLOCKS = "c 10 cpp 10 java 9 javascript 9 css 9 csharp 6 php 4 go 4 scss 4 sql 4 typescript 5 rust 3 kotlin 3 swift 3 scala 3 objective-c 2 sas 2 less 2 groovy 2 rexx 1 dart 2 prolog 1"
PAIRS = "yaml 22 plaintext 9 markdown 6 http 5 cue 3 properties 4 graphql 2 toml 1 gherkin 1 sass 1 stylus 1 javascript 3 python 2 rst 1"
EQUALS = "ini 12 properties 12 dotenv 12 shellscript 12 toml 4 console 4 makefile 4 plaintext 5 bat 3 fish 1 python 4"
UPPERS = "dotenv 16 shellscript 14 ini 7 properties 7 makefile 5 console 4 plaintext 3 dockerfile 3 python 3 toml 2"
SPACED = "python 9 toml 10 ini 10 ruby 5 properties 7 lua 4 hcl 4 julia 3 javascript 4 makefile 3 r 2 matlab 2 haskell 3 nim 2 elixir 2 coffeescript 2 crystal 2 plaintext 3 gdscript 2 starlark 2 groovy 2"
LISTED = "markdown 17 yaml 17 plaintext 12 rst 6 asciidoc 5 haml 1"
STARS = "markdown 16 plaintext 11 asciidoc 9 rst 9 mermaid 1 plantuml 1 haml 1"
NUMBERED = "markdown 15 plaintext 14 asciidoc 3 rst 6"
TAGS = "html 15 vue 6 svelte 5 jsx 7 xml 6 php 4 erb 4 jinja 4 markdown 4 handlebars 3 liquid 3 astro 4 tsx 4 javascript 2 typescript 1 xslt 1"
XMLISH = "xml 15 html 8 xslt 4 svelte 3 vue 4 jsx 5 astro 3 tsx 3 xquery 2 php 2"
BRACES = "html 6 jinja 12 handlebars 10 liquid 9 vue 8 yaml 4 plaintext 2 erb 1 just 2 markdown 3"
COMMANDS = "shellscript 22 console 13 bat 6 powershell 6 fish 5 makefile 4 dockerfile 3 plaintext 5 nushell 3"
QUERIES = "sql 21 plsql 6 plaintext 1 php 1 python 1 console 2 sparql 1 apex 1"
CALLS = "python 10 javascript 10 ruby 6 lua 5 typescript 5 julia 4 r 4 swift 4 kotlin 4 java 3 c 3 cpp 3 go 3 php 2 rust 2 scala 3 perl 2 matlab 3 nim 3 dart 2 elixir 3 groovy 3 gdscript 2 crystal 2 starlark 2 zig 1 csharp 2 erlang 1 cmake 1"
ENDED = CURLY + " perl 3 r 1 matlab 2"
LITERALS = "json 12 python 8 javascript 9 yaml 5 ruby 5 plaintext 3 typescript 5 elixir 2 julia 3 haskell 3 swift 3 kotlin 2 rust 2 jq 2 cue 2 r 2 nim 2 scala 2 lua 2 php 2"
ARRAYS = "json 11 python 10 javascript 10 ruby 7 yaml 5 haskell 4 swift 4 julia 4 elixir 3 typescript 5 coffeescript 2 rust 2 elm 2 groovy 2 erlang 2 prolog 2 toml 2 fsharp 2 perl 2 matlab 2"
OBJECTS = "json 6 javascript 13 typescript 8 python 2 cue 3 ruby 3 swift 1 coffeescript 3 jsx 3 tsx 3 yaml 4 php 1"
WORDS = "plaintext 20 markdown 8 yaml 3 console 3 shellscript 3 csv 2 python 1 asciidoc 1 rst 1 bat 1"
NUMBERS = "plaintext 10 json 5 python 5 javascript 5 csv 4 yaml 4 ruby 3 r 3 julia 3 apl 2 j 2 forth 2 clojure 2 haskell 2 lua 2 console 2 wolfram 2 matlab 3"
IMPORTS = "python 12 go 5 nim 5 swift 6 d 3 v 4 mojo 4 haskell 7 java 2 kotlin 3 cython 5 gleam 2 julia 3 scala 3 starlark 1 elm 2 haxe 1"
DOTTED = "java 9 kotlin 8 scala 8 python 7 groovy 6 d 5 haskell 5 haxe 4 ceylon 1 csharp 1 dart 1 elm 4 purescript 3 idris 2 agda 1"
USING = "csharp 11 cpp 9 julia 8 vala 4 rust 2 php 3 perl 4 elixir 1"
FROMS = "javascript 11 typescript 11 jsx 6 tsx 7 vue 3 svelte 4 astro 3"
CONSTANTS = "javascript 12 typescript 12 jsx 5 tsx 5 svelte 3 vue 2 astro 2 rust 2 zig 3 php 2 cpp 2 dart 3 go 1 d 2"
LETS = "javascript 9 swift 9 rust 8 ocaml 6 fsharp 8 typescript 7 haskell 4 elm 3 nim 4 viml 4 lean 2 reason 2 rescript 3 purescript 2 livescript 1 sml 1 coffeescript 1 typst 1 nix 2 idris 1"
VARIABLES = "swift 9 javascript 9 kotlin 8 go 7 scala 6 csharp 6 dart 5 groovy 4 nim 5 haxe 4 actionscript 3 typescript 4 gdscript 5 java 4 vala 2 julia 1 zig 2 wren 2 mojo 2"
VALUES = "kotlin 12 scala 12 fsharp 5 sml 6 java 1 ocaml 3"
DEFS = "python 13 scala 5 ruby 3 starlark 6 cython 7 nim 1 groovy 5 crystal 2 mojo 7 elixir 1 gdscript 1"
FUNCTIONS = "javascript 12 php 7 typescript 8 lua 3 dart 1 jsx 4 awk 3 shellscript 4 actionscript 3 haxe 3 r 1 hack 2 tsx 3"
FUNCS = "go 10 swift 12 gdscript 3 vala 1 wren 1 odin 1 nim 1"
FNS = "rust 11 v 6 cairo 5 gleam 5"
CLASSES = "java 9 csharp 8 php 6 javascript 7 typescript 6 kotlin 6 scala 6 swift 7 dart 5 cpp 3 groovy 4 d 3 haxe 4 hack 2 apex 2 jsx 1 tsx 1 vala 2 reason 1"
ENDINGS = "ruby 13 lua 10 julia 9 elixir 7 crystal 7 matlab 6 fortran 3 fish 4 pascal 3 vhdl 2 ada 2 verilog 2 vb 1"
PASCALISH = "pascal 10 ada 8 vhdl 7 plsql 8 sql 3 verilog 2 matlab 1 ruby 1 lua 1"
SHELLISH = "shellscript 17 console 4 makefile 4 fish 2 dockerfile 2 plaintext 1"
RETURNED = "python 12 ruby 8 lua 8 javascript 9 go 6 swift 5 kotlin 5 julia 5 coffeescript 4 groovy 3 nim 4 scala 3 gdscript 3 crystal 3 typescript 4 starlark 2 cython 2 v 2 odin 1"
DOLLARS = "php 14 perl 14 powershell 9 hack 3 raku 6 scss 4 puppet 2 shellscript 2 nushell 1"
LISPS = "clojure 11 commonlisp 12 scheme 11 racket 10 emacs-lisp 11 janet 6 wasm 1"
MATHS = "haskell 11 elm 6 purescript 5 idris 5 agda 2 ocaml 2 fsharp 2 lean 3 dhall 1 sml 2"
RULES = "css 13 scss 9 less 8 html 3 stylus 4 svelte 2 vue 2"
BARE = "css 2 sass 8 stylus 9 yaml 8 scss 1"
SECTIONS = "ini 14 toml 11 properties 2 plaintext 3 dotenv 1"
TITLES = "markdown 14 shellscript 5 python 6 yaml 5 plaintext 4 asciidoc 3 toml 3 ruby 3 dockerfile 2 makefile 2 r 2"
COMMAS = "csv 16 plaintext 11 json 1 python 2 prolog 1"
ARROWS = "haskell 6 dot 6 mermaid 5 plantuml 7 elm 3 rust 3 scala 3 plaintext 6 ocaml 3 typescript 3 elixir 2 kotlin 3 java 2 coffeescript 2 puppet 2"
TYPES = "typescript 9 go 4 rust 5 haskell 7 elm 5 fsharp 5 swift 2 scala 5 ocaml 4 kotlin 2 julia 1 nim 3 purescript 4 python 3 graphql 1 sml 3 reason 2 tsx 3"
ANNOTATED = "python 7 typescript 8 kotlin 6 swift 6 scala 5 rust 3 nim 4 graphql 5 fsharp 2 elm 2 haskell 1 gdscript 3 yaml 4 cue 2 pascal 3"
CONDITIONS = CURLY + " perl 2 r 3 awk 1"
COLONS = "python 14 starlark 4 nim 6 gdscript 8 cython 6 mojo 5"
THENS = "lua 11 ruby 6 pascal 3 shellscript 4 haskell 3 ocaml 4 elm 4 fsharp 4 purescript 2 vb 4 ada 4 vhdl 3 crystal 4 plsql 4"
PRINTS = "python 9 lua 8 swift 7 julia 5 r 6 kotlin 2 dart 3 gdscript 6 groovy 2 nim 2 starlark 4 mojo 4 cython 4"
LOGGED = "javascript 13 typescript 11 jsx 5 tsx 5 svelte 1 coffeescript 1 vue 2 html 1"
INCLUDES = "c 12 cpp 14 objective-c 8 cuda-cpp 4 glsl 1 hlsl 2"
PUTS = "ruby 12 crystal 10 tcl 6"
MATHEMATICS = "plaintext 7 python 6 javascript 6 julia 4 r 4 ruby 4 matlab 5 haskell 4 lua 2 wolfram 3 maxima 3 parigp 3 latex 3 console 2 gnuplot 2 swift 2 scala 2"


def low(w):
    return w.one([w.noun, w.noun, w.snake, w.camel])()


def literal(w):
    return w.one([str(w.number(0, 999)), f"{w.random.random() * 10:.2f}", f'"{w.noun()}"', f"'{w.noun()}'", w.one(["true", "false"])])


def items(w, mark):
    return "\n".join(f"{mark(n)} {w.one([w.noun(), w.noun(), w.sentence(), w.kebab()])}" for n in range(1, w.number(1, 4) + 1))


def settings(w, form, key, most=3):
    return "\n".join(form.format(key(), w.one([w.noun(), str(w.number(1, 9999)), w.scalar(), "true"])) for _ in range(w.number(1, most)))


def operation(w):
    return f"{low(w)} {w.one(['+', '-', '*', '/', '<', '>', '=='])} {w.one([low(w), str(w.number(0, 99))])}"


def arguments(w):
    return ", ".join(w.one([low(w), literal(w)]) for _ in range(w.number(0, 3)))


def element(tag, content):
    return f"<{tag}>{content}</{tag}>"


def counting(w, name):
    return f"for (int {name} = 0; {name} < {w.one([low(w), str(w.number(2, 99))])}; {w.one([name + '++', '++' + name])}) {{"


def sample(w, low_, high, make, join=", "):
    return join.join(str(make()) for _ in range(w.number(low_, high)))


FAMILIES = [
    (SPACED, lambda w: f"{low(w)} = {w.number(0, 999)}"), (SPACED, lambda w: f'{low(w)} = "{w.one([w.noun(), w.sentence(), w.host()])}"'),
    (SCRIPT, lambda w: f"{low(w)} = {operation(w)}"), (SCRIPT, lambda w: f"{low(w)} = {low(w)}({arguments(w)})"), (SCRIPT, lambda w: f"{low(w)} = {low(w)}.{low(w)}"),
    (SCRIPT, lambda w: f"{low(w)} {w.one(['+=', '-=', '*='])} {w.number(1, 99)}"), (SCRIPT, lambda w: f"{low(w)} = [{sample(w, 1, 4, lambda: literal(w))}]"),
    (SCRIPT, lambda w: f"{low(w)} = {w.number(1, 9)}\n{low(w)} = {w.number(1, 9)}"), (ENDED, lambda w: f"{low(w)}{w.one([' = ', ' += ', '='])}{w.one([literal(w), operation(w)])};"),
    (ENDED, lambda w: f"{w.camel()}({arguments(w)});"), (ENDED, lambda w: f"{low(w)}.{w.camel()}({arguments(w)});"), (CALLS, lambda w: f"{low(w)}({arguments(w)})"),
    (CALLS, lambda w: f"{w.noun()}.{w.one([w.verb(), w.camel()])}({arguments(w)})"), (TYPED, lambda w: f"{w.one(['int', 'float', 'double', 'long', 'bool'])} {low(w)}{w.one([f' = {w.number(0, 99)}', ''])};"),
    (TYPED, lambda w: counting(w, w.one("ijkn"))),
    (TYPED, lambda w: f"{w.one(['int', 'void', 'float', 'double'])} {w.camel()}({w.one(['int', 'float'])} {w.noun()}) {{"), (CURLY, lambda w: f"return {w.one([low(w), operation(w), literal(w), low(w) + '()'])};"),
    (RETURNED, lambda w: f"return {w.one([operation(w), literal(w), low(w) + '(' + low(w) + ')'])}"), (CURLY, lambda w: w.one(["}\n}", "  }\n}", "    }", "};", "} else {", "});\n}", ")", ");", "continue;", "} catch (e) {", "finally {", "} while (true);"])),
    (CONDITIONS, lambda w: f"{w.one(['if', 'while', '} else if'])} ({w.one([low(w), '!' + low(w), operation(w)])}) {{"), (HASHES, lambda w: f"#{w.one([' ', '', ' ', '  '])}{w.one([w.sentence(), w.verb(), w.noun() + ' ' + w.noun(), w.phrase()])}"),
    (SLASHES, lambda w: f"//{w.one([' ', '', ' '])}{w.one([w.sentence(), w.verb() + ' ' + w.noun(), w.phrase()])}"), (DASHES, lambda w: f"--{w.one([' ', ' ', ''])}{w.one([w.sentence(), w.phrase()])}"),
    (SEMICOLONS, lambda w: f"{w.one([';', ';;', '; '])} {w.sentence()}"), (PERCENTS, lambda w: f"{w.one(['%', '%%'])} {w.sentence()}"), (BLOCKS, lambda w: "/*" + w.one([" ", "\n * ", "*\n * "]) + w.sentence() + w.one([" ", "\n "]) + "*/"),
    (PAIRS, lambda w: settings(w, "{}: {}", w.noun)), (PAIRS, lambda w: f"{w.one([w.noun, w.kebab])()}: {w.sentence()}"), (EQUALS, lambda w: settings(w, "{}={}", w.one([w.noun, w.snake, w.kebab]))),
    (UPPERS, lambda w: settings(w, "{}={}", w.upper)), (SPACED, lambda w: settings(w, "{} = {}", w.noun)), (LISTED, lambda w: items(w, lambda n: "-")), (STARS, lambda w: items(w, lambda n: "*")),
    (NUMBERED, lambda w: items(w, lambda n: f"{n}.")), (TAGS, lambda w: element(w.one(["span", "li", "td", "h1", "button", "section", "b"]), w.sentence())),
    (TAGS, lambda w: f'<{w.one(["section", "ul", "span", "main", "nav"])} class="{w.kebab()}">'), (TAGS, lambda w: f"</{w.one(['div', 'ul', 'section', 'body', 'span', 'template'])}>"), (TAGS, lambda w: f'<img src="{w.path()}.png">'),
    (XMLISH, lambda w: f"<{w.noun()}{w.one(['', f' {w.noun()}=' + chr(34) + w.noun() + chr(34)])}/>"), (XMLISH, lambda w: element(w.noun(), w.one([w.noun(), w.number(0, 99)]))),
    (BRACES, lambda w: f"{{{{{w.one([' ', ''])}{w.noun()}.{w.noun()}{w.one([' ', ''])}}}}}"), (BRACES, lambda w: f"{w.sentence()} {{{{ {w.noun()} }}}}"),
    (COMMANDS, lambda w: w.one([f"git {w.one(['pull', 'fetch --all', 'log', 'diff', 'stash', f'checkout {w.noun()}'])}", f"npm run {w.noun()}", f"docker {w.one(['ps', 'images', f'pull {w.noun()}'])}", f"pip install {w.noun()}", f"cargo {w.one(['build', 'test', 'run'])}",
                               f"cd {w.noun()}", f"mkdir {w.noun()}", f"make {w.noun()}", f"curl {w.url()}", f"go {w.one(['build', 'test', 'run'])} .", f"{w.noun()} --{w.noun()}", f"{w.noun()} --version", f"yarn add {w.noun()}", f"python {w.noun()}.py", f"node {w.noun()}.js", f"ssh {w.host()}", f"echo {w.noun()} {w.noun()}"])),
    (QUERIES, lambda w: w.one([f"SELECT {w.number(1, 99)}", f"SELECT * FROM {w.noun()}s", f"select {w.noun()} from {w.noun()};", f"DELETE FROM {w.noun()};", f"SELECT COUNT(*) FROM {w.noun()}s;", f"DROP TABLE {w.noun()};", f"UPDATE {w.noun()} SET {w.noun()} = {w.number(0, 9)};", "COMMIT;", "BEGIN;"])),
    (LITERALS, lambda w: w.one([f'"{w.sentence()}"', f"{w.number(-99, -1)}", f'"{w.noun()}", "{w.noun()}"', "false", f'"{w.host()}"', f"{w.random.random():.3f}"])), (ARRAYS, lambda w: f"[{sample(w, 1, 5, lambda: w.number(0, 99))}]"),
    (ARRAYS, lambda w: f"[{sample(w, 1, 4, lambda: chr(34) + w.noun() + chr(34))}]"), (ARRAYS, lambda w: f"[[{sample(w, 1, 3, lambda: w.number(0, 9))}], [{sample(w, 1, 3, lambda: w.number(0, 9))}]]"), (OBJECTS, lambda w: f"{{ {w.noun()}: {literal(w)} }}"),
    (OBJECTS, lambda w: f"{{{w.noun()}: {w.number(0, 9)}, {w.noun()}: {w.number(0, 9)}}}"), (WORDS, lambda w: w.one([w.noun(), w.noun().capitalize(), f"{w.adjective()} {w.noun()}", w.sentence(), w.snake(), w.kebab(), w.camel(), w.path()])),
    (NUMBERS, lambda w: w.one([str(w.number(2, 99999)), f"{w.random.random() * 100:.1f}", f"{w.number(1, 9)} {w.number(1, 9)} {w.number(1, 9)}", f"{w.number(1, 9)}\n{w.number(1, 9)}\n{w.number(1, 9)}"])),
    (IMPORTS, lambda w: f"import {w.one(['json', 'time', 'random', 'strings', 'sys', 'io', w.noun()])}"), (DOTTED, lambda w: f"import {w.noun()}.{w.noun()}.{w.one([w.noun(), w.pascal()])}"), (USING, lambda w: f"using {w.pascal()}{w.one([';', ''])}"),
    (FROMS, lambda w: f"import {w.one(['{ ' + w.camel() + ' }', w.pascal(), '* as ' + w.noun()])} from {w.one(['{0}./{1}{0}', '{0}{1}{0}', '{0}@/{1}{0}']).format(w.one([chr(34), chr(39)]), w.noun())}{w.one([';', ''])}"),
    (FROMS, lambda w: w.one(["export default {};", "export default {}", "export {{ {} }};", "export * from './{}';"]).format(w.pascal())), (CONSTANTS, lambda w: f"const {low(w)} = {w.one([literal(w), low(w) + '(' + arguments(w) + ')'])}{w.one([';', ''])}"),
    (CONSTANTS, lambda w: f"const {{ {w.noun()}, {w.noun()} }} = {w.noun()};"), (LETS, lambda w: f"let {w.camel()} = {w.one([literal(w), operation(w)])}{w.one(['', '', ';'])}"), (VARIABLES, lambda w: f"var {w.camel()} = {w.one([literal(w), operation(w)])}"),
    (VALUES, lambda w: f"val {w.camel()} = {w.one([literal(w), operation(w)])}"), (DEFS, lambda w: f"def {w.snake()}({sample(w, 0, 2, w.noun)}):"), (FUNCTIONS, lambda w: f"function {w.camel()}({w.one(['', ''])}) {{"),
    (FUNCTIONS, lambda w: f"function {w.snake()}() {{\n}}"), (FUNCS, lambda w: f"func {w.camel()}() {{"), (FNS, lambda w: f"fn {w.snake()}() {{"), (CLASSES, lambda w: f"class {w.pascal()} {{"), (CLASSES, lambda w: f"public class {w.pascal()} {{"),
    (ENDINGS, lambda w: w.one(["  end\nend", "end\n\n", "    end", "  return\nend", "  else\n"])), (PASCALISH, lambda w: w.one(["begin", "end;", "end if;", "end loop;", "BEGIN", "END;", f"{w.noun()} := {w.number(0, 99)};", "  end;\nend;"])),
    (SHELLISH, lambda w: w.one(["done", "fi", "then", "do", "exit", f"export {w.upper()}", f"source {w.noun()}", "set -e", "exit 0"])), (DOLLARS, lambda w: f"${w.camel()} = {literal(w)};"), (DOLLARS, lambda w: f"${w.noun()}"),
    (LISPS, lambda w: f"({w.one(['+', '*', '-', w.noun(), w.verb()])} {sample(w, 1, 3, lambda: w.one([w.number(0, 99), w.noun()]), ' ')})"), (LISPS, lambda w: f"({w.one(['list', 'print', 'not', 'length', 'cons'])} {w.noun()})"),
    (MATHS, lambda w: f"{w.noun()} {w.one('xyn')} = {w.one('xyn')} {w.one('+-*')} {w.number(1, 9)}"), (RULES, lambda w: f"{w.one(['margin', 'padding', 'width', 'font-size'])}: {w.number(1, 99)}px;"), (RULES, lambda w: f".{w.kebab()} {{"),
    (RULES, lambda w: f".{w.noun()} {{\n  {w.one(['display: none', 'color: blue', 'margin: 0'])};\n}}"), (BARE, lambda w: f"{w.one(['margin', 'padding', 'width'])}: {w.number(1, 99)}px"), (SECTIONS, lambda w: f"[{w.one([w.noun(), w.kebab(), w.noun() + '.' + w.noun()])}]"),
    (SECTIONS, lambda w: f"[{w.noun()}]\n{w.noun()} = {w.one([w.number(0, 99), 'true'])}"), (TITLES, lambda w: f"# {w.noun().capitalize()}{w.one(['', ' ' + w.noun()])}"), (COMMAS, lambda w: f"{sample(w, 2, 5, w.noun, ',')}"),
    (COMMAS, lambda w: f"{sample(w, 3, 3, w.noun, w.one([',', ', ']))}\n{sample(w, 3, 3, lambda: w.number(0, 99), ',')}"), (ARROWS, lambda w: f"{w.noun()} {w.one(['->', '-->', '=>'])} {w.noun()}"), (TYPES, lambda w: f"type {w.pascal()} = {w.pascal()}"),
    (ANNOTATED, lambda w: f"{w.noun()}: {w.one(['Int', 'String', 'string', 'float', 'bool', 'Float'])}"), (COLONS, lambda w: f"{w.one(['if', 'while', 'elif'])} {w.one([low(w), operation(w)])}:"), (COLONS, lambda w: f"for {w.noun()} in {w.noun()}s:"),
    (THENS, lambda w: f"if {operation(w)} then"), (PRINTS, lambda w: f"print({w.one([w.noun(), operation(w), str(w.number(0, 99)), low(w) + ', ' + low(w)])})"), (LOGGED, lambda w: f"console.{w.one(['log', 'error', 'warn'])}({w.one([w.noun(), literal(w), w.noun() + ', ' + w.noun()])}){w.one([';', ''])}"),
    (INCLUDES, lambda w: f'#include {w.one(["<{}.h>", chr(34) + "{}.h" + chr(34)]).format(w.one(["math", "string", w.noun(), w.snake()]))}'), (PUTS, lambda w: f"puts {w.one([chr(34) + w.sentence() + chr(34), w.noun()])}"), (MATHEMATICS, lambda w: f"{w.number(1, 99)} {w.one('+-*/')} {w.number(1, 99)}"),
    (MATHEMATICS, lambda w: f"({w.number(1, 9)} + {w.noun()[:1]}) * {w.number(1, 9)}"),
]


def weights(line):
    parts = line.split()
    found = {}
    for language, weight in zip(parts[::2], parts[1::2]):
        found[language] = found.get(language, 0) + int(weight)
    return {language: weight for language, weight in found.items() if weight}


def squeezed(text):
    return " ".join(text.lower().split())


def rows(w, each):
    """So many texts of every family, no two alike but for white space and case."""
    held_out = [squeezed(json.loads(line)["text"]) for line in HELD_OUT.read_text(encoding="utf-8").splitlines()]
    seen = set()
    for number, (line, make) in enumerate(FAMILIES):
        for _ in range(each):
            text = make(w)
            if squeezed(text) in seen or any(difflib.SequenceMatcher(None, squeezed(text), one).ratio() > ALIKE for one in held_out):
                continue
            seen.add(squeezed(text))
            drawn = {language: weight * w.random.uniform(2 / 3, 4 / 3) for language, weight in weights(line).items()}
            total = sum(drawn.values())
            yield {"text": text + w.one(["", "\n"]), "language": None, "source": "ambiguous", "group": f"ambiguous/{number}",
                   "softLabels": {language: round(weight / total, 4) for language, weight in drawn.items()}}
