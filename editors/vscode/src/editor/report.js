'use strict';
/** The training report, beside the text. */
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

module.exports = { showReport, withPolicy };
