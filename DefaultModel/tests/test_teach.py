import collections
import importlib.util
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

from made_up import HERE, load

HAS_TOOLS = importlib.util.find_spec("numpy") is not None and shutil.which("cc") is not None


def row(text, language, source, group, **more):
    return {"text": text, "language": language, "source": source, "group": group, **more}


def rows():
    made = []
    for n in range(12):
        made.append(row(f"def f{n}(x):\n    return x + {n}\n\nprint(f{n}(1))\n", "python", "docs", f"a/b{n}/page"))
        made.append(row(f"fn f{n}(x: i32) -> i32 {{\n    x + {n}\n}}\n\nlet y{n} = f{n}(1);\n", "rust", "rosetta", f"task{n}"))
    return made


@unittest.skipUnless(HAS_TOOLS, "no NumPy or no C compiler here: what teaches is not tested")
class Teach(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.teach = load("teach")

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def written(self, name, rows):
        path = self.folder / name
        path.write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")
        return str(path)

    def run_with(self, rows, *options):
        line = [sys.executable, str(HERE / "teach"), "--data", self.written("train.jsonl", rows), "--output",
                str(self.folder / "taught.jsonl"), "--folds", "2", "--bits", "12", *options]
        return subprocess.run(line, capture_output=True, text=True)

    def taught(self, rows, *options):
        run = self.run_with(rows, *options)
        self.assertEqual(run.returncode, 0, run.stderr)
        return [json.loads(line) for line in (self.folder / "taught.jsonl").read_text(encoding="utf-8").splitlines()]

    def test_authors_keep_half_of_each_label(self):
        taught = self.taught(rows(), "--views", "1")
        self.assertEqual(sorted(r["text"] for r in taught), sorted(r["text"] for r in rows()))
        for r in taught:
            self.assertGreaterEqual(r["softLabels"][r["language"]], 0.5)
            self.assertAlmostEqual(sum(r["softLabels"].values()), 1, delta=0.03)

    def test_a_teacher_that_has_seen_no_such_text_is_unsure(self):
        strange = [row(f"{'xyzzy plugh ' * 9}{n}", "python", "docs", f"c/d{n}") for n in range(2)]
        sure = {r["softLabels"]["python"] for r in self.taught(rows(), "--views", "1") if r["language"] == "python"}
        unsure = {r["softLabels"]["python"] for r in self.taught(rows() + strange[:1], "--views", "1") if "xyzzy" in r["text"]}
        self.assertLess(max(unsure), min(sure))

    def test_what_has_no_language_or_soft_labels_stays(self):
        others = [row("words", None, "prose", "e/f"), row("{}", "json", "ambiguous", "g", softLabels={"json": 0.5, "yaml": 0.5})]
        taught = self.taught(rows() + others)
        for other in others:
            self.assertEqual([r for r in taught if r["text"] == other["text"]], [other])

    def test_rows_of_a_source_come_twice(self):
        once, twice = self.taught(rows()), self.taught(rows(), "--twice", "rosetta")

        def count(taught):
            return collections.Counter((r["source"], r["text"]) for r in taught)

        self.assertEqual(count(twice), count(once) + count([r for r in once if r["source"] == "rosetta"]))

    def test_a_source_that_is_not_there_is_told(self):
        run = self.run_with(rows(), "--twice", "rosetta", "--twice", "linguist")
        self.assertEqual(run.returncode, 1)
        self.assertIn("train.jsonl: no row is of linguist, which --twice names", run.stderr)
        self.assertFalse((self.folder / "taught.jsonl").exists())

    def test_a_row_that_is_no_snippet_is_told_with_its_line(self):
        run = self.run_with([*rows(), {"language": "c"}])
        self.assertEqual(run.returncode, 1)
        self.assertTrue(run.stderr.endswith('train.jsonl:25: has no "text"\n'), run.stderr)

    def test_pages_of_one_repository_lie_in_one_fold(self):
        pages = [row(str(n), "c", "docs", f"owner/name/page{n}") for n in range(20)]
        self.assertEqual(len({self.teach.fold_of(r, 8) for r in pages}), 1)
        tasks = [row(str(n), "c", "rosetta", f"task/{n}/x") for n in range(20)]
        self.assertGreater(len({self.teach.fold_of(r, 8) for r in tasks}), 1)

    def test_of_a_patch_no_run_comes_that_changes_nothing(self):
        patch = row("diff --git a/x b/x\n" + "".join(f" same {n}\n" for n in range(60)), "diff", "docs", "a/b")
        for n in range(40):
            self.assertTrue(all(self.teach.CHANGE.search(view) for view in self.teach.views_of(patch, 3, n)))


if __name__ == "__main__":
    unittest.main()
