"""Checkouts that are made up for the tests, and prose to put into them."""
import contextlib
import importlib.machinery
import importlib.util
import io
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

HERE = pathlib.Path(__file__).resolve().parents[1]
sys.path.insert(0, str(HERE))
import checkouts  # noqa: E402  (it lies above)

COMMIT = "0" * 40

ENGLISH = ["The server is started by hand, and it waits for the client.", "This is not what you would expect from it.",
           "If the page is long, the first part of it is shown to you at once, and the rest of it comes with the next answer.",
           "You are free to use and to change it."]
GERMAN = ["Der Server wird von Hand gestartet und wartet.", "Das ist nicht, was man erwarten würde.",
          "Wenn die Seite lang ist, wird zuerst nur ihr Anfang gezeigt, und alles Übrige kommt mit der nächsten Antwort.",
          "Jeder darf das Programm benutzen und verändern."]
KOREAN = ["서버는 손으로 시작되며 클라이언트를 기다립니다.", "이것은 여러분이 기대한 것과 다를 수 있습니다.",
          "페이지가 길면 먼저 첫 부분만 보여 주고 나머지는 다음 응답과 함께 도착합니다."]


def page(paragraphs):
    return "# Title\n\n" + "\n\n## Part\n\n".join(paragraphs) + "\n\n```py\nprint(1)\n```\n"


def load(name):
    loader = importlib.machinery.SourceFileLoader(name, str(HERE / name))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader(name, loader))
    loader.exec_module(module)
    return module


class Checkouts(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.folder)

    def put(self, project, path, text):
        where = self.folder / "checkouts" / project.replace("/", "+") / path
        where.parent.mkdir(parents=True, exist_ok=True)
        where.write_bytes(text if isinstance(text, bytes) else text.encode())
        return where

    def list_of(self, *lines):
        path = self.folder / "list.txt"
        path.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
        return path

    def rows(self, script, lines, *more):
        """What a script writes for these lines of a list."""
        sys.argv = ["", "--checkouts", str(self.folder / "checkouts"), "--output", str(self.folder / "rows.jsonl"),
                    "--projects", str(self.list_of(*lines)), *map(str, more)]
        with contextlib.redirect_stdout(io.StringIO()):
            script.main()
        with open(self.folder / "rows.jsonl", encoding="utf-8") as rows:
            return [json.loads(row) for row in rows]

    def ends(self, what, script, lines, *more):
        with self.assertRaises(SystemExit) as ended:
            self.rows(script, lines, *more)
        self.assertIn(what, str(ended.exception))

    def commit(self, project, message):
        folder = self.folder / "checkouts" / project.replace("/", "+")
        own = ["-c", "user.name=a", "-c", "user.email=a@b.example", "-c", "commit.gpgsign=false"]
        for arguments in (["init", "-q"], ["add", "."], [*own, "commit", "-q", "--allow-empty", "-m", message]):
            subprocess.run(["git", "-C", folder, *arguments], check=True)
        return checkouts.git(folder, "rev-parse", "HEAD").strip()
