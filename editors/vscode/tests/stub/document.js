'use strict';
/** A document of the stub: lines that end in "\n", "\r\n" or "\r", positions in UTF-16. */
const { Position } = require('./values');

class StubDocument {
  constructor(uri, languageId, text) {
    this.uri = uri;
    this.languageId = languageId;
    this.text = text;
    this.version = 1;
    this.isClosed = false;
  }

  getText() {
    return this.text;
  }

  lineStarts() {
    const starts = [0];
    for (const match of this.text.matchAll(/\r\n|\n|\r/g)) starts.push(match.index + match[0].length);
    return starts;
  }

  offsetAt({ line, character }) {
    const starts = this.lineStarts();
    if (line >= starts.length) return this.text.length;
    const rest = this.text.slice(starts[line]);
    const end = rest.search(/[\r\n]/);
    return starts[line] + Math.min(character, end < 0 ? rest.length : end);
  }

  positionAt(offset) {
    const starts = this.lineStarts();
    const line = starts.findLastIndex((start) => start <= offset);
    return new Position(line, offset - starts[line]);
  }

  get end() {
    return this.positionAt(this.text.length);
  }

  /** Carries out edits of the same state, the last in the text first, as VS Code does; returns them as it tells them. */
  apply(edits) {
    const changes = edits
      .map(({ range, newText }) => ({ range, text: newText, at: this.offsetAt(range.start), to: this.offsetAt(range.end) }))
      .sort((a, b) => b.at - a.at);
    for (const { at, to, text } of changes) this.text = this.text.slice(0, at) + text + this.text.slice(to);
    this.version += 1;
    return changes.map(({ range, text }) => ({ range, text }));
  }
}

module.exports = { StubDocument };
