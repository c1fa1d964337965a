"""Prose that mentions code: a paragraph of a manual, a comment or a mail with an expression in the middle of a sentence.

Pages mark such code, and what is taken from a page has lost the marks. It is text all the same. The rows have soft labels,
which `teach` leaves whole: without its prose a run of their lines could be code alone.
"""

import re

LEAST, LONGEST_CODE, MOST_OF_CODE = 60, 60, 0.4
# With a letter and a mark. A line of plain text may fit too, and does no harm: the whole is text.
CODE = re.compile(r"(?=.*[A-Za-z])(?=.*[^\w\s])\S.{2,}[\w)\]}\"';]")


PAIRS = ("()", "[]", "{}", "\"\"", "''", "``")


def is_closed(line):
    """Whether what is opened is closed: as many of either bracket, and of quotes an even number."""
    return all(line.count(a) % 2 == 0 if a == b else line.count(a) == line.count(b) for a, b in PAIRS)


def fragment(w, texts):
    """A line of a program that is short enough to be mentioned, None where the text that was drawn has none."""
    lines = [line.strip() for line in w.one(texts).split("\n")]
    fit = [line for line in lines if len(line) <= LONGEST_CODE and CODE.fullmatch(line) and is_closed(line)]
    return w.one(fit) if fit else None


def inside(w, words, code):
    place = w.number(1, len(words))
    return [*words[:place], code, *words[place:]]


def after(w, words, code):
    end = words[-1].rstrip(".:!?") + w.one([":", "", ", for example"])
    return [*words[:-1], end, code + w.one(["", "."])]


def before(w, words, code):
    return [code, w.one(["is", "means", "does not", "will", "returns", "-"]), *words]


def mention(w, prose, texts):
    """A paragraph with one fragment of code or two, None where that would be more of a program than of a text."""
    words, codes = w.one(prose).split(), [fragment(w, texts) for _ in range(w.one([1, 1, 2]))]
    if None in codes or not words:
        return None
    words = w.one([inside, inside, after, before])(w, words, codes[0])
    for code in codes[1:]:
        words = inside(w, words, code)
    text = " ".join(words)
    is_prose = sum(map(len, codes)) <= MOST_OF_CODE * len(text)
    return text if is_prose and len(text) >= LEAST else None


def rows(w, each, prose, texts):
    """At most so many different texts, as rows of a corpus; none without prose or without programs."""
    if not prose or not texts:
        return
    for text in dict.fromkeys(filter(None, (mention(w, prose, texts) for _ in range(each)))):
        yield {
            "text": text,
            "language": "plaintext",
            "softLabels": {"plaintext": 1.0},
            "source": "generated",
            "group": "generated/mentions",
        }
