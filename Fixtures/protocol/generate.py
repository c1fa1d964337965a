#!/usr/bin/env python3
"""Writes messages.json: valid parameters and results of the protocol's messages, made by introspection of the types of
lsprotocol (Microsoft's own, generated from LSP's metaModel), and checked by its converter.

    $(Scripts/python-tools protocol) Fixtures/protocol/generate.py
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

# Those that the server, or a test, reads or writes.
METHODS = """
initialize initialized $/cancelRequest $/setTrace $/logTrace $/progress window/workDoneProgress/create
window/workDoneProgress/cancel window/logMessage window/showMessage window/showMessageRequest window/showDocument
client/registerCapability client/unregisterCapability workspace/configuration workspace/didChangeConfiguration
workspace/didChangeWorkspaceFolders workspace/didChangeWatchedFiles workspace/applyEdit workspace/executeCommand
workspace/diagnostic/refresh workspace/inlayHint/refresh textDocument/didOpen textDocument/didChange
textDocument/didClose textDocument/didSave textDocument/hover textDocument/publishDiagnostics textDocument/diagnostic
textDocument/codeAction textDocument/inlayHint textDocument/completion notebookDocument/didOpen
notebookDocument/didChange notebookDocument/didSave notebookDocument/didClose
""".split()

# What the server never sends and no editor sends to it, so that no type of ours has it.
LEFT_OUT = {
    "ApplyWorkspaceEditParams": {"metadata"},
    "CodeAction": {"tags"},
    "CodeActionOptions": {"work_done_progress", "documentation"},
    "Command": {"tooltip"},
    "CompletionItem": {"tags", "deprecated", "insert_text_mode", "text_edit_text"},
    "CompletionList": {"item_defaults", "apply_kind"},
    "CompletionOptions": {"work_done_progress", "all_commit_characters", "completion_item"},
    "DiagnosticOptions": {"work_done_progress"},
    "InlayHintOptions": {"work_done_progress"},
    "RelatedFullDocumentDiagnosticReport": {"related_documents"},
    "RelatedUnchangedDocumentDiagnosticReport": {"related_documents"},
    "TextDocumentSyncOptions": {"will_save", "will_save_wait_until"},
    "WorkspaceEdit": {"change_annotations"},
    "WorkspaceOptions": {"file_operations", "text_document_content"},
}
KEPT = {
    "ServerCapabilities": {
        "position_encoding", "text_document_sync", "notebook_document_sync", "hover_provider", "completion_provider",
        "code_action_provider", "execute_command_provider", "inlay_hint_provider", "diagnostic_provider", "workspace",
        "experimental",
    },
}
# Of several kinds that a value may have, the one that the server uses.
CHOSEN = {
    ("ServerCapabilities", "text_document_sync"): types.TextDocumentSyncOptions,
    ("ServerCapabilities", "notebook_document_sync"): types.NotebookDocumentSyncOptions,
    ("ServerCapabilities", "hover_provider"): bool,
    ("ServerCapabilities", "code_action_provider"): types.CodeActionOptions,
    ("ServerCapabilities", "inlay_hint_provider"): types.InlayHintOptions,
    ("ServerCapabilities", "diagnostic_provider"): types.DiagnosticOptions,
    ("TextDocumentSyncOptions", "save"): bool,
    ("WorkspaceFoldersServerCapabilities", "change_notifications"): bool,
    ("TextDocumentEdit", "edits"): typing.Sequence[types.TextEdit],
    ("WorkspaceEdit", "document_changes"): typing.Sequence[types.TextDocumentEdit],
    ("CompletionItem", "text_edit"): types.TextEdit,
    ("CompletionResponse", "result"): types.CompletionList,
    ("Hover", "contents"): types.MarkupContent,
}
CONVERTER = converters.get_converter()
RANDOM = random.Random(3)


def fields_of(kind):
    """(name, type) of all members that our types have; what is always the same string makes itself."""
    for field in attrs.fields(kind):
        if field.type is str and field.default is not attrs.NOTHING:
            continue
        kept = KEPT.get(kind.__name__)
        if field.name in LEFT_OUT.get(kind.__name__, ()) or kept is not None and field.name not in kept:
            continue
        chosen = CHOSEN.get((kind.__name__, field.name), field.type)
        is_optional = type(None) in typing.get_args(field.type)
        yield field.name, typing.Optional[chosen] if is_optional else chosen


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
        return kind(**{name: make(member, probability, depth + 1) for name, member in fields_of(kind)})
    if isinstance(kind, type) and issubclass(kind, enum.Enum):
        return RANDOM.choice(list(kind))
    plain = {str: "text", int: RANDOM.randint(0, 9), bool: True, float: 0.5, type(None): None}
    return plain.get(kind, {"any": [1, None, "x"]})


def make_union(arguments, probability, depth):
    rest = [argument for argument in arguments if argument is not type(None)]
    if len(rest) < len(arguments) and (depth > 12 or RANDOM.random() >= probability):
        return None
    return make(RANDOM.choice(rest), probability, depth)


def valid(kind, probability):
    value = CONVERTER.unstructure(make(kind, probability), kind)
    CONVERTER.structure(value, kind)
    return value


def main():
    messages = []
    for method in METHODS:
        _, response, params, _ = types.METHOD_TO_TYPES[method]
        for probability in (0, 1, 0.3, 0.6, 0.9):
            if params is not None:
                messages.append({"method": method, "params": valid(params, probability)})
            if response is not None:
                messages.append({"method": method, "result": valid(response, probability)["result"]})
    text = "[\n" + ",\n".join(json.dumps(message) for message in messages) + "\n]\n"
    pathlib.Path(__file__).with_name("messages.json").write_text(text)


if __name__ == "__main__":
    for kind in list(types.ALL_TYPES_MAP.values()):
        if isinstance(kind, type) and attrs.has(kind):
            attrs.resolve_types(kind, types.ALL_TYPES_MAP, {})
    main()
