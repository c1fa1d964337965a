"""What lsprotocol's types (Microsoft's own, generated from LSP's metaModel) say of the messages, by introspection."""

import collections.abc
import enum
import typing
import types as pytypes

import attrs
from lsprotocol import types

# Those that the server, or a test, reads or writes.
METHODS = """
initialize initialized $/cancelRequest $/setTrace $/logTrace $/progress window/workDoneProgress/create
window/workDoneProgress/cancel window/logMessage window/showMessage window/showMessageRequest window/showDocument
client/registerCapability client/unregisterCapability workspace/configuration workspace/didChangeConfiguration
workspace/didChangeWorkspaceFolders workspace/didChangeWatchedFiles workspace/applyEdit workspace/executeCommand
workspace/diagnostic/refresh workspace/inlayHint/refresh textDocument/didOpen textDocument/didChange
textDocument/didClose textDocument/didSave textDocument/hover textDocument/publishDiagnostics textDocument/diagnostic
textDocument/codeAction textDocument/inlayHint textDocument/completion notebookDocument/didOpen
notebookDocument/didChange notebookDocument/didSave notebookDocument/didClose shutdown
""".split()

for _kind in list(types.ALL_TYPES_MAP.values()):
    if isinstance(_kind, type) and attrs.has(_kind):
        attrs.resolve_types(_kind, types.ALL_TYPES_MAP, {})


def parts(method):
    """The types of a message's parameters and of its answer, None where there are none."""
    _, response, params, _ = types.METHOD_TO_TYPES[method]
    result = next(field.type for field in attrs.fields(response) if field.name == "result") if response else None
    return params, result


def json_name(field):
    first, *rest = field.name.removesuffix("_").split("_")
    return first + "".join(word.title() for word in rest)


def is_constant(field):
    """Members like `kind: "full"`, which lsprotocol has as strings with a default."""
    return field.type is str and field.default is not attrs.NOTHING


def is_union(kind):
    return typing.get_origin(kind) in (typing.Union, pytypes.UnionType)


def shape(kind, validator=None):
    """What values of a type look like in JSON: "string", {"array": ...}, {"ref": "Position"}, {"or": [...]} ..."""
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if is_union(kind):
        kinds = [shape(argument, validator) for argument in arguments]
        return "any" if "any" in kinds else {"or": kinds} if len(kinds) > 1 else kinds[0]
    if origin in (list, collections.abc.Sequence):
        return {"array": shape(arguments[0])}
    if origin in (dict, collections.abc.Mapping):
        return {"map": shape(arguments[1])}
    if origin is typing.Literal:
        return {"enum": list(arguments)}
    if isinstance(kind, type) and attrs.has(kind):
        return {"ref": kind.__name__}
    if isinstance(kind, type) and issubclass(kind, enum.Enum):
        return {"enum": [case.value for case in kind]}
    if kind is int:
        return "uinteger" if "uinteger" in repr(validator) else "integer"
    return {str: "string", bool: "boolean", float: "decimal", type(None): "null"}.get(kind, "any")


def members(kind):
    """The members of an object: their shapes, those that may be absent with a `?` behind their names."""
    result = {}
    for field in attrs.fields(kind):
        if is_constant(field):
            result[json_name(field)] = {"enum": [field.default]}
        elif type(None) in typing.get_args(field.type) and not types.is_special_property(kind, field.name):
            rest = typing.Union[tuple(a for a in typing.get_args(field.type) if a is not type(None))]
            result[json_name(field) + "?"] = shape(rest, field.validator)
        else:
            result[json_name(field)] = shape(field.type, field.validator)
    return result


def references(shape):
    """The names of the types that a shape names."""
    if isinstance(shape, dict):
        if "ref" in shape:
            yield shape["ref"]
        for inner in shape.values():
            yield from references(inner)
    elif isinstance(shape, list):
        for inner in shape:
            yield from references(inner)


def closure(shapes, own={}):
    """The members of all types that some shapes lead to; `own` are types that lsprotocol does not have."""
    result, waiting = {}, list(references(shapes))
    while waiting:
        name = waiting.pop()
        if name not in result:
            result[name] = own[name] if name in own else members(getattr(types, name))
            waiting += references(result[name])
    return dict(sorted(result.items()))


def fits(value, shape, known):
    """Whether a value is of a shape. `Tests/LanguageServerTests/Support/ProtocolShapes.swift` does the same."""
    if isinstance(shape, str):
        is_integer = isinstance(value, int) and not isinstance(value, bool)
        return {
            "any": True, "string": isinstance(value, str), "boolean": isinstance(value, bool), "null": value is None,
            "integer": is_integer and -2**31 <= value < 2**31, "uinteger": is_integer and 0 <= value < 2**31,
            "decimal": is_integer or isinstance(value, float),
        }[shape]
    [(form, inner)] = shape.items()
    if form == "or":
        return any(fits(value, one, known) for one in inner)
    if form == "enum":
        return any(value == one and type(value) is type(one) for one in inner)
    if form == "array":
        return isinstance(value, list) and all(fits(one, inner, known) for one in value)
    if not isinstance(value, dict):
        return False
    if form == "map":
        return all(fits(one, inner, known) for one in value.values())
    named = {name.removesuffix("?"): inner for name, inner in known[inner].items()}
    required = [name for name in known[inner] if not name.endswith("?")]
    return all(name in value for name in required) and all(
        name in named and fits(one, named[name], known) for name, one in value.items())
