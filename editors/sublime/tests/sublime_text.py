"""As much of Sublime Text and of its LSP package as LSP-parlance uses, so that the package runs outside of them."""
import importlib.util, pathlib, sys, types

PACKAGE = pathlib.Path(__file__).resolve().parent.parent / "LSP-parlance"
PLAIN = "Packages/Text/Plain text.tmLanguage"


class Syntax:
    def __init__(self, name, scope, hidden=False):
        self.name, self.scope, self.hidden = name, scope, hidden
        self.path = f"Packages/{name}/{name}.sublime-syntax" if name != "Plain Text" else PLAIN


class Settings:
    def __init__(self, values):
        self.values, self.listeners = values, {}

    def get(self, key):
        return self.values.get(key)

    def set(self, key, value):
        self.values[key] = value
        for listener in list(self.listeners.values()):
            listener()

    def add_on_change(self, tag, listener):
        self.listeners[tag] = listener

    def clear_on_change(self, tag):
        del self.listeners[tag]


class Application:
    """One window and its views; `run` lets the time pass."""

    def __init__(self):
        self.syntaxes = [
            Syntax("Plain Text", "text.plain"), Syntax("Python", "source.python"), Syntax("Ruby", "source.ruby"),
            Syntax("Regular Expressions (Python)", "source.regexp.python", hidden=True)]
        self.views, self.timers, self.messages, self.now, self.numbers = {}, [], [], 0, 0

    def later(self, function, delay=0):
        self.numbers += 1
        self.timers.append((self.now + delay, self.numbers, function))

    def run(self, milliseconds=0):
        self.now += milliseconds
        while due := sorted(timer[:2] for timer in self.timers if timer[0] <= self.now):
            timer = next(timer for timer in self.timers if timer[:2] == due[0])
            self.timers.remove(timer)
            timer[2]()

    def new_view(self, uri):
        self.numbers += 1
        state = {"settings": Settings({"syntax": PLAIN, "lsp_uri": uri}), "count": 1, "status": {}}
        self.views[self.numbers] = state
        return self.numbers

    def view_class(self):
        application = self

        class View:
            def __init__(self, number):
                self.number, self.state = number, application.views[number]

            def id(self):
                return self.number

            def settings(self):
                return self.state["settings"]

            def change_count(self):
                return self.state["count"]

            def syntax(self):
                path = self.settings().get("syntax")
                return next((syntax for syntax in application.syntaxes if syntax.path == path), None)

            def assign_syntax(self, path):
                self.settings().set("syntax", path)

            def set_status(self, key, text):
                self.state["status"][key] = text

            def erase_status(self, key):
                self.state["status"].pop(key, None)

            def window(self):
                return Window()

        class Window:
            def views(self):
                return [View(number) for number in application.views]

            def status_message(self, text):
                application.messages.append(text)

        self.View, self.Window = View, Window
        return View

    def modules(self):
        sublime = types.ModuleType("sublime")
        sublime.View = self.view_class()
        sublime.windows = lambda: [self.Window()]
        sublime.set_timeout = self.later
        sublime.find_syntax_by_scope = lambda scope: [one for one in self.syntaxes if one.scope == scope]
        sublime.find_syntax_by_name = lambda name: [one for one in self.syntaxes if one.name == name]

        class WithView:
            def __init__(self, view):
                self.view = view

        sublime_plugin = types.ModuleType("sublime_plugin")
        sublime_plugin.ViewEventListener = sublime_plugin.TextCommand = WithView
        return {"sublime": sublime, "sublime_plugin": sublime_plugin} | language_server_package()


def language_server_package():
    """LSP.plugin: a handler is marked with its method, a session is behind a weak reference."""

    class LspPlugin:
        registered = []

        def __init__(self, weaksession):
            self.weaksession = weaksession

        @classmethod
        def register(cls):
            cls.registered.append(cls)

        @classmethod
        def unregister(cls):
            cls.registered.remove(cls)

    def notification_handler(method):
        def mark(function):
            function.handles = method
            return function
        return mark

    plugin = types.ModuleType("LSP.plugin")
    plugin.LspPlugin, plugin.notification_handler = LspPlugin, notification_handler
    plugin.Notification = lambda method, params: (method, params)
    package = types.ModuleType("LSP")
    package.plugin = plugin
    return {"LSP": package, "LSP.plugin": plugin}


def load(application):
    """The package's plugin, freshly loaded into this Sublime Text, under the name that it has there."""
    for name in [name for name in sys.modules if name.startswith("LSP-parlance")]:
        del sys.modules[name]
    sys.modules.update(application.modules())
    for name, file in (("LSP-parlance", None), ("LSP-parlance.policy", "policy.py"), ("LSP-parlance.plugin", "plugin.py")):
        if file is None:
            module = types.ModuleType(name)
            module.__path__ = [str(PACKAGE)]
            sys.modules[name] = module
            continue
        spec = importlib.util.spec_from_file_location(name, PACKAGE / file)
        module = importlib.util.module_from_spec(spec)
        sys.modules[name] = module
        spec.loader.exec_module(module)
    return module
