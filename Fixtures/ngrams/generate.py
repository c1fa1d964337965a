#!/usr/bin/env python3
"""Makes features.json, model.json and learning.json: what the classifier on n-grams has to find, answer and learn. Needs NumPy.

    $(Scripts/python-tools ngram) Fixtures/ngrams/generate.py

Written from the definitions, slowly and in float64: features by Python's integers and its own UTF-8 decoder, logits and AdaGrad
by NumPy. Texts are in features.json, as JSON strings of which each character is a byte (Latin-1), since some of them are no
UTF-8; the other two files have them by their number.
"""
import json
import pathlib
import random
import re

import numpy as np

HERE = pathlib.Path(__file__).parent
WORD = 2 ** 64
END = 1500
LEAST_GRADIENT = 1e-4


def mixed(x):
    """The finalizer of MurmurHash3 without its last shift, of that the upper 32 bits."""
    x ^= x >> 33
    x = x * 0xFF51AFD7ED558CCD % WORD
    x ^= x >> 33
    x = x * 0xC4CEB9FE1A85EC53 % WORD
    return x >> 32


def key(feature):
    return mixed(feature % WORD) % 2 ** 24


def decoded(data):
    """(where it begins, scalar) of all that is UTF-8, and of each byte that is not."""
    place, result = 0, []
    while place < len(data):
        for length in (1, 2, 3, 4):
            try:
                scalar = ord(data[place:place + length].decode("utf-8"))
                break
            except (UnicodeDecodeError, TypeError):
                scalar, length = data[place], 1 if length == 4 else length
        result.append((place, scalar))
        place += length
    return result


def scalars(data):
    parts = decoded(data)
    if len(data) <= 2 * END:
        inner = [scalar for _, scalar in parts]
    else:
        inner = [s for place, s in parts if place < END] + [10]
        inner += [s for place, s in parts if place >= max(END, len(data) - END)]
    return [10] + [48 if 48 <= s <= 57 else s for s in inner] + [10]


def rolled(run, start):
    for scalar in run:
        start = (start ^ scalar) * 1099511628211 % WORD
    return start


def runs(data):
    """For each place the keys of its runs, the shorter ones first."""
    s = scalars(data)
    return [[key(rolled(s[i:i + n], 14695981039346656037) * 8 + n - 1) for n in range(1, min(5, len(s) - i) + 1)]
            for i in range(len(s))]


def words(data):
    def kind(scalar):
        if scalar <= 32:
            return None
        return scalar >= 128 or chr(scalar).isalnum() or chr(scalar) == "_"

    hashes, current, before = [], [], None
    for scalar in scalars(data) + [10]:
        if kind(scalar) != before or before is None:
            if current:
                hashes.append(rolled(current, 0x9E3779B97F4A7C15))
            current = []
        before = kind(scalar)
        if before is not None:
            current.append(scalar)
    pairs = [((a | 1) * 31 + b) * 8 + 7 for a, b in zip(hashes, hashes[1:])]
    return [key(h * 8 + 6) for h in hashes] + [key(pair) for pair in pairs]


def shape(data):
    """The marks of a text: 0, A or a for a word, a space or a line feed for blanks, all else as it is."""
    text = "".join(map(chr, scalars(data)))
    marks = []
    for part in re.findall(r"[0-9A-Za-z_\x80-\U0010ffff]+|[ \t\r\n]+|.", text, re.DOTALL):
        if re.match(r"[0-9A-Za-z_\x80-\U0010ffff]", part):
            marks.append(ord("0" if part[0] in "0123456789" else "A" if "A" <= part[0] <= "Z" else "a"))
        elif part[0] in " \t\r\n":
            marks += [10] * ("\n" in part) + [32] * (part[-1] != "\n")
        else:
            marks.append(ord(part))
    return marks


def shape_runs(data):
    """For each place of the shape the keys of its runs of 4 to 8 marks, the shorter ones first."""
    s = shape(data)
    return [[key((rolled(s[i:i + n], 14695981039346656037) ^ 0x2545F4914F6CDD1D) * 8 + n - 4)
             for n in range(4, min(8, len(s) - i) + 1)] for i in range(len(s))]


def all_keys(data):
    return {k for place in runs(data) + shape_runs(data) for k in place} | set(words(data))


def found(data, keys):
    """Which of a model's features a text has: a run only where its beginnings are features too."""
    model, result = set(keys), set()
    for place in runs(data) + shape_runs(data):
        for k in place:
            if k not in model:
                break
            result.add(k)
    return result | (set(words(data)) & model)


