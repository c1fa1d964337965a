'use strict';
/** Pages of the server shown beside the text: the training report, and what it says of its model. */
const fs = require('fs/promises');
const vscode = require('vscode');

/** Nothing is loaded and nothing runs; the page's own style is all that it needs. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

/**
 * The page with our policy before its own, so that both hold.
 * @param {string} html
 */
function withPolicy(html) {
  const meta = `<meta http-equiv="Content-Security-Policy" content="${POLICY}">`;
  const head = /<head[^>]*>/i.exec(html);
  if (!head) return `<!DOCTYPE html><html><head>${meta}</head><body>${html}</body></html>`;
  const end = head.index + head[0].length;
  return html.slice(0, end) + meta + html.slice(end);
}

/**
 * Shows the report; scripts do not run in it.
 * @param {string} uri
 */
async function showReport(uri) {
  const file = vscode.Uri.parse(uri);
  if (file.scheme !== 'file') throw new Error(`the report is not a file: ${uri}`);
  const html = await fs.readFile(file.fsPath, 'utf8');
  const options = { enableScripts: false, enableForms: false, localResourceRoots: [] };
  const panel = vscode.window.createWebviewPanel(
    'parlance.report', 'Parlance: training report', vscode.ViewColumn.Active, options);
  panel.webview.html = withPolicy(html);
}

/** The scheme of texts that can only be read. */
const SCHEME = 'parlance';

/** Texts of the server as documents that can only be read, and that nobody is asked to save. */
class TextPages {
  constructor() {
    /** @type {Map<string, string>} */
    this.texts = new Map();
    this.changed = new vscode.EventEmitter();
    this.registration = vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
      onDidChange: this.changed.event,
      provideTextDocumentContent: (uri) => this.texts.get(uri.path) ?? '',
    });
  }

  /**
   * @param {string} name
   * @param {string} text
   */
  async show(name, text) {
    const uri = vscode.Uri.parse(`${SCHEME}:${name}`);
    this.texts.set(uri.path, text);
    this.changed.fire(uri);
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { preview: true });
  }

  dispose() {
    this.registration.dispose();
    this.changed.dispose();
  }
}

module.exports = { showReport, withPolicy, TextPages };
