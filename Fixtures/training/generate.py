#!/usr/bin/env python3
"""What PyTorch, transformers and scikit-learn say of the loop's parts.

    $(Scripts/python-tools reference) Fixtures/training/generate.py

Writes beside itself `expected.json`, all computed in float64:
  schedules      transformers.get_scheduler: the rate of each step
  stopping       transformers.EarlyStoppingCallback with Trainer's own choice of the best
  classWeights   scikit-learn's "balanced", and (1 - beta) / (1 - beta^n) of Cui et al. 2019, equation 7
  losses         torch.nn.functional.cross_entropy with class weights, smoothing and probability targets; its gradient
  windows        three optimizer steps of the model in Fixtures/roberta over micro-batches, the last window a short one
"""
import json
import pathlib
import types

import numpy
import sklearn
import torch
import torch.nn.functional as F
import transformers
from safetensors.torch import load_file
from sklearn.utils.class_weight import compute_class_weight
from transformers.trainer_callback import EarlyStoppingCallback, TrainerControl, TrainerState

HERE = pathlib.Path(__file__).resolve().parent
ROBERTA = HERE.parent / "roberta"


def schedules():
    cases = []
    for kind in ("linear", "cosine", "constant"):
        for warmup, total in ((0, 7), (3, 10), (10, 10), (1, 1), (5, 5)):
            optimizer = torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=0.5)
            name = "constant_with_warmup" if kind == "constant" else kind
            schedule = transformers.get_scheduler(name, optimizer, num_warmup_steps=warmup, num_training_steps=total)
            rates = []
            for _ in range(total):
                rates.append(schedule.get_last_lr()[0])
                optimizer.step()
                schedule.step()
            cases.append({"kind": kind, "peak": 0.5, "warmupSteps": warmup, "totalSteps": total, "rates": rates})
    return cases


def warmup_steps():
    """How many steps TrainingArguments makes of a ratio (which it takes as `warmup_steps` below 1)."""
    cases = []
    for ratio, total in ((0.1, 101), (0.1, 100), (0.06, 50), (0.0, 9), (1.0, 9), (0.3, 10)):
        arguments = types.SimpleNamespace(warmup_steps=ratio if ratio < 1 else total, warmup_ratio=None)
        cases.append({"ratio": ratio, "totalSteps": total, "steps": transformers.TrainingArguments.get_warmup_steps(arguments, total)})
    return cases


def stopping():
    series = [
        [1.0, 0.9, 0.95, 0.85, 0.86, 0.87, 0.88], [1.0, 0.99, 0.98, 0.97, 0.96], [0.5, 0.5, 0.5, 0.5],
        [0.9, 0.7, 0.71, 0.5, 0.6, 0.4, 0.55, 0.56], [1.0, float("nan"), 0.8, float("nan"), float("nan"), 0.79],
        [0.2, 0.3, 0.25, 0.45, 0.44, 0.46, 0.465],
    ]
    cases = []
    for greater in (False, True):
        for patience, threshold in ((1, 0.0), (2, 0.0), (2, 0.05), (3, 0.015)):
            for values in series:
                cases.append({"greaterIsBetter": greater, "patience": patience, "threshold": threshold,
                              "values": [v if v == v else None for v in values],
                              **follow(values, greater, patience, threshold)})
    return cases


def follow(values, greater, patience, threshold):
    callback, state, control = EarlyStoppingCallback(patience, threshold), TrainerState(), TrainerControl()
    arguments = types.SimpleNamespace(metric_for_best_model="eval_m", greater_is_better=greater, save_strategy="steps")
    trainer = types.SimpleNamespace(args=arguments, state=state)
    best, stop = [], None
    for step, value in enumerate(values):
        state.global_step = step
        callback.on_evaluate(arguments, state, control, {"eval_m": value})
        best.append(bool(transformers.Trainer._determine_best_metric(trainer, {"eval_m": value}, None)))
        if control.should_training_stop:
            stop = step
            break
    return {"isBest": best, "stopsAt": stop}


