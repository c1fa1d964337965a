#!/usr/bin/env python3
"""Writes, by introspection of lsprotocol's types,

    messages.json   valid parameters and results of the protocol's messages, checked by lsprotocol's converter
    broken.json     what makes them invalid: of which message, at which place, what stands there then
    shapes.json     what the messages that a server sends look like

    $(Scripts/python-tools protocol) Fixtures/protocol/generate.py
"""

import collections.abc
import copy
import enum
import json
import pathlib
import random
import types as pytypes
import typing

import attrs
from lsprotocol import converters, types

import introspection

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
    # The converter of lsprotocol 2025.0.0 cannot read the other kind.
    ("NotebookDocumentSyncOptions", "notebook_selector"): typing.Sequence[types.NotebookDocumentFilterWithNotebook],
    ("TextDocumentSyncOptions", "save"): bool,
    ("WorkspaceFoldersServerCapabilities", "change_notifications"): bool,
    ("TextDocumentEdit", "edits"): typing.Sequence[types.TextEdit],
    ("WorkspaceEdit", "document_changes"): typing.Sequence[types.TextDocumentEdit],
    ("CompletionItem", "text_edit"): types.TextEdit,
    ("Hover", "contents"): types.MarkupContent,
}
COMPLETION = "textDocument/completion"
PROBABILITIES = (0, 1, 0.3, 0.6, 0.9)
WRONG = (None, True, -1, 2**63, 0.5, 1e300, "x", "\x00", [], {}, [[]], {"x": 1})
MOST_BROKEN = 120

# Our own message, by hand from the design, since lsprotocol does not know it; and what LSP says of a progress in words.
OWN = {
    "parlance/languageDetected": {"ref": "LanguageDetectedParams"},
}
OWN_TYPES = {
    "ProgressParams": {
        "token": {"or": ["integer", "string"]},
        "value": {"or": [{"ref": f"WorkDoneProgress{kind}"} for kind in ("Begin", "Report", "End")]},
    },
    "LanguageDetectedParams": {
        "textDocument": {"ref": "DetectedDocument"}, "language": {"or": [{"ref": "DetectedLanguage"}, "null"]},
        "confidence": "decimal", "alternatives": {"array": {"ref": "LanguageAlternative"}},
        "decision": {"enum": ["apply", "suggest", "none"]}, "reason": "string",
    },
    "DetectedDocument": {"uri": "string", "version": "integer"},
    "DetectedLanguage": {"id": "string", "name": "string", "editorId": "string"},
    "LanguageAlternative": {"id": "string", "name": "string", "editorId": "string", "confidence": "decimal"},
}

CONVERTER = converters.get_converter()
RANDOM = random.Random(3)


def fields_of(kind):
    """(name, type) of all members that our types have; what is always the same string makes itself."""
    for field in attrs.fields(kind):
        kept = KEPT.get(kind.__name__)
        is_left_out = field.name in LEFT_OUT.get(kind.__name__, ()) or kept is not None and field.name not in kept
        if is_left_out or introspection.is_constant(field):
            continue
        chosen = CHOSEN.get((kind.__name__, field.name), field.type)
        is_optional = type(None) in typing.get_args(field.type)
        yield field.name, typing.Optional[chosen] if is_optional else chosen


def make(kind, probability, depth=0):
    """A value of a type; an optional one with the given probability."""
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if introspection.is_union(kind):
        return make_union(arguments, probability, depth)
    if origin in (list, collections.abc.Sequence):
        return [make(arguments[0], probability, depth + 1) for _ in range(RANDOM.randint(1, 2))]
    if origin in (dict, collections.abc.Mapping):
        return {"key": make(arguments[1], probability, depth + 1)}
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
    # Through JSON, since the converter leaves cases of enumerations as they are.
    value = json.loads(json.dumps(CONVERTER.unstructure(make(kind, probability), kind)))
    CONVERTER.structure(value, kind)
    return value


def messages():
    for method in introspection.METHODS:
        params, result = introspection.parts(method)
        if method == COMPLETION:
            result = typing.Optional[types.CompletionList]
        for probability in PROBABILITIES:
            if params is not None:
                yield {"method": method, "params": valid(params, probability)}
            if result is not None:
                yield {"method": method, "result": valid(result, probability)}


def places(value, path=()):
    """All places in a value, the value itself first."""
    yield path
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, one in inner:
        yield from places(one, path + (key,))


def replaced(value, path, new):
    """A copy with something else at a place; without the member where `new` is `...`."""
    if not path:
        return new
    value = copy.deepcopy(value)
    target = value
    for key in path[:-1]:
        target = target[key]
    if new is ...:
        del target[path[-1]]
    else:
        target[path[-1]] = new
    return value


def breakages(message):
    """(path, what stands there then): all that makes a message invalid by the shape of its type."""
    part = "result" if "result" in message else "params"
    shape = introspection.shape(introspection.parts(message["method"])[part == "result"])
    known = introspection.closure(shape)
    if not introspection.fits(message[part], shape, known):
        raise SystemExit(f"a valid message is not of its shape: {message}")
    for path in places(message[part]):
        for new in WRONG + ((...,) if path and isinstance(path[-1], str) else ()):
            if not introspection.fits(replaced(message[part], path, new), shape, known):
                yield path, new


def broken(messages):
    """Of each kind of message a bounded number, those near the top first."""
    for index, message in enumerate(messages):
        found = sorted(breakages(message), key=lambda one: len(one[0]))
        if len(found) > MOST_BROKEN:
            found = found[:MOST_BROKEN // 2] + RANDOM.sample(found[MOST_BROKEN // 2:], MOST_BROKEN // 2)
        for path, new in found:
            yield {"of": index, "at": path} | ({} if new is ... else {"is": new})


def shapes():
    """What a server sends: parameters of its requests and notifications, and results of the client's requests."""
    params, results = dict(OWN), {}
    for method in introspection.METHODS:
        sent, answered = introspection.parts(method)
        direction = types.message_direction(method)
        if direction != "clientToServer":
            params[method] = introspection.shape(sent) if sent else "null"
        if direction != "serverToClient" and answered is not None:
            results[method] = introspection.shape(answered)
    return {"params": params, "results": results, "types": introspection.closure([params, results], OWN_TYPES)}


def write(name, rows):
    text = "[\n" + ",\n".join(json.dumps(row, separators=(",", ":")) for row in rows) + "\n]\n"
    pathlib.Path(__file__).with_name(name).write_text(text)


if __name__ == "__main__":
    all_messages = list(messages())
    write("messages.json", all_messages)
    write("broken.json", broken(all_messages))
    pathlib.Path(__file__).with_name("shapes.json").write_text(json.dumps(shapes(), indent=1) + "\n")
