"""HTTP requests and responses, as they go over the wire and as editors' .http files have them."""

import json

import trees

STATUS = {
    200: "OK",
    201: "Created",
    202: "Accepted",
    204: "No Content",
    206: "Partial Content",
    301: "Moved Permanently",
    302: "Found",
    304: "Not Modified",
    400: "Bad Request",
    401: "Unauthorized",
    403: "Forbidden",
    404: "Not Found",
    409: "Conflict",
    410: "Gone",
    422: "Unprocessable Entity",
    429: "Too Many Requests",
    500: "Internal Server Error",
    502: "Bad Gateway",
    503: "Service Unavailable",
}
DAYS, MONTHS = "Mon Tue Wed Thu Fri Sat Sun".split(), "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


def http_date(w):
    return f"{w.one(DAYS)}, {w.number(1, 28):02} {w.one(MONTHS)} {w.number(2015, 2026)} {w.clock()} GMT"


def headers(w, answer):
    both = [
        f"Date: {http_date(w)}",
        f"Cache-Control: {w.one(['no-cache', 'no-store', f'max-age={w.number(10, 9999)}', 'private'])}",
        f"X-Request-Id: {w.hexadecimal(12)}",
        f"Content-Length: {w.number(0, 9999)}",
        "Connection: keep-alive",
        f"Via: 1.1 {w.noun()}",
        f"X-{w.noun().capitalize()}-{w.noun().capitalize()}: {w.noun()}",
    ]
    own = (
        [
            f"Server: {w.one(['nginx', 'Apache', 'Caddy', w.noun() + '/' + w.version()])}",
            f'ETag: "{w.hexadecimal(10)}"',
            f"Location: {w.path()}",
            f"Set-Cookie: {w.noun()}={w.hexadecimal(16)}; Path=/; HttpOnly",
            "Vary: Accept-Encoding",
            f"Retry-After: {w.number(1, 120)}",
            f"Last-Modified: {http_date(w)}",
            "Access-Control-Allow-Origin: *",
            "Transfer-Encoding: chunked",
        ]
        if answer
        else [
            f"User-Agent: {w.one(['curl/8.4.0', 'Mozilla/5.0 (X11; Linux x86_64)', w.noun() + '/' + w.version()])}",
            "Accept: */*",
            f"Authorization: {w.one(['Bearer', 'Basic', 'Token'])} {w.secret()}",
            f"Cookie: {w.noun()}={w.hexadecimal(8)}; lang={w.one(['en', 'nb', 'de'])}",
            "Accept-Encoding: gzip, deflate, br",
            f"Accept: {w.one(['application/json', 'text/html', 'image/png'])}",
            f"Accept-Language: {w.one(['en', 'nb-NO,nb;q=0.8', 'de', 'fr;q=0.9'])}",
            f'If-None-Match: "{w.hexadecimal(8)}"',
            f"Range: bytes={w.number(0, 99)}-{w.number(100, 999)}",
            f"Origin: https://{w.host()}",
            f"Referer: https://{w.host()}{w.path()}",
        ]
    )
    return w.random.sample(both + own, w.number(0, 6))


def body(w):
    kind = w.number(0, 3)
    if kind == 0:
        return "Content-Type: application/x-www-form-urlencoded", "&".join(
            f"{w.noun()}={w.noun()}" for _ in range(w.number(1, 4))
        )
    if kind == 1:
        return f"Content-Type: text/plain{w.one(['', '; charset=utf-8'])}", w.phrase()
    if kind == 2:
        return "Content-Type: text/html", f"<html><body><h1>{w.sentence()}</h1></body></html>"
    return "Content-Type: application/json", json.dumps(trees.tree(w, 1), indent=w.one([None, 2, 4]))


def request(w):
    method = w.one(["GET", "GET", "GET", "POST", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"])
    query = (
        "?" + "&".join(f"{w.noun()}={w.one([w.noun(), str(w.number(1, 99))])}" for _ in range(w.number(1, 3)))
        if w.maybe(0.3)
        else ""
    )
    identity = w.one(["", "", f"/{w.number(1, 999)}", f"/{{{{{w.noun()}}}}}"])
    if w.maybe(0.35):  # as .http files of editors have it
        where = w.one([f"https://{w.host()}", "{{host}}", "{{baseUrl}}", f"http://localhost:{w.number(3000, 9000)}"])
        lines = [f"{method} {where}{w.path()}{identity}{query}{w.one(['', ' HTTP/1.1'])}"]
    else:
        lines = [
            f"{method} {w.path()}{identity}{query} HTTP/{w.one(['1.1', '1.1', '1.1', '1.0', '2'])}",
            f"Host: {w.host()}",
        ]
    lines += headers(w, False)
    if method in ("POST", "PUT", "PATCH") and w.maybe(0.8):
        kind, text = body(w)
        lines += [kind, "", text]
    return "\n".join(lines)


def response(w):
    code = w.one(list(STATUS))
    version = w.one(["1.1", "1.1", "1.1", "1.0", "2"])
    lines = [f"HTTP/{version} {code}{' ' + STATUS[code] if version != '2' else ''}", *headers(w, True)]
    if version == "2":
        lines = [lines[0], *[line.split(":")[0].lower() + ":" + line.split(":", 1)[1] for line in lines[1:]]]
    if code != 204 and w.maybe(0.5):
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


FORMATS = {"http": http}
