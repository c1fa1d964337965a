"""A language server's client as thin as can be, so that its own time hardly counts: one process, blocking reads."""
import json
import os
import pathlib
import select
import subprocess
import sys
import time

TOP = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = str(TOP / ".build/release/parlance")
# Seconds after which a server that has said nothing is taken to have nothing to say.
SILENCE = 3
CAPABILITIES = {
    "experimental": {"parlance/languageDetected": True},
    "textDocument": {
        "hover": {"contentFormat": ["markdown", "plaintext"]},
        "publishDiagnostics": {"versionSupport": True},
    },
}


class Server:
    """A running server and what it says. `settings` are those below `parlance`."""

    def __init__(self, program=PROGRAM, model=None, settings=None):
        environment = {**os.environ, **({"PARLANCE_MODEL": model} if model else {})}
        self.settings = settings or {}
        self.started = time.perf_counter()
        self.process = subprocess.Popen([program, "lsp"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        stderr=subprocess.DEVNULL, env=environment, bufsize=0)
        self.output, self.received = self.process.stdout.fileno(), bytearray()
        self.identifier = 0
        # How many diagnostics the last message about each version of a document had.
        self.diagnostics = {}

    @staticmethod
    def frame(message):
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        return b"Content-Length: %d\r\n\r\n" % len(body) + body

    def send(self, message):
        self.write(self.frame(message))

    def write(self, data):
        data = memoryview(data)
        while data:
            data = data[self.process.stdin.write(data):]

    def take(self):
        """The next message of what has been received; None if it is not there in full."""
        end = self.received.find(b"\r\n\r\n")
        if end < 0:
            return None
        length = int(self.received[:end].lower().partition(b"content-length:")[2].split(b"\r\n")[0])
        if len(self.received) < end + 4 + length:
            return None
        message = json.loads(self.received[end + 4:end + 4 + length])
        del self.received[:end + 4 + length]
        if message.get("method") == "textDocument/publishDiagnostics":
            params = message["params"]
            self.diagnostics[params["uri"], params.get("version")] = len(params["diagnostics"])
        return message

    def receive(self, size=1 << 16):
        """Reads once; the server's end is the end of the program."""
        chunk = os.read(self.output, size)
        if not chunk:
            sys.exit(f"the server ended with {self.process.wait()}")
        self.received += chunk

    def read(self, deadline):
        """The next message; TimeoutError if it is not there in full by then."""
        while True:
            message = self.take()
            if message is not None:
                return message
            if not select.select([self.output], [], [], max(0, deadline - time.perf_counter()))[0]:
                raise TimeoutError
            self.receive()

    def wait_for(self, wanted, seconds=30):
        deadline = time.perf_counter() + seconds
        while True:
            message = self.read(deadline)
            if wanted(message):
                return message
            self.answer(message)

    def answer(self, message):
        """Answers a request of the server's: there is nothing to be said."""
        if "id" in message and "method" in message:
            self.send({"id": message["id"], "result": None})

    def request(self, method, params, seconds=30):
        self.identifier += 1
        self.send({"id": self.identifier, "method": method, "params": params})
        return self.wait_for(lambda m: m.get("id") == self.identifier and "method" not in m, seconds)

    def notify(self, method, params):
        self.send({"method": method, "params": params})

    def initialize(self):
        answer = self.request("initialize", {
            "processId": os.getpid(), "rootUri": None, "capabilities": CAPABILITIES,
            "initializationOptions": {"announce": True, "parlance": self.settings},
        })
        self.notify("initialized", {})
        return answer

    def open(self, uri, text, language="plaintext", version=1):
        self.notify("textDocument/didOpen", {
            "textDocument": {"uri": uri, "languageId": language, "version": version, "text": text}})

    @staticmethod
    def change(uri, version, text, line, character=0, end=None):
        """The message that puts `text` in at a place, in place of what stands up to `end`, (line, character)."""
        start = {"line": line, "character": character}
        end = {"line": end[0], "character": end[1]} if end else start
        return {"method": "textDocument/didChange", "params": {
            "textDocument": {"uri": uri, "version": version},
            "contentChanges": [{"text": text, "range": {"start": start, "end": end}}]}}

    def hover(self, uri, line, character=0):
        return self.request("textDocument/hover", {
            "textDocument": {"uri": uri}, "position": {"line": line, "character": character}})

    def listen(self):
        """Reads what is there by now."""
        while select.select([self.output], [], [], 0)[0]:
            self.receive()
            while (message := self.take()) is not None:
                self.answer(message)

    def close(self, uri):
        self.notify("textDocument/didClose", {"textDocument": {"uri": uri}})

    def detected(self, uri, version):
        """Whether a notification for this text came before SILENCE."""
        def wanted(m):
            document = m.get("params", {}).get("textDocument", {}) if "method" in m else {}
            return m.get("method") == "parlance/languageDetected" and (document["uri"], document["version"]) == (uri, version)
        try:
            return bool(self.wait_for(wanted, seconds=SILENCE))
        except TimeoutError:
            return False

    def diagnosed(self, uri, version, seconds=30):
        """The diagnostics of this version of a document."""
        def wanted(m):
            params = m.get("params") or {}
            return (m.get("method") == "textDocument/publishDiagnostics" and params["uri"] == uri
                    and params.get("version") == version)
        return self.wait_for(wanted, seconds)["params"]["diagnostics"]

    def resident(self):
        """Megabytes in memory, and the most there have been."""
        with open(f"/proc/{self.process.pid}/status") as lines:
            sizes = dict(line.split(":", 1) for line in lines if line.startswith(("VmRSS", "VmHWM")))
        return tuple(round(int(sizes[name].split()[0]) / 1024, 1) for name in ("VmRSS", "VmHWM"))

    def effort(self):
        """Seconds of processor time so far, and how often each of its threads was put on a processor."""
        directory = pathlib.Path(f"/proc/{self.process.pid}")
        fields = (directory / "stat").read_text().rpartition(")")[2].split()
        seconds = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
        switches = {}
        for task in (directory / "task").iterdir():
            try:
                lines = (task / "status").read_text().splitlines()
            except FileNotFoundError:
                continue
            switches[task.name] = sum(int(line.split()[1]) for line in lines if "ctxt_switches" in line)
        return seconds, switches

    def stop(self):
        self.request("shutdown", None)
        self.notify("exit", None)
        return self.process.wait(timeout=5)


def milliseconds(start):
    return 1e3 * (time.perf_counter() - start)


# Pieces in several languages, written for this: code blocks without a tag.
PIECES = [
    "import os\n\ndef names(path):\n    return sorted(os.listdir(path))\n",
    "const total = items.reduce((sum, item) => sum + item.price, 0);\nconsole.log(`total: ${total}`);\n",
    "fn main() {\n    let mut count: u32 = 0;\n    println!(\"{}\", count);\n}\n",
    "SELECT name, COUNT(*) FROM visits\nWHERE day > '2024-01-01'\nGROUP BY name;\n",
    "package main\n\nimport \"fmt\"\n\nfunc main() {\n\tfmt.Println(\"ok\")\n}\n",
    "#!/bin/sh\nset -eu\nfor f in *.log; do\n  gzip \"$f\"\ndone\n",
    "services:\n  web:\n    image: nginx\n    ports:\n      - \"80:80\"\n",
    "class Point\n  attr_reader :x\n  def initialize(x)\n    @x = x\n  end\nend\n",
]


def markdown(blocks, lines=0):
    """A document with so many untagged blocks, no two alike, and at least so many lines: the text, and the line of each
    block's first line of code."""
    text, places, count = [], [], 0
    between = max(2, lines // max(1, blocks) - 8)
    for number in range(blocks):
        code = f"{PIECES[number % len(PIECES)]}x{number} = {number * 7919}\n"
        prose = [f"Paragraph {number}, line {n}, says nothing of note.\n" for n in range(between)]
        text += prose + ["\n", "```\n"]
        places.append(count + len(prose) + 2)
        text += [code, "```\n\n"]
        count += len(prose) + 4 + code.count("\n")
    return "".join(text), places
