import contextlib
import io
import json
import pathlib
import struct
import tempfile
import unittest

from made_up import load

raise_ = load("raise")

# Stands for parlance: a language is withheld for as long as its bias, times the scale, is below what it needs.
PROGRAM = """#!/usr/bin/env python3
import json, pathlib, struct, sys
model = pathlib.Path(sys.argv[sys.argv.index("--model") + 1])
data = (model / "ngrams.safetensors").read_bytes()
start = 8 + struct.unpack_from("<Q", data)[0]
scale, *biases = struct.unpack_from("<4f", data, start)
needed = [0, 0.5, 9]
rare = {l: {"found": 6, "rows": 10} for l, b, n in zip("abc", biases, needed) if b * scale < n - 1e-6}
(model / "calibration.json").write_text(json.dumps({"withheld": {"languages": rare}}))
assert "--withhold" in sys.argv and "--calibrate" in sys.argv and sys.argv.count("--data") == 2
"""


class Raise(unittest.TestCase):
    def setUp(self):
        held = tempfile.TemporaryDirectory()
        self.addCleanup(held.cleanup)
        self.folder = pathlib.Path(held.name)
        self.model = self.folder / "model"
        self.model.mkdir()
        tensors = {"classifier.scale": [0, 4], "classifier.bias": [4, 16]}
        header = json.dumps({k: {"dtype": "F32", "shape": [(b - a) // 4], "data_offsets": [a, b]} for k, (a, b) in tensors.items()})
        data = struct.pack("<Q", len(header)) + header.encode() + struct.pack("<4f", 2, 0.25, 0, -1)
        (self.model / "ngrams.safetensors").write_bytes(data)
        (self.model / "config.json").write_text(json.dumps({"id2label": {"0": "a", "1": "b", "2": "c"}}))
        (self.model / "training.json").write_text(json.dumps({"steps": 3}))
        self.program = self.folder / "parlance"
        self.program.write_text(PROGRAM)
        self.program.chmod(0o755)

    def arguments(self, output):
        return raise_.argparse.Namespace(
            model=self.model, data=["x", "y"], output=output, program=str(self.program), step=0.2, steps=4)

    def test_a_modest_language_is_raised_and_a_lost_one_withheld_as_it_was(self):
        output = self.folder / "raised"
        raise_.arguments = lambda: self.arguments(output)
        with contextlib.redirect_stdout(io.StringIO()) as told:
            raise_.main()
        self.assertIn('raised: {"b": 0.6}', told.getvalue())
        ngrams = raise_.NGrams(output / "ngrams.safetensors")
        biases = [ngrams.number("classifier.bias", k) for k in range(3)]
        # Three steps of 0.2, of which the scale makes twice as much.
        self.assertEqual([round(b, 6) for b in biases], [0.25, 0.3, -1])
        training = json.loads((output / "training.json").read_text())
        self.assertEqual(training, {"steps": 3, "raised": {"b": 0.6}})
        self.assertEqual(list(json.loads((output / "calibration.json").read_text())["withheld"]["languages"]), ["c"])
        self.assertEqual(raise_.NGrams(self.model / "ngrams.safetensors").number("classifier.bias", 1), 0)

    def test_nothing_is_overwritten(self):
        raise_.arguments = lambda: self.arguments(self.model)
        with self.assertRaises(SystemExit):
            raise_.main()


if __name__ == "__main__":
    unittest.main()
