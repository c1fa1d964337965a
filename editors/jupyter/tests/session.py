"""Markdown in a real jupyter_server: through jupyter-lsp's websocket, as JupyterLab has it, to the real language server."""
import asyncio, json, os, pathlib, sys, time, urllib.request
import jupyter_lsp
from tornado.websocket import websocket_connect

TOKEN = "parlance"
PATIENCE = 40
CODE = """import argparse

def fibonacci(n):
    a, b = 0, 1
    while a < n:
        yield a
        a, b = b, a + b
"""
MARKDOWN = f"# Title\n\n```\n{CODE}```\n"


def until(condition, what):
    """Waits for a condition, and gives what it gave."""
    end = time.monotonic() + PATIENCE
    while not (found := condition()):
        assert time.monotonic() < end, f"waited in vain for {what}"
        time.sleep(0.05)
    return found


class Client:
    """What JupyterLab's extension is to the websocket: a message is JSON, without a header."""

    def __init__(self, socket):
        self.socket, self.count, self.heard = socket, 0, []

    async def send(self, **message):
        await self.socket.write_message(json.dumps({"jsonrpc": "2.0"} | message))

    async def next(self):
        message = await asyncio.wait_for(self.socket.read_message(), PATIENCE)
        assert message is not None, "the server is gone"
        message = json.loads(message)
        if "id" in message and "method" in message:
            await self.send(id=message["id"], result=None)
        self.heard.append(message)
        return message

    async def request(self, method, params):
        self.count += 1
        await self.send(id=self.count, method=method, params=params)
        while True:
            message = await self.next()
            if message.get("id") == self.count and "method" not in message:
                assert "error" not in message, message
                return message["result"]

    async def notification(self, method):
        while not (found := [one["params"] for one in self.heard if one.get("method") == method]):
            await self.next()
        return found[-1]


async def session(port, folder):
    address = f"ws://127.0.0.1:{port}/lsp/ws/parlance?token={TOKEN}"
    client = Client(await websocket_connect(address))
    answer = await client.request("initialize", {
        "processId": None, "rootUri": folder.as_uri(),
        "capabilities": {
            "textDocument": {
                "hover": {"contentFormat": ["markdown", "plaintext"]}, "publishDiagnostics": {},
                "codeAction": {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["quickfix"]}}}},
            "workspace": {"didChangeConfiguration": {}}}})
    assert answer["capabilities"]["hoverProvider"], answer
    await client.send(method="initialized", params={})
    await client.send(method="workspace/didChangeConfiguration", params={
        "settings": nested(configured()["workspace_configuration"])})

    # "ipythongfm" is what JupyterLab calls Markdown.
    uri = (folder / "notes.md").as_uri()
    await client.send(method="textDocument/didOpen", params={
        "textDocument": {"uri": uri, "languageId": "ipythongfm", "version": 0, "text": MARKDOWN}})
    published = await client.notification("textDocument/publishDiagnostics")
    assert published["uri"] == uri, published
    [found] = published["diagnostics"]
    assert found["code"] == "untagged-code-block" and found["range"]["start"]["line"] == 2, found

    place = {"textDocument": {"uri": uri}, "position": {"line": 4, "character": 2}}
    hover = await client.request("textDocument/hover", place)
    assert "Python" in hover["contents"]["value"], hover
    actions = await client.request("textDocument/codeAction", {
        "textDocument": {"uri": uri}, "range": found["range"], "context": {"diagnostics": [found]}})
    assert [edit["newText"] for edit in actions[0]["edit"]["changes"][uri]] == ["python"], actions
    complaints = [one for one in client.heard if one.get("method") == "window/showMessage"]
    assert not complaints, complaints
    client.socket.close()
    print("jupyter: diagnostics, hover and quick fix through /lsp/ws/parlance")


def configured():
    path = pathlib.Path(os.environ["JUPYTER_CONFIG_DIR"]) / "jupyter_server_config.d/parlance.json"
    return json.loads(path.read_text())["LanguageServerManager"]["language_servers"]["parlance"]


def nested(settings):
    """As JupyterLab sends them: `{"a.b": 1}` is `{"a": {"b": 1}}`."""
    result = {}
    for name, value in settings.items():
        *parts, last = name.split(".")
        place = result
        for part in parts:
            place = place.setdefault(part, {})
        place[last] = value
    return result


def status(port):
    """What jupyter-lsp says of our server, once it checked its specification against its own schema."""
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/lsp/status?token={TOKEN}", timeout=PATIENCE) as answer:
        value = json.load(answer)
    problems = list(jupyter_lsp.schema.SERVERS_RESPONSE.iter_errors(value))
    assert not problems, problems
    return value["sessions"]["parlance"]


def children(process):
    """The processes that descend from one, and run."""
    parents = {}
    for entry in pathlib.Path("/proc").glob("[0-9]*/stat"):
        try:
            state, parent = entry.read_text().rpartition(")")[2].split()[:2]
            # One that has ended and that nobody has asked about does not run: jupyter-lsp does not ask.
            if state != "Z":
                parents[int(entry.parent.name)] = int(parent)
        except OSError:
            pass  # It has just ended.
    found, grown = {process}, True
    while grown:
        more = {child for child, parent in parents.items() if parent in found} - found
        grown, found = bool(more), found | more
    return found - {process}


async def main():
    folder = pathlib.Path(sys.argv[1])
    runtime = pathlib.Path(os.environ["JUPYTER_RUNTIME_DIR"])
    log = open(folder.parent / "log", "w+")
    server = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "jupyter_server", "--no-browser", "--allow-root", "--ServerApp.ip=127.0.0.1",
        "--ServerApp.port=0", f"--IdentityProvider.token={TOKEN}", f"--ServerApp.root_dir={folder}",
        stdout=log, stderr=log)
    try:
        described = until(lambda: list(runtime.glob("jpserver-*.json")), "jupyter_server's port")[0]
        port = until(lambda: json.loads(described.read_text() or "{}").get("port"), "a port in its file")
        assert status(port)["status"] == "not_started"
        await session(port, folder)
        until(lambda: status(port)["status"] == "stopped", "the session's end")
        until(lambda: not children(server.pid), "the language server's end")
    except BaseException:
        log.seek(0)
        print(log.read(), file=sys.stderr)
        raise
    finally:
        if server.returncode is None:
            server.terminate()
        await asyncio.wait_for(server.wait(), PATIENCE)
        log.close()
    print(f"jupyter: jupyter-lsp {jupyter_lsp.__version__}, and no process left")


asyncio.run(main())
