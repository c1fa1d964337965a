import json
import sys
from collections import Counter

def read_words(path):
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            yield from line.lower().split()

if __name__ == "__main__":
    counts = Counter(read_words(sys.argv[1]))
    for word, count in counts.most_common(10):
        print(f"{word}: {count}")
