import json
import random

from made_up import COMMIT, HERE, Checkouts, load

unknown = load("unknown")


def program(name):
    return "\n".join(f"let {name}{n} = call(argument{n}, {n})" for n in range(300))


class Unknown(Checkouts):
    def table(self, *rows):
        path = self.folder / "table.tsv"
        path.write_text("\n".join("\t".join(row) for row in [unknown.COLUMNS, *rows]) + "\n", encoding="utf-8")
        return path

    def test_a_project_and_a_language_have_their_most(self):
        for name in "abc":
            self.put(f"x/{name}", "one.ham", program(name))
            self.put(f"x/{name}", "README.md", "".join(f"```ham\nlet {name} = page({n})\n```\n\n" for n in range(90)))
        table = self.table(*([f"x/{name}", "Ham", ".ham", "ham", ""] for name in "abc"))
        lines = [f"x/{name}@{COMMIT}" for name in "abc"]
        rows = self.rows(unknown, lines, "--languages", table)
        self.assertEqual([row["group"] for row in rows], ["x/a"] * 60 + ["x/b"] * 60)
        self.assertEqual(sum(row["source"] == "docs" for row in rows), 48)
        self.assertEqual({row["language"] for row in rows}, {None})
        self.assertTrue(any(row["text"].count("\n") == 0 for row in rows))
        self.assertTrue(any(row["text"].count("\n") > 20 for row in rows))
        self.assertEqual(rows, self.rows(unknown, lines, "--languages", table))

    def test_of_a_near_twin_no_piece_has_under_four_lines(self):
        self.put("x/a", "one.ham", program("a"))
        self.put("x/a", "README.md", "```ham\nlet a = 1\n```\n\n```ham\nlet a = 1\nlet b = 2\nlet c = 3\nlet d = 4\n```\n")
        rows = self.rows(unknown, [f"x/a@{COMMIT}"], "--languages", self.table(["x/a", "Ham", ".ham", "ham", "python"]))
        self.assertEqual(len(rows), 60)
        self.assertEqual(min(row["text"].count("\n") for row in rows), 3)
        self.assertEqual(sum(row["source"] == "docs" for row in rows), 1)

    def test_licences_and_most_comments_are_no_pieces(self):
        def kept(text): return sum(unknown.is_piece(text, "", random.Random(n)) for n in range(400))
        self.assertEqual(kept("# Copyright by a\nlet b = 1"), 0)
        self.assertEqual(kept("let b = call(1)"), 400)
        self.assertTrue(60 < kept("-- what it does\n-- and why") < 140)
        self.assertEqual(kept("}}}\n)))\n]]]"), 0)

    def test_what_is_wrong_is_named(self):
        self.put("x/a", "one.ham", program("a"))
        line = [f"x/a@{COMMIT}"]
        self.ends("table.tsv: has no row for x/a", unknown, line, "--languages", self.table())
        self.ends("table.tsv:2: not 5 columns", unknown, line, "--languages", self.table(["x/a", "Ham"]))
        self.ends("x/a: no Egg in", unknown, line, "--languages", self.table(["x/a", "Egg", ".egg", "egg", ""]))

    def test_the_table_names_no_language_of_the_registry_and_only_twins_of_it(self):
        registry = json.loads((HERE.parent / "Sources/Languages/languages.json").read_text(encoding="utf-8"))
        rows = unknown.languages_of(HERE / "unknown-languages.tsv").values()
        self.assertEqual({row["twin"] for row in rows} - {language["id"] for language in registry}, {""})
        known = {name.lower() for language in registry for name in (language["id"], language["name"])}
        self.assertEqual([row["language"] for row in rows if row["language"].lower() in known], [])
