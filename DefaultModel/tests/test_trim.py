import contextlib
import io
import json
import pathlib
import struct
import sys
import tempfile
import unittest

from made_up import load

trim = load("trim")

VOCABULARY = ["<s>", "<pad>", "</s>", "<unk>", "<mask>", "a", "b", "c", "ab", "bc", "abc"]
TOKENIZER = {
    "added_tokens": [{"id": n, "content": token} for n, token in enumerate(VOCABULARY[:5])],
    "model": {"vocab": {token: n for n, token in enumerate(VOCABULARY)}, "merges": [["a", "b"], ["b", "c"], "ab c"]},
}


class Trim(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.model, self.output = pathlib.Path(folder.name) / "model", pathlib.Path(folder.name) / "trimmed"
        self.model.mkdir()
        trim.write_json(self.model / "tokenizer.json", TOKENIZER)
        trim.write_json(self.model / "config.json", {"vocab_size": 11, "hidden_size": 2})
        trim.write_json(self.model / "special_tokens_map.json", {"pad_token": "<pad>"})
        trim.write_json(self.model / "training.json", {"steps": 7})
        rows = struct.pack("<22H", *range(22))
        trim.write_tensors(self.model / "model.safetensors", {
            "head.bias": ("F16", [3], b"abcdef"), trim.EMBEDDING: ("F16", [11, 2], rows)}, {"format": "pt"})

    def trim(self, size):
        sys.argv = ["trim", "--model", str(self.model), "--vocabulary", str(size), "--output", str(self.output)]
        with contextlib.redirect_stdout(io.StringIO()):
            trim.main()

    def test_the_last_merges_go_with_their_rows_and_the_rest_stays_byte_for_byte(self):
        self.trim(9)
        model = json.loads((self.output / "tokenizer.json").read_text())["model"]
        self.assertEqual(model, {"vocab": {t: n for n, t in enumerate(VOCABULARY[:9])}, "merges": [["a", "b"]]})
        tensors, metadata = trim.tensors_of(self.output / "model.safetensors")
        self.assertEqual(tensors, {"head.bias": ("F16", [3], b"abcdef"),
                                   trim.EMBEDDING: ("F16", [9, 2], struct.pack("<18H", *range(18)))})
        self.assertEqual(metadata, {"format": "pt"})
        self.assertEqual(json.loads((self.output / "config.json").read_text()), {"vocab_size": 9, "hidden_size": 2})
        training = json.loads((self.output / "training.json").read_text())
        self.assertEqual(training, {"steps": 7, "trimmed": {"tokens": 9, "of": 11}})
        self.assertTrue((self.output / "special_tokens_map.json").exists())

    def test_a_token_that_an_earlier_merge_makes_too_stays(self):
        vocabulary = {**TOKENIZER["model"]["vocab"]}
        merges = [["a", "b"], ["b", "c"], ["ab", "c"], ["a", "bc"]]
        tokenizer = {**TOKENIZER, "model": {"vocab": vocabulary, "merges": merges}}
        changed, kept = trim.trimmed(tokenizer, 10)
        self.assertEqual((changed["model"]["merges"], kept), (merges[:3], list(range(11))))

    def test_fewer_tokens_than_bytes_are_refused(self):
        with self.assertRaises(SystemExit):
            self.trim(7)
        self.assertFalse(self.output.exists())


if __name__ == "__main__":
    unittest.main()
