#!/usr/bin/env python3
"""Gradual unfreezing by PyTorch: the tiny model of generate.py, of which more learns every two steps.

    $(Scripts/python-tools reference) Fixtures/roberta/unfreezing.py

Reads model/ and reference.safetensors, which generate.py has written, and writes unfreezing.safetensors (parameters
after the ten steps, of those layers that learned longest) and unfreezing.json (losses, norms, rates).

What learns later joins torch.optim.AdamW by `add_param_group`, as fastai and ULMFiT's users do it: its moments and its
step count begin there. The learning rate is one schedule for all. Computed in float64; dropout is 0.
"""
import json
import pathlib

import torch
import torch.nn.functional as F
import transformers
from safetensors.torch import load_file, save_file

HERE = pathlib.Path(__file__).resolve().parent
STEPS, STEPS_PER_STAGE = 10, 2
# What joins at each stage: the head, the layers from the top, the embeddings.
STAGES = ["classifier.", "roberta.encoder.layer.2.", "roberta.encoder.layer.1.", "roberta.encoder.layer.0.",
          "roberta.embeddings."]
RATES = [1e-3 * (STEPS - step) / STEPS for step in range(STEPS)]


def decayed(name):
    return not (name.endswith("bias") or "LayerNorm" in name)


def padded_batch():
    numbers = load_file(HERE / "reference.safetensors")
    offsets = numbers["sequenceOffsets"].tolist()
    ids = numbers["inputIDs"].long()
    lengths = [end - start for start, end in zip(offsets, offsets[1:])]
    padded = torch.full((len(lengths), max(lengths)), 1)
    mask = torch.zeros_like(padded)
    for row, (start, length) in enumerate(zip(offsets, lengths)):
        padded[row, :length] = ids[start: start + length]
        mask[row, :length] = 1
    return padded, mask, numbers["labels"].long()


def main():
    torch.set_num_threads(1)
    model = transformers.RobertaForSequenceClassification.from_pretrained(
        HERE / "model", attn_implementation="eager").double().eval()
    padded, mask, labels = padded_batch()
    for parameter in model.parameters():
        parameter.requires_grad = False
    optimizer, losses, norms = None, [], []
    for step in range(STEPS):
        if step % STEPS_PER_STAGE == 0:
            prefix = STAGES[step // STEPS_PER_STAGE]
            own = [(n, p) for n, p in model.named_parameters() if n.startswith(prefix)]
            for _, parameter in own:
                parameter.requires_grad = True
            groups = [{"params": [p for n, p in own if decayed(n)], "weight_decay": 0.01},
                      {"params": [p for n, p in own if not decayed(n)], "weight_decay": 0.0}]
            if optimizer is None:
                optimizer = torch.optim.AdamW(groups, lr=RATES[0], foreach=False)
            else:
                for group in groups:
                    optimizer.add_param_group(group)
        for group in optimizer.param_groups:
            group["lr"] = RATES[step]
        loss = F.cross_entropy(model(input_ids=padded, attention_mask=mask).logits, labels)
        optimizer.zero_grad()
        loss.backward()
        trained = [p for p in model.parameters() if p.requires_grad]
        norms.append(torch.nn.utils.clip_grad_norm_(trained, 1.0).item())
        losses.append(loss.item())
        optimizer.step()
    kept = ("classifier.", "roberta.encoder.layer.1.", "roberta.encoder.layer.2.", "roberta.embeddings.LayerNorm.")
    save_file({"after." + n: p.detach().float().contiguous() for n, p in model.named_parameters() if n.startswith(kept)},
              HERE / "unfreezing.safetensors")
    (HERE / "unfreezing.json").write_text(json.dumps({
        "about": "ten AdamW steps; every two steps one more of the stages learns, the head first",
        "stages": STAGES, "stepsPerStage": STEPS_PER_STAGE, "learningRates": RATES, "losses": losses,
        "gradientNorms": norms, "weightDecay": 0.01, "maxGradNorm": 1.0,
        "madeWith": {"torch": torch.__version__, "transformers": transformers.__version__},
    }, indent=2) + "\n", encoding="utf-8")


main()
