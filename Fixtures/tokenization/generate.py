#!/usr/bin/env python3
"""Writes the expected ids and offsets beside it, by Hugging Face `tokenizers`.

Usage: Fixtures/tokenization/generate.py [--bench .build/release/parlance-bench]

Needs Python's `tokenizers` (Scripts/python-tools reference) and, for the tokenizer that we train ourselves, the
program built.

    texts.json      the texts of texts.py
    base.json       a tokenizer trained here, with GPT-2's splitting and RoBERTa's ends
    vocab.json, merges.txt    its model in the older form
    cases.json      changes to base.json (components, options), and what each then makes of every text
    trainer.json    the merges that training on the texts gives, for several settings
    ours.json       a tokenizer trained by parlance-bench on the texts, read by `tokenizers`: its expectations
"""
import argparse
import copy
import json
import pathlib
import subprocess
import tempfile

from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, pre_tokenizers, processors, trainers

from texts import ADDED, SPECIAL, TEXTS

HERE = pathlib.Path(__file__).parent
SPECIAL_TOKENS = ["<s>", "<pad>", "</s>", "<unk>", AddedToken("<mask>", lstrip=True, special=True)]
CONTRACTIONS = "(?i:'s|'t|'re|'ve|'m|'ll|'d)"
TAIL = r"| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
HEADS, TAILS = r"[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]", r"[\p{Ll}\p{Lm}\p{Lo}\p{M}]"
PATTERNS = {
    "cl100k": CONTRACTIONS + r"|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}" + TAIL,
    "qwen2": CONTRACTIONS + r"|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}" + TAIL,
    "o200k": rf"[^\r\n\p{{L}}\p{{N}}]?{HEADS}*{TAILS}+{CONTRACTIONS}?"
    + rf"|[^\r\n\p{{L}}\p{{N}}]?{HEADS}+{TAILS}*{CONTRACTIONS}?"
    + r"|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+",
}


def byte_level(prefix=False, regex=True, trim=True):
    return {"type": "ByteLevel", "add_prefix_space": prefix, "trim_offsets": trim, "use_regex": regex}


def split(name):
    return {"type": "Split", "pattern": {"Regex": PATTERNS[name]}, "behavior": "Isolated", "invert": False}


def digits(individual):
    return {"type": "Digits", "individual_digits": individual}


def sequence(*parts):
    return {"type": "Sequence", "pretokenizers": list(parts)}


def roberta(trim=True, prefix=False):
    return {
        "type": "RobertaProcessing",
        "sep": ["</s>", 2],
        "cls": ["<s>", 0],
        "trim_offsets": trim,
        "add_prefix_space": prefix,
    }


TEMPLATE = {
    "type": "TemplateProcessing",
    "single": [
        {"SpecialToken": {"id": "<s>", "type_id": 0}},
        {"Sequence": {"id": "A", "type_id": 0}},
        {"SpecialToken": {"id": "</s>", "type_id": 0}},
        {"SpecialToken": {"id": "ends", "type_id": 0}},
    ],
    "pair": [{"Sequence": {"id": "A", "type_id": 0}}, {"Sequence": {"id": "B", "type_id": 1}}],
    "special_tokens": {
        "<s>": {"id": "<s>", "ids": [0], "tokens": ["<s>"]},
        "</s>": {"id": "</s>", "ids": [2], "tokens": ["</s>"]},
        "ends": {"id": "ends", "ids": [1, 3], "tokens": ["<pad>", "<unk>"]},
    },
}


def added(id, content, **options):
    token = dict.fromkeys(["single_word", "lstrip", "rstrip", "normalized", "special"], False)
    return {"id": id, "content": content, **token, **options}


def zoo(base):
    """Added tokens of every kind, found in the text before and after each other."""
    tokens = [
        ("foo", {"single_word": True, "normalized": True}),
        ("<tool>", {"lstrip": True, "rstrip": True}),
        ("<x>", {"rstrip": True, "normalized": True}),
        ("TAB\t", {}),
        ("NEW", {"normalized": True}),
        ("NEWER", {"normalized": True}),
        ("TAB\tTAB", {}),
    ]
    vocab = dict(base["model"]["vocab"])
    return base["added_tokens"] + [
        added(vocab.setdefault(content, len(vocab)), content, **options) for content, options in tokens
    ]


def cases(base):
    """Name, what replaces base.json's fields, what replaces its model's, and the texts (all, if not said)."""
    level = byte_level(regex=False)
    yield "gpt2", {}, {}, TEXTS
    yield "gpt2 prefixed", {"pre_tokenizer": byte_level(prefix=True), "post_processor": roberta(prefix=True)}, {}, TEXTS
    yield "untrimmed", {"post_processor": roberta(trim=False)}, {}, TEXTS
    for name in PATTERNS:
        yield name, {"pre_tokenizer": sequence(split(name), level)}, {}, TEXTS
    yield "digits", {"pre_tokenizer": sequence(digits(True), byte_level())}, {}, TEXTS
    runs = sequence(digits(False), split("cl100k"), level)
    yield "digit runs", {"pre_tokenizer": runs, "post_processor": TEMPLATE}, {}, TEXTS
    odd = sequence(digits(True), byte_level(prefix=True))
    both = {"type": "Sequence", "processors": [byte_level(prefix=True), TEMPLATE]}
    yield "digits prefixed", {"pre_tokenizer": odd, "post_processor": both}, {}, TEXTS
    yield "whole text", {"pre_tokenizer": byte_level(regex=False), "post_processor": None}, {}, TEXTS
    whole = {"pre_tokenizer": byte_level(prefix=True, regex=False), "post_processor": byte_level(prefix=True)}
    yield "whole text prefixed", whole, {}, SPECIAL + ADDED + ["", " ", "\n", "é", "\n é", "日本"]
    yield "added tokens", {"added_tokens": zoo(base)}, {}, SPECIAL + ADDED
    yield "whole words", {}, {"ignore_merges": True, "merges": base["model"]["merges"][::2]}, TEXTS[:12]
    for fused in [False, True]:
        model = {"unk_token": "<unk>", "fuse_unk": fused, **without(base["model"], "é0123xyz\t")}
        reduced = {"post_processor": None, "added_tokens": []}
        yield f"unknown {'fused' if fused else 'apart'}", reduced, model, TEXTS[:6] + ["é00xx11", "0", "a0\t\tb"]
    yield "string merges", {}, {"merges": [" ".join(pair) for pair in base["model"]["merges"]]}, TEXTS[:4]


