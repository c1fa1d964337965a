#!/usr/bin/env python3
"""Makes scaler.json: what `torch.amp.GradScaler` makes of sequences of good and bad steps. Needs torch.

    $(Scripts/python-tools reference) Fixtures/scaler/generate.py

A single parameter gets gradient 1, or infinity or NaN where the sequence says so; of each step: the scale before it, the
gradient after `unscale_`, whether the optimizer stepped, and the scale and the growth tracker after `update`.
"""
import json
import pathlib

import torch

HERE = pathlib.Path(__file__).parent

# g: a good step, i: infinity, n: NaN
CASES = [
    {"name": "defaults", "options": {}, "steps": "ggigggninng" + "g" * 2005 + "iggg"},
    {"name": "short interval", "options": {"growth_interval": 3}, "steps": "ggggggigggnnigggggggg"},
    {"name": "other factors", "options": {"init_scale": 1024.0, "growth_factor": 3.0, "backoff_factor": 0.25,
                                          "growth_interval": 2}, "steps": "gggiigggggnggg"},
    {"name": "up to the end of single precision", "options": {"init_scale": 2.0 ** 126, "growth_interval": 1},
     "steps": "ggggig"},
]


def run(case):
    scaler = torch.amp.GradScaler("cpu", **case["options"])
    parameter = torch.nn.Parameter(torch.zeros(1))
    optimizer = torch.optim.SGD([parameter], lr=1.0)
    scales, gradients, stepped, after, trackers = [], [], [], [], []
    for kind in case["steps"]:
        optimizer.zero_grad()
        before = parameter.detach().clone()
        scales.append(float(scaler.get_scale()))
        loss = scaler.scale((parameter * 0.25).sum())
        loss.backward()
        if kind != "g":
            parameter.grad.fill_(float("inf" if kind == "i" else "nan"))
        scaler.unscale_(optimizer)
        gradients.append(float(parameter.grad) if kind == "g" else None)
        scaler.step(optimizer)
        scaler.update()
        stepped.append(bool((parameter != before).item()))
        after.append(float(scaler.get_scale()))
        trackers.append(int(scaler.state_dict()["_growth_tracker"]))
    return {**case, "scales": scales, "gradients": gradients, "stepped": stepped, "scalesAfter": after,
            "growthTrackers": trackers}


def shortened(result):
    """Runs of equal numbers as [number, count], so that two thousand steps take a line."""
    for key in ["scales", "gradients", "stepped", "scalesAfter"]:
        runs = []
        for value in result[key]:
            if runs and runs[-1][0] == value:
                runs[-1][1] += 1
            else:
                runs.append([value, 1])
        result[key] = runs
    # Of the trackers, the last of each run that counts up.
    trackers = result.pop("growthTrackers")
    result["lastGrowthTracker"] = trackers[-1]
    return result


out = {"torch": torch.__version__, "cases": [shortened(run(case)) for case in CASES]}
(HERE / "scaler.json").write_text(json.dumps(out) + "\n")
