#!/usr/bin/env python3
"""Files as PyTorch and transformers write them, and what PyTorch reads in them, for `PyTorchFiles` and `parlance import`.

    $(Scripts/python-tools reference) Fixtures/pytorch/generate.py

Writes beside itself:
  tensors.*.bin      one dictionary of views, strides and dtypes in each format and protocol; tensors.safetensors has
                     every value as float32, tensors.json its dtype and shape in the file
  hostile/*.bin      pickles that ask for what is not a tensor
  tokenizer/         vocab.json and merges.txt of a byte-level BPE
  masked/            a checkpoint in the form of CodeBERTa-small-v1: RobertaForMaskedLM, the format before 1.6
  bare/              a RobertaModel without a prefix, with LayerNorm's old names
  classifier/        a RobertaForSequenceClassification as .bin in both formats, as safetensors, and sharded;
                     logits.json has texts and their logits, computed by transformers in float64
"""
import collections
import json
import os
import pathlib
import shutil

import tokenizers
import torch
import transformers
from safetensors.torch import save_file

HERE = pathlib.Path(__file__).resolve().parent
LABELS = ["c", "go", "python"]
TEXTS = ["def main():\n    return 0\n", "package main\n\nfunc main() {}\n", "int main(void) { return 0; }\n", "x", ""]
CORPUS = TEXTS + ["for i in range(10):\n    print(i)\n", "if err != nil {\n\treturn err\n}\n", "#include <stdio.h>\n"]


def save(value, path, legacy=False, protocol=2):
    path.parent.mkdir(parents=True, exist_ok=True)
    torch.save(value, path, _use_new_zipfile_serialization=not legacy, pickle_protocol=protocol)


def tensors():
    torch.manual_seed(20261129)
    base = torch.randn(6, 10)
    values = collections.OrderedDict()
    values["contiguous"] = base
    values["transposed"] = base.t()
    values["rows"] = base[2:5]
    values["columns"] = base[:, 3:7]
    values["stepped"] = base[::2, 1::3]
    values["expanded"] = torch.randn(1, 4).expand(3, 4)
    values["permuted"] = torch.randn(2, 3, 4).permute(2, 0, 1)
    values["half"] = torch.randn(5, 7).half()
    values["half.transposed"] = torch.randn(5, 7).half().t()
    values["bfloat16"] = torch.randn(3, 9).bfloat16()
    values["double"] = torch.randn(4, 2, dtype=torch.float64)
    values["double.column"] = torch.randn(4, 2, dtype=torch.float64)[:, 1]
    values["extremes"] = torch.tensor([0.0, -0.0, 1e-45, 3.4e38, -1.5])
    values["int64"] = torch.arange(-3, 9).reshape(3, 4)
    values["int32"] = torch.tensor([2**24, -7], dtype=torch.int32)
    values["int16"] = torch.tensor([-300, 300], dtype=torch.int16)
    values["int8"] = torch.tensor([-128, 127], dtype=torch.int8)
    values["uint8"] = torch.tensor([0, 255], dtype=torch.uint8)
    values["bool"] = torch.tensor([[True, False], [False, True]])
    values["scalar"] = torch.tensor(2.5)
    values["empty"] = torch.zeros(0, 4)
    values["empty.behind"] = base[6:]
    values["parameter"] = torch.nn.Parameter(torch.randn(3))
    values["gr\u00f6\u00dfe"] = torch.ones(1)
    return values


def write_tensors():
    values = tensors()
    save(values, HERE / "tensors.zip.bin")
    save(values, HERE / "tensors.zip5.bin", protocol=5)
    save(values, HERE / "tensors.legacy.bin", legacy=True)
    save(values, HERE / "tensors.legacy4.bin", legacy=True, protocol=4)
    save_file({k: v.detach().to(torch.float32).contiguous().clone() for k, v in values.items()},
              HERE / "tensors.safetensors")
    description = {k: {"dtype": str(v.dtype).removeprefix("torch."), "shape": list(v.shape)} for k, v in values.items()}
    write_json(HERE / "tensors.json", {"tensors": description, "madeWith": {"torch": torch.__version__}})


class Call:
    """Pickles as a call."""

    def __init__(self, function, *arguments):
        self.function, self.arguments = function, arguments

    def __reduce__(self):
        return self.function, self.arguments


def write_hostile():
    touch = "touch parlance-was-here"
    calls = {"system": Call(os.system, touch), "eval": Call(eval, f"__import__('os').system('{touch}')"),
             "getattr": Call(getattr, "", "join")}
    for name, call in calls.items():
        save(collections.OrderedDict(weight=call), HERE / f"hostile/{name}.zip.bin")
        save(collections.OrderedDict(weight=call), HERE / f"hostile/{name}.legacy.bin", legacy=True)
        save(collections.OrderedDict(weight=call), HERE / f"hostile/{name}.zip4.bin", protocol=4)
    save(torch.nn.Linear(1, 1), HERE / "hostile/module.zip.bin")
    save({"weight": 1.5}, HERE / "hostile/number.zip.bin")
    save({"model": {"weight": torch.ones(1)}}, HERE / "hostile/nested.zip.bin")
    save([torch.ones(1)], HERE / "hostile/list.zip.bin")
    save({1: torch.ones(1)}, HERE / "hostile/key.zip.bin")
    save({"weight": torch.ones(1, dtype=torch.complex64)}, HERE / "hostile/complex.zip.bin")


