import JSON
import JSONRPC
import LanguageServerProtocol

/// What a request's handler comes back with.
enum RequestOutcome<Response: Sendable> {
  /// The answer.
  case now(Response)
  /// No answer but an error.
  case failure(ResponseError)
  /// It has been put off by `ServerLoop.answerLater`.
  case later

  /// The same with another answer.
  func map<Other: Sendable>(_ transform: (Response) -> Other) -> RequestOutcome<Other> {
    switch self {
    case .now(let response): .now(transform(response))
    case .failure(let error): .failure(error)
    case .later: .later
    }
  }
}

/// The methods that the server knows while it runs. A feature adds its own with one line here.
struct MethodTable: Sendable {
  typealias RequestHandler = @Sendable (ServerLoop, RequestID, JSONValue?) -> RequestOutcome<JSONValue>
  /// Returns what is wrong with the parameters, if anything is.
  typealias NotificationHandler = @Sendable (ServerLoop, JSONValue?) -> ResponseError?

  private(set) var requests: [String: RequestHandler] = [:]
  private(set) var notifications: [String: NotificationHandler] = [:]

  /// All of them. `initialize`, `shutdown` and `exit` are the lifecycle's.
  static let standard: MethodTable = {
    var table = MethodTable()
    table.on(InitializedNotification.self) { loop, _ in loop.initialized() }
    table.on(CancelRequestNotification.self) { loop, params in loop.cancel(params) }
    table.on(CancelWorkDoneProgressNotification.self) { loop, params in loop.cancelProgress(params) }
    table.on(DidOpenTextDocumentNotification.self) { loop, params in loop.didOpen(params) }
    table.on(DidChangeTextDocumentNotification.self) { loop, params in loop.didChange(params) }
    table.on(DidSaveTextDocumentNotification.self) { loop, _ in loop.glanceAtModel() }
    table.on(DidCloseTextDocumentNotification.self) { loop, params in loop.didClose(params) }
    table.on(DidChangeConfigurationNotification.self) { loop, params in loop.didChangeConfiguration(params) }
    table.on(DidChangeWorkspaceFoldersNotification.self) { loop, params in loop.didChangeWorkspaceFolders(params) }
    table.on(DidChangeWatchedFilesNotification.self) { loop, params in loop.didChangeWatchedFiles(params) }
    table.on(DidOpenNotebookDocumentNotification.self) { loop, params in loop.didOpenNotebook(params) }
    table.on(DidChangeNotebookDocumentNotification.self) { loop, params in loop.didChangeNotebook(params) }
    table.on(DidSaveNotebookDocumentNotification.self) { _, _ in }
    table.on(DidCloseNotebookDocumentNotification.self) { loop, params in loop.didCloseNotebook(params) }
    table.on(SetTraceNotification.self) { loop, params in loop.setTrace(params) }
    table.on(LanguageChosenNotification.self) { loop, params in loop.languageChosen(params) }
    table.on(HoverRequest.self) { loop, params, id in loop.hover(params, id) }
    table.on(InlayHintRequest.self) { loop, params, id in loop.inlayHints(params, id) }
    table.on(CompletionRequest.self) { loop, params, id in loop.completions(params, id) }
    table.on(DocumentDiagnosticRequest.self) { loop, params, id in loop.pullDiagnostics(params, id) }
    table.on(CodeActionRequest.self) { loop, params, id in loop.codeActions(params, id) }
    table.on(ExecuteCommandRequest.self) { loop, params, id in CommandTable.standard.execute(params, id, by: loop) }
    return table
  }()

  private mutating func on<Params: NotificationType>(
    _ type: Params.Type, _ handler: @escaping @Sendable (ServerLoop, Params) -> Void
  ) {
    notifications[Params.method] = { loop, params in
      switch Self.read(type, params) {
      case .success(let params): handler(loop, params)
      case .failure(let error): return error
      }
      return nil
    }
  }

  private mutating func on<Params: RequestType>(
    _ type: Params.Type,
    _ handler: @escaping @Sendable (ServerLoop, Params, RequestID) -> RequestOutcome<Params.Response>
  ) {
    requests[Params.method] = { loop, id, params in
      switch Self.read(type, params) {
      case .success(let params): handler(loop, params, id).map(\.json)
      case .failure(let error): .failure(error)
      }
    }
  }

  /// Parameters that cannot be read are the sender's fault.
  static func read<Params: RequestType>(
    _ type: Params.Type, _ params: JSONValue?
  ) -> Result<Params, ResponseError> {
    do throws(JSONFieldError) {
      return .success(try Params(params: params))
    } catch {
      return .failure(ResponseError(.invalidParams, "\(error)"))
    }
  }

  private static func read<Params: NotificationType>(
    _ type: Params.Type, _ params: JSONValue?
  ) -> Result<Params, ResponseError> {
    do throws(JSONFieldError) {
      return .success(try Params(params: params))
    } catch {
      return .failure(ResponseError(.invalidParams, "\(error)"))
    }
  }
}
