// What this extension uses of VS Code's interface (1.75), written down from its documentation, and no more: a name that
// is not here is either a mistake or to be added here, and to the stub of the tests.

declare module 'vscode' {
  export const version: string;

  export interface Disposable {
    dispose(): any;
  }
  export type Event<T> = (listener: (value: T) => any) => Disposable;
  export class EventEmitter<T> {
    readonly event: Event<T>;
    fire(value: T): void;
    dispose(): void;
  }
  export type Thenable<T> = PromiseLike<T>;
  export type ProviderResult<T> = T | undefined | null | Thenable<T | undefined | null>;

  export interface CancellationToken {
    readonly isCancellationRequested: boolean;
    readonly onCancellationRequested: Event<any>;
  }
  export class CancellationTokenSource {
    readonly token: CancellationToken;
    cancel(): void;
    dispose(): void;
  }

  export class Uri {
    static parse(value: string): Uri;
    readonly scheme: string;
    readonly path: string;
    readonly fsPath: string;
    toString(): string;
  }
  export class Position {
    constructor(line: number, character: number);
    readonly line: number;
    readonly character: number;
  }
  export class Range {
    constructor(start: Position, end: Position);
    readonly start: Position;
    readonly end: Position;
  }
  export class TextEdit {
    constructor(range: Range, newText: string);
  }
  export class WorkspaceEdit {
    set(uri: Uri, edits: TextEdit[]): void;
  }
  export class ThemeColor {
    constructor(id: string);
  }
  export class MarkdownString {
    constructor(value?: string);
    appendText(value: string): MarkdownString;
  }

  export interface TextDocument {
    readonly uri: Uri;
    readonly languageId: string;
    readonly version: number;
    readonly isClosed: boolean;
    getText(): string;
  }
  export interface NotebookDocument {
    readonly uri: Uri;
    getCells(): { readonly document: TextDocument }[];
  }
  export interface TextDocumentChangeEvent {
    readonly document: TextDocument;
    readonly contentChanges: readonly { readonly range: Range; readonly text: string }[];
  }
  export interface TextEditor {
    readonly document: TextDocument;
  }
  export interface WorkspaceFolder {
    readonly uri: Uri;
    readonly name: string;
  }
  export interface WorkspaceFoldersChangeEvent {
    readonly added: readonly WorkspaceFolder[];
    readonly removed: readonly WorkspaceFolder[];
  }
  export interface WorkspaceConfiguration {
    get<T>(section: string, defaultValue: T): T;
    get(section: string): unknown;
    inspect(section: string): object | undefined;
  }
  export interface ConfigurationChangeEvent {
    affectsConfiguration(section: string): boolean;
  }

  export interface FileSystemWatcher extends Disposable {
    readonly onDidCreate: Event<Uri>;
    readonly onDidChange: Event<Uri>;
    readonly onDidDelete: Event<Uri>;
  }

  export class TabInputText {
    readonly uri: Uri;
  }
  export class TabInputTextDiff {
    readonly original: Uri;
    readonly modified: Uri;
  }
  export class TabInputNotebook {
    readonly uri: Uri;
  }
  export interface TabGroups {
    readonly all: readonly { readonly tabs: readonly { readonly input: unknown }[] }[];
    readonly onDidChangeTabs: Event<any>;
  }

  export namespace workspace {
    const textDocuments: readonly TextDocument[];
    const notebookDocuments: readonly NotebookDocument[];
    const onDidOpenNotebookDocument: Event<NotebookDocument>;
    const workspaceFolders: readonly WorkspaceFolder[] | undefined;
    const isTrusted: boolean;
    const onDidOpenTextDocument: Event<TextDocument>;
    const onDidCloseTextDocument: Event<TextDocument>;
    const onDidChangeTextDocument: Event<TextDocumentChangeEvent>;
    const onDidChangeConfiguration: Event<ConfigurationChangeEvent>;
    const onDidChangeWorkspaceFolders: Event<WorkspaceFoldersChangeEvent>;
    const onDidGrantWorkspaceTrust: Event<void>;
    function getConfiguration(section: string): WorkspaceConfiguration;
    function createFileSystemWatcher(globPattern: string): FileSystemWatcher;
    function applyEdit(edit: WorkspaceEdit): Thenable<boolean>;
  }

  export enum StatusBarAlignment {
    Left = 1,
    Right = 2,
  }
  export interface StatusBarItem {
    name: string | undefined;
    text: string;
    tooltip: string | undefined;
    command: string | undefined;
    backgroundColor: ThemeColor | undefined;
    show(): void;
    hide(): void;
    dispose(): void;
  }
  export interface OutputChannel {
    appendLine(text: string): void;
    show(): void;
    dispose(): void;
  }
  export enum ProgressLocation {
    SourceControl = 1,
    Window = 10,
    Notification = 15,
  }
  export interface Progress<T> {
    report(value: T): void;
  }
  export enum QuickPickItemKind {
    Separator = -1,
    Default = 0,
  }
  export interface QuickPickItem {
    label: string;
    kind?: QuickPickItemKind;
    description?: string;
  }
  export enum ViewColumn {
    Active = -1,
  }
  export interface WebviewPanel {
    readonly webview: { html: string };
  }