def without(model, characters):
    """A model that lacks some bytes, and every token and merge made of them."""
    gone = set(characters.replace("é", "Ã©").replace("\t", "ĉ"))
    kept = [token for token in model["vocab"] if token.startswith("<") or not gone & set(token)]
    vocab = {token: id for id, token in enumerate(kept)}
    return {"vocab": vocab, "merges": [pair for pair in model["merges"] if "".join(pair) in vocab]}


def byte_offsets(text, offsets):
    at = [0]
    for character in text:
        at.append(at[-1] + len(character.encode()))
    return [at[start] for start, _ in offsets], [at[end] for _, end in offsets]


def encoded(tokenizer, texts):
    for text in texts:
        encoding = tokenizer.encode(text)
        starts, ends = byte_offsets(text, encoding.offsets)
        yield {"ids": encoding.ids, "starts": starts, "ends": ends, "decoded": tokenizer.decode(encoding.ids)}


def expectations(tokenizer, texts):
    result = list(encoded(tokenizer, texts))
    for entry, text in zip(result, texts):
        # Said only where decoding without special tokens does not give the text back.
        if entry["decoded"] == text:
            del entry["decoded"]
    return result


def truncations(tokenizer, texts):
    for length in [2, 3, 4, 5, 8, 17, 64]:
        tokenizer.enable_truncation(length)
        yield {"length": length, "ids": [tokenizer.encode(text).ids for text in texts]}
    tokenizer.no_truncation()


def trained(pre_tokenizer, **options):
    tokenizer = Tokenizer(models.BPE(unk_token="<unk>"))
    tokenizer.pre_tokenizer = pre_tokenizer
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        special_tokens=SPECIAL_TOKENS,
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
        **options,
    )
    tokenizer.train_from_iterator(TEXTS, trainer)
    return tokenizer


def splitting(name):
    if name == "gpt2":
        return pre_tokenizers.ByteLevel(add_prefix_space=False)
    parts = [pre_tokenizers.Split(Regex(PATTERNS[name]), "isolated"), pre_tokenizers.ByteLevel(False, use_regex=False)]
    return pre_tokenizers.Sequence(parts)


def trainings():
    for pattern, options in [
        ("gpt2", {"vocab_size": 700, "min_frequency": 2}),
        ("cl100k", {"vocab_size": 700, "min_frequency": 1}),
        ("o200k", {"vocab_size": 2000, "min_frequency": 1}),
        ("qwen2", {"vocab_size": 600, "min_frequency": 2, "max_token_length": 5}),
    ]:
        model = json.loads(trained(splitting(pattern), **options).to_str())["model"]
        vocab = sorted(model["vocab"], key=model["vocab"].get)
        yield {"pattern": pattern, **options, "vocab": vocab[261:], "merges": [" ".join(m) for m in model["merges"]]}


def ours(bench):
    with tempfile.TemporaryDirectory() as folder:
        data, output = pathlib.Path(folder, "texts.jsonl"), pathlib.Path(folder, "tokenizer.json")
        data.write_text("".join(json.dumps({"text": text}) + "\n" for text in TEXTS))
        subprocess.run(
            [bench, "train-tokenizer", "--data", data, "--output", output, "--vocabulary-size", "700", "--cut", "0"],
            check=True,
        )
        content = output.read_text()
    tokenizer = Tokenizer.from_str(content)
    return {"tokenizer": content, "expected": expectations(tokenizer, TEXTS)}


def write(name, value):
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    (HERE / name).write_text(text + "\n", encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--bench", default=".build/release/parlance-bench")
    bench = parser.parse_args().bench
    tokenizer = trained(splitting("gpt2"), vocab_size=600, min_frequency=2)
    tokenizer.post_processor = processors.RobertaProcessing(("</s>", 2), ("<s>", 0), True, False)
    base = json.loads(tokenizer.to_str())
    write("texts.json", TEXTS)
    write("base.json", base)
    tokenizer.model.save(str(HERE))
    written = []
    for name, fields, model, texts in cases(base):
        changed = {**copy.deepcopy(base), **fields}
        changed["model"] = {**changed["model"], **model}
        reference = Tokenizer.from_str(json.dumps(changed))
        case = {"name": name, "fields": fields, "model": model, "expected": expectations(reference, texts)}
        written.append(case if texts is TEXTS else {**case, "texts": texts})
    write("cases.json", written)
    write("truncations.json", list(truncations(tokenizer, TEXTS)))
    write("trainer.json", list(trainings()))
    write("ours.json", ours(bench))


main()
