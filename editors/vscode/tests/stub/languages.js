'use strict';
/** The part of the stub that asks the extension's providers, as VS Code does when somebody hovers, types or saves. */
const values = require('./values');

const NEVER = { isCancellationRequested: false, onCancellationRequested: () => ({ dispose() {} }) };

const matches = (selector, { uri, languageId }) =>
  selector.some(({ scheme = uri.scheme, language = languageId }) => scheme === uri.scheme && language === languageId);

class StubLanguages {
  constructor(editor) {
    this.editor = editor;
    this.providers = [];
    this.diagnostics = new Map();
  }

  makeInterface() {
    const add = (kind) => (selector, provider, ...rest) => {
      const entry = { kind, selector, provider, rest };
      this.providers.push(entry);
      return new values.Disposable(() => (this.providers = this.providers.filter((other) => other !== entry)));
    };
    return {
      getLanguages: async () => [...this.editor.knownLanguages],
      setTextDocumentLanguage: async (document, languageId) => {
        await new Promise((resolve) => setImmediate(resolve));
        this.editor.setLanguage(document, languageId);
        return document;
      },
      createDiagnosticCollection: () => ({
        set: (uri, list) => this.diagnostics.set(uri.toString(), list),
        delete: (uri) => this.diagnostics.delete(uri.toString()),
        clear: () => this.diagnostics.clear(),
        dispose: () => this.diagnostics.clear(),
      }),
      registerHoverProvider: add('hover'),
      registerInlayHintsProvider: add('hints'),
      registerCompletionItemProvider: add('completion'),
      registerCodeActionsProvider: add('actions'),
    };
  }

  of(kind, document) {
    return this.providers.filter((entry) => entry.kind === kind && matches(entry.selector, document));
  }

  diagnosticsOf(document) {
    return this.diagnostics.get(document.uri.toString()) ?? [];
  }

  async hover(document, line, character = 0) {
    const position = new values.Position(line, character);
    for (const { provider } of this.of('hover', document)) {
      const hover = await provider.provideHover(document, position, NEVER);
      if (hover) return hover.contents.map(({ value }) => value).join('\n\n');
    }
    return undefined;
  }

  async hints(document) {
    const range = new values.Range(new values.Position(0, 0), document.end);
    const lists = this.of('hints', document).map(({ provider }) => provider.provideInlayHints(document, range, NEVER));
    return (await Promise.all(lists)).flatMap((list) => list ?? []);
  }

  /** As a double click on a hint does. */
  accept(document, hint) {
    return this.editor.applyEdit({ byURI: new Map([[document.uri.toString(), hint.textEdits]]) });
  }

  async completions(document, line, character, triggerCharacter) {
    const context = { triggerKind: triggerCharacter ? 1 : 0, triggerCharacter };
    const position = new values.Position(line, character);
    const lists = this.of('completion', document).map(({ provider }) =>
      provider.provideCompletionItems(document, position, NEVER, context));
    return (await Promise.all(lists)).flatMap((list) => list?.items ?? []);
  }

  /** As the light bulb asks, or a save with `only`. */
  async actions(document, range, only) {
    const whole = new values.Range(new values.Position(0, 0), document.end);
    const asked = range ?? whole;
    const kind = only && new values.CodeActionKind(only);
    const diagnostics = this.diagnosticsOf(document).filter((diagnostic) => diagnostic.range.intersects(asked));
    const lists = this.of('actions', document)
      .filter(({ rest }) => !kind || rest[0].providedCodeActionKinds.some((own) => kind.contains(own)))
      .map(({ provider }) =>
        provider.provideCodeActions(document, asked, { diagnostics, only: kind, triggerKind: 1 }, NEVER));
    const actions = (await Promise.all(lists)).flatMap((list) => list ?? []);
    return actions.filter((action) => !kind || (action.kind && kind.contains(action.kind)));
  }

  async runAction(document, only) {
    for (const action of await this.actions(document, undefined, only)) await this.perform(action);
  }

  /** First the edit, then the command, as VS Code does. */
  async perform(action) {
    if (action.edit) await this.editor.applyEdit(action.edit);
    const command = typeof action.command === 'string' ? action : action.command;
    if (command) await this.editor.run(command.command, ...(command.arguments ?? []));
  }
}

module.exports = { StubLanguages };
