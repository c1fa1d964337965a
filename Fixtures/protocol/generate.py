#!/usr/bin/env python3
"""Writes messages.json: valid parameters of the protocol's messages, made by introspection of the types of lsprotocol
(Microsoft's own, generated from LSP's metaModel), and checked by its converter.

    pip install lsprotocol==2025.0.0        # what the committed file was made with
    python3 Fixtures/protocol/generate.py
"""

import collections.abc
import enum
import json
import pathlib
import random
import types as pytypes
import typing

import attrs
from lsprotocol import converters, types

METHODS = {
    "initialize": types.InitializeParams,
    "initialized": types.InitializedParams,
    "textDocument/hover": types.HoverParams,
    "workspace/configuration": types.ConfigurationParams,
    "client/registerCapability": types.RegistrationParams,
    "window/workDoneProgress/create": types.WorkDoneProgressCreateParams,
    "textDocument/didOpen": types.DidOpenTextDocumentParams,
    "textDocument/didChange": types.DidChangeTextDocumentParams,
    "textDocument/didClose": types.DidCloseTextDocumentParams,
    "textDocument/didSave": types.DidSaveTextDocumentParams,
    "workspace/didChangeConfiguration": types.DidChangeConfigurationParams,
    "workspace/didChangeWorkspaceFolders": types.DidChangeWorkspaceFoldersParams,
    "$/cancelRequest": types.CancelParams,
    "$/setTrace": types.SetTraceParams,
    "$/logTrace": types.LogTraceParams,
    "$/progress": types.ProgressParams,
    "window/workDoneProgress/cancel": types.WorkDoneProgressCancelParams,
    "window/logMessage": types.LogMessageParams,
    "window/showMessage": types.ShowMessageParams,
}
CONVERTER = converters.get_converter()
RANDOM = random.Random(3)


def make(kind, probability, depth=0):
    """A value of a type; an optional one with the given probability."""
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin in (typing.Union, pytypes.UnionType):
        return make_union(arguments, probability, depth)
    if origin in (list, collections.abc.Sequence):
        return [make(arguments[0], probability, depth + 1) for _ in range(RANDOM.randint(1, 2))]
    if origin in (dict, collections.abc.Mapping):
        return {"key": make(arguments[1], probability, depth + 1)}
    if origin is tuple:
        return tuple(make(argument, probability, depth + 1) for argument in arguments)
    if origin is typing.Literal:
        return RANDOM.choice(arguments)
    if isinstance(kind, type) and attrs.has(kind):
        return kind(**{field.name: make(field.type, probability, depth + 1) for field in attrs.fields(kind)})
    if isinstance(kind, type) and issubclass(kind, enum.Enum):
        return RANDOM.choice(list(kind))
    plain = {str: "text", int: RANDOM.randint(0, 9), bool: True, float: 0.5}
    return plain.get(kind, {"any": [1, None, "x"]})


def make_union(arguments, probability, depth):
    rest = [argument for argument in arguments if argument is not type(None)]
    if len(rest) < len(arguments) and (depth > 12 or RANDOM.random() >= probability):
        return None
    return make(RANDOM.choice(rest), probability, depth)


def main():
    messages = []
    for method, kind in METHODS.items():
        for probability in (0, 1, 0.3, 0.6, 0.9):
            value = CONVERTER.unstructure(make(kind, probability), kind)
            CONVERTER.structure(value, kind)
            messages.append({"method": method, "params": value})
    text = "[\n" + ",\n".join(json.dumps(message) for message in messages) + "\n]\n"
    pathlib.Path(__file__).with_name("messages.json").write_text(text)


if __name__ == "__main__":
    for name, kind in types.ALL_TYPES_MAP.items():
        if isinstance(kind, type) and attrs.has(kind):
            attrs.resolve_types(kind, types.ALL_TYPES_MAP, {})
    main()
