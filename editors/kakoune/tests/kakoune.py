"""A Kakoune whose screen and keyboard are its JSON interface, so that a test types, pastes and looks as a person does."""
import itertools, json, os, pathlib, shutil, subprocess, tempfile, threading, time

SCRIPT = pathlib.Path(__file__).resolve().parent.parent / "parlance.kak"
PATIENCE = 20
NUMBERS = itertools.count()


def until(condition, what, patience=PATIENCE):
    """Waits for a condition, and gives what it gave."""
    end = time.monotonic() + patience
    while not (found := condition()):
        assert time.monotonic() < end, f"waited in vain for {what() if callable(what) else what}"
        time.sleep(0.02)
    return found


class Kakoune:
    """One Kakoune with the script, in a folder of its own."""

    def __init__(self):
        self.folder = pathlib.Path(tempfile.mkdtemp())
        # What the test itself keeps, out of the folder that is worked in.
        self.own = pathlib.Path(tempfile.mkdtemp())
        self.log = self.own / "calls"
        self.configure()
        self.screen, self.status, self.info = "", "", ""
        self.session = f"s{os.getpid()}-{next(NUMBERS)}"
        self.process = subprocess.Popen(
            [os.environ["PARLANCE_KAK"], "-ui", "json", "-s", self.session], cwd=self.folder,
            env=os.environ | {"XDG_CONFIG_HOME": str(self.own)}, start_new_session=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        self.reader = threading.Thread(target=self.read, daemon=True)
        self.reader.start()
        try:
            self.send("resize", 40, 120)
            until(lambda: "client" in self.status, lambda: f"Kakoune's first screen (it ended with {self.process.poll()})")
        except BaseException:
            self.process.kill()
            raise

    def configure(self):
        """The user's kakrc, and a program that writes down each time that it is started."""
        program = self.own / "parlance"
        program.write_text(f'#!/bin/sh\necho "$1" >>"{self.log}"\nexec "{os.environ["PARLANCE_PROGRAM"]}" "$@"\n')
        program.chmod(0o755)
        self.log.touch()
        (self.own / "kak").mkdir()
        (self.own / "kak" / "kakrc").write_text(
            f"source '{SCRIPT}'\nset-option global parlance_program '{program}'\n"
            "set-option global parlance_debounce 0.05\nparlance-enable\n")

    def read(self):
        for line in self.process.stdout:
            message = json.loads(line)
            method, params = message["method"], message["params"]
            if method == "draw":
                self.screen = "\n".join(self.text(one) for one in params[0])
            elif method == "draw_status":
                self.status = self.text(params[0]) + self.text(params[1])
            elif method == "info_show":
                self.info = "\n".join(self.text(one) for one in params[1])

    @staticmethod
    def text(atoms):
        return "".join(atom["contents"] for atom in atoms).rstrip("\n")

    def send(self, method, *params):
        line = json.dumps({"jsonrpc": "2.0", "method": method, "params": params})
        self.process.stdin.write(line.encode() + b"\n")
        self.process.stdin.flush()

    def keys(self, *keys):
        self.send("keys", *keys)

    def command(self, text):
        """As one types it."""
        self.keys("<esc>", ":", *text.replace("<", "<lt>"), "<ret>")

    NAMES = {"<": "<lt>", "\n": "<ret>", "\t": "<tab>"}

    def type(self, text):
        """Key by key, in insert mode."""
        self.keys("<esc>", "i", *(self.NAMES.get(key, key) for key in text), "<esc>")

    def paste(self, text):
        """From a file that is read into the buffer, as `:read` and a terminal's paste come: at once."""
        source = self.own / "paste"
        source.write_text(text)
        self.keys("<esc>", "g", "e", "<a-!>", *f"cat '{source}'", "<ret>")

    def ask(self, expression):
        """The value of a Kakoune expression in the client."""
        answer, whole = self.own / "answer", self.own / "whole"
        subprocess.run([os.environ["PARLANCE_KAK"], "-p", self.session], check=True, input=(
            f"evaluate-commands -client client0 %{{ echo -to-file '{answer}' -- {expression} }}\n"
            f"nop %sh{{ mv '{answer}' '{whole}' }}").encode())
        until(whole.exists, f"the value of {expression}")
        value = whole.read_text()
        whole.unlink()
        return value

    def option(self, name):
        return self.ask(f"%opt{{{name}}}")

    def text_of_buffer(self):
        self.keys("<esc>", "%")
        return self.ask("%val{selection}")

    def calls(self, command):
        """How often the program was started with this command."""
        return self.log.read_text().split().count(command)

    def until_filetype(self, filetype):
        until(lambda: self.option("filetype") == filetype,
              lambda: f"{filetype}; it is '{self.option('filetype')}', {self.option('parlance_candidates')}")

    def until_looked(self):
        """Until the program has said what it has to say about the text as it is."""
        until(lambda: self.option("parlance_answered") == self.ask("%val{timestamp}"), "an answer about the text")

    def processes(self):
        """What of this session still runs: Kakoune, and all that it started."""
        return [entry for entry in pathlib.Path("/proc").glob("[0-9]*") if self.is_ours(entry)]

    def is_ours(self, entry):
        try:
            fields = (entry / "stat").read_text().rpartition(")")[2].split()
            return fields[0] != "Z" and int(fields[3]) == self.process.pid
        except OSError:
            return False  # It has just ended.

    def end(self):
        """Leaves Kakoune, and holds that no process is left."""
        if self.process.poll() is None:
            self.command("kill!")
        try:
            self.process.wait(PATIENCE)
            until(lambda: not self.processes(), lambda: f"the end of {self.processes()}")
        finally:
            for entry in self.processes():
                os.kill(int(entry.name), 9)
            self.reader.join()
            for pipe in (self.process.stdin, self.process.stdout):
                pipe.close()
        shutil.rmtree(self.folder)
        shutil.rmtree(self.own)
