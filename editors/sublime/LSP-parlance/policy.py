"""What is done with the server's answers: the rules, without Sublime Text."""

HELD_MILLISECONDS = 600


def percent(confidence):
    """In whole percents, and never 100 of what is not quite that."""
    return ">99" if confidence >= 0.995 else "{:.0f}".format(100 * confidence)


class Document:
    """A view that the server may announce a language for."""

    def __init__(self):
        # The syntax that was set by itself; None before.
        self.applied = None
        # The syntax that "Accept the Suggested Syntax" sets.
        self.suggestion = None
        # An answer to an older text, until the typing pauses.
        self.held = None
        # Whether somebody chose a syntax: then nothing is set here any more.
        self.is_settled = False


class Policy:
    """`editor` does what is decided: `syntax_of(language)`, `current_syntax(view)`, `version(view)`, `assign(view, syntax)`,
    `status(view, text)`, `tell(view, text)`, `chosen(view)`, `later(milliseconds, function)`. A view is its number."""

    def __init__(self, editor):
        self.editor = editor
        self.documents = {}

    def document(self, view):
        return self.documents.setdefault(view, Document())

    def forget(self, view):
        self.documents.pop(view, None)

    def detected(self, view, params):
        """The server's `parlance/languageDetected` about a view."""
        document = self.document(view)
        if document.is_settled:
            return
        version = self.editor.version(view)
        if params["textDocument"].get("version") in (None, version):
            self.take(view, document, params)
        else:
            self.hold(view, document, params, version)

    def hold(self, view, document, params, version):
        """The server counts an answer as taken and does not repeat it as long as it holds. So one about an older text is
        taken when the typing has paused and no newer one has come."""
        document.held = params
        self.editor.later(HELD_MILLISECONDS, lambda: self.held_long_enough(view, params, version))

    def held_long_enough(self, view, params, version):
        document = self.documents.get(view)
        if document is None or document.held is not params or document.is_settled:
            return
        now = self.editor.version(view)
        if now == version:
            self.take(view, document, params)
        else:
            self.hold(view, document, params, now)

    def take(self, view, document, params):
        document.held = None
        document.suggestion = None
        language, decision = params.get("language"), params["decision"]
        if language is None or decision == "none":
            self.editor.status(view, "")
            return
        told = "{} {} %".format(language["name"], percent(params["confidence"]))
        syntax = self.editor.syntax_of(language)
        if decision == "apply" and syntax:
            self.editor.status(view, told)
            self.apply(view, document, syntax)
        elif decision == "apply":
            self.editor.status(view, told)
            self.editor.tell(view, "Parlance: this is {}, for which no syntax is installed".format(told))
        else:
            self.editor.status(view, told + "?")
            document.suggestion = syntax
            if syntax:
                self.editor.tell(view, "Parlance: this looks like {}; \"Accept the Suggested Syntax\" sets it".format(told))

    def apply(self, view, document, syntax):
        if self.editor.current_syntax(view) != syntax:
            document.applied = syntax
            self.editor.assign(view, syntax)

    def syntax_changed(self, view, before, now):
        """A view has another syntax: if it is not the one that was set by itself, then somebody chose."""
        document = self.document(view)
        if now == before or now == document.applied or document.is_settled:
            return
        document.is_settled = True
        document.suggestion = document.held = None
        self.editor.status(view, "")
        self.editor.chosen(view)

    def accept(self, view):
        """Sets the syntax that was suggested, as the user's choice."""
        suggestion = self.document(view).suggestion
        if suggestion:
            self.editor.assign(view, suggestion)
        else:
            self.editor.tell(view, "Parlance: nothing is suggested here")
