"""Hand-written texts: what a tokenizer meets in programs and out of them. Nothing here is taken from a corpus."""

CODE = [
    "def greet(name):\n    \"\"\"Say hello.\"\"\"\n    for i in range(10):\n        print(f\"Hello, {name}! {i:>3}\")\n"
    "\n\nif __name__ == '__main__':\n    greet('world')\n",
    "#include <stdio.h>\n\nint main(int argc, char **argv) {\n\tfor (size_t i = 0; i < 100u; ++i) {\n"
    "\t\tprintf(\"%zu: %s\\n\", i, argv[0]); // don't panic\n\t}\n\treturn 0x1F;\n}\n",
    "fn main() -> Result<(), Box<dyn Error>> {\n    let xs: Vec<u32> = (0..10).map(|x| x * 2).collect();\n"
    "    println!(\"{:?}\", xs);\n    Ok(())\n}",
    "const fetchUser = async (userID) => {\r\n  const res = await fetch(`/api/users/${userID}`);\r\n"
    "  return res?.json() ?? null;\r\n};\r\n",
    "SELECT u.id, COUNT(*) AS n\nFROM users u\nLEFT JOIN orders o ON o.user_id = u.id\nWHERE u.created_at >= "
    "'2021-03-04'\nGROUP BY u.id\nHAVING COUNT(*) > 10;",
    "main :: IO ()\nmain = mapM_ print $ takeWhile (< 1000) fibs\n  where fibs = 0 : 1 : zipWith (+) fibs (tail fibs)",
    "<!DOCTYPE html>\n<html lang=\"en\">\n<head><title>It's a page</title></head>\n<body>\n\t<p class='x'>Text &amp; "
    "more</p>\n</body>\n</html>",
    "func sortedNames(_ people: [Person]) -> [String] {\n  people.map(\\.name).sorted { $0 < $1 }\n}\n",
    "{\n  \"name\": \"demo\",\n  \"version\": \"1.20.300\",\n  \"list\": [1, 22, 333, 4444, 55555],\n  \"ok\": true\n}",
    "all: build\n\nbuild:\n\t$(CC) -O2 -o $@ $^\n\n.PHONY: all build\n",
    "$ cd /usr/local && ./configure --prefix=/opt | tee log.txt\n$ echo \"$HOME\" >> ~/.profile",
    "public final class HTTPServerFactory extends BaseFactory<HttpServer> implements Closeable {}",
    "\\documentclass{article}\n\\begin{document}\n$\\sum_{i=0}^{n} i^2 = \\frac{n(n+1)(2n+1)}{6}$\n\\end{document}",
    "+-------+\n| a | b |\n+=======+\n// ----------------------------------------------------------------\n/* **** */",
]

PROSE = [
    "It's what they'd've said: I'm sure we'll see you're RIGHT, THEY'RE HERE, 'tis I'LL.",
    "She said 'so 'tis' and 'RE-do' and 'S and \u2019s and '\u017fo'ſ.",
    "The quick brown fox jumps over the lazy dog. 1234567890 12.5% $3,000.00 1e-10 0xDEADBEEF v1.2.3-rc4",
    "Größe, naïve café, Ångström, œuvre, İstanbul, ΑΒΓ αβγ ς, Привет, мир! ЁЖ ёж",
    "日本語のテキスト。中文字符，標點符號！한국어 문장입니다. カタカナ ﾊﾝｶｸ",
    "مرحبا بالعالم ١٢٣٤٥ ۴۵۶ שלום עולם ३४५ नमस्ते दुनिया ไทย ภาษา",
    "emoji 😀😃 👩\u200d👩\u200d👧\u200d👦 🇩🇪🇫🇷 👍🏽 ❤\ufe0f ✔ ☃ → ⇒ ≠ ∀x∈ℝ: x²≥0 ½ Ⅷ ④ ㊿",
    "e\u0301a\u0308o\u0302 \u0301lone mark, x\u0301\u0302\u0303y Zalgo\u0300\u0301\u0302 \u0915\u094d\u0937",
    "ǅungla ǈ ǋ ŉ ﬁ ﬂ ß ẞ ʰ ᵃ ˈ ª º 𝐀𝐁𝐜 𝟏𝟐𝟑 𐍈 𒀀 𓀀 camelCaseWords HTMLParser getHTTPResponseCode iPhone ABCdefGHI",
    "\ua7cb\ua7da \U00010d40\U00010d41 \U00011de0\U00011de1 \U0001e5d0 newer letters and digits",
]

SPACES = [
    "",
    " ",
    "  ",
    "\n",
    "\n\n\n",
    "\r\n",
    "\r\r\n\n\r",
    "\t",
    "a",
    " a",
    "  a",
    "a ",
    "a  ",
    "\na",
    "a\n",
    "a\n ",
    "a\n\n  b",
    "   \n   \n   x",
    "x   \n\t \r\n  ",
    "\t\tx\t y  z   w    v",
    "a\u00a0b \u00a0 c\u00a0\u00a0",
    "\u3000全角\u3000 \u2003em\u2009thin\u200azero\u200bwidth\u200c\u200djoin\u2060\ufeffbom",
    "line\u2028sep\u2029para\u0085nel\u000bvt\u000cff\u001cfs\u001fus",
    "nul\u0000nul \u0001\u0002\u0007\u0008\u001b[31mred\u001b[0m\u007f\u0080\u009f",
    "\u00ad soft \u180e mongolian \u1680 ogham \u205f math \u202f narrow",
    "trailing spaces   \nnext    \n\n    indented\n        more\n\tTab\n \tmix\n",
    "." * 40 + " " * 40 + "=" * 70 + "\n" * 20 + "ab" * 40,
    "////// //\n/// /\r\n;;\n\n))\r\n\r\n}}\n/",
]

SPECIAL = [
    "<s>",
    "</s>",
    "<mask>",
    "a <mask> b",
    "a   <mask>   b",
    "<s>x</s><pad><unk> <mask>",
    "<s><s> </s>\n<mask>\n\n<mask>",
    "; \n <mask>",
    "x<s y> <S> < s> <mas k>",
]

ADDED = [
    "foo bar foobar barfoo foo.foo_foo 1foo fooé foo\u0301 foo",
    "call <tool> now<tool>  <tool>\n\t<tool>x",
    "é<x>é <x><x> a<x>",
    "TAB\tTAB  TABTAB  ",
    "<tool><s>foo<mask> foo",
    "NEW new NEWER NE",
]

TEXTS = CODE + PROSE + SPACES + SPECIAL + ADDED
