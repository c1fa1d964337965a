#!/usr/bin/env python3
"""The numeric truth for `Tensors` and `Roberta`: a tiny RoBERTa classifier, run by PyTorch and transformers.

    $(Scripts/python-tools reference) Fixtures/roberta/generate.py

Writes beside itself:
  model/            config.json and model.safetensors, as save_pretrained writes them (float32)
  reference.*       a ragged batch: logits, losses, every gradient, ten AdamW steps
  operations.*      single operations, forward and backward, at odd sizes

Each pair is NAME.safetensors (numbers) and NAME.json (what they are, and the scalars).

The float32 parameters that are saved are widened to float64 and everything is computed in float64; only the
results are rounded to float32. So the reference is exact to half a unit in the last place, and any difference
is ours. Dropout is 0 throughout. PyTorch runs the batch padded, with an attention mask; we run it packed.
"""
import json
import pathlib

import numpy
import torch
import torch.nn.functional as F
import transformers
from safetensors.torch import save_file

HERE = pathlib.Path(__file__).resolve().parent
LENGTHS = [17, 1, 60, 2, 33, 5, 64]
LABELS = [3, 0, 6, 1, 3, 5, 2]
STEPS, WARMUP = 10, 2
ADAMW = {"learningRate": 1e-3, "beta1": 0.9, "beta2": 0.999, "epsilon": 1e-8, "weightDecay": 0.01}
MAX_GRAD_NORM = 1.0
LABEL_SMOOTHING = 0.1
CLASS_WEIGHTS = [1.0, 0.5, 2.0, 1.5, 0.25, 3.0, 1.0]


def configuration():
    return transformers.RobertaConfig(
        vocab_size=300, hidden_size=32, num_hidden_layers=3, num_attention_heads=4, intermediate_size=64,
        max_position_embeddings=66, type_vocab_size=1, num_labels=7, hidden_dropout_prob=0.0,
        attention_probs_dropout_prob=0.0, classifier_dropout=0.0, layer_norm_eps=1e-5, pad_token_id=1, bos_token_id=0, eos_token_id=2,
        id2label={i: name for i, name in enumerate(["c", "css", "go", "python", "ruby", "rust", "swift"])},
        label2id={name: i for i, name in enumerate(["c", "css", "go", "python", "ruby", "rust", "swift"])},
        attn_implementation="eager")


def make_model():
    """Weights of a spread that makes softmax and GELU work outside their linear part; every bias and gain moved."""
    torch.manual_seed(20261122)
    model = transformers.RobertaForSequenceClassification(configuration())
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            if name.endswith("LayerNorm.weight"):
                parameter.copy_(1 + 0.2 * torch.randn_like(parameter))
            elif name.endswith("bias"):
                parameter.copy_(0.1 * torch.randn_like(parameter))
            else:
                parameter.copy_(0.25 * torch.randn_like(parameter))
    return model


def make_batch():
    """Token 0 is <s>; </s> ends each; ids from 5 up are drawn; one sequence ends without </s>, as truncation may."""
    generator = torch.Generator().manual_seed(7)
    sequences = []
    for index, length in enumerate(LENGTHS):
        ids = torch.randint(5, 300, (length,), generator=generator)
        ids[0] = 0
        if length > 1 and index != 4:
            ids[-1] = 2
        sequences.append(ids)
    longest = max(LENGTHS)
    padded = torch.full((len(sequences), longest), 1)
    mask = torch.zeros((len(sequences), longest), dtype=torch.long)
    for row, ids in enumerate(sequences):
        padded[row, : len(ids)] = ids
        mask[row, : len(ids)] = 1
    return sequences, padded, mask, torch.tensor(LABELS)


def gradients(model, loss):
    model.zero_grad()
    loss.backward(retain_graph=True)
    return {n: p.grad.clone() for n, p in model.named_parameters() if p.grad is not None}


def decayed(name):
    return not (name.endswith("bias") or "LayerNorm" in name)


def linear_schedule(step):
    """The factor of step `step` (from 0), as get_linear_schedule_with_warmup(optimizer, WARMUP, STEPS)."""
    if step < WARMUP:
        return step / max(1, WARMUP)
    return max(0.0, (STEPS - step) / max(1, STEPS - WARMUP))


def train(model, padded, mask, labels):
    groups = [{"params": [p for n, p in model.named_parameters() if decayed(n)], "weight_decay": ADAMW["weightDecay"]},
              {"params": [p for n, p in model.named_parameters() if not decayed(n)], "weight_decay": 0.0}]
    optimizer = torch.optim.AdamW(groups, lr=ADAMW["learningRate"], betas=(ADAMW["beta1"], ADAMW["beta2"]),
                                  eps=ADAMW["epsilon"], foreach=False)
    schedule = transformers.get_linear_schedule_with_warmup(optimizer, WARMUP, STEPS)
    losses, norms, rates = [], [], []
    for step in range(STEPS):
        rates.append(optimizer.param_groups[0]["lr"])
        assert abs(rates[-1] - ADAMW["learningRate"] * linear_schedule(step)) < 1e-15
        loss = F.cross_entropy(model(input_ids=padded, attention_mask=mask).logits, labels)
        optimizer.zero_grad()
        loss.backward()
        norms.append(torch.nn.utils.clip_grad_norm_(model.parameters(), MAX_GRAD_NORM).item())
        losses.append(loss.item())
        optimizer.step()
        schedule.step()
    return losses, norms, rates


def write(name, tensors, description):
    kept = {k: (v.to(torch.float32) if v.is_floating_point() else v.to(torch.int32)).contiguous()
            for k, v in tensors.items()}
    save_file({k: v.detach() for k, v in kept.items()}, HERE / f"{name}.safetensors")
    description["madeWith"] = {"torch": torch.__version__, "transformers": transformers.__version__}
    (HERE / f"{name}.json").write_text(json.dumps(description, indent=2) + "\n", encoding="utf-8")


