import unittest

import made_up  # noqa: F401  (it makes the scripts importable)
import tags


def language(text, tag):
    return tags.language_of({"text": text, "language": tag})


class Tags(unittest.TestCase):
    def test_a_session_is_a_session(self):
        for tag in ("shellscript", "plaintext"):
            self.assertEqual(language("$ make install\nok\n", tag), "console")
            self.assertEqual(language("\n  $ make", tag), "console")
        self.assertEqual(language("make install", "shellscript"), "shellscript")
        self.assertEqual(language("$HOME/bin/x", "shellscript"), "shellscript")
        self.assertEqual(language("echo 1\n$ make", "shellscript"), "shellscript")
        self.assertEqual(language("$ 5 each", "plaintext"), "plaintext")
        self.assertEqual(language("$ x = 1", "php"), "php")
        self.assertIsNone(language("$ make", None))

    def test_a_namesake_is_in_no_language(self):
        grid = {"text": '!v"Hello world!"r!\n >l?!;o', "language": "fish", "source": "rosetta"}
        self.assertEqual([row["language"] for row in tags.read([grid, {**grid, "source": "docs"}])], [None, "fish"])
        self.assertIsNone(tags.of_namesake({**grid, "language": "astro"}))
        self.assertEqual(tags.of_namesake({**grid, "language": "haskell"}), "haskell")

    def test_what_only_typescript_has_stays(self):
        for text in ("let x: number = 1", "interface A { b: string }", "type A = B | C", "f<string>(x)", "x as const",
                     "import type { A } from 'b'", "private a = 1", "function f(a?: B) {}", "a!.b",
                     "const f = (x): Promise<void> => g()", "enum A { B }"):
            self.assertRegex(text, tags.TYPED)
            self.assertEqual(language(text, "typescript"), "typescript")
            self.assertEqual(language(text, "tsx"), "tsx")

    def test_half_of_what_is_javascript_too_becomes_that(self):
        texts = [f"const a{n} = b({n});\nif (a{n} < 3) {{ c(a ? {n} : null, {{ d: [1, 2] }}); }}" for n in range(400)]
        elements = [f"const a{n} = <b>c</b>;" for n in range(400)]
        for made, tag, other in (
            (texts, "typescript", "javascript"), (texts, "tsx", "javascript"), (elements, "tsx", "jsx"),
        ):
            found = [language(text, tag) for text in made]
            self.assertEqual(set(found), {tag, other})
            self.assertTrue(150 < found.count(tag) < 250)
            self.assertEqual(found, [language(text, tag) for text in made])
        self.assertTrue(all(language(text, "javascript") == "javascript" for text in texts))

    def test_jsx_is_where_an_element_is(self):
        for text in ("return <App name={name} />;", "function A() {\n  return (\n    <div>a</div>\n  );\n}",
                     "const a = () => <b>c</b>", "root.render(<App />)", "a && (\n  <>\n    b\n  </>\n)",
                     "<Row onClick={f} />"):
            self.assertEqual(language(text, "javascript"), "jsx", text)
            self.assertEqual(language(text, "jsx"), "jsx", text)
        for text in ("a = '<div>b</div>'", "if (a <b && c> d) {}", "x.replace(/<img .*?>/, '</p>')", "for (; a <b.c; a++) {}",
                     "`<p>${a}</p>`", "// a: <codepoint>, b",
                     'el.innerHTML = "Hello, <b>World</b>";', "/** The name, <code>null</code> if none. */",
                     "`Total: <span>${n}</span>`", "const a = '(<a b={c}>d</a>)'"):
            self.assertEqual(language(text, "javascript"), "javascript", text)

    def test_half_of_jsx_without_an_element_becomes_javascript(self):
        found = [language(f"import a{n} from 'b';", "jsx") for n in range(400)]
        self.assertEqual(set(found), {"jsx", "javascript"})
        self.assertTrue(150 < found.count("jsx") < 250)
        self.assertEqual({language(f"let a{n}: number", "jsx") for n in range(40)}, {"jsx"})

    def test_rows_keep_the_rest(self):
        row = {"text": "$ ls", "language": "shellscript", "source": "docs", "group": "a/b"}
        self.assertEqual(tags.read([row]), [{**row, "language": "console"}])


if __name__ == "__main__":
    unittest.main()
