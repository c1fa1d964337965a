'use strict';
/** Parlance in Visual Studio Code: starts and ends with the window. */
const { App } = require('./editor/app');
const { registerCommands } = require('./editor/commands');

/** @type {App | undefined} */
let app;

/** @param {import('vscode').ExtensionContext} context */
function activate(context) {
  app = new App(context);
  context.subscriptions.push(...registerCommands(app));
  app.sync.considerAll();
}

/** The server's process is gone when this is done. */
async function deactivate() {
  const ending = app;
  app = undefined;
  await ending?.dispose();
}

module.exports = { activate, deactivate };
