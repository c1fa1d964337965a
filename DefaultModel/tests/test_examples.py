import json
import random
import subprocess
import sys
import unittest
import unittest.mock

from made_up import HERE

sys.path.insert(0, str(HERE / "examples"))
import generate  # noqa: E402  (it lies beside its words)
import mentions  # noqa: E402
import noise  # noqa: E402
import patches  # noqa: E402
import pure  # noqa: E402
import quoted  # noqa: E402
from words import Words  # noqa: E402

TEXT = "\n".join(f"let name{n} = {n}" for n in range(30))
PROSE = "The names are given one by one, and none of them is ever read again before the last of them is there."


def words(seed):
    return Words(random.Random(seed))


class Examples(unittest.TestCase):
    def test_a_block_shows_a_change_of_the_text(self):
        own = set(TEXT.split("\n"))
        for seed in range(200):
            made = patches.block(words(seed), TEXT)
            if made is None:
                continue
            lines = made.split("\n")
            self.assertTrue(any(line[:1] in "+-" and line[1:].strip() for line in lines), made)
            kept = [line for line in lines if line and line[0] not in "+-#." and line.strip()]
            self.assertTrue(all(line in own or line[1:] in own for line in kept), made)
            self.assertNotIn("@@", made)

    def test_a_list_is_a_block_only_where_one_of_its_items_changed(self):
        text = "\n".join(f"- item{n}" for n in range(30))
        with unittest.mock.patch.object(patches, "changed", lambda _, lines: (lines, list(lines))):
            made = [patches.block(words(seed), text) for seed in range(300)]
        self.assertTrue(50 < made.count(None) < 200)
        for block in filter(None, made):
            self.assertRegex(block, r"(?m)^[+-] ?- item")

    def test_a_patch_of_a_program_has_its_places(self):
        made = [patches.diff(words(seed), TEXT) for seed in range(50)]
        self.assertTrue(sum("@@" in text for text in made if text) > 30)

    def test_typed_python_is_python(self):
        for seed in range(200):
            compile(pure.module(words(seed)), "made up", "exec")

    def test_noise_is_of_every_kind_and_in_no_language(self):
        for kind in noise.KINDS:
            self.assertTrue(all(kind(words(seed)).strip() for seed in range(50)), kind.__name__)
        rows = [row for row in generate.rows(each=5, families=2, texts=[TEXT] * 9, quotations=5) if row["group"] == "generated/noise"]
        self.assertEqual({row["language"] for row in rows}, {None})
        self.assertEqual(len({row["text"] for row in rows}), 10)

    def test_dumps_are_as_the_programs_make_them(self):
        # By xxd, hexdump -C and od -x of Debian 12.
        self.assertEqual(noise.dump(b"candle, 20 bytes   !", noise.xxd), (
            "00000000: 6361 6e64 6c65 2c20 3230 2062 7974 6573  candle, 20 bytes\n"
            "00000010: 2020 2021                                   !"))
        self.assertEqual(noise.dump(b"candle, 20 bytes   !", noise.hexdump), (
            "00000000  63 61 6e 64 6c 65 2c 20  32 30 20 62 79 74 65 73  |candle, 20 bytes|\n"
            "00000010  20 20 20 21                                       |   !|\n00000014"))
        self.assertEqual(noise.dump(b"candle, 20 bytes   !", noise.od), (
            "0000000 6163 646e 656c 202c 3032 6220 7479 7365\n0000020 2020 2120\n0000024"))

    def test_what_is_quoted_is_whole_in_its_language(self):
        prose = ["She said \"no\", and 100 % of it was $5 { or less }: that's `all`\\ #1 @home. " * 4]
        made = list(quoted.rows(words(3), 60, prose))
        self.assertFalse([row["text"] for row in made if quoted.FIELD.search(row["text"]) or "@line@" in row["text"]])
        by_language = {}
        for row in made:
            self.assertEqual(row["softLabels"], {row["language"]: 1.0})
            by_language.setdefault(row["language"], []).append(row["text"])
        self.assertGreater(min(map(len, by_language.values())), 20)
        for text in by_language["python"]:
            compile(text, "made up", "exec")
        for text in by_language["json"]:
            json.loads(text)
        for text in by_language["shellscript"]:
            subprocess.run(["sh", "-n"], input=text, text=True, check=True)

    def mentioned(self, prose, programs, each=200):
        return [row["text"] for row in mentions.rows(words(4), each, prose, programs)]

    def test_prose_that_mentions_code_has_both_and_is_mostly_prose(self):
        prose = "The lines are read once, in order, and each that stood there before is passed over without a word."
        programs = ["let total = 3\nif (total > 1) {\n" + "f(" * 21 + ")" * 21, "def f(a):\n    return a[0]\n    print('a"]
        codes = ["let total = 3", "return a[0]"]
        made = self.mentioned([prose], programs)
        self.assertGreater(len(made), 50)
        for text in made:
            left = text
            for code in codes:
                left = left.replace(code, "")
            self.assertNotEqual(left, text)
            self.assertFalse(any(word in left for word in ("{", "f(f", "def f", "print", "let", "[0]", "total")), text)
            self.assertTrue({"read", "once,", "passed"} <= set(text.split()), text)
            self.assertLessEqual(len(text) - len(left), mentions.MOST_OF_CODE * len(text))

    def test_code_stands_before_prose_and_behind_it_too(self):
        made = self.mentioned(["The lines are read once, in order, and none of them is ever read again!"], ["let total = 3"])
        self.assertTrue(any(text.startswith("let total = 3 ") for text in made))
        self.assertTrue(any(text.endswith("ever read again: let total = 3") for text in made))
        self.assertFalse(any("again!:" in text for text in made))

    def test_no_text_is_short_or_mostly_code(self):
        self.assertEqual([], self.mentioned(["Two words."], ["let total = 3"]))
        self.assertEqual([], self.mentioned(["Some words, and then some more of them."], ["let total = " + "a + " * 9 + "b"]))

    def test_without_prose_or_without_programs_nothing_is_mentioned(self):
        self.assertEqual([], list(mentions.rows(words(1), 9, [], [TEXT])) + list(mentions.rows(words(1), 9, ["Some words."], [])))

    def test_only_languages_of_the_registry_are_quoted_in(self):
        registry = json.loads((HERE.parent / "Sources/Languages/languages.json").read_text(encoding="utf-8"))
        forms = quoted.forms_of(quoted.FORMS.read_text(encoding="utf-8"))
        self.assertLessEqual(set(forms), {language["id"] for language in registry})
        alike = [" ".join(form.split()) for some in forms.values() for form in some]
        self.assertEqual(len(alike), len(set(alike)), "a form stands in two languages")
        self.assertTrue(all(alike))

    def test_the_same_seed_makes_the_same(self):
        make = (lambda: list(generate.rows(each=5, families=2, texts=[TEXT] * 9, quotations=5, prose=[PROSE])))
        first = make()
        self.assertEqual(first, make())
        self.assertLessEqual({"generated/mentions", "generated/noise"}, {row["group"] for row in first})
        self.assertLessEqual({"diff", "python", "json"}, {row["language"] for row in first})


if __name__ == "__main__":
    unittest.main()
