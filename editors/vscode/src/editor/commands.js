'use strict';
/** The extension's commands. Those of the server have the server's own names. */
const vscode = require('vscode');
const { ErrorCode } = require('../rpc/connection');
const { PLAIN } = require('../logic/documents');
const { askForLanguage, openDocument } = require('./detection');
const { progressSink } = require('./progress');
const { showReport } = require('./report');

/**
 * @typedef {import('./app').App} App
 * @typedef {(app: App, ...list: any[]) => unknown} Command
 */

/**
 * The document that a command is about: the one named by its URI, as a code action does, else the one at hand.
 * @param {unknown} uri
 */
function documentFor(uri) {
  const document =
    typeof uri === 'string' || uri instanceof vscode.Uri
      ? openDocument(uri.toString())
      : vscode.window.activeTextEditor?.document;
  if (!document) throw new Error('open a document first');
  return document;
}

/** @type {Record<string, Command>} */
const COMMANDS = {
  'parlance.detect': async (app, uri) => detect(app, documentFor(uri)),
  'parlance.chooseLanguage': (app) => chooseLanguage(app, documentFor(undefined)),
  'parlance.stopDetecting': (app) => stopDetecting(app, documentFor(undefined)),
  'parlance.tagCodeBlocks': (app, uri) => tagCodeBlocks(app, documentFor(uri)),
  'parlance.retrain': retrain,
  'parlance.rollbackModel': async (app) => {
    const { model, origin } = await app.execute('parlance.rollbackModel', []);
    void vscode.window.showInformationMessage(`Parlance answers with ${model} (${origin}).`);
  },
  // The server shows it by itself; the log keeps its lines.
  'parlance.showModel': async (app) => {
    const { text } = await app.execute('parlance.showModel', []);
    app.log(text);
  },
  'parlance.showTrainingReport': async (app) => {
    const { uri } = await app.execute('parlance.showTrainingReport', []);
    await showReport(uri);
  },
  'parlance.forgetCorrections': forgetCorrections,
  'parlance.restartServer': (app) => app.restart(),
  'parlance.showLog': (app) => app.output.show(),
};

/**
 * Looks at the document again, and sets what is found: the user asks for it.
 * @param {App} app
 * @param {vscode.TextDocument} document
 */
async function detect(app, document) {
  await app.ensureOpen(document);
  const answer = await app.execute('parlance.detect', [document.uri.toString()]);
  const { language } = answer ?? {};
  if (!language) {
    const why = answer?.reason ? ` (${answer.reason})` : '';
    return vscode.window.showInformationMessage(`Parlance cannot tell the language of this document${why}.`);
  }
  app.detections.resume(answer);
  await app.glue.apply(document, language);
  const missing = app.detections.get(document.uri.toString())?.missing;
  if (missing) await offerExtensions(missing);
  return answer;
}

/** @param {import('./detection').Language} language */
async function offerExtensions({ name }) {
  const button = 'Search Extensions';
  const text = `This looks like ${name}, for which no extension is installed.`;
  if ((await vscode.window.showInformationMessage(text, button)) !== button) return;
  const query = `@category:"programming languages" ${name}`;
  await vscode.commands.executeCommand('workbench.extensions.search', query);
}

/**
 * @param {App} app
 * @param {vscode.TextDocument} document
 */
async function chooseLanguage(app, document) {
  const choice = await askForLanguage(app.detections.get(document.uri.toString())?.answer);
  if (choice?.language) await app.choose(document, choice.language);
  else if (choice?.action === 'detect') await detect(app, document);
  else if (choice?.action === 'stop') stopDetecting(app, document);
  else if (choice?.action === 'all') await vscode.commands.executeCommand('workbench.action.editor.changeLanguageMode');
}

/**
 * Nothing is looked at or set any more in this document, as long as it is open.
 * @param {App} app
 * @param {vscode.TextDocument} document
 */
function stopDetecting(app, document) {
  const uri = document.uri.toString();
  app.detections.end(uri, document.languageId === PLAIN ? 'stopped' : 'chosen');
  if (document.languageId === PLAIN) app.sync.tellClosed(uri);
  else app.sync.tellChoice(document);
  app.refresh();
}

/**
 * @param {App} app
 * @param {vscode.TextDocument} document
 */
async function tagCodeBlocks(app, document) {
  await app.ensureOpen(document);
  const { tagged, left } = await app.execute('parlance.tagCodeBlocks', [document.uri.toString()]);
  const blocks = tagged === 1 ? 'block' : 'blocks';
  const rest = left ? ` ${left} left alone: not sure enough.` : '';
  void vscode.window.setStatusBarMessage(`Parlance: ${tagged} code ${blocks} tagged.${rest}`, 8000);
}

/** @param {App} app */
async function retrain(app) {
  if (!vscode.workspace.isTrusted) throw new Error('retraining needs a workspace that you trust');
  try {
    const { outcome, words } = await app.retrain(progressSink);
    await showOutcome(outcome, words);
    return outcome;
  } catch (error) {
    if (/** @type {any} */ (error)?.code !== ErrorCode.requestCancelled) throw error;
    void vscode.window.showInformationMessage('Parlance: retraining was cancelled; the model stays as it was.');
  }
}

/**
 * @param {{ adopted: boolean }} outcome
 * @param {string | undefined} words what the server says of it
 */
async function showOutcome({ adopted }, words) {
  const buttons = adopted ? ['Show Report', 'Roll Back'] : ['Show Report'];
  const text = words ?? (adopted ? 'Parlance: the retrained model answers.' : 'Parlance: the model stays as it was.');
  const pressed = await vscode.window.showInformationMessage(text, ...buttons);
  if (pressed === 'Show Report') await vscode.commands.executeCommand('parlance.showTrainingReport');
  if (pressed === 'Roll Back') await vscode.commands.executeCommand('parlance.rollbackModel');
}

/** @param {App} app */
async function forgetCorrections(app) {
  const button = 'Forget';
  const text = 'Forget all languages that you chose against the detection? They are kept in this workspace only.';
  if ((await vscode.window.showWarningMessage(text, { modal: true }, button)) !== button) return;
  const { forgotten } = await app.execute('parlance.forgetCorrections', []);
  void vscode.window.showInformationMessage(`Parlance: ${forgotten} corrections forgotten.`);
}

/**
 * @param {App} app
 * @returns {vscode.Disposable[]}
 */
function registerCommands(app) {
  return Object.entries(COMMANDS).map(([name, command]) =>
    vscode.commands.registerCommand(name, async (...list) => {
      try {
        return await command(app, ...list);
      } catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        void vscode.window.showErrorMessage(`Parlance: ${message}`);
      }
    }));
}

module.exports = { registerCommands, COMMANDS };
