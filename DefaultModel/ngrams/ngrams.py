"""A linear model on hashed n-grams: the baseline of Benchmarks/accuracy, and the teacher of the default model.

Features, hashed into 2^BITS places, each counted once a text: runs of 1 to 5 characters (Unicode scalars; digits as 0),
words, pairs of neighbouring words, and where asked for runs of 4 to 8 marks of the text's shape, in which a word is one mark
whatever it says. The weights of a text make a vector of length 1. Softmax regression by AdaGrad
(Duchi et al. 2011), a step a text. The work is done by ngrams.c, which is compiled on first use.
"""
import ctypes
import hashlib
import os
import pathlib
import random
import subprocess
import tempfile

import numpy

HERE = pathlib.Path(__file__).resolve().parent


def library():
    source = (HERE / "ngrams.c").read_bytes()
    folder = pathlib.Path(os.environ.get("XDG_CACHE_HOME", pathlib.Path.home() / ".cache")) / "parlance-tools"
    built = folder / f"ngrams-{hashlib.sha256(source).hexdigest()[:16]}.so"
    if not built.exists():
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder) as made:
            flags = ["-O3", "-march=native", "-ffast-math", "-shared", "-fPIC"]
            subprocess.run(["cc", *flags, "-o", f"{made}/it.so", str(HERE / "ngrams.c"), "-lm"], check=True)
            os.replace(f"{made}/it.so", built)
    loaded = ctypes.CDLL(str(built))
    loaded.learn.restype = ctypes.c_double
    return loaded


def pointer(array):
    return array.ctypes.data_as(ctypes.c_void_p)


class Texts:
    """Texts side by side in one array of bytes."""

    def __init__(self, texts):
        encoded = [t.encode("utf-8", "surrogatepass") for t in texts]
        self.ends = numpy.cumsum([len(e) for e in encoded], dtype=numpy.int64)
        self.starts = numpy.concatenate([numpy.zeros(1, numpy.int64), self.ends[:-1]])
        self.bytes = numpy.frombuffer(b"".join(encoded) or b"\0", dtype=numpy.uint8)
        self.count = len(texts)


class NGramModel:
    def __init__(self, classes, bits=20, shapes=False):
        self.bits, self.shapes, self.classes, self.library = bits, int(shapes), classes, library()
        self.weights = numpy.zeros((1 << bits, classes), dtype=numpy.float32)
        self.squares = numpy.full((1 << bits, classes), 1e-3, dtype=numpy.float32)

    def learn(self, texts, targets, rate, smoothing=0.0):
        """One epoch in the order of the texts; the mean loss."""
        t = Texts(texts)
        targets = numpy.ascontiguousarray(targets, dtype=numpy.int32)
        return self.library.learn(
            self.bits, self.shapes, self.classes, pointer(self.weights), pointer(self.squares), pointer(t.bytes), pointer(t.starts),
            pointer(t.ends), pointer(targets), ctypes.c_int64(t.count), ctypes.c_float(rate), ctypes.c_float(smoothing))

    def probabilities(self, texts):
        """[texts, classes]"""
        t = Texts(texts)
        out = numpy.empty((t.count, self.classes), dtype=numpy.float32)
        self.library.answer(
            self.bits, self.shapes, self.classes, pointer(self.weights), pointer(t.bytes), pointer(t.starts), pointer(t.ends),
            ctypes.c_int64(t.count), pointer(out))
        return out


def crop(text, random_):
    """What a draw sees of a text: half of the time a random run of 1 to 64 lines, likelier short than long."""
    return text if random_.random() < 0.5 else run_of_lines(text, random_)


def run_of_lines(text, random_):
    lines = text.split("\n")
    if len(lines) < 2:
        return text
    length = min(len(lines), int(2 ** random_.uniform(0, 6)))
    start = random_.randrange(len(lines) - length + 1)
    piece = "\n".join(lines[start: start + length])
    return piece if len("".join(piece.split())) >= 6 else text


def order_of(rows, number, random_):
    """As many draws as there are rows, languages by the square root of their size."""
    members = {}
    for place, row in enumerate(rows):
        members.setdefault(number[row["language"]], []).append(place)
    weights = {k: len(v) ** 0.5 for k, v in members.items()}
    total = sum(weights.values())
    order = []
    for k in sorted(members):
        quota, v = round(len(rows) * weights[k] / total), members[k]
        while quota > 0:
            take = random_.sample(v, min(quota, len(v)))
            order += take
            quota -= len(take)
    random_.shuffle(order)
    return order


def fit(rows, languages, epochs=3, rate=0.5, bits=20, seed=42, smoothing=0.0, log=None, shapes=False):
    number = {l: i for i, l in enumerate(languages)}
    random_ = random.Random(seed)
    model = NGramModel(len(languages), bits, shapes)
    for epoch in range(epochs):
        order = order_of(rows, number, random_)
        share = 16_384
        for first in range(0, len(order), share):
            drawn = order[first: first + share]
            done = (epoch * len(order) + first) / (epochs * len(order))
            loss = model.learn(
                [crop(rows[i]["text"], random_) for i in drawn], [number[rows[i]["language"]] for i in drawn],
                rate * (1 - done), smoothing)
            if log:
                log(f"epoch {epoch + 1}, {first + len(drawn)} of {len(order)}: loss {loss:.3f}")
    return model