  export namespace window {
    const tabGroups: TabGroups;
    const activeTextEditor: TextEditor | undefined;
    const visibleTextEditors: readonly TextEditor[];
    const onDidChangeActiveTextEditor: Event<TextEditor | undefined>;
    const onDidChangeVisibleTextEditors: Event<readonly TextEditor[]>;
    function showInformationMessage(message: string, ...items: string[]): Thenable<string | undefined>;
    function showWarningMessage(message: string, ...items: string[]): Thenable<string | undefined>;
    function showWarningMessage(
      message: string, options: { modal: boolean }, ...items: string[]): Thenable<string | undefined>;
    function showErrorMessage(message: string, ...items: string[]): Thenable<string | undefined>;
    function setStatusBarMessage(text: string, milliseconds: number): Disposable;
    function showQuickPick<T extends QuickPickItem>(
      items: readonly T[], options: { title: string }): Thenable<T | undefined>;
    function createStatusBarItem(id: string, alignment: StatusBarAlignment, priority: number): StatusBarItem;
    function createOutputChannel(name: string): OutputChannel;
    function createWebviewPanel(
      viewType: string,
      title: string,
      column: ViewColumn,
      options: { enableScripts: boolean; enableForms: boolean; localResourceRoots: Uri[] },
    ): WebviewPanel;
    function withProgress<R>(
      options: { location: ProgressLocation; title: string; cancellable: boolean },
      task: (
        progress: Progress<{ message?: string; increment?: number }>, token: CancellationToken) => Thenable<R>,
    ): Thenable<R>;
  }

  export type DocumentSelector = readonly { scheme?: string; language?: string }[];

  export class Hover {
    constructor(contents: MarkdownString[], range?: Range);
  }
  export interface HoverProvider {
    provideHover(document: TextDocument, position: Position, token: CancellationToken): ProviderResult<Hover>;
  }

  export class Diagnostic {
    constructor(range: Range, message: string, severity?: number);
    range: Range;
    source?: string;
    code?: string | number | { value: string | number; target: Uri };
    tags?: number[];
  }
  export interface DiagnosticCollection {
    set(uri: Uri, diagnostics: readonly Diagnostic[]): void;
    delete(uri: Uri): void;
    clear(): void;
    dispose(): void;
  }

  export interface Command {
    title: string;
    command: string;
    arguments?: any[];
  }
  export class CodeActionKind {
    static readonly Empty: CodeActionKind;
    readonly value: string;
    append(parts: string): CodeActionKind;
  }
  export class CodeAction {
    constructor(title: string, kind?: CodeActionKind);
    edit?: WorkspaceEdit;
    command?: Command;
    diagnostics?: Diagnostic[];
    isPreferred?: boolean;
    disabled?: { reason: string };
  }
  export interface CodeActionContext {
    readonly diagnostics: readonly Diagnostic[];
    readonly only: CodeActionKind | undefined;
    readonly triggerKind: number;
  }
  export interface CodeActionProvider {
    provideCodeActions(
      document: TextDocument,
      range: Range,
      context: CodeActionContext,
      token: CancellationToken,
    ): ProviderResult<(CodeAction | Command)[]>;
  }

  export class InlayHintLabelPart {
    constructor(value: string);
  }
  export class InlayHint {
    constructor(position: Position, label: string | InlayHintLabelPart[], kind?: number);
    textEdits?: TextEdit[];
    tooltip?: MarkdownString;
    paddingLeft?: boolean;
    paddingRight?: boolean;
  }
  export interface InlayHintsProvider {
    onDidChangeInlayHints?: Event<void>;
    provideInlayHints(document: TextDocument, range: Range, token: CancellationToken): ProviderResult<InlayHint[]>;
  }

  export class CompletionItem {
    constructor(label: string, kind?: number);
    documentation?: MarkdownString;
    range?: Range;
    insertText?: string;
    additionalTextEdits?: TextEdit[];
  }
  export class CompletionList {
    constructor(items: CompletionItem[], isIncomplete: boolean);
  }
  export interface CompletionItemProvider {
    provideCompletionItems(
      document: TextDocument,
      position: Position,
      token: CancellationToken,
      context: { triggerKind: number; triggerCharacter: string | undefined },
    ): ProviderResult<CompletionList>;
  }

  export namespace languages {
    function getLanguages(): Thenable<string[]>;
    function setTextDocumentLanguage(document: TextDocument, languageId: string): Thenable<TextDocument>;
    function createDiagnosticCollection(name: string): DiagnosticCollection;
    function registerHoverProvider(selector: DocumentSelector, provider: HoverProvider): Disposable;
    function registerInlayHintsProvider(selector: DocumentSelector, provider: InlayHintsProvider): Disposable;
    function registerCompletionItemProvider(
      selector: DocumentSelector,
      provider: CompletionItemProvider,
      ...triggerCharacters: string[]
    ): Disposable;
    function registerCodeActionsProvider(
      selector: DocumentSelector,
      provider: CodeActionProvider,
      metadata: { providedCodeActionKinds: CodeActionKind[] },
    ): Disposable;
  }

  export namespace commands {
    function registerCommand(command: string, callback: (...list: any[]) => any): Disposable;
    function executeCommand(command: string, ...list: any[]): Thenable<any>;
  }

  export namespace env {
    const language: string;
  }

  export interface ExtensionContext {
    readonly subscriptions: Disposable[];
    readonly extensionPath: string;
    readonly extension: { readonly id: string; readonly packageJSON: any };
  }
}
