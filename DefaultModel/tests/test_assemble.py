import collections
import json
import pathlib
import re
import tempfile
import unittest

from made_up import load

assemble = load("assemble")


def rows(*texts, group="a/b", source="docs", language="rust"):
    return [{"text": text, "language": language, "source": source, "group": group} for text in texts]


class Relabelling(unittest.TestCase):
    def test_every_rule_names_a_project_of_the_list(self):
        projects = {project for project, _, _ in assemble.projects_of()}
        self.assertEqual([project for project in assemble.relabellings() if project not in projects], [])

    def test_a_tag_is_read_as_the_language_of_its_page(self):
        rules = [("rust", "cairo", re.compile(r".*\.md$"))]
        block = {"language": "rust", "source": "markdown", "group": "docs/a.md"}
        self.assertEqual(assemble.language_of(block, rules), "cairo")
        self.assertEqual(assemble.language_of({**block, "group": "docs/a.mdx"}, rules), "rust")
        self.assertEqual(assemble.language_of({**block, "language": "toml"}, rules), "toml")
        self.assertEqual(assemble.language_of({**block, "source": "file"}, rules), "rust")


class Amounts(unittest.TestCase):
    def test_projects_take_turns_and_the_rest_is_given_too(self):
        found = rows("1", "2", "3", group="a/a") + rows("4", group="b/b")
        taken, over = assemble.evenly(found, 2)
        self.assertEqual([row["text"] for row in taken], ["1", "4"])
        self.assertEqual(sorted(row["text"] for row in over), ["2", "3"])

    def test_what_is_over_is_transferred_once_and_never_what_is_measured_on(self):
        measured = "one two three four five six seven"
        filter_ = assemble.Filter(rows(measured))
        taken, fresh = rows("let x = 1; let y = 2;")[0], rows("fn main() { println(); }", measured, "  ")
        self.assertTrue(filter_.takes(taken["text"]))
        left = collections.defaultdict(list, {("rust", "docs"): [(taken, True), *((row, False) for row in fresh), (dict(taken), False)]})
        texts = [row["text"] for row in assemble.transfer(left, filter_)]
        self.assertEqual(texts, [taken["text"], "fn main() { println(); }"])


class Unseen(unittest.TestCase):
    def test_a_few_of_each_language_and_kind_are_taken_files_in_runs(self):
        text = "\n".join(f"let x{n} = {n};" for n in range(99))
        files, blocks = rows(*(f"{text}\n// {n}" for n in range(9)), source="project"), rows(*map(str, range(20)))
        found = assemble.cut(list(assemble.unseen(files + blocks)))
        self.assertEqual(collections.Counter(row["source"] for row in found), {"project": 6, "docs": 12})
        self.assertTrue(all(row["text"] in whole["text"] for row, whole in zip(found, files)))
        self.assertTrue(any(row["text"] != whole["text"] for row, whole in zip(found, files)))

    def test_longer_runs_have_any_number_of_lines(self):
        files = rows(*("\n".join(f"let x{n} = {k};" for n in range(99)) for k in range(400)), source="project")
        counts = {}
        for name, draw in (("short or long", assemble.short_or_long), ("any", assemble.any_length)):
            lengths = [row["text"].count("\n") + 1 for row in assemble.cut(files, draw)]
            self.assertEqual((min(lengths) >= 1, max(lengths) <= 64), (True, True))
            counts[name] = sum(length <= 8 for length in lengths)
        self.assertTrue(150 < counts["short or long"] < 250, counts)
        self.assertTrue(25 < counts["any"] < 80, counts)

    def test_blocks_of_readmes_are_told_apart_where_they_are_measured_on(self):
        for group, expected in (("README.md", "readme"), ("docs/readme.mdx", "readme"), ("docs/a.md", "docs"), ("README/a.md", "docs")):
            row = {"source": "markdown", "group": group}
            self.assertEqual(assemble.kind_of(row, True), expected, group)
            self.assertEqual(assemble.kind_of(row, False), "docs")
        self.assertEqual(assemble.kind_of({"source": "file", "group": "README.md"}, True), "project")


class Record(unittest.TestCase):
    def test_a_model_that_was_trained_further_names_both_data(self):
        (first, commit, _), (second, other, _) = assemble.projects_of()[-2:]
        with tempfile.TemporaryDirectory() as folder:
            model, before = pathlib.Path(folder, "training.json"), pathlib.Path(folder, "before.json")
            model.write_text(json.dumps({"steps": 2}))
            old = [{"name": first, "commit": commit, "snippets": 7}, {"name": "o/ld", "commit": "c", "snippets": 1}]
            before.write_text(json.dumps({"steps": 1, "projects": old}))
            assemble.record(model, rows("a", "b", group=second) + rows("c", group=first), before)
            found = json.loads(model.read_text())
        self.assertEqual((found["steps"], found["before"]), (2, {"steps": 1}))
        new = {"name": second, "commit": other, "snippets": 2}
        self.assertEqual(found["projects"], sorted([*old, new], key=lambda project: project["name"]))


class Marks(unittest.TestCase):
    def test_a_misspelt_mark_is_an_error(self):
        path = assemble.TOP / "DefaultModel/projects.txt"
        self.assertEqual([assemble.is_held_out(path, "a/b", marks) for marks in (["held-out"], [])], [True, False])
        for marks in (["heldout"], ["held-out", "held-out"]):
            with self.assertRaises(SystemExit):
                assemble.is_held_out(path, "a/b", marks)

    def test_what_is_held_out_is_in_no_other_list(self):
        marked = {project.lower() for project, _, is_held_out in assemble.projects_of() if is_held_out}
        for name in assemble.LISTS[1:]:
            self.assertFalse(marked & {project.lower() for project, _, _ in assemble.projects_of(name)}, name)


class Recording(unittest.TestCase):
    def test_marks_and_remarks_of_the_lists_are_read(self):
        for name in assemble.LISTS:
            for project, commit, _ in assemble.projects_of(name):
                self.assertRegex(f"{project}@{commit}", r"^[\w.-]+/[\w.-]+@[0-9a-f]{40}$")
        marks = [is_held_out for _, _, is_held_out in assemble.projects_of()]
        self.assertEqual(set(marks), {True, False})
        self.assertEqual(marks, sorted(marks, reverse=True))


if __name__ == "__main__":
    unittest.main()
