#!/usr/bin/env python3
"""An n-gram part for the tiny model, small enough to be computed by hand, written by the reference implementation.

    $(Scripts/python-tools reference) Fixtures/classification/ngrams.py

Writes beside itself:
  ngrams.safetensors   five features of two dimensions, the seven labels of model/config.json, "none of these"
"""
import pathlib

import numpy as np
import safetensors

MASK = (1 << 64) - 1
# Runs of scalars and words, each with its row.
RUNS = {"d": (100, -3), "de": (40, 90), "\n": (-7, 20)}
WORDS = {"def": (127, 60), "main": (-128, 11)}


def key(feature):
    """MurmurHash3's finalizer, of whose upper half the lower 24 bits count."""
    feature ^= feature >> 33
    feature = feature * 0xFF51AFD7ED558CCD & MASK
    feature ^= feature >> 33
    feature = feature * 0xC4CEB9FE1A85EC53 & MASK
    return feature >> 32 & 0xFFFFFF


def hashed(text, seed):
    for character in text:
        seed = (seed ^ ord(character)) * 1099511628211 & MASK
    return seed


def main():
    rows = {key((hashed(run, 14695981039346656037) * 8 + len(run) - 1) & MASK): row for run, row in RUNS.items()}
    rows |= {key((hashed(word, 0x9E3779B97F4A7C15) * 8 + 6) & MASK): row for word, row in WORDS.items()}
    keys = sorted(rows)
    arrays = {
        "ngrams.keys": ("uint32", np.array(keys, dtype=np.uint32)),
        "ngrams.weight": ("int8", np.array([rows[key] for key in keys], dtype=np.int8)),
        "classifier.weight": ("float32", np.array(
            [[(2 * k + d) * 5 % 14 - 6 for d in range(2)] for k in range(7)], dtype=np.float32) / np.float32(100)),
        "classifier.bias": ("float32", (np.arange(7, dtype=np.float32) - 3) / 4),
        "classifier.scale": ("float32", np.array([1.5], dtype=np.float32)),
        "none.weight": ("float32", np.array([[0.01, -0.02]], dtype=np.float32)),
        "none.bias": ("float32", np.array([-2], dtype=np.float32)),
    }
    tensors = {
        name: safetensors.TensorSpec(
            dtype=dtype, shape=list(array.shape), data_ptr=array.ctypes.data, data_len=array.nbytes)
        for name, (dtype, array) in arrays.items()
    }
    path = pathlib.Path(__file__).resolve().parent / "ngrams.safetensors"
    path.write_bytes(safetensors.serialize(tensors, {"format": "parlance-ngrams", "version": "2"}))


main()
