import unittest

import made_up  # noqa: F401  (it says where pages lies)
import pages


class Pages(unittest.TestCase):
    def test_markdown_gives_paragraphs_without_marks(self):
        text = ("---\ntitle: x\n---\n# One\nSee **[the page](a.md)** and `code`.\n\n- item\n\n| a | b |\n\n"
                "```sh\nls\n\npwd\n```\n\nTwo\n---\n\n> Quoted words.\n\n    indented\n\n<div>\n\nLast &amp; least.\n")
        self.assertEqual(list(pages.paragraphs(text, ".md")),
                         [None, "See the page and code.", None, "Quoted words.", "Last & least."])

    def test_asciidoc_and_rest_give_theirs(self):
        text = "== One\n\n(((index)))Words of https://a.example[the page].\n\n[source,c]\n----\nint x;\n\nint y;\n----\n\nMore.\n"
        self.assertEqual(list(pages.paragraphs(text, ".asc")), [None, "Words of the page.", "More."])
        text = "One\n===\n\nCall :func:`run` of `this <a.html>`_::\n\n    run()\n\n.. note:: x\n"
        self.assertEqual(list(pages.paragraphs(text, ".rst")), [None, "Call run of this:"])

    def test_items_of_change_notes_are_paragraphs(self):
        self.assertEqual(list(pages.paragraphs(pages.apart("* One\n  goes on.\n* Two.\n"), ".md")), ["One\ngoes on.", "Two."])

    def test_code_blocks_are_found_by_tag(self):
        text = "```hy\n(a)\n```\n\n~~~ {.hy}\n(b)\n~~~\n\n```hyx\n(c)\n```\n\n* x\n\n  ```hy run\n  (d\n    e)\n  ```\n"
        self.assertEqual(pages.code_blocks(text, ".md", ["hy"]), ["(a)\n", "(b)\n", "(d\n  e)\n"])
        self.assertEqual(pages.code_blocks(".. code-block:: hy\n   :x: y\n\n   (a)\n\n   (b)\n\nText\n", ".rst", ["hy"]),
                         ["(a)\n\n(b)\n\n"])
        self.assertEqual(pages.code_blocks("[source,c++]\n----\nint x;\n----\n", ".adoc", ["c", "c++"]), ["int x;\n"])
