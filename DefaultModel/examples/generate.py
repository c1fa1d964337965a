#!/usr/bin/env python3
"""Makes examples of formats, and of texts that nobody can tell, by chance but always the same ones for a seed.

    DefaultModel/examples/generate.py [--seed 7] [--each 400] [--ambiguous 24] [--texts train.jsonl] > generated.jsonl

--each: how many of each format (dotenv, properties, ini, nginx, JSON, YAML, TOML, HTTP, logs and stack traces, console
sessions, CSV, go.mod, Graphviz, Python that is typed for Cython); of what is in no language, twice as many.
--quoted: how many programs of each language that are mostly prose, such as here-documents.
--ambiguous: how many of each family of texts in many languages, with soft labels.
--texts: a corpus whose texts are changed a little, to make diffs of, and whose prose is quoted, and mentions them; what
comes out then has pieces of them in it.
`DefaultModel/assemble` calls `rows` with the corpus; nothing that it makes is in the repository.
"""

import argparse
import json
import random
import sys

import ambiguous
import logs
import mentions
import noise
import patches
import pure
import quoted
import sessions
import settings
import tables
import trees
import web
from words import Words

MODULES = [settings, trees, web, logs, sessions, tables, pure]
FORMATS = {language: make for module in MODULES for language, make in module.FORMATS.items()}
# Shorter ones could as well be another language's; `ambiguous` has those.
LEAST_LINES = {"dotenv": 3, "yaml": 3, "toml": 3, "properties": 2, "csv": 2, "json": 1, "ini": 3}

# Pages show a change without a header far more often than a whole patch.
BLOCKS = 8
# Prose has more to say of code than a format has forms.
MENTIONS = 5
# There are more ways to be in no language than in one.
NOISE = 2


def of_a_format(w, language, each):
    made = set()
    for _ in range(each * 3):
        text = FORMATS[language](w)
        if text.strip() and text not in made and text.count("\n") + 1 >= LEAST_LINES.get(language, 1):
            made.add(text)
            yield text
        if len(made) == each:
            return


def diffs(w, texts, each):
    """Patches of so many of the texts, and so many blocks of documentation that show a change."""
    usable = [text for text in texts if 3 <= text.count("\n") < 400 and len(text) < 20_000]
    for make, most in ((patches.diff, each), (patches.block, BLOCKS * each)):
        for text in w.random.sample(usable, min(most, len(usable))):
            made = make(w, text)
            if made:
                yield made


def prose_of(corpus):
    """The texts of a corpus's rows that are prose, to be quoted."""
    return [row["text"] for row in corpus if row.get("source") == "prose"]


def rows(seed=7, each=400, families=24, texts=(), quotations=120, prose=()):
    """The examples, as rows of a corpus; the diffs are of `texts`, what is quoted is of `prose`, and `prose` mentions `texts`."""
    for language in FORMATS:
        w = Words(random.Random(f"{seed} {language}"))
        for text in of_a_format(w, language, each):
            yield {
                "text": text + w.one(["", "\n"]),
                "language": language,
                "source": "generated",
                "group": f"generated/{language}",
            }
    w = Words(random.Random(f"{seed} diff"))
    for text in diffs(w, texts, each):
        yield {"text": text + w.one(["", "\n"]), "language": "diff", "source": "generated", "group": "generated/diff"}
    w = Words(random.Random(f"{seed} noise"))
    for _ in range(NOISE * each):
        yield {"text": noise.text(w), "language": None, "source": "generated", "group": "generated/noise"}
    yield from quoted.rows(Words(random.Random(f"{seed} quoted")), quotations, prose)
    yield from mentions.rows(Words(random.Random(f"{seed} mentions")), MENTIONS * each, prose, texts)
    yield from ambiguous.rows(Words(random.Random(f"{seed} ambiguous")), families)


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, value in (("seed", 7), ("each", 400), ("ambiguous", 24), ("quoted", 120)):
        p.add_argument("--" + name, type=int, default=value)
    p.add_argument("--texts", help="a corpus to make diffs of, and to quote")
    a = p.parse_args()
    corpus = [json.loads(line) for line in open(a.texts, encoding="utf-8")] if a.texts else []
    texts = [row["text"] for row in corpus]
    for row in rows(a.seed, a.each, a.ambiguous, texts, a.quoted, prose_of(corpus)):
        sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
