"""Languages of snippets whose authors' tags are loose: what the text itself says.

- A session: a text that begins with a prompt (`$ make`) is `console`, whether its tag is `bash` or `text`.
- JavaScript that is tagged TypeScript: where nothing in a text looks like TypeScript's alone, it is as much JavaScript. Half
  of such texts, by chance but always the same, become `javascript`; TSX with an element in it `jsx`. Some of what looks like it is
  JavaScript too (`a ? f(b) : c;`), and stays what it is tagged.
- JSX in what is called JavaScript, as the files of many React projects are, is `jsx`; where nothing in a text that is tagged
  `jsx` is JSX, half of such texts become `javascript`, as above.
- Namesakes: Rosetta Code's Fish is ><>, whose programs are grids of characters, no shell, and its Astro no web framework.
  Both are in no language of the registry.

What the shipped model learned from was read by forerunners with a little looser patterns.
"""
import re

from snippets import number

NAMESAKES = {("rosetta", "fish"), ("rosetta", "astro")}
PROMPT = re.compile(r"\s*\$ [A-Za-z_./~]")
SESSIONS = {"shellscript", "plaintext"}
UNTYPED = {"typescript": "javascript", "tsx": "jsx"}
NAME = r"[A-Za-z_$][\w$]*"
BASIC = r"(?:string|number|boolean|any|void|unknown|never|null|undefined|object|bigint|symbol)\b"
TYPED = re.compile(
    rf"""
      \b(?:interface|enum|namespace|declare|implements|readonly|satisfies|keyof|infer|abstract)\s+[\w$]
    | \btype\s+{NAME}\s*(?:<[^=]*>)?\s*=
    | \b(?:private|public|protected)\s+[\w$]
    | \b(?:import|export)\s+type\b
    | [\w$\])?]:\s*(?:readonly\s+)?(?!null|undefined){BASIC}
    | [\w$\])?]:\s*(?:{NAME}\.)*[A-Z][\w$]*\s*(?:<|\[\]|[=,;)|&{{]|$)
    | \b[\w$]+\?\s*:\s*\S
    | \)\s*:\s*[\w$\[{{<'"][^?]*?(?:=>|\{{|;|$)
    | \bas\s+(?:const|{BASIC}|[A-Z][\w$]*)
    | [\w$]<(?:{BASIC}|[A-Z{{'"][\w$\s,.|&\[\]{{}}:;'"<>-]{{0,200}})>\s*\(
    | [\w$)\]]!(?:\.|;|\)|\[)
    """,
    re.VERBOSE | re.MULTILINE,
)
ELEMENT = re.compile(
    rf"""
      (?:\b(?:return|default)\s|\(|(?:=>|[=?:,]|&&|\|\|)\s)\s*\(?\s*
        <(?:>|(?!T\b)[A-Za-z][\w.]*(?:\s(?!extends\b)[^<>;]{{0,300}})?/?>)(?!['"`*])
    | <[A-Za-z][\w.]*(?:\s[^<>;]{{0,300}}?)?\s[\w-]{{1,40}}=\{{
    """,
    re.VERBOSE,
)
CLOSED = re.compile("</|/>")
# Elements in these are HTML's.
QUOTED = re.compile(r"""/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`""", re.DOTALL)


def is_in_chosen_half(text):
    """Of texts that are as much one language as another, half: by chance, but always the same."""
    return number("untyped", text) % 2 == 1


def of_namesake(row):
    """A row's language by its tag, none where that only shares its name with a language of the registry."""
    return None if (row.get("source"), row["language"]) in NAMESAKES else row["language"]


def language_of(row):
    """What a row is in by its tag and its text."""
    language, text = of_namesake(row), row["text"]
    if language in SESSIONS and PROMPT.match(text):
        return "console"
    if language in UNTYPED and not TYPED.search(text) and is_in_chosen_half(text):
        language = UNTYPED[language]
    return of_react(language, text)


def of_react(language, text):
    """JavaScript or JSX by what a text has, where it is one of them."""
    if language not in ("javascript", "jsx"):
        return language
    code = QUOTED.sub('""', text)
    if language == "javascript" and ELEMENT.search(code) and CLOSED.search(code):
        return "jsx"
    if language == "jsx" and not ELEMENT.search(code) and not TYPED.search(text) and is_in_chosen_half(text):
        return "javascript"
    return language


def read(rows):
    """The rows with the languages that they are in."""
    return [{**row, "language": language_of(row)} for row in rows]
