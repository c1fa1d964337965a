import shutil
import unittest

from made_up import COMMIT, ENGLISH, GERMAN, KOREAN, Checkouts, load, page

prose = load("prose")


class Prose(Checkouts):
    def test_texts_come_evenly_from_natural_languages_and_never_from_untranslated_pages(self):
        self.put("a/b", "README.md", page(ENGLISH))
        self.put("a/b", "de/README.md", page(GERMAN))
        self.put("a/b", "ko/README.md", page(KOREAN))
        self.put("a/b", "ko/new.md", page(["The page that is not translated is for you to read in the meantime."]))
        rows = self.rows(prose, [f"a/b@{COMMIT}"], "--most", 9)
        self.assertEqual({frozenset(row) for row in rows}, {frozenset(("text", "language", "source", "group"))})
        self.assertEqual({(r["language"], r["source"], r["group"]) for r in rows}, {("plaintext", "prose", "a/b")})
        for texts in (ENGLISH, GERMAN, KOREAN):
            self.assertEqual(sum(row["text"] in texts for row in rows), 3)
        self.assertEqual(rows, self.rows(prose, [f"a/b@{COMMIT}"], "--most", 9))

    def test_short_and_long_texts_take_turns(self):
        texts = [("en", f"{n} short") for n in range(50)] + [("en", f"{n} " + "long " * 80) for n in range(50)]
        taken = prose.evenly(texts + texts, "a/b", 20)
        self.assertEqual(len(set(taken)), 20)
        self.assertEqual(sum("long" in text for text in taken), 10)

    def test_no_heading_is_passed(self):
        class Three:
            def choice(self, _): return 3
        self.assertEqual(list(prose.runs([None, ENGLISH[0], ENGLISH[1], None, ENGLISH[3]], "en", Three())),
                         [f"{ENGLISH[0]}\n\n{ENGLISH[1]}", ENGLISH[3]])

    @unittest.skipUnless(shutil.which("git"), "no git here")
    def test_a_project_marked_changes_gives_notes_and_messages(self):
        self.put("a/b", "README.md", page(ENGLISH))
        self.put("a/b", "CHANGES.md", "# 1.0\n\n* The pages are sent in parts that\n  are of the size you ask for.\n")
        there = self.commit("a/b", "Take the pages of the server apart\n\nIt is not for you to wait for them.\n\nSigned-off-by: a")
        rows = self.rows(prose, [f"a/b@{there} changes"])
        self.assertEqual({row["text"] for row in rows}, {
            "The pages are sent in parts that\nare of the size you ask for.", "Take the pages of the server apart",
            "It is not for you to wait for them."})

    def test_a_project_without_prose_is_named(self):
        self.put("a/b", "README.md", "# Title\n\n```py\nprint(1)\nprint(2)\n```\n")
        self.put("c/d", "README.md", "# Title\n")
        self.ends("a/b: no prose in", prose, [f"a/b@{COMMIT}"])
        self.ends("c/d: no prose in", prose, [f"a/b@{COMMIT}", f"c/d@{COMMIT}"])
