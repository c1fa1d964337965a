#!/usr/bin/env python3
"""Makes the fixtures of SafetensorsTests with the reference implementation.

    pip install safetensors==0.8.0 numpy==2.4.6
    python3 Fixtures/safetensors/generate.py

small.safetensors     tensors in F32, F16, BF16 and I64, a scalar, an empty one, and metadata
expected.json         their shapes and their elements as float32
halves.safetensors    every seventh of the 65,536 halves as F16 and as BF16; their floats as F32 (NaN as one quiet NaN)
written.safetensors   what the writer has to make of the same tensors, byte for byte
elements.safetensors  the same of elements that are not converted: I8, U32 and F32
rounding.safetensors  float32 numbers around the points where halves round, and the halves that NumPy makes of them
"""

import json
import pathlib

import numpy as np
import safetensors

HERE = pathlib.Path(__file__).resolve().parent


def bf16_to_f32(bits):
    return (bits.astype(np.uint32) << 16).view(np.float32)


def f32_to_bf16(values):
    """Round to nearest, ties to even, as PyTorch does; NaN becomes 0x7FC0."""
    bits = values.view(np.uint32).astype(np.uint64)
    rounded = ((bits + 0x7FFF + ((bits >> 16) & 1)) >> 16).astype(np.uint16)
    return np.where(np.isnan(values), np.uint16(0x7FC0), rounded)


KEPT = []  # TensorSpec holds an address only


def raw(dtype, array):
    array = np.ascontiguousarray(array).reshape(array.shape)
    KEPT.append(array)
    return safetensors.TensorSpec(
        dtype=dtype, shape=list(array.shape), data_ptr=array.ctypes.data, data_len=array.nbytes
    )


def save_raw(name, tensors, metadata):
    (HERE / name).write_bytes(safetensors.serialize(tensors, metadata))


def small():
    f32 = (np.arange(6, dtype=np.float32).reshape(2, 3) - 2.5) / 3
    f16 = np.array([1.5, -0.25, 65504, 6.103515625e-05, 5.960464477539063e-08], dtype=np.float16)
    bf16 = f32_to_bf16(np.array([[3.140625], [-1e30]], dtype=np.float32))
    tensors = {
        "linear.weight": raw("float32", f32),
        "half": raw("float16", f16),
        "brain": raw("bfloat16", bf16),
        "empty": raw("float32", np.zeros((0, 4), dtype=np.float32)),
        "scalar": raw("float32", np.array(0.1, dtype=np.float32)),
        "positions": raw("int64", np.arange(3, dtype=np.int64)),
    }
    save_raw("small.safetensors", tensors, {"format": "pt"})
    values = {
        "linear.weight": f32,
        "half": f16.astype(np.float32),
        "brain": bf16_to_f32(bf16),
        "empty": np.zeros((0, 4), dtype=np.float32),
        "scalar": np.array(0.1, dtype=np.float32),
    }
    expected = {n: {"shape": list(v.shape), "values": [float(x) for x in v.ravel()]} for n, v in values.items()}
    (HERE / "expected.json").write_text(json.dumps(expected, indent=1) + "\n")


def quiet(values):
    return np.where(np.isnan(values), np.float32(np.nan), values)


def halves():
    bits = np.arange(0, 65536, 7, dtype=np.uint16)
    tensors = {
        "f16": raw("float16", bits),
        "f16.floats": raw("float32", quiet(bits.view(np.float16).astype(np.float32))),
        "bf16": raw("bfloat16", bits),
        "bf16.floats": raw("float32", quiet(bf16_to_f32(bits))),
    }
    save_raw("halves.safetensors", tensors, {})


def rounding():
    random = np.random.default_rng(7)
    bits = random.integers(0, 1 << 32, size=2000, dtype=np.uint64).astype(np.uint32)
    # The middle between two halves, one below and one above it, for both formats.
    for shift in (13, 16):
        middle = (bits[:500] >> shift << shift) | np.uint32(1 << (shift - 1))
        bits = np.concatenate([bits, middle, middle - 1, middle + 1])
    small = (random.random(500) * 1e-6).astype(np.float32)
    special = np.array([0.0, -0.0, np.inf, -np.inf, 65504, 65519.996, 65520, 1e-8, 2.9802322e-08], dtype=np.float32)
    values = np.concatenate([bits.view(np.float32), small, special])
    values = values[~np.isnan(values)]
    with np.errstate(over="ignore"):
        as_f16 = values.astype(np.float16)
    tensors = {
        "values": raw("float32", values),
        "as_f16": raw("float16", as_f16),
        "as_bf16": raw("bfloat16", f32_to_bf16(values)),
    }
    save_raw("rounding.safetensors", tensors, {})


def written():
    """What SafetensorsWriter has to write, byte for byte."""
    f32 = (np.arange(6, dtype=np.float32).reshape(2, 3) - 2.5) / 3
    tensors = {
        "b.weight": raw("float32", f32),
        "a.bias": raw("float32", np.arange(3, dtype=np.float32)),
        "z.half": raw("float16", f32.astype(np.float16)),
        "y.brain": raw("bfloat16", f32_to_bf16(f32)),
    }
    save_raw("written.safetensors", tensors, {"format": "pt"})


def elements():
    """The same, of elements that are written as they are."""
    tensors = {
        "signed": raw("int8", np.array([[-128, -1, 0], [1, 2, 127]], dtype=np.int8)),
        "unsigned": raw("uint32", np.array([0, 1, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF], dtype=np.uint32)),
        "floats": raw("float32", np.array([0.5, -0.0], dtype=np.float32)),
        "none": raw("uint32", np.zeros((0, 3), dtype=np.uint32)),
    }
    save_raw("elements.safetensors", tensors, {"format": "numbers", "version": "1"})


small()
halves()
rounding()
written()
elements()
