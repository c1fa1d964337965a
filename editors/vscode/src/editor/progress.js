'use strict';
/** The protocol's progress as VS Code's. */
const vscode = require('vscode');
const { Increments } = require('../server/progress');

/**
 * Shows a piece of work from its beginning to its end, with a button to cancel it.
 * @param {() => void} cancel
 * @returns {import('../server/progress').ProgressSink}
 */
function progressSink(cancel) {
  const increments = new Increments();
  /** @type {vscode.Progress<{ message?: string, increment?: number }> | undefined} */
  let shown;
  /** @type {() => void} */
  let finish = () => {};
  /** @param {import('../server/progress').Progress} value */
  const report = ({ message, percentage }) => shown?.report({ message, increment: increments.to(percentage) });
  return {
    begin(value) {
      const { title = 'Parlance', cancellable = false } = value;
      const options = { location: vscode.ProgressLocation.Notification, title, cancellable };
      void vscode.window.withProgress(options, (progress, token) => {
        shown = progress;
        token.onCancellationRequested(cancel);
        report(value);
        return new Promise((resolve) => (finish = () => resolve(undefined)));
      });
    },
    report,
    end: () => finish(),
  };
}

module.exports = { progressSink };
