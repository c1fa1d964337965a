"""Natural languages: which one a path tells of, and whether a paragraph is prose in it."""
import re

SHORTEST, LONGEST = 20, 1000

CODES = set("""ar az be bg bn bs ca cs da de el en es et eu fa fi fil fr ga gl gu he hi hr hu hy id is it ja ka kk km kn ko
lo lt lv mk ml mn mr ms my ne nl nn no pa pl pt ro ru si sk sl sq sr sv sw ta te th tl tr uk ur uz vi zh zh-tw""".split())
ALIASES = {"zh-hant": "zh-tw", "tw": "zh-tw", "cn": "zh", "jp": "ja", "kr": "ko", "ua": "uk", "cz": "cs", "br": "pt",
           "by": "be", "rs": "sr", "pes": "fa", "gj": "gu", "nb": "no", "arabic": "ar", "azerbaijani": "az", "chinese": "zh",
           "french": "fr", "german": "de", "italian": "it", "japanese": "ja", "korean": "ko", "polish": "pl",
           "portuguese": "pt", "russian": "ru", "spanish": "es", "turkish": "tr", "ukrainian": "uk", "vietnamese": "vi"}
OTHER_LETTERS = set("""ar be bg bn el fa gu he hi hy ja ka kk km kn ko lo mk ml mn mr my ne pa ru si ta te th uk ur
zh zh-tw""".split())
ACCENTED = set("cs de es fr hu it pl pt ro sk tr".split())
ENGLISH = set("the of and to is that for this with you are it not if will your have from by these we they".split())
ALSO_ENGLISH = ENGLISH | set("a an as be can in on or".split())

KANA = re.compile("[\u3040-\u30ff]")
LEFT_OVER = re.compile(r"[{};]\s*$|\]\(|\]\[|\(#|\{\{|=>|`|^(#{1,6} |=+ |\[\[|\[[\w.#]+\]$|--\w|\$ )", re.M)


def code(word):
    """The natural language that a word of a path names ("pt_BR", "Italian"), None where it names none."""
    word = word.lstrip("_").lower().replace("_", "-")
    whole, first = ALIASES.get(word, word), word.split("-")[0]
    if whole in CODES:
        return whole
    return first if first in CODES and re.fullmatch(r"\w+-(\w\w|hans|latn|cyrl)", word) else None


def language_of(project, path):
    """What the path tells, else what the project's name does, else English. A wrong guess only costs text: see is_prose."""
    parts = re.split(r"[/.]", path)
    name = project.split("/")[1]
    ends = [re.search(r"[-_]([a-z]{2}([-_]\w\w)?)$", part) for part in parts]
    words = [*parts, *(end[1] for end in ends if end), name.split(".")[0], name.split(".")[-1], name.partition("-")[2]]
    return next(filter(None, map(code, words)), "en")


def is_prose(text, language):
    """Whether a text of a page in this language is prose in it: no left-over markup, enough letters, not untranslated."""
    letters = [c for c in text if c.isalpha()]
    if not SHORTEST <= len(text) <= LONGEST or len(letters) < 0.6 * len("".join(text.split())):
        return False
    if LEFT_OVER.search(text) or re.match("Copyright|Signed-off|Licensed", text) or text.count("http") > 1:
        return False
    if language in OTHER_LETTERS:
        if language in ("ja", "zh", "zh-tw") and (language == "ja") != bool(KANA.search(text)):
            return False
        return sum(not c.isascii() for c in letters) >= 0.45 * len(letters)
    words = re.findall(r"[A-Za-z']+", text.lower()) or [""]
    is_english = sum(word in ALSO_ENGLISH for word in words) > 0.17 * len(words)
    if language == "en":
        return is_english and re.search(r"[A-Za-z]{2,} [A-Za-z]+ [A-Za-z]+", text) is not None
    return (not is_english and sum(word in ENGLISH for word in words) <= 0.09 * len(words)
            and len(re.findall(r"[^\W\d_]+", text)) >= 4
            and not (language in ACCENTED and len(text) > 160 and text.isascii()))
