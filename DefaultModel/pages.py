"""What a page of documentation holds: its paragraphs of prose, and its code blocks with a tag. Markdown, AsciiDoc, reST."""
import re
import textwrap

ENDINGS = (".md", ".mdx", ".markdown", ".asc", ".adoc", ".rst", ".txt")
MANY_LINES = re.M | re.S

# What is cut out of a page before it is taken apart.
ASCIIDOC_BLOCK = re.compile(r"^(-{4,}|\.{4,}|={4,}|\+{4,}|\|={3,}|\*{4,}|/{4,})[ \t]*\n.*?^\1[ \t]*$", MANY_LINES)
FENCED = re.compile(r"^[ \t>]*(`{3,}|~{3,})[^\n]*\n.*?^[ \t>]*\1[^\n]*$", MANY_LINES)
NOT_TEXT = [re.compile(r"\A\s*(---|\+\+\+)\n.*?^\1[ \t]*\n", MANY_LINES),  # front matter
            re.compile(r"<!--.*?-->", re.S),
            re.compile(r"\{% highlight.*?endhighlight %\}", re.S),
            re.compile(r"<(script|style|pre|table|Sandpack|svg|ul|ol|details)\b.*?</\1>", re.S)]

HEADING = re.compile(r"\s{0,3}#{1,6}[ \t]|=+ ")
UNDERLINE = re.compile(r"^(=+|-+|~+|\^+|\"+|\*+)\s*$", re.M)
ITEM = re.compile(r"\s*([-*+•][ \t]|\d+[.)][ \t]|\||<|\{%|\$ |```|:::|\+\s*$)")
NO_PARAGRAPH = re.compile(r"""\s*(
    [-*+•][ \t] | \d+[.)][ \t] | \| | < | \{[%{<] | ::: | [$@%] | ~~~ | --- | \*\*\* | \?\?\? | !!! | !\[
  | \[\^?[^\]]+\]:                                                     # where a link goes, a footnote
  | import\b | export\b
  | //|\.[A-Z] | \[[\w,"=%.\ -]+\]\s*$ | :[\w-]+: | (image|include)::  # AsciiDoc
  | \.\.\                                                              # reST
  | (__|\*\*)?[A-Z][\w ]+:\s*$                                         # a label
  )""", re.X)

ROLES = [(r"\(\(\(.*?\)\)\)|\(\([^)]*\)\)|indexterm:\[[^\]]*\]", ""),
         (r"(?:https?://\S+?|link:\S+?|<<[^>,]*,?)\[([^\]]*)\]", r"\1"), (r"<<[^>,]*,([^>]*)>>", r"\1"), (r"<<[^>]*>>", ""),
         (r":\w[\w-]*:`([^`<]*?)(?:\s*<[^`]*>)?`", r"\1"), (r"`([^`<]+?)\s*<[^`]*>`__?", r"\1"), (r"`([^`]+)`_+", r"\1"),
         (r"::\Z", ":")]
MARKS = [(r"!\[[^\]]*\]\([^)]*\)", ""), (r"\[([^\]]*)\]\((?:[^()]|\([^)]*\))*\)", r"\1"), (r"\[([^\]]*)\]\[[^\]]*\]", r"\1"),
         (r"\[\^[^\]]*\]", ""), (r"(?s)\{%.*?%\}|\{\{.*?\}\}|\{#[^}]*\}|\{:[^}]*\}", ""), (r"</?[A-Za-z][^<>\n]*>", ""),
         (r"(?s)(`+)(.*?)\1", r"\2"), (r"(?s)(\*\*|__)(?=\S)(.+?)(?<=\S)\1", r"\2"),
         (r"(?<![\w*])\*(?=[^\s*])([^*\n]+?)\*(?![\w*])", r"\1"), (r"(?<!\w)_(?=\S)([^_\n]+?)_(?!\w)", r"\1"),
         ("&nbsp;", " "), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"), (r"(?m)[ \t]+$", "")]


def substituted(text, pairs):
    for pattern, instead in pairs:
        text = re.sub(pattern, instead, text)
    return text


def paragraphs(page, ending):
    """A page's paragraphs of prose without their marks, in order; None for a heading. Lists, tables and code are left out."""
    other = ending in (".asc", ".adoc", ".rst")
    for pattern in [ASCIIDOC_BLOCK, FENCED] if ending in (".asc", ".adoc") else [*NOT_TEXT, FENCED]:
        page = pattern.sub("\n\n", page)
    for block in re.split(r"\n[ \t]*\n", page):
        block = block.strip("\n")
        if HEADING.match(block) or UNDERLINE.search(block):
            yield None
            block = "" if other else re.sub(r"\A\s*#{1,6}[^\n]*\n?|[^\n]*\n[=-]+[ \t]*(\n|\Z)", "", block)
        if block.startswith(">"):
            block = "\n".join(line.lstrip("> ") for line in block.split("\n") if not re.search(r"<http|\[!|`", line))
        if not block.strip() or re.match(r" {2}|\t", block) or NO_PARAGRAPH.match(block.split("\n")[0]):
            continue
        if not any(ITEM.match(line) for line in block.split("\n")):
            yield substituted(substituted(block, ROLES) if other else block, MARKS).strip("\n")


def apart(page):
    """A page of change notes with each item of its lists as a paragraph."""
    item = re.compile(r"^[ \t]*[-*+] (.*\n(?:[ \t]+\S.*\n)*)", re.M)
    return item.sub(lambda found: "\n" + re.sub(r"(?m)^ +", "", found[1]) + "\n", page)


def code_blocks(page, ending, tags):
    """The page's code blocks that have one of these tags, without the indentation that all of a block's lines share."""
    tag = "(?:" + "|".join(re.escape(tag) for tag in sorted(tags, key=len, reverse=True)) + r")(?![\w+#-])"
    patterns = [rf"^[ \t]*(?P<fence>`{{3,}}|~{{3,}})[ \t]*\{{?\.?{tag}[^\n]*\n(?P<code>.*?)^[ \t]*(?P=fence)[ \t]*$"]
    if ending == ".rst":
        patterns += [rf"^(?P<margin>[ \t]*)\.\. (?:code-block|code|sourcecode)::[ \t]*{tag}[ \t]*\n"
                     r"(?:[ \t]*\n|(?P=margin)[ \t]+:[^\n]*\n)*(?P<code>(?:(?P=margin)[ \t]{2,}[^\n]*\n|[ \t]*\n)+)"]
    if ending in (".asc", ".adoc"):
        patterns += [rf"^\[source,\s*{tag}[^\]\n]*\]\n(?:\.[^\n]*\n)?-{{4,}}\n(?P<code>.*?)^-{{4,}}\s*$"]
    return [textwrap.dedent(found["code"]) for pattern in patterns
            for found in re.finditer(pattern, page + "\n", MANY_LINES | re.I)]