def texts():
    draw = random.Random(5)
    code = "def greet(name):\n    return f\"hello {name}, {len(name)} letters, {name[0]}\"  # 0123456789\n"
    letters = "".join(draw.choice("abcdef(){}=+_; \n\n\t") for _ in range(3200))
    # Characters of two, three and four bytes, so that both cuts fall into one.
    wide = "".join(draw.choice(["é", "世", "😀", "x", " "]) for _ in range(1400))
    named = [
        ("empty", b""), ("one letter", b"x"), ("one digit", b"7"), ("a line feed", b"\n"), ("a NUL", b"\0"),
        ("one byte that is no UTF-8", b"\xff"), ("Python", code.encode()),
        ("C", b"#include <stdio.h>\nint main(void) { printf(\"%d\\n\", 42 + 17); return 0; }\n"),
        ("Unicode", "größe := 3 // Ключ, 値, naïve café 😀\n".encode()),
        ("blanks and controls", b"\t a \x01\x02 b\x7f c\r\n  d\x1f"),
        ("overlong, surrogate, too large, cut", b"a\xc0\xaf\xed\xa0\x80\xf4\x90\x80\x80\xf0\x9f\x98 b\xe4\xb8"),
        ("continuations alone", b"\x80\xbf\x80 caf\xe9 \xfe\xff"),
        ("all bytes", bytes(range(256))),
        ("3000 bytes", letters[:3000].encode()), ("3001 bytes", letters[:3001].encode()),
        ("3200 bytes", letters.encode()), ("wide", wide.encode()),
        ("a character over both cuts", b"a" * 1499 + "😀".encode() + b"b" * 1498),
        ("no UTF-8 at the cuts", b"a" * 1499 + b"\xf0\x9f" * 20 + b"\x80" * 1500),
    ]
    for shift in range(4):
        named.append((f"emoji, shifted by {shift}", b"z" * shift + "😀".encode() * 800))
    return named


def latin(data):
    return data.decode("latin-1")


def feature_file(named):
    result = []
    for name, data in named:
        keys = sorted(all_keys(data))
        entry = {"name": name, "text": latin(data), "count": len(keys), "sum": sum(keys)}
        if len(keys) <= 500:
            entry["keys"] = keys
        result.append(entry)
    groups = [0, 0, 1, 1, 1, 2, 3, 3, 4, 4, 5, 6, 7, 8, 8, 8, 9, 10, 11, 12, 12, 12, 12]
    counts = {}
    for (_, data), group in zip(named, groups, strict=True):
        for k in all_keys(data):
            counts.setdefault(k, set()).add(group)
    order = sorted(counts, key=lambda k: (-len(counts[k]), k))
    frequent = [{"count": n, "keys": sorted(order[:n])} for n in (0, 1, 2, 7, 30, 200)]
    return {"texts": result, "groups": groups, "mostFrequent": frequent, "differentKeys": len(order)}, order


def hidden_of(data, keys, rows):
    having = found(data, keys)
    chosen = [place for place, k in enumerate(keys) if k in having]
    if not chosen:
        return chosen, np.zeros(rows.shape[1])
    return chosen, rows[chosen].astype(np.float64).sum(0) / np.sqrt(len(chosen))


def likelier(probability):
    """What is 1.65 times as likely in use as where it was learnt."""
    return 1.65 * probability / (1.65 * probability + 1 - probability)


def model_file(named, order):
    draw = np.random.default_rng(3)
    dimensions, classes = 19, 5
    # Frequent ones, and of the Python text's runs some whose beginnings are no features, so that they never count.
    python = dict(named)["Python"]
    orphans = [place[-1] for place in runs(python)[:20]]
    short = [k for place in runs(dict(named)["3200 bytes"])[:600] for k in place[:3]]
    keys = sorted(set(order[:400]) | set(short) | set(orphans))
    assert any(k not in found(python, keys) for k in orphans)
    rows = draw.integers(-128, 128, (len(keys), dimensions))
    rows[0, :3] = [-128, 127, 0]
    weight = np.round(draw.normal(0, 0.01, (classes, dimensions)), 4)
    bias = np.round(draw.normal(0, 1, classes), 3)
    none_weight = np.round(draw.normal(0, 0.01, dimensions), 4)
    none_bias, scale = np.round(draw.normal(0, 1), 3), 1.625
    answers = []
    for _, data in named:
        chosen, hidden = hidden_of(data, keys, rows)
        outputs = weight @ hidden + bias
        none = np.exp(none_weight @ hidden + none_bias)
        answers.append({"features": len(chosen), "logits": (scale * outputs).tolist(),
                        "unknown": likelier(min(1, 2 * none / (none + np.exp(outputs).sum())))})
    # More rows than have a sum of 16 bits, twice.
    assert max(answer["features"] for answer in answers) > 512
    return {"keys": keys, "dimensions": dimensions, "classes": classes, "rows": rows.ravel().tolist(),
            "weight": weight.ravel().tolist(), "bias": bias.tolist(), "scale": scale,
            "noneWeight": none_weight.tolist(), "noneBias": [none_bias], "answers": answers}


