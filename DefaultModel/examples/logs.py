"""Logs and stack traces of many languages, which are plain text."""

from web import MONTHS, STATUS


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
        return [
            f"{date} {clock},{milli}",
            f"{date}T{clock}Z",
            f"{date}T{clock}.{milli}+02:00",
            f"[{clock}]",
            f"{MONTHS[int(month) - 1]} {int(day):2} {clock}",
            f"{day}/{MONTHS[int(month) - 1]}/{year}:{clock} +0000",
            f"{year}/{month}/{day} {clock}",
            f"{clock}.{milli}",
            f"[{date} {clock}]",
        ][form]

    return next_one


def log(w):
    time, form, upper = stamp(w), w.number(0, 9), w.maybe(0.7)
    module = w.one(
        [
            lambda: f"org.example.{w.pascal()}",
            w.noun,
            lambda: f"{w.noun()}.{w.noun()}",
            lambda: f"{w.noun()}[{w.number(100, 9999)}]",
        ]
    )
    lines = []
    for _ in range(w.one([1, 2, 2, 3, 4, 6, 10])):
        level = w.one(["debug", "info", "info", "info", "warn", "error", "notice", "fatal"])
        level = level.upper() if upper else level
        text = w.one(
            [
                w.phrase(),
                f"{w.phrase()} ({w.number(1, 9000)} ms)",
                f"{w.verb()}ed {w.noun()} {w.number(1, 999)}",
                f"{w.phrase()}: {w.path()}",
                f"{w.noun()}={w.scalar()} {w.noun()}={w.scalar()}",
                f"{w.adjective()} {w.noun()} from {w.host()}",
            ]
        )
        lines.append(
            [
                lambda: f"{time()} {level:5} [{w.one(['main', f'worker-{w.number(1, 8)}', f'http-{w.number(1, 99)}'])}] {module()} - {text}",
                lambda: f"{time()} {level} {text}",
                lambda: f"{time()} [{level}] {module()}: {text}",
                lambda: f"[{level}] {text}",
                lambda: f"{level}: {text}",
                lambda: f"{time()} {w.noun()} {module()}: {text}",
                lambda: f'level={level.lower()} ts={time()} msg="{text}" {w.noun()}={w.number(1, 99)}',
                lambda: f'192.0.2.{w.number(1, 254)} - {w.one(["-", w.noun()])} [{w.number(1, 28):02}/{w.one(MONTHS)}/2024:{w.clock()} +0000] "{w.one(["GET", "POST"])} {w.path()} HTTP/1.1" {w.one(list(STATUS))} {w.number(0, 99999)}',
                lambda: f"{time()} - {module()} - {level} - {text}",
                lambda: f"[{w.number(0, 9999):5}.{w.number(0, 999999):06}] {w.noun()}: {text}",
            ][form]()
        )
    return "\n".join(lines)


def failure(w):
    return w.one(
        [
            w.phrase(),
            f"no {w.noun()} {w.number(1, 99)}",
            f"{w.noun()} is null",
            f"'{w.noun()}'",
            f"invalid {w.noun()}: {w.scalar()}",
        ]
    )


def trace_python(w):
    lines = ["Traceback (most recent call last):"]
    for _ in range(w.number(1, 4)):
        lines += [
            f'  File "{w.path()}/{w.noun()}.py", line {w.number(1, 400)}, in {w.one(["<module>", w.snake()])}',
            f"    {w.one([f'return {w.noun()}.{w.verb()}({w.noun()})', f'{w.noun()} = {w.snake()}()', f'{w.verb()}({w.noun()}, {w.number(0, 9)})'])}",
        ]
    return "\n".join(
        lines
        + [
            f"{w.one(['KeyError', 'ValueError', 'TypeError', 'OSError', w.noun() + '.errors.' + w.pascal() + 'Error'])}: {failure(w)}"
        ]
    )


def trace_java(w):
    def frames():
        return [
            f"\tat org.example.{w.noun()}.{w.pascal()}.{w.camel()}({w.pascal()}.java:{w.number(1, 500)})"
            for _ in range(w.number(1, 5))
        ]

    kind = w.one(
        [
            "java.lang.IllegalStateException",
            "java.io.IOException",
            "java.lang.NullPointerException",
            f"org.example.{w.pascal()}Exception",
        ]
    )
    start = w.one(['Exception in thread "main" ', "", "Caused by: "])
    lines = [f"{start}{kind}: {failure(w)}", *frames()]
    if w.maybe(0.4):
        lines += [
            f"Caused by: java.lang.{w.pascal()}Exception: {failure(w)}",
            *frames(),
            f"\t... {w.number(1, 30)} more",
        ]
    return "\n".join(lines)


