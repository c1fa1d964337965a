"""What machines say: HTTP messages, logs and stack traces (plain text), console sessions."""
import json

import settings

STATUS = {200: "OK", 201: "Created", 202: "Accepted", 204: "No Content", 206: "Partial Content", 301: "Moved Permanently", 302: "Found",
          304: "Not Modified", 400: "Bad Request", 401: "Unauthorized", 403: "Forbidden", 404: "Not Found", 409: "Conflict", 410: "Gone",
          422: "Unprocessable Entity", 429: "Too Many Requests", 500: "Internal Server Error", 502: "Bad Gateway", 503: "Service Unavailable"}
DAYS, MONTHS = "Mon Tue Wed Thu Fri Sat Sun".split(), "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


def http_date(w):
    return f"{w.one(DAYS)}, {w.number(1, 28):02} {w.one(MONTHS)} {w.number(2015, 2026)} {w.clock()} GMT"


def headers(w, answer):
    both = [f"Date: {http_date(w)}", f"Cache-Control: {w.one(['no-cache', 'no-store', f'max-age={w.number(10, 9999)}', 'private'])}",
            f"X-Request-Id: {w.hexadecimal(12)}", f"Content-Length: {w.number(0, 9999)}", "Connection: keep-alive",
            f"Via: 1.1 {w.noun()}", f"X-{w.noun().capitalize()}-{w.noun().capitalize()}: {w.noun()}"]
    own = [f"Server: {w.one(['nginx', 'Apache', 'Caddy', w.noun() + '/' + w.version()])}", f'ETag: "{w.hexadecimal(10)}"', f"Location: {w.path()}",
           f"Set-Cookie: {w.noun()}={w.hexadecimal(16)}; Path=/; HttpOnly", "Vary: Accept-Encoding", f"Retry-After: {w.number(1, 120)}",
           f"Last-Modified: {http_date(w)}", "Access-Control-Allow-Origin: *", "Transfer-Encoding: chunked"] if answer else [
           f"User-Agent: {w.one(['curl/8.4.0', 'Mozilla/5.0 (X11; Linux x86_64)', w.noun() + '/' + w.version()])}", "Accept: */*",
           f"Authorization: {w.one(['Bearer', 'Basic', 'Token'])} {w.secret()}", f"Cookie: {w.noun()}={w.hexadecimal(8)}; lang={w.one(['en', 'nb', 'de'])}",
           "Accept-Encoding: gzip, deflate, br", f"Accept: {w.one(['application/json', 'text/html', 'image/png'])}",
           f"Accept-Language: {w.one(['en', 'nb-NO,nb;q=0.8', 'de', 'fr;q=0.9'])}", f'If-None-Match: "{w.hexadecimal(8)}"',
           f"Range: bytes={w.number(0, 99)}-{w.number(100, 999)}", f"Origin: https://{w.host()}", f"Referer: https://{w.host()}{w.path()}"]
    return w.random.sample(both + own, w.number(0, 6))


def body(w):
    kind = w.number(0, 3)
    if kind == 0:
        return "Content-Type: application/x-www-form-urlencoded", "&".join(f"{w.noun()}={w.noun()}" for _ in range(w.number(1, 4)))
    if kind == 1:
        return f"Content-Type: text/plain{w.one(['', '; charset=utf-8'])}", w.phrase()
    if kind == 2:
        return "Content-Type: text/html", f"<html><body><h1>{w.sentence()}</h1></body></html>"
    return "Content-Type: application/json", json.dumps(settings.tree(w, 1), indent=w.one([None, 2, 4]))


