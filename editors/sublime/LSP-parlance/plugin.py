"""Parlance in Sublime Text: a tab without a syntax gets one by itself. The rules are in policy.py."""
import sublime
import sublime_plugin
from LSP.plugin import LspPlugin, Notification, notification_handler

from .policy import Policy


class Editor:
    """Sublime Text, as the policy wants it."""

    # The server's sessions by the view that they told of.
    sessions = {}

    def syntax_of(self, language):
        """The path of the syntax: by its scope, else by its name. The server says that it knows no scope by that of plain
        text; a package from elsewhere may have the language all the same."""
        scope = language["editorId"]
        is_known = scope != "text.plain" or language["id"] == "plaintext"
        found = is_known and sublime.find_syntax_by_scope(scope) or sublime.find_syntax_by_name(language["name"])
        # One that is hidden is only a part of others.
        visible = [syntax for syntax in found if not syntax.hidden]
        return visible[0].path if visible else None

    def current_syntax(self, view):
        return sublime.View(view).settings().get("syntax")

    def version(self, view):
        return sublime.View(view).change_count()

    def assign(self, view, syntax):
        sublime.View(view).assign_syntax(syntax)

    def status(self, view, text):
        if text:
            sublime.View(view).set_status("parlance", text)
        else:
            sublime.View(view).erase_status("parlance")

    def tell(self, view, text):
        window = sublime.View(view).window()
        if window:
            window.status_message(text)

    def chosen(self, view):
        session = self.sessions.pop(view, lambda: None)()
        uri = sublime.View(view).settings().get("lsp_uri")
        syntax = sublime.View(view).syntax()
        if session and uri and syntax:
            session.send_notification(Notification("parlance/languageChosen", {
                "textDocument": {"uri": uri}, "languageId": syntax.scope}))

    def later(self, milliseconds, function):
        sublime.set_timeout(function, milliseconds)


EDITOR = Editor()
POLICY = Policy(EDITOR)


def view_of(uri):
    """The number of the view with this URI; None where it is closed."""
    for window in sublime.windows():
        for view in window.views():
            if view.settings().get("lsp_uri") == uri:
                return view.id()
    return None


class LspParlance(LspPlugin):
    @notification_handler("parlance/languageDetected")
    def on_language_detected(self, params):
        # Not on LSP's thread, since a syntax is set.
        sublime.set_timeout(lambda: self.detected(params))

    def detected(self, params):
        view = view_of(params["textDocument"]["uri"])
        if view is not None:
            EDITOR.sessions[view] = self.weaksession
            POLICY.detected(view, params)


class ParlanceListener(sublime_plugin.ViewEventListener):
    """Sees who sets a view's syntax."""

    def __init__(self, view):
        super().__init__(view)
        self.syntax = view.settings().get("syntax")
        view.settings().add_on_change("parlance", self.on_settings)

    def on_settings(self):
        before, self.syntax = self.syntax, self.view.settings().get("syntax")
        if before != self.syntax:
            POLICY.syntax_changed(self.view.id(), before, self.syntax)

    def on_close(self):
        self.view.settings().clear_on_change("parlance")
        POLICY.forget(self.view.id())
        EDITOR.sessions.pop(self.view.id(), None)


class ParlanceAcceptCommand(sublime_plugin.TextCommand):
    def run(self, edit):
        POLICY.accept(self.view.id())


def plugin_loaded():
    LspParlance.register()


def plugin_unloaded():
    LspParlance.unregister()