def class_weights():
    cases = []
    for counts in ([10, 1, 100, 3], [7, 7, 7], [1, 1000000], [5000, 40, 12, 1, 350]):
        labels = numpy.repeat(numpy.arange(len(counts)), counts)
        balanced = compute_class_weight("balanced", classes=numpy.arange(len(counts)), y=labels)
        case = {"counts": counts, "inverseFrequency": balanced.tolist(), "effectiveNumber": []}
        for beta in (0.9, 0.999, 0.9999):
            weights = (1.0 - beta) / (1.0 - numpy.power(beta, numpy.array(counts, dtype=numpy.float64)))
            case["effectiveNumber"].append({"beta": beta, "weights": (weights / weights.sum() * len(counts)).tolist()})
        cases.append(case)
    return cases


LOGITS = [[2.0, -1.0, 0.5, 0.0], [0.1, 0.2, -0.3, 4.0], [-2.0, 1.5, 1.0, 0.25], [0.0, 0.0, 3.0, -1.0], [1, 1, 1, 1]]
LABELS = [0, 3, 1, 1, 2]
WEIGHTS = [0.25, 2.0, 1.0, 3.5]
SOFT = [[0.7, 0.1, 0.1, 0.1], [0.0, 0.0, 0.0, 1.0], [0.2, 0.5, 0.3, 0.0], [0.25, 0.25, 0.25, 0.25], [0.0, 0.6, 0.4, 0.0]]


def losses():
    cases = []
    for soft in (False, True):
        for weighted in (False, True):
            for smoothing in (0.0, 0.1):
                logits = torch.tensor(LOGITS, dtype=torch.float64, requires_grad=True)
                target = torch.tensor(SOFT, dtype=torch.float64) if soft else torch.tensor(LABELS)
                weight = torch.tensor(WEIGHTS, dtype=torch.float64) if weighted else None
                loss = F.cross_entropy(logits, target, weight=weight, label_smoothing=smoothing)
                loss.backward()
                cases.append({"soft": soft, "weights": WEIGHTS if weighted else None, "labelSmoothing": smoothing,
                              "loss": loss.item(), "gradient": logits.grad.flatten().tolist()})
    return {"logits": LOGITS, "labels": LABELS, "softLabels": SOFT, "cases": cases}


def windows():
    """Rows of the reference's batch: two full windows of two micro-batches, then a short one of a single micro-batch."""
    numbers = load_file(ROBERTA / "reference.safetensors")
    offsets = numbers["sequenceOffsets"].tolist()
    rows = [numbers["inputIDs"][a:b] for a, b in zip(offsets, offsets[1:])]
    labels = numbers["labels"].long()
    plan = [[[0, 1, 2], [3]], [[4], [5, 6]], [[2, 6]]]
    weights = torch.tensor([1.0, 0.5, 2.0, 1.5, 0.25, 3.0, 1.0], dtype=torch.float64)
    cases = []
    for weighted in (False, True):
        model = transformers.RobertaForSequenceClassification.from_pretrained(ROBERTA / "model").double().eval()
        optimizer = torch.optim.AdamW(model.parameters(), lr=1e-3, weight_decay=0.0, foreach=False)
        steps, weight = [], weights if weighted else None
        for window in plan:
            optimizer.zero_grad()
            every = torch.cat([labels[batch] for batch in window])
            total = weights[every].sum() if weighted else len(every)
            loss = sum(F.cross_entropy(torch.cat([model(input_ids=rows[r][None].long()).logits for r in batch]),
                                       labels[batch], weight=weight, reduction="sum", label_smoothing=0.1)
                       for batch in window) / total
            loss.backward()
            norm = torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0).item()
            optimizer.step()
            steps.append({"loss": loss.item(), "gradientNorm": norm})
        bias = model.classifier.out_proj.bias.tolist()
        cases.append({"weights": weights.tolist() if weighted else None, "steps": steps, "after": bias})
    return {"plan": plan, "learningRate": 1e-3, "labelSmoothing": 0.1, "maxGradNorm": 1.0, "cases": cases}


def main():
    torch.set_num_threads(1)
    made = {"torch": torch.__version__, "transformers": transformers.__version__, "scikit-learn": sklearn.__version__}
    text = json.dumps({"madeWith": made, "schedules": schedules(), "warmup": warmup_steps(), "stopping": stopping(),
                       "classWeights": class_weights(), "losses": losses(), "windows": windows()})
    (HERE / "expected.json").write_text(text + "\n", encoding="utf-8")


main()
