'use strict';
/** The status bar item: the language of the document at hand, and how sure that is. */
const vscode = require('vscode');
const { status } = require('../logic/status');

/** Just left of VS Code's own name of the language. */
const PRIORITY = 100.15;

class StatusBar {
  /**
   * @param {import('../logic/detections').Detections} detections
   * @param {() => import('../server/supervisor').State} serverState
   */
  constructor(detections, serverState) {
    this.detections = detections;
    this.serverState = serverState;
    this.item = vscode.window.createStatusBarItem('parlance.language', vscode.StatusBarAlignment.Right, PRIORITY);
    this.item.name = 'Parlance: detected language';
    this.subscription = vscode.window.onDidChangeActiveTextEditor(() => this.update());
  }

  update() {
    const uri = vscode.window.activeTextEditor?.document.uri.toString();
    const isWanted = vscode.workspace.getConfiguration('parlance').get('statusBar') !== false;
    const shown = status({ server: this.serverState(), detection: uri ? this.detections.get(uri) : undefined });
    if (!shown || !isWanted) return this.item.hide();
    this.item.text = shown.text;
    this.item.tooltip = shown.tooltip;
    this.item.command = shown.isWarning ? 'parlance.showLog' : 'parlance.chooseLanguage';
    this.item.backgroundColor = shown.isWarning ? new vscode.ThemeColor('statusBarItem.warningBackground') : undefined;
    this.item.show();
  }

  dispose() {
    this.subscription.dispose();
    this.item.dispose();
  }
}

module.exports = { StatusBar };
