#!/usr/bin/env python3
"""Compares our tokenizer with Hugging Face `tokenizers` on every text of a JSON lines file: ids, offsets, MB/s.

Usage: Benchmarks/tokenizer/compare.py --tokenizer tokenizer.json --data texts.jsonl [--bench .build/release/parlance-bench]
       Benchmarks/tokenizer/compare.py --tokenizer tokenizer.json --fuzz 20000 [--seed 1]

Speed is counted by turns, theirs and ours, single thread, ids alone, each at its best: theirs is `encode_batch_fast` on
all texts, with neither offsets nor a call from Python for each text, by its processor time; ours is the fastest of three
runs. With --fuzz the texts are made at random of what
splitters and merges are sensitive to, and speed is not counted. Exit code 1 if any text differs. Needs Python's
`tokenizers` (Scripts/python-tools reference).
"""
import argparse
import contextlib
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time

os.environ["TOKENIZERS_PARALLELISM"] = "false"
from tokenizers import Tokenizer  # noqa: E402


def byte_offsets(text, offsets):
    """Character offsets, as Python's binding gives them, in UTF-8 bytes."""
    at = [0]
    for character in text:
        at.append(at[-1] + len(character.encode("utf-8", "surrogatepass")))
    return [[at[start], at[end]] for start, end in offsets]


def texts(path):
    with open(path, encoding="utf-8") as file:
        for line in file:
            if line.strip():
                yield json.loads(line)["text"]


def differences(tokenizer, arguments):
    ours = subprocess.Popen(
        [arguments.bench, "tokenizer", "--tokenizer", arguments.tokenizer, "--data", arguments.data, "--ids"],
        stdout=subprocess.PIPE,
    )
    count = wrong = tokens = 0
    for text, line in zip(texts(arguments.data), ours.stdout, strict=True):
        mine = json.loads(line)
        theirs = tokenizer.encode(text)
        count += 1
        tokens += len(theirs.ids)
        if mine["ids"] != theirs.ids:
            problem = "ids"
        elif mine["offsets"] != byte_offsets(text, theirs.offsets):
            problem = "offsets"
        else:
            continue
        wrong += 1
        if wrong <= arguments.show:
            print(f"text {count}: {problem} differ: {text[:200]!r}", file=sys.stderr)
            print(f"  ours   {mine[problem][:60]}\n  theirs {getattr(theirs, problem)[:60]}", file=sys.stderr)
    if ours.wait():
        sys.exit("parlance-bench failed")
    print(f"{count} texts, {tokens} tokens: {wrong} texts differ")
    return wrong


def our_turn(arguments):
    return json.loads(
        subprocess.check_output(
            [arguments.bench, "tokenizer", "--tokenizer", arguments.tokenizer, "--data", arguments.data]
            + ["--repetitions", "3"]
        )
    )


def their_turn(tokenizer, every, size):
    start = time.process_time()
    tokenizer.encode_batch_fast(every)
    return size / 1e6 / (time.process_time() - start)


def speed(tokenizer, arguments):
    """Megabytes a second, the medians of the turns, and the median of the turns' ratios."""
    every = list(texts(arguments.data))
    size = sum(len(text.encode()) for text in every)
    turns = [(their_turn(tokenizer, every, size), our_turn(arguments)) for _ in range(arguments.repetitions)]
    theirs = statistics.median(turn[0] for turn in turns)
    ours = statistics.median(turn[1]["megabytesPerSecond"] for turn in turns)
    ratio = statistics.median(turn[1]["megabytesPerSecond"] / turn[0] for turn in turns)
    print(f"Hugging Face {theirs:.2f} MB/s, ours {ours:.2f} MB/s, ratio {ratio:.1f};", end=" ")
    print(f"{turns[0][1]['bytesPerToken']:.2f} bytes a token,", end=" ")
    print(f"loaded in {statistics.median(turn[1]['loadMilliseconds'] for turn in turns):.1f} ms")


PIECES = (
    ["'s", "'T", "'re", "'VE", "'ll", "'\u017f", "'", "\u017f", " ", "  ", "\t", "\n", "\r\n", "\n\n  ", "\u00a0", "\u3000"]
    + ["\u2028", "\x85", "\x1c", "\x00", "\x7f", "0", "42", "1234", "\u0663", "\u00b2", "\u2167", "a", "ab", "for", "return"]
    + ["HttpServer", "snake_case", "camelCaseWord", "\u00e9", "e\u0301", "\u00df", "\u01c5", "\u65e5\u672c", "\ud55c", "\U0001f600"]
    + ["\u200d", "\ufeff", "\u0e01\u0e33", "\u0915\u094d", "_", "__", "(", "()", "){", "};", "->", "=>", "===", "//", "/*", "#", "\\"]
    + ['"', "<", "</", "<s>", "<mask>", "<pad", "x" * 17, "=" * 70, " " * 40, "Q" * 90]
)


def fuzz(count, seed, file):
    """Texts that are made of the pieces, some of single characters from anywhere."""
    numbers = random.Random(seed)
    for _ in range(count):
        pieces = [numbers.choice(PIECES) for _ in range(numbers.randrange(60))]
        if numbers.random() < 0.3:
            ranges = [(0x20, 0x7F), (0xA0, 0x250), (0x300, 0x600), (0x2000, 0x2200), (0x4E00, 0x4E80), (0x1F300, 0x1F700)]
            pieces = [chr(numbers.randrange(*numbers.choice(ranges))) if numbers.random() < 0.7 else p for p in pieces]
        file.write(json.dumps({"text": "".join(pieces), "language": None}) + "\n")
    file.flush()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--tokenizer", required=True)
    texts_from = parser.add_mutually_exclusive_group(required=True)
    texts_from.add_argument("--data")
    texts_from.add_argument("--fuzz", type=int, metavar="N", help="make N texts")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--bench", default=".build/release/parlance-bench")
    parser.add_argument("--repetitions", type=int, default=5, help="turns")
    parser.add_argument("--show", type=int, default=5, help="how many differing texts to print")
    arguments = parser.parse_args()
    tokenizer = Tokenizer.from_file(arguments.tokenizer)
    with contextlib.ExitStack() as stack:
        if arguments.fuzz:
            file = stack.enter_context(tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8"))
            fuzz(arguments.fuzz, arguments.seed, file)
            arguments.data = file.name
        wrong = differences(tokenizer, arguments)
        if not arguments.fuzz:
            speed(tokenizer, arguments)
    sys.exit(1 if wrong else 0)


main()