def request(w):
    method = w.one(["GET", "GET", "GET", "POST", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"])
    query = "?" + "&".join(f"{w.noun()}={w.one([w.noun(), str(w.number(1, 99))])}" for _ in range(w.number(1, 3))) if w.maybe(.3) else ""
    identity = w.one(["", "", f"/{w.number(1, 999)}", f"/{{{{{w.noun()}}}}}"])
    if w.maybe(.35):  # as .http files of editors have it
        where = w.one([f"https://{w.host()}", "{{host}}", "{{baseUrl}}", f"http://localhost:{w.number(3000, 9000)}"])
        lines = [f"{method} {where}{w.path()}{identity}{query}{w.one(['', ' HTTP/1.1'])}"]
    else:
        lines = [f"{method} {w.path()}{identity}{query} HTTP/{w.one(['1.1', '1.1', '1.1', '1.0', '2'])}", f"Host: {w.host()}"]
    lines += headers(w, False)
    if method in ("POST", "PUT", "PATCH") and w.maybe(.8):
        kind, text = body(w)
        lines += [kind, "", text]
    return "\n".join(lines)


def response(w):
    code = w.one(list(STATUS))
    version = w.one(["1.1", "1.1", "1.1", "1.0", "2"])
    lines = [f"HTTP/{version} {code}{' ' + STATUS[code] if version != '2' else ''}", *headers(w, True)]
    if version == "2":
        lines = [lines[0], *[line.split(":")[0].lower() + ":" + line.split(":", 1)[1] for line in lines[1:]]]
    if code != 204 and w.maybe(.5):
        kind, text = body(w)
        lines += [kind, "", text]
    return "\n".join(lines)


def http(w):
    shape = w.number(0, 9)
    if shape < 5:
        return request(w)
    if shape < 8:
        return response(w)
    if shape == 8:
        return "\n\n".join(f"### {w.sentence()}\n{request(w)}" for _ in range(w.number(1, 3)))
    return f"{request(w)}\n\n{response(w)}"


def stamp(w):
    """A function that gives times in one form, one after the other."""
    hour, minute, second = w.number(0, 22), w.number(0, 59), w.number(0, 59)
    form, date = w.number(0, 8), w.date()
    year, month, day = date.split("-")

    def next_one():
        nonlocal hour, minute, second
        second += w.number(0, 30)
        minute, second = minute + second // 60, second % 60
        hour, minute = (hour + minute // 60) % 24, minute % 60
        clock, milli = f"{hour:02}:{minute:02}:{second:02}", f"{w.number(0, 999):03}"
        return [f"{date} {clock},{milli}", f"{date}T{clock}Z", f"{date}T{clock}.{milli}+02:00", f"[{clock}]", f"{MONTHS[int(month) - 1]} {int(day):2} {clock}",
                f"{day}/{MONTHS[int(month) - 1]}/{year}:{clock} +0000", f"{year}/{month}/{day} {clock}", f"{clock}.{milli}", f"[{date} {clock}]"][form]
    return next_one


def log(w):
    time, form, upper = stamp(w), w.number(0, 9), w.maybe(.7)
    module = w.one([lambda: f"org.example.{w.pascal()}", w.noun, lambda: f"{w.noun()}.{w.noun()}", lambda: f"{w.noun()}[{w.number(100, 9999)}]"])
    lines = []
    for _ in range(w.one([1, 2, 2, 3, 4, 6, 10])):
        level = w.one(["debug", "info", "info", "info", "warn", "error", "notice", "fatal"])
        level = level.upper() if upper else level
        text = w.one([w.phrase(), f"{w.phrase()} ({w.number(1, 9000)} ms)", f"{w.verb()}ed {w.noun()} {w.number(1, 999)}", f"{w.phrase()}: {w.path()}",
                      f"{w.noun()}={w.scalar()} {w.noun()}={w.scalar()}", f"{w.adjective()} {w.noun()} from {w.host()}"])
        lines.append([
            lambda: f"{time()} {level:5} [{w.one(['main', f'worker-{w.number(1, 8)}', f'http-{w.number(1, 99)}'])}] {module()} - {text}",
            lambda: f"{time()} {level} {text}", lambda: f"{time()} [{level}] {module()}: {text}", lambda: f"[{level}] {text}",
            lambda: f"{level}: {text}", lambda: f"{time()} {w.noun()} {module()}: {text}",
            lambda: f'level={level.lower()} ts={time()} msg="{text}" {w.noun()}={w.number(1, 99)}',
            lambda: f'192.0.2.{w.number(1, 254)} - {w.one(["-", w.noun()])} [{w.number(1, 28):02}/{w.one(MONTHS)}/2024:{w.clock()} +0000] "{w.one(["GET", "POST"])} {w.path()} HTTP/1.1" {w.one(list(STATUS))} {w.number(0, 99999)}',
            lambda: f"{time()} - {module()} - {level} - {text}", lambda: f"[{w.number(0, 9999):5}.{w.number(0, 999999):06}] {w.noun()}: {text}"][form]())
    return "\n".join(lines)


def failure(w):
    return w.one([w.phrase(), f"no {w.noun()} {w.number(1, 99)}", f"{w.noun()} is null", f"'{w.noun()}'", f"invalid {w.noun()}: {w.scalar()}"])


def trace_python(w):
    lines = ["Traceback (most recent call last):"]
    for _ in range(w.number(1, 4)):
        lines += [f'  File "{w.path()}/{w.noun()}.py", line {w.number(1, 400)}, in {w.one(["<module>", w.snake()])}',
                  f"    {w.one([f'return {w.noun()}.{w.verb()}({w.noun()})', f'{w.noun()} = {w.snake()}()', f'{w.verb()}({w.noun()}, {w.number(0, 9)})'])}"]
    return "\n".join(lines + [f"{w.one(['KeyError', 'ValueError', 'TypeError', 'OSError', w.noun() + '.errors.' + w.pascal() + 'Error'])}: {failure(w)}"])


def trace_java(w):
    def frames():
        return [f"\tat org.example.{w.noun()}.{w.pascal()}.{w.camel()}({w.pascal()}.java:{w.number(1, 500)})" for _ in range(w.number(1, 5))]

    kind = w.one(["java.lang.IllegalStateException", "java.io.IOException", "java.lang.NullPointerException", f"org.example.{w.pascal()}Exception"])
    start = w.one(['Exception in thread "main" ', "", "Caused by: "])
    lines = [f"{start}{kind}: {failure(w)}", *frames()]
    if w.maybe(.4):
        lines += [f"Caused by: java.lang.{w.pascal()}Exception: {failure(w)}", *frames(), f"\t... {w.number(1, 30)} more"]
    return "\n".join(lines)


def trace_script(w):
    place = w.one([lambda: f"file://{w.path()}/{w.noun()}.js:{w.number(1, 300)}:{w.number(1, 80)}", lambda: f"{w.path()}/{w.noun()}.ts:{w.number(1, 300)}:{w.number(1, 80)}"])
    first = f"{w.one(['', 'Uncaught '])}{w.one(['TypeError', 'ReferenceError', 'RangeError', 'Error'])}: {failure(w)}"
    return "\n".join([first, *[f"    at {w.one([f'{w.camel()} ({place()})', f'async {w.pascal()}.{w.verb()} ({place()})', place(), f'new {w.pascal()} ({place()})'])}"
                               for _ in range(w.number(1, 6))]])


def trace_go(w):
    lines = [f"panic: {failure(w)}", "", f"goroutine {w.number(1, 90)} [{w.one(['running', 'chan receive', 'select'])}]:"]
    for _ in range(w.number(1, 4)):
        lines += [f"{w.one(['main', w.noun()])}.{w.one([w.camel(), f'(*{w.pascal()}).{w.pascal()}'])}(...)", f"\t{w.path()}/{w.noun()}.go:{w.number(1, 300)} +0x{w.hexadecimal(2)}"]
    return "\n".join(lines + w.one([[], ["exit status 2"]]))


def trace_sharp(w):
    def frame():
        place = w.one(["", f" in C:\\src\\{w.pascal()}.cs:line {w.number(1, 300)}"])
        return f"   at {w.pascal()}.{w.pascal()}.{w.pascal()}({w.one(['', 'String ' + w.noun(), 'Int32 ' + w.noun()])}){place}"

    start = w.one(["Unhandled exception. ", "", "System.AggregateException: One or more errors occurred. ---> "])
    return "\n".join([f"{start}System.{w.pascal()}Exception: {failure(w)}", *[frame() for _ in range(w.number(1, 5))]])


def trace_other(w):
    return w.one([
        lambda: f"thread 'main' panicked at src/{w.noun()}.rs:{w.number(1, 300)}:{w.number(1, 60)}:\n{failure(w)}\nnote: run with `RUST_BACKTRACE=1` environment variable to display a backtrace",
        lambda: "\n".join([f"{w.noun()}.rb:{w.number(1, 200)}:in `{w.snake()}': {failure(w)} ({w.pascal()}Error)", *[f"\tfrom {w.noun()}.rb:{w.number(1, 200)}:in `{w.snake()}'" for _ in range(w.number(1, 4))]]),
        lambda: "\n".join([f"{w.one(['PHP ', ''])}Fatal error:  Uncaught {w.pascal()}Exception: {failure(w)} in {w.path()}/{w.noun()}.php:{w.number(1, 200)}", "Stack trace:",
                           *[f"#{n} {w.path()}/{w.noun()}.php({w.number(1, 200)}): {w.pascal()}->{w.camel()}()" for n in range(w.number(1, 3))], "#9 {main}"]),
        lambda: "\n".join([f"** ({w.pascal()}Error) {failure(w)}", *[f"    ({w.noun()} {w.version()}) lib/{w.noun()}.ex:{w.number(1, 200)}: {w.pascal()}.{w.snake()}/{w.number(0, 3)}" for _ in range(w.number(1, 4))]]),
        lambda: "\n".join([f"#{n}  0x{w.hexadecimal(16)} in {w.snake()} ({w.noun()}=0x{w.hexadecimal(6)}) at {w.noun()}.c:{w.number(1, 300)}" for n in range(w.number(2, 6))]),
        lambda: "\n".join(f"{w.noun()}.{w.one(['c', 'cpp', 'h'])}:{w.number(1, 300)}:{w.number(1, 60)}: {w.one(['error', 'warning', 'note'])}: {w.phrase()}" for _ in range(w.number(1, 5))),
        lambda: "\n".join(f"{w.path()}/{w.noun()}.ts({w.number(1, 300)},{w.number(1, 60)}): error TS{w.number(1000, 9999)}: {w.phrase()}." for _ in range(w.number(1, 4))),
        lambda: "\n".join([f"FAILED tests/test_{w.noun()}.py::test_{w.snake()} - AssertionError: {failure(w)}", f"{w.number(1, 9)} failed, {w.number(1, 99)} passed in {w.random.uniform(.1, 90):.2f}s"]),
        lambda: "\n".join(f"[{w.one(['INFO', 'ERROR', 'WARNING'])}] {w.sentence()}" for _ in range(w.number(1, 6)))])()


TRACES = [trace_python, trace_java, trace_script, trace_go, trace_sharp, trace_other, trace_other]


def plaintext(w):
    shape = w.number(0, 9)
    if shape < 5:
        return log(w)
    if shape < 9:
        return w.one(TRACES)(w)
    return f"{log(w)}\n{w.one(TRACES)(w)}"


def shell(w):
    """A command of a Unix shell and what it answers."""
    noun, other = w.noun(), w.noun()
    return w.one([
        lambda: ("ls", "  ".join(w.noun() for _ in range(w.number(1, 6)))), lambda: (f"cat {noun}.txt", w.sentence()), lambda: (f"cd {noun}", ""),
        lambda: ("ls -l", "\n".join([f"total {w.number(1, 99)}", *[f"-rw-r--r-- 1 {noun} {noun} {w.number(1, 99999):5} {w.one(MONTHS)} {w.number(1, 28):2} {w.clock()[:5]} {w.noun()}.{w.one(['txt', 'md', 'csv'])}" for _ in range(w.number(1, 4))]])),
        lambda: ("git status -s", f" M {noun}.py\n?? {other}.txt"), lambda: (f"git commit -m '{w.sentence()}'", f"[main {w.hexadecimal(7)}] {w.sentence()}\n 1 file changed, {w.number(1, 30)} insertions(+)"),
        lambda: (f"python3 {noun}.py", trace_python(w)), lambda: (f"grep -n {other} {noun}.conf", f"{w.number(1, 99)}:{other} = {w.scalar()}"),
        lambda: ("make", f"cc -O2 -c {noun}.c\ncc -o {noun} {noun}.o"), lambda: (f"pip install {noun}", f"Collecting {noun}\n  Downloading {noun}-{w.version()}-py3-none-any.whl\nSuccessfully installed {noun}-{w.version()}"),
        lambda: (f"curl -s http://{w.host()}{w.path()}", json.dumps(settings.tree(w, 1))), lambda: (f"echo $?", w.one(["0", "1"])),
        lambda: (f"wc -l {noun}.csv", f"{w.number(1, 999)} {noun}.csv"), lambda: (f"./{noun} --{other}", f"{noun}: {w.phrase()}"), lambda: (f"{noun} --version", f"{noun} {w.version()}"),
        lambda: (f"docker run --rm {noun}:{w.version()}", f"Unable to find image '{noun}' locally\nlatest: Pulling from library/{noun}"), lambda: (f"sudo systemctl status {noun}", f"● {noun}.service - {w.sentence()}\n     Active: active (running)"),
        lambda: (f"mkdir -p {noun}/{other} && cd $_", ""), lambda: (f"npm run {noun}", f"\n> {other}@{w.version()} {noun}\n> node {noun}.js\n\n{w.phrase()}"), lambda: (f"export {noun.upper()}={w.scalar()}", "")])()


def windows(w):
    noun, other = w.noun(), w.noun()
    return w.one([
        lambda: ("dir /b", f"{noun}.txt\n{other}.doc"), lambda: (f"type {noun}.txt", w.sentence()), lambda: (f"cd {noun}", ""), lambda: (f"copy {noun}.txt {other}", "        1 file(s) copied."),
        lambda: (f"ping {w.host()}", f"Reply from 192.0.2.{w.number(1, 99)}: bytes=32 time={w.number(1, 90)}ms TTL=55"), lambda: (f"set {noun.upper()}={w.scalar()}", ""),
        lambda: (noun, f"'{noun}' is not recognized as an internal or external command,\noperable program or batch file."), lambda: ("dotnet --version", w.version()), lambda: ("ver", "Microsoft Windows [Version 10.0.19045]")])()


def powershell(w):
    noun = w.noun()
    return w.one([
        lambda: (f"Get-Content .\\{noun}.txt", w.sentence()), lambda: (f"$env:{noun.upper()} = '{w.scalar()}'", ""), lambda: (f"Get-Process {noun} | Select-Object Id", f"\n   Id\n   --\n {w.number(100, 9999)}\n"),
        lambda: (f"Test-Path C:\\{noun}", w.one(["True", "False"])), lambda: (f"(Get-ChildItem -Filter *.{w.one(['log', 'txt'])}).Count", str(w.number(0, 99))), lambda: (f"Set-Location {noun}", ""),
        lambda: (f"{noun}", f"{noun} : The term '{noun}' is not recognized as the name of a cmdlet, function, script file, or operable program.")])()


def database(w):
    return f"SELECT {w.noun()}, {w.noun()} FROM {w.noun()}s;", f" {w.noun()} | {w.noun()}\n------+------\n {w.number(1, 99):4} | {w.noun()}\n(1 row)"


def console(w):
    user, host, place = w.one(["ida", "root", "noor", w.noun()]), w.noun(), w.one(["~", "/srv", "~/" + w.noun(), w.path()])
    kind = w.number(0, 15)
    prompt, speak = {
        0: (f"{user}@{host}:{place}$ ", shell), 1: (f"[{user}@{host} {w.noun()}]$ ", shell), 2: ("% ", shell), 3: ("# ", shell), 4: (f"{place} $ ", shell), 5: (f"(env) $ ", shell),
        6: (f"C:\\{w.noun().capitalize()}>", windows), 7: ("C:\\> ", windows), 8: (f"PS C:\\Users\\{user}> ", powershell), 9: ("PS> ", powershell), 10: (f"{w.noun()}=# ", database),
        11: (f"{w.noun()}=> ", database), 12: (f"➜  {w.noun()} ", shell)}.get(kind, ("$ ", shell))
    lines = []
    for _ in range(w.one([1, 1, 2, 2, 3, 4])):
        command, answer = speak(w)
        lines += [prompt + command, *([answer] if answer else [])]
    return "\n".join(lines)


FORMATS = {"http": http, "plaintext": plaintext, "console": console}
