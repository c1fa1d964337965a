import JSON
import JSONRPC
import LanguageServerProtocol

/// The server's whole state, and what each event does to it. Not `Sendable`: one task owns it.
///
/// Each feature is an extension in a file of its own.
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
  var client = ClientProfile()
  var documents: [DocumentURI: Document] = [:]
  var memory = DetectionMemory()
  var layers = SettingsLayers()
  var settings = ServerSettings()
  /// What is wrong with the settings of trainings.
  var trainingProblems: [String] = []
  /// The languages of the workspace.
  var workspace = WorkspaceLanguages()
  /// What the user has been told, so that he is told it once.
  var told: Set<String> = []
  /// What the client's log has been told.
  var logged: Set<String> = []
  /// Whether the client has said that it is ready for the server's requests.
  var isInitialized = false
  /// What the client has been asked to register.
  var registered: [Registration] = []
  var notebooks: [DocumentURI: Notebook] = [:]
  /// On what terms the client has last asked for inlay hints, or been asked to; nil while it has not.
  var hintTerms: HintTerms?
  /// Whether the client's settings have been asked for and have not come yet: nothing is detected until then.
  var awaitsConfiguration = false
  /// The number of the last request for settings.
  var lastPull = 0
  /// What stops each document's last detection, if it is still in the queue.
  var detections: [DocumentURI: Cancellation] = [:]
  /// What is known of the code blocks of Markdown documents, of the state that was last asked about.
  var analyses: [DocumentURI: CodeBlockAnalysis] = [:]
  let predictions = PredictionCache()
  var diagnostics = DiagnosticsBook()
  /// Processes that have been seen alive and whose end is the end of the server.
  var watched: Set<Int> = []
  var pending = PendingRequests()
  var outgoing = OutgoingRequests()
  var progress = ProgressBook()
  /// The training that runs, or has been told to stop and runs still.
  var retraining: Retraining?
  /// Those that wait for the client's settings, each with the token of its progress.
  var awaitedRetrainings: [(PendingTicket, ProgressToken?)] = []
  var reloads = ModelReloads()
  /// The model that answers, or that was tried last; nil while none has been loaded.
  var knownModel: String?
  /// When it was looked last which model is to answer.
  var lastModelLook: Duration?
  private var lastRevision = 0

  init(
    _ environment: ServerEnvironment, connection: any Connection, post: @escaping @Sendable (ServerEvent) -> Void
  ) {
    self.environment = environment
    self.connection = connection
    self.post = post
    engine = DetectionEngine(queue: environment.queue, clock: environment.clock)
  }

  /// A number that no state of any document has had.
  func newRevision() -> Int {
    lastRevision += 1
    return lastRevision
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
