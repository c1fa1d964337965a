import unittest

from made_up import ENGLISH, GERMAN, KOREAN

import natural


class Natural(unittest.TestCase):
    def test_paths_tell_before_names(self):
        for project, path, language in [
                ("a/b", "README.md", "en"), ("a/b", "docs/pt_BR/x.md", "pt"), ("a/b", "pages.zh_TW/x.md", "zh-tw"),
                ("a/b", "index.ko.md", "ko"), ("a/b", "Italian/x.md", "it"), ("a/b", "conduct-zh-cn.md", "zh"),
                ("a/ja.site.dev", "x.md", "ja"), ("a/book-zh-cn", "x.md", "zh"), ("a/guides.jp", "de/x.md", "de"),
                ("a/my-page", "no-code/one-page.md", "en")]:
            self.assertEqual(natural.language_of(project, path), language, f"{project} {path}")

    def test_prose_is_told_from_what_is_not(self):
        for texts, language in [(ENGLISH, "en"), (GERMAN, "de"), (KOREAN, "ko")]:
            self.assertEqual([text for text in texts if not natural.is_prose(text, language)], [])
        for text in [*ENGLISH, "On a server, as in a pool, an item can be lost or be found in an odd place."]:
            self.assertFalse(natural.is_prose(text, "ko") or natural.is_prose(text, "de"), text)
        for text in ("too short", "int main(void) { return the_end; }", "See [the page](x) that is for you and for them."):
            self.assertFalse(natural.is_prose(text, "en"), text)
        japanese, chinese = "これはサーバーを起動するための手順を説明する文です。", "这一段说明怎样启动服务器，请先阅读它再继续往下看。"
        self.assertEqual([natural.is_prose(text, language) for text in (japanese, chinese) for language in ("ja", "zh")],
                         [True, False, False, True])
