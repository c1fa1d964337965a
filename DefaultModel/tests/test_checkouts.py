import shutil
import unittest

from made_up import COMMIT, ENGLISH, Checkouts, load, page

import checkouts

prose = load("prose")


class Lists(Checkouts):
    def test_what_is_wrong_is_named(self):
        self.ends("a/b: no checkout at", prose, [f"a/b@{COMMIT}"])
        self.ends("list.txt:3: not OWNER/NAME@COMMIT: x", prose, ["# a remark", f"a/b@{COMMIT}", "x"])

    def test_a_list_that_is_not_there_is_named(self):
        with self.assertRaises(SystemExit) as ended:
            checkouts.run(lambda: checkouts.projects_of(self.folder / "none.txt", self.folder))
        self.assertIn("none.txt", str(ended.exception))

    @unittest.skipUnless(shutil.which("git"), "no git here")
    def test_a_checkout_at_another_commit_is_refused(self):
        self.put("a/b", "README.md", page(ENGLISH))
        there = self.commit("a/b", "The first one")
        self.ends(f"is at {there}, the list says {COMMIT}", prose, [f"a/b@{COMMIT}"])

    def test_links_and_what_is_no_text_are_left_out(self):
        outside = self.folder / "outside.md"
        outside.write_text("x" * 100)
        self.put("a/b", "bytes.md", b"\xff" * 100)
        folder = self.put("a/b", "windows.md", "\ufefffirst line\r\nsecond line\r\n").parent
        (folder / "link.md").symlink_to(outside)
        self.assertEqual(checkouts.paths(folder, [".md"]), ["bytes.md", "windows.md"])
        self.assertEqual(checkouts.text(folder, "bytes.md"), "")
        self.assertEqual(checkouts.text(folder, "windows.md"), "first line\nsecond line\n")
