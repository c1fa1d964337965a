import JSON
import JSONRPC
import LanguageServerProtocol

/// The server's whole state, and what each event does to it. Not `Sendable`: one task owns it.
///
/// Each feature is an extension in a folder or file of its own; what it remembers is a value of a type of its own, which
/// stands there too.
final class ServerLoop {
  /// How far the conversation is.
  enum Lifecycle {
    case uninitialized, running, shutDown
  }

  let environment: ServerEnvironment
  let connection: any Connection
  let engine: DetectionEngine
  /// Puts an event at the end of the loop's queue; from any thread.
  let post: @Sendable (ServerEvent) -> Void

  var lifecycle = Lifecycle.uninitialized
  /// Once it is set, the loop ends.
  var exitCode: Int32?
  /// Processes that have been seen alive and whose end is the end of the server.
  var watched: Set<Int> = []

  // The conversation.
  var client = ClientProfile()
  var pending = PendingRequests()
  var outgoing = OutgoingRequests()
  var registrations = RegistrationBook()
  var messages = MessageBook()
  var progress = ProgressBook()

  // What there is to work on, and how.
  var documents = OpenDocuments()
  var notebooks: [DocumentURI: Notebook] = [:]
  var configuration = ConfigurationState()
  var workspace = WorkspaceLanguages()
  var model = ModelState()

  // What features know.
  var memory = DetectionMemory()
  var detections = RunningDetections()
  var codeBlocks = CodeBlockBook()
  var diagnostics = DiagnosticsBook()
  /// On what terms the client has last asked for inlay hints, or been asked to; nil while it has not.
  var hintTerms: HintTerms?
  var retrainings = Retrainings()

  init(
    _ environment: ServerEnvironment, connection: any Connection, post: @escaping @Sendable (ServerEvent) -> Void
  ) {
    self.environment = environment
    self.connection = connection
    self.post = post
    engine = DetectionEngine(queue: environment.queue, clock: environment.clock)
  }

  /// Begins to listen.
  func begin() {
    if let parent = environment.parentProcessID { watch(parent) }
    connection.start { [post] in post(.connection($0)) }
  }

  /// Takes one event.
  func handle(_ event: ServerEvent) {
    switch event {
    case .connection(.message(let message)): handle(message)
    case .connection(.malformed(let malformed)): connection.send(malformed.response)
    case .connection(.ended(let reason)): handle(end: reason)
    case .quiet(let uri, let revision): becameQuiet(uri, revision)
    case .quietMarkdown(let uri, let revision): markdownBecameQuiet(uri, revision)
    case .diagnosed(let report): diagnosed(report)
    case .pulled(let ticket, let answer, let report): pulled(ticket, answer, report)
    case .editsFound(let ticket, let edits): make(edits, ticket)
    case .detectedOnDemand(let ticket, let result): detectedOnDemand(ticket, result)
    case .detected(let result): detected(result)
    case .answered(let ticket, let result): answer(ticket, result)
    case .hintsReady(let uri, let revision): hintsAreReady(uri, revision)
    case .modelToShow(let ticket, let model): show(model, ticket)
    case .progressDue(let token): progressIsDue(token)
    case .retraining(let event): retraining(event)
    case .detectorReplaced(let number, let outcome): detectorReplaced(number, outcome)
    case .rolledBack(let ticket, let error): rolledBack(ticket, error)
    case .reportFound(let ticket, let path, let runs): reportFound(ticket, path, runs)
    case .modelLocated(let path): modelLocated(path)
    case .surveyed(let languages, let survey): surveyed(languages, survey)
    case .detectorLoaded(let outcome): detectorLoaded(outcome)
    case .configurationOverdue(let pull): configurationOverdue(pull)
    case .parentCheck(let processID): watch(processID)
    }
  }
}