def trace_script(w):
    place = w.one(
        [
            lambda: f"file://{w.path()}/{w.noun()}.js:{w.number(1, 300)}:{w.number(1, 80)}",
            lambda: f"{w.path()}/{w.noun()}.ts:{w.number(1, 300)}:{w.number(1, 80)}",
        ]
    )
    first = f"{w.one(['', 'Uncaught '])}{w.one(['TypeError', 'ReferenceError', 'RangeError', 'Error'])}: {failure(w)}"
    return "\n".join(
        [
            first,
            *[
                f"    at {w.one([f'{w.camel()} ({place()})', f'async {w.pascal()}.{w.verb()} ({place()})', place(), f'new {w.pascal()} ({place()})'])}"
                for _ in range(w.number(1, 6))
            ],
        ]
    )


def trace_go(w):
    lines = [
        f"panic: {failure(w)}",
        "",
        f"goroutine {w.number(1, 90)} [{w.one(['running', 'chan receive', 'select'])}]:",
    ]
    for _ in range(w.number(1, 4)):
        lines += [
            f"{w.one(['main', w.noun()])}.{w.one([w.camel(), f'(*{w.pascal()}).{w.pascal()}'])}(...)",
            f"\t{w.path()}/{w.noun()}.go:{w.number(1, 300)} +0x{w.hexadecimal(2)}",
        ]
    return "\n".join(lines + w.one([[], ["exit status 2"]]))


def trace_sharp(w):
    def frame():
        place = w.one(["", f" in C:\\src\\{w.pascal()}.cs:line {w.number(1, 300)}"])
        return f"   at {w.pascal()}.{w.pascal()}.{w.pascal()}({w.one(['', 'String ' + w.noun(), 'Int32 ' + w.noun()])}){place}"

    start = w.one(["Unhandled exception. ", "", "System.AggregateException: One or more errors occurred. ---> "])
    return "\n".join([f"{start}System.{w.pascal()}Exception: {failure(w)}", *[frame() for _ in range(w.number(1, 5))]])


def trace_other(w):
    return w.one(
        [
            lambda: f"thread 'main' panicked at src/{w.noun()}.rs:{w.number(1, 300)}:{w.number(1, 60)}:\n{failure(w)}\nnote: run with `RUST_BACKTRACE=1` environment variable to display a backtrace",
            lambda: "\n".join(
                [
                    f"{w.noun()}.rb:{w.number(1, 200)}:in `{w.snake()}': {failure(w)} ({w.pascal()}Error)",
                    *[f"\tfrom {w.noun()}.rb:{w.number(1, 200)}:in `{w.snake()}'" for _ in range(w.number(1, 4))],
                ]
            ),
            lambda: "\n".join(
                [
                    f"{w.one(['PHP ', ''])}Fatal error:  Uncaught {w.pascal()}Exception: {failure(w)} in {w.path()}/{w.noun()}.php:{w.number(1, 200)}",
                    "Stack trace:",
                    *[
                        f"#{n} {w.path()}/{w.noun()}.php({w.number(1, 200)}): {w.pascal()}->{w.camel()}()"
                        for n in range(w.number(1, 3))
                    ],
                    "#9 {main}",
                ]
            ),
            lambda: "\n".join(
                [
                    f"** ({w.pascal()}Error) {failure(w)}",
                    *[
                        f"    ({w.noun()} {w.version()}) lib/{w.noun()}.ex:{w.number(1, 200)}: {w.pascal()}.{w.snake()}/{w.number(0, 3)}"
                        for _ in range(w.number(1, 4))
                    ],
                ]
            ),
            lambda: "\n".join(
                [
                    f"#{n}  0x{w.hexadecimal(16)} in {w.snake()} ({w.noun()}=0x{w.hexadecimal(6)}) at {w.noun()}.c:{w.number(1, 300)}"
                    for n in range(w.number(2, 6))
                ]
            ),
            lambda: "\n".join(
                f"{w.noun()}.{w.one(['c', 'cpp', 'h'])}:{w.number(1, 300)}:{w.number(1, 60)}: {w.one(['error', 'warning', 'note'])}: {w.phrase()}"
                for _ in range(w.number(1, 5))
            ),
            lambda: "\n".join(
                f"{w.path()}/{w.noun()}.ts({w.number(1, 300)},{w.number(1, 60)}): error TS{w.number(1000, 9999)}: {w.phrase()}."
                for _ in range(w.number(1, 4))
            ),
            lambda: "\n".join(
                [
                    f"FAILED tests/test_{w.noun()}.py::test_{w.snake()} - AssertionError: {failure(w)}",
                    f"{w.number(1, 9)} failed, {w.number(1, 99)} passed in {w.random.uniform(.1, 90):.2f}s",
                ]
            ),
            lambda: "\n".join(f"[{w.one(['INFO', 'ERROR', 'WARNING'])}] {w.sentence()}" for _ in range(w.number(1, 6))),
        ]
    )()


TRACES = [trace_python, trace_java, trace_script, trace_go, trace_sharp, trace_other, trace_other]


def plaintext(w):
    shape = w.number(0, 9)
    if shape < 5:
        return log(w)
    if shape < 9:
        return w.one(TRACES)(w)
    return f"{log(w)}\n{w.one(TRACES)(w)}"


FORMATS = {"plaintext": plaintext}
