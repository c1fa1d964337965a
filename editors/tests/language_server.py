"""A session with `parlance lsp` on standard input and output, as short as a check of settings needs it."""
import json, subprocess


class Session:
    """Starts the server with these options and settings; `messages` are what it told the user, `commands` what it can do."""

    def __init__(self, argv, environment, initialization_options=None, settings=None):
        self.messages, self.commands, self.count = [], [], 0
        self.process = subprocess.Popen(
            argv, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        try:
            answer = self.request("initialize", {
                "processId": None, "rootUri": None, "capabilities": {}, "initializationOptions": initialization_options})
            self.commands = answer["capabilities"]["executeCommandProvider"]["commands"]
            self.notify("initialized", {})
            if settings is not None:
                self.notify("workspace/didChangeConfiguration", {"settings": settings})
            # What is wrong with them has been told before the next answer.
            self.request("shutdown", None)
            self.notify("exit", None)
            self.process.stdin.close()
            self.process.stdout.read()
        finally:
            if self.process.stdin and not self.process.stdin.closed:
                self.process.kill()
            self.status = self.process.wait()
            self.process.stdout.close()

    def send(self, message):
        content = json.dumps({"jsonrpc": "2.0"} | message).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(content) + content)
        self.process.stdin.flush()

    def notify(self, method, params):
        self.send({"method": method} | ({} if params is None else {"params": params}))

    def request(self, method, params):
        self.count += 1
        self.send({"id": self.count, "method": method} | ({} if params is None else {"params": params}))
        while True:
            message = self.read()
            if message.get("method") == "window/showMessage":
                self.messages.append(message["params"]["message"])
            if message.get("id") == self.count and "method" not in message:
                if "error" in message:
                    raise RuntimeError(f"{method}: {message['error']}")
                return message["result"]

    def read(self):
        length = None
        while line := self.process.stdout.readline().strip():
            name, _, value = line.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
        if length is None:
            raise RuntimeError("the server ended")
        return json.loads(self.process.stdout.read(length))
