#!/usr/bin/env python3
"""Compares our tokenizer with Hugging Face `tokenizers` on every text of a JSON lines file: ids, offsets, MB/s.

Usage: Benchmarks/tokenizer/compare.py --tokenizer tokenizer.json --data texts.jsonl [--bench .build/release/parlance-bench]

Exit code 1 if any text differs. Needs Python's `tokenizers` (Scripts/python-tools reference).
"""
import argparse
import json
import os
import subprocess
import sys
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


def speed(tokenizer, arguments):
    """Megabytes a second, single thread, texts one by one, the fastest of the runs: theirs, then ours."""
    every = list(texts(arguments.data))
    size = sum(len(text.encode()) for text in every)
    fastest = float("inf")
    for _ in range(arguments.repetitions):
        start = time.perf_counter()
        for text in every:
            tokenizer.encode(text)
        fastest = min(fastest, time.perf_counter() - start)
    theirs = size / 1e6 / fastest
    output = subprocess.check_output(
        [arguments.bench, "tokenizer", "--tokenizer", arguments.tokenizer, "--data", arguments.data]
        + ["--repetitions", str(arguments.repetitions)]
    )
    ours = json.loads(output)
    ratio = ours["megabytesPerSecond"] / theirs
    print(f"Hugging Face {theirs:.2f} MB/s, ours {ours['megabytesPerSecond']:.2f} MB/s, ratio {ratio:.1f};", end=" ")
    print(f"{ours['bytesPerToken']:.2f} bytes a token, loaded in {ours['loadMilliseconds']:.1f} ms")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--tokenizer", required=True)
    parser.add_argument("--data", required=True)
    parser.add_argument("--bench", default=".build/release/parlance-bench")
    parser.add_argument("--repetitions", type=int, default=3)
    parser.add_argument("--show", type=int, default=5, help="how many differing texts to print")
    arguments = parser.parse_args()
    tokenizer = Tokenizer.from_file(arguments.tokenizer)
    wrong = differences(tokenizer, arguments)
    speed(tokenizer, arguments)
    sys.exit(1 if wrong else 0)


main()
