"""LSP-parlance in a stub of Sublime Text: python3 -m unittest discover -s editors/sublime/tests"""
import unittest
from sublime_text import PLAIN, Application, load

PYTHON = {"id": "python", "name": "Python", "editorId": "source.python"}
RUBY = {"id": "ruby", "name": "Ruby", "editorId": "source.ruby"}
URI = "buffer:7"


class Session:
    def __init__(self):
        self.sent = []

    def send_notification(self, notification):
        self.sent.append(notification)


class PluginTests(unittest.TestCase):
    def setUp(self):
        self.application = Application()
        self.plugin = load(self.application)
        self.number = self.application.new_view(URI)
        self.view = self.application.View(self.number)
        self.listener = self.plugin.ParlanceListener(self.view)
        self.session = Session()
        self.server = self.plugin.LspParlance(lambda: self.session)

    def announce(self, language, decision="apply", confidence=0.98, version=1, uri=URI):
        self.server.on_language_detected({
            "textDocument": {"uri": uri, "version": version}, "language": language, "confidence": confidence,
            "alternatives": [], "decision": decision, "reason": ""})
        self.application.run()

    def syntax(self):
        return self.view.settings().get("syntax")

    def status(self):
        return self.application.views[self.number]["status"].get("parlance")

    def test_it_listens_to_the_announcement_and_registers(self):
        self.assertEqual(self.plugin.LspParlance.on_language_detected.handles, "parlance/languageDetected")
        self.plugin.plugin_loaded()
        self.assertEqual(self.plugin.LspParlance.registered, [self.plugin.LspParlance])
        self.plugin.plugin_unloaded()
        self.assertEqual(self.plugin.LspParlance.registered, [])

    def test_what_is_certain_is_set(self):
        self.announce(PYTHON)
        self.assertEqual(self.syntax(), "Packages/Python/Python.sublime-syntax")
        self.assertEqual(self.status(), "Python 98 %")
        self.assertEqual(self.session.sent, [])

    def test_what_is_not_quite_certain_is_not_shown_as_that(self):
        self.announce(PYTHON, confidence=0.9987)
        self.assertEqual(self.status(), "Python >99 %")

    def test_a_syntax_is_found_by_its_name_too(self):
        for scope in ("python", "text.plain"):
            self.setUp()
            self.announce({"id": "python", "name": "Python", "editorId": scope})
            self.assertEqual(self.syntax(), "Packages/Python/Python.sublime-syntax")

    def test_prose_stays_plain_text(self):
        self.announce({"id": "plaintext", "name": "Text", "editorId": "text.plain"})
        self.assertEqual((self.syntax(), self.application.messages), (PLAIN, []))

    def test_one_that_is_not_installed_or_hidden_is_told(self):
        self.announce({"id": "regex", "name": "Regex", "editorId": "source.regexp.python"})
        self.assertEqual(self.syntax(), PLAIN)
        self.assertIn("no syntax is installed", self.application.messages[0])

    def test_what_is_less_certain_is_suggested_and_accepted(self):
        self.announce(PYTHON, "suggest", 0.71)
        self.assertEqual((self.syntax(), self.status()), (PLAIN, "Python 71 %?"))
        self.assertIn("Python 71 %", self.application.messages[0])
        self.plugin.ParlanceAcceptCommand(self.view).run(None)
        self.assertEqual(self.syntax(), "Packages/Python/Python.sublime-syntax")
        # It is the user's choice.
        self.announce(RUBY)
        self.assertEqual(self.syntax(), "Packages/Python/Python.sublime-syntax")
        self.assertEqual(self.session.sent, [
            ("parlance/languageChosen", {"textDocument": {"uri": URI}, "languageId": "source.python"})])

    def test_nothing_to_accept_is_told(self):
        self.plugin.ParlanceAcceptCommand(self.view).run(None)
        self.assertIn("nothing is suggested", self.application.messages[0])

    def test_a_suggestion_that_is_taken_back_is_gone(self):
        self.announce(PYTHON, "suggest", 0.71)
        self.announce(None, "none", 0.3)
        self.assertEqual(self.status(), None)
        self.plugin.ParlanceAcceptCommand(self.view).run(None)
        self.assertEqual(self.syntax(), PLAIN)

    def test_a_syntax_that_is_set_by_hand_stays(self):
        self.announce(PYTHON)
        self.view.assign_syntax("Packages/Ruby/Ruby.sublime-syntax")
        self.assertEqual(self.session.sent, [
            ("parlance/languageChosen", {"textDocument": {"uri": URI}, "languageId": "source.ruby"})])
        self.assertEqual(self.status(), None)
        self.announce(PYTHON)
        self.assertEqual(self.syntax(), "Packages/Ruby/Ruby.sublime-syntax")
        # Back to plain text by hand is a choice as well.
        self.view.assign_syntax(PLAIN)
        self.announce(PYTHON)
        self.assertEqual(self.syntax(), PLAIN)
        self.assertEqual(len(self.session.sent), 1)

    def test_what_the_view_has_already_is_not_set_again(self):
        self.view.settings().values["syntax"] = "Packages/Python/Python.sublime-syntax"
        changes = []
        self.view.settings().add_on_change("test", lambda: changes.append(1))
        self.announce(PYTHON)
        self.assertEqual(changes, [])

    def test_an_answer_to_an_older_text_waits_until_the_typing_pauses(self):
        state = self.application.views[self.number]
        state["count"] = 5
        self.announce(PYTHON, version=1)
        self.assertEqual(self.syntax(), PLAIN)
        state["count"] = 6
        self.application.run(600)
        self.assertEqual(self.syntax(), PLAIN)
        self.application.run(600)
        self.assertEqual(self.syntax(), "Packages/Python/Python.sublime-syntax")

    def test_a_newer_answer_takes_the_place_of_one_that_waits(self):
        self.application.views[self.number]["count"] = 5
        self.announce(PYTHON, version=1)
        self.announce(RUBY, version=5)
        self.application.run(2000)
        self.assertEqual(self.syntax(), "Packages/Ruby/Ruby.sublime-syntax")

    def test_other_and_closed_views_are_left_alone(self):
        self.announce(PYTHON, uri="buffer:8")
        self.assertEqual(self.syntax(), PLAIN)
        self.application.views[self.number]["count"] = 5
        self.announce(PYTHON, version=1)
        self.listener.on_close()
        del self.application.views[self.number]
        self.application.run(2000)
        self.assertEqual(self.plugin.POLICY.documents, {})


if __name__ == "__main__":
    unittest.main()
