'use strict';
/** The plain values of VS Code's interface, as far as the extension uses them. */

class Disposable {
  /** @param {() => void} callback */
  constructor(callback) {
    this.dispose = callback;
  }
}

class EventEmitter {
  constructor() {
    this.listeners = new Set();
    this.event = (listener) => {
      this.listeners.add(listener);
      return new Disposable(() => this.listeners.delete(listener));
    };
  }
  fire(value) {
    for (const listener of [...this.listeners]) listener(value);
  }
  dispose() {
    this.listeners.clear();
  }
}

class CancellationTokenSource {
  constructor() {
    const emitter = new EventEmitter();
    this.token = { isCancellationRequested: false, onCancellationRequested: emitter.event };
    this.cancel = () => {
      if (this.token.isCancellationRequested) return;
      this.token.isCancellationRequested = true;
      emitter.fire(undefined);
    };
  }
  dispose() {}
}

class Uri {
  static parse(value) {
    return new Uri(value);
  }
  static file(path) {
    return new Uri(`file://${path.split('/').map(encodeURIComponent).join('/')}`);
  }
  constructor(value) {
    this.value = value;
    const match = /^([a-z][a-z0-9+.-]*):(?:\/\/([^/]*))?(.*)$/is.exec(value);
    if (!match) throw new Error(`no URI: ${value}`);
    this.scheme = match[1];
    this.path = decodeURIComponent(match[3]);
  }
  get fsPath() {
    return this.path;
  }
  toString() {
    return this.value;
  }
}

class Position {
  constructor(line, character) {
    if (line < 0 || character < 0) throw new Error('illegal argument');
    this.line = line;
    this.character = character;
  }
  compareTo(other) {
    return this.line - other.line || this.character - other.character;
  }
}

class Range {
  constructor(start, end) {
    const isForward = start.compareTo(end) <= 0;
    this.start = isForward ? start : end;
    this.end = isForward ? end : start;
  }
  intersects(other) {
    return this.start.compareTo(other.end) <= 0 && other.start.compareTo(this.end) <= 0;
  }
}

class TextEdit {
  constructor(range, newText) {
    this.range = range;
    this.newText = newText;
  }
}

class WorkspaceEdit {
  constructor() {
    this.byURI = new Map();
  }
  set(uri, edits) {
    this.byURI.set(uri.toString(), edits);
  }
}

class MarkdownString {
  constructor(value = '') {
    this.value = value;
  }
  appendText(text) {
    this.value += text.replace(/[\\`*_{}[\]()#+\-!~>]/g, '\\$&');
    return this;
  }
}

class CodeActionKind {
  constructor(value) {
    this.value = value;
  }
  append(parts) {
    return new CodeActionKind(this.value ? `${this.value}.${parts}` : parts);
  }
  contains(other) {
    return this.value === '' || other.value === this.value || other.value.startsWith(`${this.value}.`);
  }
}
CodeActionKind.Empty = new CodeActionKind('');

/** A class whose constructor keeps its arguments under these names. */
const record = (...names) =>
  class {
    constructor(...values) {
      names.forEach((name, index) => (this[name] = values[index]));
    }
  };

module.exports = {
  Disposable,
  EventEmitter,
  CancellationTokenSource,
  Uri,
  Position,
  Range,
  TextEdit,
  WorkspaceEdit,
  MarkdownString,
  CodeActionKind,
  Hover: record('contents', 'range'),
  Diagnostic: record('range', 'message', 'severity'),
  CodeAction: record('title', 'kind'),
  InlayHint: record('position', 'label', 'kind'),
  InlayHintLabelPart: record('value'),
  CompletionItem: record('label', 'kind'),
  CompletionList: record('items', 'isIncomplete'),
  TabInputText: record('uri'),
  TabInputTextDiff: record('original', 'modified'),
  TabInputNotebook: record('uri'),
  ThemeColor: record('id'),
  StatusBarAlignment: { Left: 1, Right: 2 },
  ProgressLocation: { SourceControl: 1, Window: 10, Notification: 15 },
  QuickPickItemKind: { Separator: -1, Default: 0 },
  ViewColumn: { Active: -1 },
};
