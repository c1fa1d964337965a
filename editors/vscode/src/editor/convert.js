'use strict';
/** Between the protocol's values and VS Code's. */
const vscode = require('vscode');

/** @param {vscode.Position} position */
const fromPosition = ({ line, character }) => ({ line, character });

/** @param {vscode.Range} range */
const fromRange = ({ start, end }) => ({ start: fromPosition(start), end: fromPosition(end) });

/** @param {any} position */
const toPosition = ({ line, character }) => new vscode.Position(line, character);

/** @param {any} range */
const toRange = ({ start, end }) => new vscode.Range(toPosition(start), toPosition(end));

/** @param {any} edit */
const toTextEdit = ({ range, newText }) => new vscode.TextEdit(toRange(range), newText);

/**
 * Markup of any of the protocol's forms. What a document says is never trusted to run a command.
 * @param {any} contents
 * @returns {vscode.MarkdownString}
 */
function toMarkdown(contents) {
  const isPlain = contents?.kind === 'plaintext';
  const text = typeof contents === 'string' ? contents : String(contents?.value ?? '');
  return isPlain ? new vscode.MarkdownString().appendText(text) : new vscode.MarkdownString(text);
}

/** @param {any} hover */
function toHover(hover) {
  if (!hover) return undefined;
  const contents = [hover.contents].flat().map(toMarkdown);
  return new vscode.Hover(contents, hover.range ? toRange(hover.range) : undefined);
}

/**
 * What the protocol's diagnostic said that VS Code's does not hold.
 * @type {WeakMap<vscode.Diagnostic, any>}
 */
const originals = new WeakMap();

/** @param {any} item */
function toDiagnostic(item) {
  // The protocol counts from 1, VS Code from 0.
  const severity = (item.severity ?? 3) - 1;
  const diagnostic = new vscode.Diagnostic(toRange(item.range), item.message, severity);
  diagnostic.source = item.source;
  diagnostic.tags = item.tags;
  const href = item.codeDescription?.href;
  diagnostic.code = href ? { value: item.code, target: vscode.Uri.parse(href) } : item.code;
  originals.set(diagnostic, item);
  return diagnostic;
}

/**
 * The protocol's form of a diagnostic of ours, where it lies now.
 * @param {vscode.Diagnostic} diagnostic
 */
function fromDiagnostic(diagnostic) {
  const original = originals.get(diagnostic);
  return original && { ...original, range: fromRange(diagnostic.range) };
}

/** @param {any} command */
const toCommand = ({ title, command, arguments: list }) => ({ title, command, arguments: list });

/** @param {any} edit a WorkspaceEdit that only changes texts */
function toWorkspaceEdit(edit) {
  const result = new vscode.WorkspaceEdit();
  for (const [uri, edits] of textEdits(edit)) result.set(vscode.Uri.parse(uri), edits.map(toTextEdit));
  return result;
}

/**
 * The edits by document, of either of the protocol's forms.
 * @param {any} edit
 * @returns {[string, any[], (number | null)?][]}
 */
function textEdits(edit) {
  if (!edit?.documentChanges) return Object.entries(edit?.changes ?? {});
  return edit.documentChanges.map((/** @type {any} */ change) => {
    if (!change.textDocument) throw new Error(`"${change.kind}" of files is not supported`);
    return [change.textDocument.uri, change.edits, change.textDocument.version];
  });
}

/** @param {any} item */
function toCodeAction(item) {
  if (typeof item.command === 'string') return toCommand(item);
  const kind = item.kind ? vscode.CodeActionKind.Empty.append(item.kind) : undefined;
  const action = new vscode.CodeAction(item.title, kind);
  if (item.edit) action.edit = toWorkspaceEdit(item.edit);
  if (item.command) action.command = toCommand(item.command);
  if (item.diagnostics) action.diagnostics = item.diagnostics.map(toDiagnostic);
  if (item.disabled) action.disabled = item.disabled;
  action.isPreferred = item.isPreferred;
  return action;
}

/** @param {any} item */
function toInlayHint(item) {
  const label = Array.isArray(item.label)
    ? item.label.map((/** @type {any} */ part) => new vscode.InlayHintLabelPart(part.value))
    : item.label;
  const hint = new vscode.InlayHint(toPosition(item.position), label, item.kind);
  hint.textEdits = item.textEdits?.map(toTextEdit);
  hint.tooltip = item.tooltip && toMarkdown(item.tooltip);
  hint.paddingLeft = item.paddingLeft;
  hint.paddingRight = item.paddingRight;
  return hint;
}

/** @param {any} item */
function toCompletionItem(item) {
  // The protocol counts from 1, VS Code from 0.
  const result = new vscode.CompletionItem(item.label, item.kind ? item.kind - 1 : undefined);
  const { detail, sortText, filterText, preselect } = item;
  Object.assign(result, { detail, sortText, filterText, preselect, insertText: item.insertText });
  if (item.documentation) result.documentation = toMarkdown(item.documentation);
  if (item.textEdit) {
    result.range = toRange(item.textEdit.range);
    result.insertText = item.textEdit.newText;
  }
  result.additionalTextEdits = item.additionalTextEdits?.map(toTextEdit);
  return result;
}

/** @param {any} list */
function toCompletionList(list) {
  const items = Array.isArray(list) ? list : (list?.items ?? []);
  return new vscode.CompletionList(items.map(toCompletionItem), list?.isIncomplete ?? false);
}

module.exports = {
  fromPosition,
  fromRange,
  fromDiagnostic,
  toHover,
  toDiagnostic,
  toWorkspaceEdit,
  textEdits,
  toCodeAction,
  toInlayHint,
  toCompletionList,
  toCommand,
};
