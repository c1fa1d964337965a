'use strict';
/**
 * What is known of each document's language, and what to do with the server's answers. The guard against the feedback
 * loop stands here: a language that the document has is never set, what is set is known again when VS Code reports it,
 * and any other change is the user's choice, which ends detection there.
 */
const { isMarkdown, PLAIN } = require('./documents');

/**
 * @typedef {{ id: string, name: string, editorId: string }} Language
 * @typedef {Language & { confidence: number }} Alternative
 * @typedef {{ textDocument: { uri: string, version: number }, language: Language | null, confidence: number,
 *             alternatives: Alternative[], decision: 'apply' | 'suggest' | 'none', reason: string }} Answer
 * @typedef {{ version: number, languageId: string, isEmpty: boolean }} Snapshot
 */

/** What is remembered of one document while it is open. */
class Detection {
  constructor() {
    /**
     * The last answer that was taken.
     * @type {Answer | undefined}
     */
    this.answer = undefined;
    /**
     * An answer about an older text.
     * @type {Answer | undefined}
     */
    this.held = undefined;
    /**
     * The language that was last set by us.
     * @type {string | undefined}
     */
    this.applied = undefined;
    /**
     * The same, by the server's names.
     * @type {Language | undefined}
     */
    this.appliedLanguage = undefined;
    /**
     * A language that VS Code has no name for.
     * @type {Language | undefined}
     */
    this.missing = undefined;
    /** Whether the answer is of a server that is gone. */
    this.isFromBefore = false;
    /**
     * Why nothing is set any more.
     * @type {'chosen' | 'stopped' | undefined}
     */
    this.ended = undefined;
  }
}

class Detections {
  constructor() {
    /** @type {Map<string, Detection>} */
    this.all = new Map();
  }

  /** @param {string} uri */
  get(uri) {
    return this.all.get(uri);
  }

  /** @param {string} uri */
  of(uri) {
    let detection = this.all.get(uri);
    if (!detection) this.all.set(uri, (detection = new Detection()));
    return detection;
  }

  /** @param {string} uri */
  forget(uri) {
    this.all.delete(uri);
  }

  /**
   * Takes an answer. It is held back where the document has moved on: the server says nothing twice, so that it counts
   * when no newer one comes.
   * @param {Answer} answer
   * @param {Snapshot} document
   * @returns {'apply' | 'show' | 'hold' | 'ignore'}
   */
  take(answer, document) {
    const detection = this.of(answer.textDocument.uri);
    if (detection.ended) return 'ignore';
    if (answer.textDocument.version !== document.version) {
      detection.held = answer;
      return 'hold';
    }
    return this.accept(detection, answer, document);
  }

  /**
   * The typing has paused: takes what was held back, as being about the text as it is now.
   * @param {string} uri
   * @param {Snapshot} document
   * @returns {'apply' | 'show' | 'ignore'}
   */
  takeHeld(uri, document) {
    const detection = this.of(uri);
    if (detection.ended || !detection.held || document.isEmpty) return 'ignore';
    return this.accept(detection, detection.held, document);
  }

  /**
   * @param {Detection} detection
   * @param {Answer} answer
   * @param {Snapshot} document
   */
  accept(detection, answer, document) {
    detection.held = undefined;
    detection.missing = undefined;
    detection.answer = answer;
    detection.isFromBefore = false;
    const { language, decision } = answer;
    return decision === 'apply' && language && language.editorId !== document.languageId ? 'apply' : 'show';
  }

  /**
   * The user asked for detection: it goes on, from this answer.
   * @param {Answer} answer
   */
  resume(answer) {
    const detection = this.of(answer.textDocument.uri);
    Object.assign(detection, new Detection(), { applied: detection.applied, answer });
  }

  /**
   * A language is about to be set by us, under the name that this VS Code has for it.
   * @param {string} uri
   * @param {string} languageId
   * @param {Language} language
   */
  applying(uri, languageId, language) {
    const detection = this.of(uri);
    detection.applied = languageId;
    detection.appliedLanguage = language;
  }

  /**
   * A document's language has changed. Returns whether that was somebody's choice and not ours.
   * @param {string} uri
   * @param {string} languageId
   */
  changed(uri, languageId) {
    const detection = this.of(uri);
    if (!detection.ended && detection.applied === languageId) return false;
    this.end(uri, 'chosen');
    return true;
  }

  /**
   * @param {string} uri
   * @param {'chosen' | 'stopped'} why
   */
  end(uri, why) {
    const detection = this.of(uri);
    detection.ended = why;
    detection.held = undefined;
    detection.missing = undefined;
  }

  /** Our answers came from a server that is gone; the next one does not know of them. */
  serverGone() {
    for (const detection of this.all.values()) {
      detection.held = undefined;
      detection.isFromBefore = true;
    }
  }

  /**
   * What the server is told that a document is in: of a language that we set, the server's own name. To a new server
   * such a document has no language yet, so that detection goes on.
   * @param {string} uri
   * @param {string} languageId
   */
  languageForServer(uri, languageId) {
    const detection = this.all.get(uri);
    if (!detection || detection.ended || detection.applied !== languageId) return languageId;
    if (detection.isFromBefore && !isMarkdown(languageId)) return PLAIN;
    return detection.appliedLanguage?.editorId ?? languageId;
  }
}

module.exports = { Detections, Detection };
