#!/usr/bin/env python3
"""Makes metrics.json and temperature.json: drawn rows and what scikit-learn and SciPy say about them.

    pip install numpy scipy scikit-learn && python3 generate.py
"""
import json, pathlib
import numpy as np
import scipy.optimize, scipy.special
from sklearn.calibration import calibration_curve
from sklearn.metrics import accuracy_score, confusion_matrix, precision_recall_fscore_support, roc_auc_score

here = pathlib.Path(__file__).resolve().parent
rng = np.random.default_rng(7)
names = ["python", "ruby", "c", "go", "haskell"]


def write(name, value):
    (here / name).write_text(json.dumps(value, indent=1) + "\n")


def metrics():
    rows = []
    for _ in range(240):
        truth = rng.choice(names, p=[0.4, 0.3, 0.2, 0.1, 0.0])
        predicted = truth if rng.random() < 0.7 else rng.choice(names)
        rows.append({"truth": str(truth), "predicted": str(predicted),
                     "confidence": round(float(rng.beta(4, 2)), 4), "characters": int(rng.choice([0, 99, 100, 299, 300, 999, 1000, 6000]))})
    unknown = [{"truth": None, "predicted": str(rng.choice(names)), "confidence": round(float(rng.beta(2, 3)), 2),
                "characters": 50} for _ in range(60)]
    truth, predicted = [r["truth"] for r in rows], [r["predicted"] for r in rows]
    labels = sorted(set(truth) | set(predicted))
    p, r, f, s = precision_recall_fscore_support(truth, predicted, labels=labels, zero_division=0)
    confidence, right = np.array([x["confidence"] for x in rows]), np.array(truth) == np.array(predicted)
    edges, ece = np.linspace(0, 1, 16), 0.0
    for low, high in zip(edges[:-1], edges[1:]):
        inside = (confidence > low) & (confidence <= high)
        if inside.any():
            ece += abs(right[inside].mean() - confidence[inside].mean()) * inside.mean()
    accuracies, confidences = calibration_curve(right, confidence, n_bins=15, strategy="uniform")
    counts = np.bincount(np.searchsorted(edges[1:-1], confidence), minlength=15)
    curve = iter(zip(accuracies.tolist(), confidences.tolist()))
    bins = [dict(zip(["accuracy", "meanConfidence"], next(curve)), rows=int(n)) if n else {"accuracy": 0, "meanConfidence": 0, "rows": 0} for n in counts]
    auroc = roc_auc_score([1] * len(rows) + [0] * len(unknown), [x["confidence"] for x in rows + unknown])
    matrix = confusion_matrix(truth, predicted, labels=labels)
    bucket = lambda n: "<100" if n < 100 else "<300" if n < 300 else "<1000" if n < 1000 else ">=1000"
    by_length = {b: float(np.mean([ok for x, ok in zip(rows, right) if bucket(x["characters"]) == b])) for b in ["<100", "<300", "<1000", ">=1000"]}
    write("metrics.json", {
        "rows": rows + unknown,
        "accuracy": accuracy_score(truth, predicted), "macroF1": float(np.mean(f)), "expectedCalibrationError": ece,
        "auroc": auroc, "calibrationBins": bins, "byLength": by_length,
        "byLanguage": {l: {"precision": p[i], "recall": r[i], "f1": f[i], "support": int(s[i])} for i, l in enumerate(labels)},
        "confusion": {l: {m: int(matrix[i, j]) for j, m in enumerate(labels) if matrix[i, j]} for i, l in enumerate(labels) if matrix[i].any()}})


def temperature():
    cases = []
    for scale, noise in [(1, 1.0), (5, 1.0), (0.2, 1.0), (2, 4.0)]:
        labels = rng.integers(0, 6, 80)
        logits = (2 * np.eye(6)[labels] + noise * rng.normal(size=(80, 6))) * scale
        logits = np.round(logits, 4)
        loss = lambda b: float(-np.mean(scipy.special.log_softmax(logits * b, axis=1)[np.arange(80), labels]))
        best = scipy.optimize.minimize_scalar(loss, bounds=(1 / 20, 20), method="bounded", options={"xatol": 1e-12})
        cases.append({"logits": logits.tolist(), "labels": labels.tolist(), "temperature": 1 / best.x, "lossBefore": loss(1.0), "lossAfter": best.fun})
    write("temperature.json", cases)


metrics()
temperature()
