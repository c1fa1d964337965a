"""Programs that are mostly prose: here-documents, raw strings, messages that are printed, descriptions in settings.

What is quoted is text in no programming language; what tells the language are the marks around it. So these rows have soft
labels, which `teach` leaves whole: a run of their lines would be prose alone.
"""

import pathlib
import re
import textwrap

import ambiguous

FORMS = pathlib.Path(__file__).resolve().with_name("quoted.txt")
FIELD = re.compile(r"@(text|first|name|Name|NAME|mark|mark_low)@")
MARKS = "EOF EOF EOF EOF END END EOT EOT EOS HEREDOC TEXT USAGE HERE DOC MSG".split()
# What would end a quotation, or mean something in it.
MEANT = str.maketrans("", "", "\"'`\\${}[]()<>|#%~^*@&")


def forms_of(text):
    """What `quoted.txt` says: for each language its forms."""
    _, *parts = re.split(r"^%% (\S+)\n", text, flags=re.MULTILINE)
    return {language: re.split(r"\n%\n", forms.rstrip("\n")) for language, forms in zip(parts[::2], parts[1::2])}


def capitalized(words):
    """With a capital first, the rest as it is."""
    return words[:1].upper() + words[1:]


def paragraph(w):
    """Made-up sentences, as of a letter, a poem or a manual."""
    return " ".join(capitalized(w.sentence()) + w.one([".", ".", ",", "!", ":"]) for _ in range(w.number(1, 8)))


def usage(w):
    """What a program says of its options."""
    names = {name[0]: name for name in (w.noun() for _ in range(w.number(1, 5)))}.values()
    head = f"Usage: {w.noun()} {w.one(['OPTIONS', 'FILE', 'COMMAND ...'])}"
    return [head, *(f"  -{name[0]}, --{name:<12} {w.sentence()}" for name in names)]


def lines_of(w, prose):
    """A few lines of text: a part of a paragraph that is set to some width, or a program's options."""
    if w.maybe(0.12):
        return usage(w)
    words = (w.one(prose) if prose and w.maybe(0.7) else paragraph(w)).translate(MEANT)
    lines = textwrap.wrap(words, w.one([28, 40, 50, 60, 72, 80])) or [w.sentence()]
    start = w.number(0, max(0, len(lines) - 3))
    return lines[start : start + w.one([1, 1, 2, 3, 4, 6, 9, 14])]


def filled(w, form, lines):
    """A form with its fields filled, the same name and mark wherever they stand."""
    name, mark = w.one([w.noun(), w.noun(), w.camel()]), w.one(MARKS)
    values = {
        "text": "\n".join(lines), "first": lines[0].strip(), "name": name, "Name": capitalized(name),
        "NAME": name.upper(), "mark": mark, "mark_low": mark.lower(),
    }  # fmt: skip
    each = (
        line.replace("@line@", part) for line in form.split("\n") for part in (lines if "@line@" in line else [""])
    )
    return FIELD.sub(lambda field: values[field[1]], "\n".join(each))


def rows(w, each, prose):
    """At most so many texts of each language that has forms, all different, as rows of a corpus."""
    test = ambiguous.Test()
    for language, forms in forms_of(FORMS.read_text(encoding="utf-8")).items():
        made = dict.fromkeys(filled(w, w.one(forms), lines_of(w, prose)) for _ in range(each))
        for text in made:
            if test.has_like(text):
                continue
            yield {
                "text": text,
                "language": language,
                "softLabels": {language: 1.0},
                "source": "generated",
                "group": "generated/quoted",
            }