def write_tokenizer():
    (HERE / "tokenizer").mkdir(exist_ok=True)
    tokenizer = tokenizers.ByteLevelBPETokenizer()
    tokenizer.train_from_iterator(CORPUS, vocab_size=280, min_frequency=1, show_progress=False,
                                  special_tokens=["<s>", "<pad>", "</s>", "<unk>", "<mask>"])
    tokenizer.save_model(str(HERE / "tokenizer"))
    return tokenizers.ByteLevelBPETokenizer.from_file(
        str(HERE / "tokenizer/vocab.json"), str(HERE / "tokenizer/merges.txt"))


def configuration(vocab_size, **others):
    return transformers.RobertaConfig(
        vocab_size=vocab_size, hidden_size=8, num_hidden_layers=2, num_attention_heads=2, intermediate_size=16,
        max_position_embeddings=66, type_vocab_size=1, layer_norm_eps=1e-5, attn_implementation="eager", **others)


def spread(model):
    """Weights of a size at which every part of the network shows in the logits."""
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            norm = name.endswith("LayerNorm.weight") or name.endswith("layer_norm.weight")
            parameter.copy_((1 if norm else 0) + 0.3 * torch.randn_like(parameter))
    return model.eval()


def with_position_ids(state, prefix):
    """What transformers before 4.31 saved beside the weights."""
    key = f"{prefix}embeddings.position_ids"
    return collections.OrderedDict([(key, torch.arange(66).expand((1, -1)))] + list(state.items()))


def write_json(path, value):
    path.write_text(json.dumps(value, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def write_masked(vocab_size):
    """The keys are those of CodeBERTa-small-v1's config.json; the sizes are small."""
    torch.manual_seed(1)
    model = spread(transformers.RobertaForMaskedLM(configuration(vocab_size)))
    state = with_position_ids(model.state_dict(), "roberta.")
    folder = HERE / "masked"
    save(state, folder / "pytorch_model.bin", legacy=True)
    write_json(folder / "config.json", {
        "architectures": ["RobertaForMaskedLM"], "attention_probs_dropout_prob": 0.1, "hidden_act": "gelu",
        "hidden_dropout_prob": 0.1, "hidden_size": 8, "initializer_range": 0.02, "intermediate_size": 16,
        "layer_norm_eps": 1e-05, "max_position_embeddings": 66, "model_type": "roberta", "num_attention_heads": 2,
        "num_hidden_layers": 2, "type_vocab_size": 1, "vocab_size": vocab_size})
    save_file({k: v.contiguous().clone() for k, v in model.roberta.state_dict(prefix="roberta.").items()},
              folder / "expected.safetensors")


def write_bare(vocab_size):
    torch.manual_seed(2)
    model = spread(transformers.RobertaModel(configuration(vocab_size)))
    old = {"LayerNorm.weight": "LayerNorm.gamma", "LayerNorm.bias": "LayerNorm.beta"}
    state = collections.OrderedDict()
    for name, value in model.state_dict().items():
        for new, renamed in old.items():
            name = name.replace(new, renamed)
        state[name] = value.half()
    folder = HERE / "bare"
    save(with_position_ids(state, ""), folder / "pytorch_model.bin")
    model.config.save_pretrained(folder)
    save_file({k: v.half().float().contiguous().clone() for k, v in model.state_dict(prefix="roberta.").items()
               if "pooler" not in k}, folder / "expected.safetensors")


def write_shards(state, folder):
    names = list(state)
    parts = [names[: len(names) // 2], names[len(names) // 2:]]
    where = {}
    for number, part in enumerate(parts, 1):
        file = f"pytorch_model-{number:05}-of-00002.bin"
        save(collections.OrderedDict((k, state[k]) for k in part), folder / file)
        where.update({k: file for k in part})
    size = sum(v.numel() * v.element_size() for v in state.values())
    write_json(folder / "pytorch_model.bin.index.json", {"metadata": {"total_size": size}, "weight_map": where})


def write_classifier(vocab_size, tokenizer):
    torch.manual_seed(3)
    labels = dict(enumerate(LABELS))
    model = spread(transformers.RobertaForSequenceClassification(configuration(
        vocab_size, id2label=labels, label2id={v: k for k, v in labels.items()})))
    folder = HERE / "classifier"
    model.save_pretrained(folder)
    state = model.state_dict()
    save(state, folder / "pytorch_model.zip.bin")
    save(with_position_ids(state, "roberta."), folder / "pytorch_model.legacy.bin", legacy=True)
    write_shards(state, folder / "shards")
    model.save_pretrained(folder / "safetensors-shards", max_shard_size="12KB")
    (folder / "safetensors-shards/config.json").unlink()
    rows, double = [], model.double()
    for text in TEXTS:
        ids = [0, *tokenizer.encode(text).ids, 2]
        logits = double(input_ids=torch.tensor([ids])).logits[0]
        rows.append({"text": text, "ids": ids, "logits": logits.tolist()})
    write_json(folder / "logits.json", rows)


def main():
    torch.set_num_threads(1)
    transformers.utils.logging.disable_progress_bar()
    for name in ("hostile", "tokenizer", "masked", "bare", "classifier"):
        shutil.rmtree(HERE / name, ignore_errors=True)
    write_tensors()
    write_hostile()
    tokenizer = write_tokenizer()
    vocab_size = tokenizer.get_vocab_size()
    write_masked(vocab_size)
    write_bare(vocab_size)
    write_classifier(vocab_size, tokenizer)


main()
