#!/usr/bin/env python3
"""The way from text to logits, run by transformers: a tiny model with a tokenizer of its own.

    $(Scripts/python-tools reference) Fixtures/classification/generate.py

Writes beside itself:
  model/          a Hugging Face directory: the weights of ../roberta/model, a byte-level BPE of 300 tokens
                  (tokenizer.json, and vocab.json + merges.txt, which say the same), a calibration.json of ours
  logits.json     texts, their token ids and logits (float64), windows of at most 64 tokens
"""
import json
import pathlib
import shutil

import torch
import transformers
from tokenizers import ByteLevelBPETokenizer

HERE = pathlib.Path(__file__).resolve().parent
SPECIAL = ["<s>", "<pad>", "</s>", "<unk>", "<mask>"]
# Tokenized with split_special_tokens: "<s>" in a program is text.
TEXTS = [
    "def main():\n    print(\"hello\")",
    "fn main() {\n    println!(\"{}\", 1 + 2);\n}",
    "x",
    "package main\n\nimport \"fmt\"\n\nfunc main() { fmt.Println(\"caf\u00e9\", '\u65e5\u672c\u8a9e', '\U0001f600') }",
    "a { color: #fff; margin: 0 auto; }",
    "it's 1st, we'll see; they've\u00a0got   spaces\t\ttabs",
    "int main(void) { return 0; }",
    "puts [1, 2, 3].map { |n| n * 2 }.inspect",
    "<s>not special</s> <mask>",
    "let numbers = [1, 2, 3].map { $0 * 2 }\n" * 40,
    "\u0301combining \u200dzero width \u00ad",
]


def train():
    tokenizer = ByteLevelBPETokenizer()
    tokenizer.train_from_iterator(TEXTS, vocab_size=300, min_frequency=1, special_tokens=SPECIAL, show_progress=False)
    return tokenizer


def make_model():
    target = HERE / "model"
    target.mkdir(exist_ok=True)
    for name in ("config.json", "model.safetensors"):
        shutil.copyfile(HERE.parent / "roberta" / "model" / name, target / name)
    train().save_model(str(target))
    tokenizer = transformers.RobertaTokenizerFast(
        vocab=str(target / "vocab.json"), merges=str(target / "merges.txt"), model_max_length=64)
    tokenizer.backend_tokenizer.save(str(target / "tokenizer.json"))
    (target / "calibration.json").write_text(json.dumps({"temperature": 2.0, "maxLength": 64}) + "\n")
    return tokenizer


def main():
    torch.set_num_threads(1)
    tokenizer = make_model()
    model = transformers.RobertaForSequenceClassification.from_pretrained(HERE / "model").double().eval()
    rows = []
    for text in TEXTS:
        encoded = tokenizer(text, truncation=True, max_length=64, split_special_tokens=True, return_tensors="pt")
        with torch.no_grad():
            logits = model(**encoded).logits[0]
        rows.append({"text": text, "ids": encoded["input_ids"][0].tolist(), "logits": logits.tolist()})
    made = {"torch": torch.__version__, "transformers": transformers.__version__}
    (HERE / "logits.json").write_text(json.dumps({"madeWith": made, "rows": rows}, indent=1) + "\n", encoding="utf-8")


main()
