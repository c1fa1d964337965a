#!/usr/bin/env python3
"""Makes a tree of small files to measure `parlance corpus` on.

usage: Benchmarks/corpus/generate.py DIR FILES    then: /usr/bin/time -v parlance corpus DIR -o /tmp/data.jsonl
"""
import os
import random
import sys

ENDINGS = ["py", "go", "c", "h", "rs", "js", "ts", "java", "rb", "sh", "md", "yaml"]


def main():
    folder, count = sys.argv[1], int(sys.argv[2])
    generator = random.Random(1)
    words = [f"name{number}" for number in range(5000)]
    for number in range(count):
        place = os.path.join(folder, f"p{number // 2000}", f"d{number // 50 % 40}")
        os.makedirs(place, exist_ok=True)
        lines = ["#define A"] + [" ".join(generator.choices(words, k=6)) + " (x);" for _ in range(generator.randint(5, 60))]
        with open(os.path.join(place, f"f{number}.{ENDINGS[number % len(ENDINGS)]}"), "w") as file:
            file.write("\n".join(lines) + "\n")


main()
