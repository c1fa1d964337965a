'use strict';
/** `parlance/languageDetected`, and what the user says to it. */
const vscode = require('vscode');
const { installedID } = require('../logic/languages');
const { choices } = require('../logic/status');

/** Longer than the server waits after a key, so that its answer to the newer text goes first. */
const HOLD_MILLISECONDS = 600;

/**
 * @typedef {import('../logic/detections').Answer} Answer
 * @typedef {import('../logic/detections').Language} Language
 */

class DetectionGlue {
  /**
   * @param {import('../logic/detections').Detections} detections
   * @param {{ onNews: () => void, log: (text: string) => void }} options
   */
  constructor(detections, { onNews, log }) {
    this.detections = detections;
    this.onNews = onNews;
    this.log = log;
    /** @type {Map<string, NodeJS.Timeout>} */
    this.timers = new Map();
  }

  /** @param {Answer} answer */
  detected(answer) {
    const uri = answer?.textDocument?.uri;
    const document = openDocument(uri);
    if (!document) return;
    const action = this.detections.take(answer, snapshot(document));
    if (action === 'hold') this.wait(uri);
    else this.act(action, document);
  }

  /**
   * A document was edited: what is held back waits on.
   * @param {vscode.TextDocument} document
   */
  edited(document) {
    const uri = document.uri.toString();
    if (this.timers.has(uri)) this.wait(uri);
  }

  /** @param {string} uri */
  wait(uri) {
    clearTimeout(this.timers.get(uri));
    const timer = setTimeout(() => {
      this.timers.delete(uri);
      const document = openDocument(uri);
      if (document) this.act(this.detections.takeHeld(uri, snapshot(document)), document);
    }, HOLD_MILLISECONDS);
    this.timers.set(uri, timer);
  }

  /**
   * @param {'apply' | 'show' | 'ignore'} action
   * @param {vscode.TextDocument} document
   */
  act(action, document) {
    const language = this.detections.get(document.uri.toString())?.answer?.language;
    if (action === 'apply' && language) void this.apply(document, language);
    if (action !== 'ignore') this.onNews();
  }

  /**
   * Sets a document's language, as ours and not as the user's choice. Does nothing where the document has it, or where
   * somebody was faster.
   * @param {vscode.TextDocument} document
   * @param {Language} language
   */
  async apply(document, language) {
    const uri = document.uri.toString();
    const before = document.languageId;
    const id = await this.installed(language);
    const detection = this.detections.get(uri);
    if (!detection || detection.ended || document.isClosed || document.languageId !== before) return;
    if (id === undefined) detection.missing = language;
    if (id !== undefined && id !== before) {
      this.detections.applying(uri, id, language);
      await this.set(document, id);
    }
    this.onNews();
  }

  /**
   * What this VS Code calls a language, if it has it.
   * @param {Language} language
   */
  async installed(language) {
    return installedID(language, await vscode.languages.getLanguages());
  }

  /**
   * @param {vscode.TextDocument} document
   * @param {string} id
   */
  async set(document, id) {
    try {
      await vscode.languages.setTextDocumentLanguage(document, id);
    } catch (error) {
      this.log(`the language ${id} could not be set: ${error}`);
    }
  }

  dispose() {
    for (const timer of this.timers.values()) clearTimeout(timer);
  }
}

/** @param {string | undefined} uri */
function openDocument(uri) {
  return vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri);
}

/** @param {vscode.TextDocument} document */
function snapshot(document) {
  const { version, languageId } = document;
  return { version, languageId, isEmpty: document.getText().trim() === '' };
}

/**
 * The list behind the status bar item. Returns what the user wants: a language, "detect", "stop", "all", or nothing.
 * @param {Answer | undefined} answer
 */
async function askForLanguage(answer) {
  /** @type {(vscode.QuickPickItem & { language?: Language, action?: 'detect' | 'stop' | 'all' })[]} */
  const items = choices(answer);
  items.push(
    { label: '', kind: vscode.QuickPickItemKind.Separator },
    { label: '$(refresh) Detect again', action: 'detect' },
    { label: '$(circle-slash) Stop detecting in this document', action: 'stop' },
    { label: '$(list-unordered) All languages…', action: 'all' },
  );
  return vscode.window.showQuickPick(items, { title: 'Parlance: the language of this document' });
}

module.exports = { DetectionGlue, askForLanguage, openDocument };
