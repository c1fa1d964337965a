import JSON
import JSONRPC
import LanguageServerProtocol
import Logging

/// The beginning and the end of the conversation.
extension ServerLoop {
  func initialize(_ request: InitializeRequest) -> InitializeResult {
    client = ClientProfile(request)
    lifecycle = .running
    configuration.layers.initial = request.initializationOptions
    if let problem = client.editorProblem { tellOnce(.warning, problem) }
    applySettings()
    loadDetector()
    if let parent = request.processId { watch(parent) }
    return InitializeResult(
      capabilities: capabilities, serverInfo: ProgramInfo(name: "parlance", version: environment.version))
  }

  private var capabilities: ServerCapabilities {
    ServerCapabilities(
      positionEncoding: client.encoding.kind,
      textDocumentSync: TextDocumentSyncOptions(openClose: true, change: .incremental, save: true),
      notebookDocumentSync: client.capabilities.hasNotebooks ? Self.notebookSync : nil,
      hoverProvider: true,
      completionProvider: CompletionOptions(triggerCharacters: Self.completionTriggers),
      codeActionProvider: client.capabilities.hasCodeActionLiterals
        ? .options(CodeActionOptions(codeActionKinds: [.quickFix, .sourceFixAllParlance])) : .simple(true),
      executeCommandProvider: ExecuteCommandOptions(commands: CommandTable.standard.names, workDoneProgress: true),
      // Who lets them be registered is asked for them as long as the setting says so.
      inlayHintProvider: client.capabilities.registersInlayHints ? nil : InlayHintOptions(),
      diagnosticProvider: client.capabilities.pullsDiagnostics
        ? DiagnosticOptions(
          identifier: CodeBlockDiagnostics.source, interFileDependencies: false, workspaceDiagnostics: false) : nil,
      workspace: WorkspaceServerCapabilities(
        workspaceFolders: WorkspaceFoldersServerCapabilities(supported: true, changeNotifications: true)),
      experimental: [LanguageDetectedNotification.method: true, LanguageChosenNotification.method: true])
  }

  func initialized() {
    registrations.isOpen = true
    updateRegistrations()
    pullConfiguration()
  }

  func shutDown() {
    for id in pending.ids { giveUp(id, ResponseError(.serverCancelled, "the server shuts down")) }
    lifecycle = .shutDown
  }

  /// Nothing is handled any more.
  func end() { retrainings.running?.process.end() }

  func exit() { exitCode = lifecycle == .shutDown ? 0 : 1 }

  func handle(end reason: ConnectionEnd) {
    trace("the connection has ended: \(reason)")
    exitCode = lifecycle == .shutDown && reason == .clean ? 0 : 1
  }

  /// Ends the server when the process is gone, and looks again later when it is not.
  func watch(_ processID: Int) {
    // A process that was never there lives in another name space, in a container or on another machine.
    guard environment.isAlive(processID) else {
      if watched.contains(processID) { exitCode = lifecycle == .shutDown ? 0 : 1 }
      return
    }
    watched.insert(processID)
    environment.clock.schedule(after: ParentWatch.interval) { [post] in post(.parentCheck(processID: processID)) }
  }
}