def reference(model):
    sequences, padded, mask, labels = make_batch()
    output = model(input_ids=padded, attention_mask=mask, output_hidden_states=True)
    logits = output.logits
    weights = torch.tensor(CLASS_WEIGHTS, dtype=torch.float64)
    loss = F.cross_entropy(logits, labels)
    smoothed = F.cross_entropy(logits, labels, label_smoothing=LABEL_SMOOTHING)
    weighted = F.cross_entropy(logits, labels, weight=weights)
    both = F.cross_entropy(logits, labels, weight=weights, label_smoothing=LABEL_SMOOTHING)
    tensors = {
        "inputIDs": torch.cat(sequences), "labels": labels, "logits": logits,
        "sequenceOffsets": torch.tensor([0, *numpy.cumsum(LENGTHS).tolist()]),
    }
    for index, hidden in enumerate(output.hidden_states):
        tensors[f"hidden.{index}"] = torch.cat([hidden[r, :n] for r, n in enumerate(LENGTHS)])
    for key, value in (("smoothed", smoothed), ("weighted", weighted), ("weightedSmoothed", both), ("plain", loss)):
        tensors[f"dlogits.{key}"] = torch.autograd.grad(value, logits, retain_graph=True)[0]
    for name, gradient in gradients(model, loss).items():
        tensors[f"gradient.{name}"] = gradient
    norm = torch.sqrt(sum((p.grad ** 2).sum() for p in model.parameters())).item()
    losses, norms, rates = train(model, padded, mask, labels)
    for name, parameter in model.named_parameters():
        tensors[f"after.{name}"] = parameter
    write("reference", tensors, {
        "about": "inputIDs packed by sequenceOffsets; hidden.I packed (N, C), 0 after the embeddings; gradient.* of the "
                 "mean cross-entropy; after.* the parameters after the ten steps; all computed in float64",
        "loss": {"plain": loss.item(), "smoothed": smoothed.item(), "weighted": weighted.item(),
                 "weightedSmoothed": both.item()},
        "labelSmoothing": LABEL_SMOOTHING, "classWeights": CLASS_WEIGHTS, "gradientNorm": norm,
        "optimizer": {**ADAMW, "maxGradNorm": MAX_GRAD_NORM, "steps": STEPS, "warmupSteps": WARMUP,
                      "learningRates": rates, "losses": losses, "gradientNorms": norms,
                      "decayed": "every parameter but biases and LayerNorm"},
        "zeroGradients": "The gradient of every attention.self.key.bias is zero by algebra (softmax does not see a shift "
                         "of all scores); Adam turns rounding noise there into steps, so compare its loss, not its value.",
    })


def draw(generator, *shape, scale=1.0):
    values = scale * torch.randn(*shape, generator=generator)
    return values.to(torch.float32).to(torch.float64).requires_grad_()


def single_operations():
    g = torch.Generator().manual_seed(11)
    tensors, description = {}, {"about": "NAME.x inputs, NAME.y output, NAME.dy its gradient, NAME.dx and so on the results"}

    def record(name, inputs, output):
        dy = draw(g, *output.shape).detach()
        grads = torch.autograd.grad(output, list(inputs.values()), dy)
        for (key, value), gradient in zip(inputs.items(), grads):
            tensors[f"{name}.{key}"] = value
            tensors[f"{name}.d{key}"] = gradient
        tensors[f"{name}.y"], tensors[f"{name}.dy"] = output, dy

    for size in (1, 7, 8, 65):
        inputs = {"x": draw(g, 5, size, scale=2), "weight": draw(g, size), "bias": draw(g, size)}
        record(f"layerNorm.{size}", inputs, F.layer_norm(inputs["x"], (size,), inputs["weight"], inputs["bias"], 1e-5))
    x = torch.cat([torch.linspace(-12, 12, 193), torch.tensor([0.0, -0.0, 1e-8, -1e-8, 40.0, -40.0])]).double()
    record("gelu", {"x": x.requires_grad_()}, F.gelu(x))
    inputs = {"x": draw(g, 9, 13), "weight": draw(g, 11, 13), "bias": draw(g, 11)}
    record("linear", inputs, F.linear(inputs["x"], inputs["weight"], inputs["bias"]))
    attention(g, tensors, description)
    write("operations", tensors, description)


def attention(g, tensors, description):
    """Packed q, k, v (N, H*D); each sequence attends to itself alone, scaled by 1/sqrt(D)."""
    heads, size, lengths = 3, 8, [1, 9, 64, 2]
    total = sum(lengths)
    q, k, v = (draw(g, total, heads * size) for _ in range(3))
    rows, start = [], 0
    for n in lengths:
        part = [t[start: start + n].view(n, heads, size).transpose(0, 1) for t in (q, k, v)]
        rows.append(F.scaled_dot_product_attention(*part).transpose(0, 1).reshape(n, heads * size))
        start += n
    y = torch.cat(rows)
    dy = draw(g, *y.shape).detach()
    dq, dk, dv = torch.autograd.grad(y, (q, k, v), dy)
    tensors.update({"attention.q": q, "attention.k": k, "attention.v": v, "attention.y": y, "attention.dy": dy,
                    "attention.dq": dq, "attention.dk": dk, "attention.dv": dv,
                    "attention.sequenceOffsets": torch.tensor([0, *numpy.cumsum(lengths).tolist()])})
    description["attention"] = {"heads": heads, "headSize": size}


def main():
    torch.set_num_threads(1)
    transformers.utils.logging.disable_progress_bar()
    model = make_model()
    model.save_pretrained(HERE / "model")
    reference(model.double().eval())
    single_operations()


main()