def first_rows(count, dimensions, seed):
    bits = [mixed((seed + (place + 1) * 0x9E3779B97F4A7C15) % WORD) >> 8 for place in range(count * dimensions)]
    return (np.array(bits, dtype=np.float64) / 2 ** 23 - 1).reshape(count, dimensions) / dimensions


class Learner:
    def __init__(self, keys, dimensions, classes, seed):
        self.keys, self.rows = keys, first_rows(len(keys), dimensions, seed)
        self.row_squares = np.full(len(keys), 1e-6)
        # The last row is "none of these".
        rows = classes + 1
        self.weight, self.bias = np.zeros((rows, dimensions)), np.zeros(rows)
        self.weight_squares, self.bias_squares = np.full((rows, dimensions), 1e-3), np.full(rows, 1e-3)
        self.skipped = 0

    def learn(self, data, target, rate):
        chosen, hidden = hidden_of(data, self.keys, self.rows)
        logits = self.weight @ hidden + self.bias
        log_p = logits - logits.max() - np.log(np.exp(logits - logits.max()).sum())
        loss = -(target * log_p).sum()
        g = np.exp(log_p) - target
        # Single precision has to decide alike.
        assert not (np.abs(np.abs(g) - LEAST_GRADIENT) < 1e-6).any(), g
        self.skipped += int((np.abs(g) < LEAST_GRADIENT).sum())
        g[np.abs(g) < LEAST_GRADIENT] = 0
        inner = g @ self.weight
        outer = np.outer(g, hidden)
        self.weight_squares += outer ** 2
        self.weight -= rate * outer / np.sqrt(self.weight_squares)
        self.bias_squares += g ** 2
        self.bias -= rate * g / np.sqrt(self.bias_squares)
        if chosen:
            inner /= np.sqrt(len(chosen))
            self.row_squares[chosen] += (inner ** 2).mean()
            self.rows[chosen] -= rate * inner / np.sqrt(self.row_squares[chosen])[:, None]
        return loss


def learning_case(name, named, order, dimensions, classes, seed, count, plan):
    keys = sorted(order[:count])
    learner, steps = Learner(keys, dimensions, classes, seed), []
    for text, target, rate in plan:
        full = np.array([0.5 / classes] * classes + [0.5])
        if target is not None:
            full = np.zeros(classes + 1)
            for label, probability in target:
                full[label] += probability
        loss = learner.learn(named[text][1], full, rate)
        steps.append({"text": text, "target": target, "rate": rate, "loss": loss})
    scale = np.abs(learner.rows).max() / 127
    return learner, {
        "name": name, "keys": keys, "dimensions": dimensions, "classes": classes, "seed": seed, "steps": steps,
        "rows": np.rint(learner.rows / scale).astype(int).ravel().tolist(),
        "weight": (learner.weight[:classes] * scale).ravel().tolist(), "bias": learner.bias[:classes].tolist(),
        "noneWeight": (learner.weight[classes] * scale).tolist(), "noneBias": [learner.bias[classes]]}


def learning_file(named, order):
    places = [place for place, (name, _) in enumerate(named) if name in ("empty", "Python", "C", "Unicode", "3200 bytes")]
    labels = [[[0, 1.0]], [[1, 1.0]], [[2, 0.75], [0, 0.25]], [[3, 1.0]], None]
    plan = [(places[step % 5], labels[(step + step // 10) % 5], 0.1 * (1 - step / 60)) for step in range(60)]
    _, mixed_case = learning_case("single labels, mixtures, none of these", named, order, 10, 4, 7, 300, plan)
    plan = [(places[1 + step % 2], labels[step % 2], 1.0) for step in range(80)]
    sure, sure_case = learning_case("until it is sure", named, order, 8, 6, 11, 120, plan)
    assert sure.skipped > 10
    return {"cases": [mixed_case, sure_case]}


def write(name, value):
    (HERE / name).write_text(json.dumps(value, separators=(",", ":")) + "\n")


TEXTS = texts()
FEATURES, ORDER = feature_file(TEXTS)
write("features.json", FEATURES)
write("model.json", model_file(TEXTS, ORDER))
write("learning.json", learning_file(TEXTS, ORDER))
