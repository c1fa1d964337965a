"""Python that is typed for Cython (its "pure Python mode"): files that Python runs as they are."""

import keyword

TYPES = ["int", "long", "double", "float", "bint", "Py_ssize_t", "size_t", "p_char", "char", "uint", "longlong", "short"]


def kind(w):
    """A type of Cython's, as pure Python spells it."""
    one = f"cython.{w.one(TYPES)}"
    return w.one([one] * 7 + [f"{one}[:]", f"{one}[{w.number(2, 64)}]", f"cython.pointer[{one}]", f"cython.pointer({one})", w.noun().capitalize()])


def decorators(w):
    found = ["@cython.cfunc"] * w.maybe(0.6) or ["@cython.ccall"] * w.maybe(0.5)
    more = ["@cython.inline", "@cython.nogil", "@cython.exceptval(-1)", "@cython.exceptval(check=False)", "@cython.boundscheck(False)", "@cython.wraparound(False)", "@cython.returns(cython.double)"]
    return found + [w.one(more) for _ in range(w.one([0, 0, 1, 2]))]


def parameters(w):
    return ", ".join(w.one([f"{name}: {kind(w)}"] * 4 + [name]) for name in dict.fromkeys(w.noun() for _ in range(w.number(1, 3))))


def statements(w):
    """A few lines of a body."""
    a, b, i = w.noun(), w.noun(), w.one(["i", "j", "k", "n"])
    forms = [
        [f"{i}: {kind(w)}", f"for {i} in range({w.one([a, str(w.number(2, 999))])}):", f"    {b} += {a}[{i}]"],
        [f"{a}: {kind(w)} = {w.number(0, 99)}"],
        [f"{a} = cython.declare({kind(w)}, {w.number(0, 9)})"],
        [f"{a} = cython.cast({kind(w)}, {b})"],
        [f"{a} = cython.address({b})"],
        ["with cython.nogil:", f"    {w.one(['work', 'step', a])}({b})"],
        ["if cython.compiled:", f"    print('{w.sentence()}')", "else:", f"    {a} = None"],
        [f"{a}: cython.int", f"{b}: cython.int", f"{a} = {b} = {w.number(0, 9)}"],
        [f"self.{a} = {b}"],
        [f"free({a})"],
    ]
    return [line for _ in range(w.number(1, 3)) for line in w.one(forms)]


def name(w):
    found = f"{w.verb()}{w.one(['', '_' + w.noun()])}"
    return f"{found}_" if keyword.iskeyword(found) else found


def function(w, first=None):
    result = f" -> {kind(w)}" if w.maybe(0.6) else ""
    inside = ", ".join(part for part in (first, parameters(w)) if part)
    last = w.one([f"return {w.noun()}", f"return {w.noun()} * 2", "pass", "return 0"])
    return [*decorators(w), f"def {name(w)}({inside}){result}:", *("    " + line for line in [*statements(w), last])]


def module(w):
    head = w.one([[], ["import cython"], ["import cython", f"from cython.cimports.libc.{w.one(['stdlib', 'math', 'string'])} import {w.one(['malloc, free', 'sqrt', 'strlen'])}"], [f"# {w.noun()}.py", "import cython"]])
    body = w.one([function(w), function(w), class_(w), statements(w), [f"{w.noun()}: {kind(w)}"]])
    return "\n".join([*head, *([""] if head and w.maybe(0.7) else []), *body])


def class_(w):
    fields = [f"    {w.noun()}{w.one([f': {kind(w)}', f' = cython.declare({kind(w)})'])}" for _ in range(w.number(1, 3))]
    return ["@cython.cclass", f"class {w.noun().capitalize()}:", *fields, "", *("    " + line for line in function(w, "self"))]


FORMATS = {"python": module}
