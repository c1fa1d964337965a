import JSON
import JSONRPC
import LanguageServer
import LanguageServerProtocol
import Logging
import Synchronization
import Testing

/// A client in the same process: what it says, and what it was told. Nothing waits for time to go by.
final class TestClient {
  let connection = InMemoryConnection()
  let clock = ManualClock()
  let queue = ManualQueue()
  /// Where the server reads and writes files.
  let background = ManualQueue()
  let trainings = FakeTrainings()
  let detections = FakeDetector.Log()
  let exitCode: Task<Int32, Never>
  /// The folders whose files were counted.
  let surveys = Surveys()
  /// Which models were asked for.
  let modelRequests: ModelRequests
  /// Everything the server said that no `request` of ours waited for.
  private(set) var received: [RPCMessage] = []
  private var messages: AsyncStream<RPCMessage>.Iterator
  private var lastID = 0

  final class Surveys: Sendable {
    private let all = Mutex<[[String]]>([])
    var folders: [[String]] { all.withLock { $0 } }
    func add(_ folders: [String]) { all.withLock { $0.append(folders) } }
  }

  final class ModelRequests: Sendable {
    private let all = Mutex<[ModelRequest]>([])
    private let failure = Mutex<String?>(nil)
    private let place = Mutex("/models/a")
    /// Where the model stands that is to answer where the settings name none.
    var located: String { place.withLock { $0 } }
    func move(to path: String) { place.withLock { $0 = path } }
    var paths: [String?] { all.withLock { $0.map(\.path) } }
    var folders: [[String]] { all.withLock { $0.map(\.workspaceFolders) } }
    /// From now on no model can be loaded.
    func fail(_ why: String) { failure.withLock { $0 = why } }
    func add(_ request: ModelRequest) throws(DetectorFailure) {
      all.withLock { $0.append(request) }
      if let why = failure.withLock({ $0 }) { throw DetectorFailure(why) }
    }
  }

  /// A server that has not been initialized, whose model has these thresholds, and whose workspace so many files of each
  /// language. Without a model it says why there is none.
  init(
    modelFailure: String? = nil, modelOrigin: String = "program", parentProcessID: Int? = nil,
    userDirectory: String? = nil,
    lookingTakes: Duration = .zero, thresholds: [String: Double] = [:], workspace: [String: Int] = [:],
    isAlive: @escaping @Sendable (Int) -> Bool = { _ in true }
  ) {
    let detector = FakeDetector(log: detections, thresholds: thresholds)
    if lookingTakes > .zero { detections.whileLooking { [clock] in clock.advance(by: lookingTakes) } }
    let requests = ModelRequests()
    modelRequests = requests
    if let modelFailure { requests.fail(modelFailure) }
    let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    var environment = ServerEnvironment(version: "1.2.3", logger: logger, parentProcessID: parentProcessID) {
      [detector] request in
      try requests.add(request)
      return LoadedDetector(
        detector, origin: "a fake", summary: .fake(request.path ?? requests.located, origin: modelOrigin))
    }
    environment.clock = clock
    environment.queue = queue
    environment.background = background
    environment.locateModel = { $0.path ?? requests.located }
    environment.userDirectory = userDirectory
    environment.date = { 1_796_000_000 }
    environment.startTraining = trainings.start
    environment.isAlive = isAlive
    environment.countLanguages = { [surveys] folders in
      surveys.add(folders)
      return workspace
    }
    messages = connection.messages.makeAsyncIterator()
    exitCode = Task { [environment, connection] in
      await LanguageServer(environment).run(on: CheckedConnection(connection))
    }
  }

  /// A server that a client with these capabilities has initialized.
  convenience init(
    capabilities: JSONValue, options: JSONValue? = nil, modelFailure: String? = nil, lookingTakes: Duration = .zero
  ) async throws {
    self.init(modelFailure: modelFailure, lookingTakes: lookingTakes)
    var params: JSONObject = ["processId": .null, "rootUri": .null, "capabilities": capabilities]
    params["initializationOptions"] = options
    _ = try await request("initialize", .object(params))
    notify("initialized", [:])
  }

  /// A server in a workspace of these folders.
  static func inWorkspace(
    _ folders: [String], capabilities: JSONValue = [:], options: JSONValue = [:]
  ) async throws -> TestClient {
    let client = TestClient()
    try await client.request(
      "initialize",
      [
        "capabilities": capabilities, "initializationOptions": options,
        "workspaceFolders": .array(folders.map { ["uri": .string($0), "name": "n"] }),
      ])
    client.notify("initialized", [:])
    return client
  }

  /// What most tests want: a client that asks for announcements and takes Markdown.
  static func announcing(options: JSONValue? = nil) async throws -> TestClient {
    try await TestClient(
      capabilities: [
        "experimental": ["parlance/languageDetected": true],
        "textDocument": ["hover": ["contentFormat": ["markdown", "plaintext"]]],
      ], options: options)
  }

  func notify(_ method: String, _ params: JSONValue?) {
    connection.receive(.notification(method: method, params: params))
  }

  func notify(_ notification: some NotificationType) {
    notify(type(of: notification).method, notification.params)
  }

  /// Sends a request without waiting for its answer.
  func send(_ method: String, _ params: JSONValue?) -> RequestID {
    lastID += 1
    connection.receive(.request(id: .integer(lastID), method: method, params: params))
    return .integer(lastID)
  }

  /// The answer to a request.
  func answer(to id: RequestID) async throws -> Result<JSONValue, ResponseError> {
    for (index, message) in received.enumerated() {
      guard case .response(id, let result) = message else { continue }
      received.remove(at: index)
      return result
    }
    while let message = await messages.next() {
      if case .response(id, let result) = message { return result }
      received.append(message)
    }
    throw DetectorFailure("the server ended instead of answering \(id)")
  }

  @discardableResult
  func request(_ method: String, _ params: JSONValue?) async throws -> JSONValue {
    try await answer(to: send(method, params)).get()
  }

  /// The code of the error that a request gets; nil if it gets none.
  func errorCode(_ method: String, _ params: JSONValue? = nil) async throws -> ErrorCode? {
    guard case .failure(let error) = try await answer(to: send(method, params)) else { return nil }
    return error.code
  }

  /// Waits until the server has done all that follows from what was said: events stand in one queue, and the second
  /// of two answers comes after all that the events before the first one brought about.
  func settle() async throws {
    for _ in 0..<2 { _ = try await answer(to: send("$/settle", nil)) }
  }

  /// Lets the time of the debounce go by.
  func pause(_ duration: Duration = .milliseconds(300)) async throws {
    try await settle()
    clock.advance(by: duration)
    try await settle()
  }

  /// What was announced since the last call.
  func announcements() async throws -> [LanguageDetectedNotification] {
    try await settle()
    return try takeNotifications()
  }

  /// What the user was told since the last call.
  func shownMessages() async throws -> [ShowMessageNotification] {
    try await settle()
    return try takeNotifications()
  }

  /// The notifications of one kind since the last call.
  func notifications<Params: NotificationType>() async throws -> [Params] {
    try await settle()
    return try takeNotifications()
  }

  private func takeNotifications<Params: NotificationType>() throws -> [Params] {
    var found: [Params] = []
    var others: [RPCMessage] = []
    for message in received {
      if case .notification(Params.method, let params) = message {
        found.append(try Params(params: params))
      } else {
        others.append(message)
      }
    }
    received = others
    return found
  }

  /// The server's requests with this method since the last call.
  func serverRequests(_ method: String) async throws -> [(id: RequestID, params: JSONValue?)] {
    try await settle()
    return received.compactMap { message in
      guard case .request(let id, method, let params) = message else { return nil }
      return (id, params)
    }
  }
}

/// What an editor does.
extension TestClient {
  static let untitled = DocumentURI("untitled:Untitled-1")

  func open(
    _ text: String, languageID: String = "plaintext", uri: DocumentURI = TestClient.untitled, version: Int = 1
  ) {
    let item = TextDocumentItem(uri: uri, languageId: languageID, version: version, text: text)
    notify(DidOpenTextDocumentNotification(textDocument: item))
  }

  func change(
    _ text: String, in range: PositionRange? = nil, uri: DocumentURI = TestClient.untitled, version: Int? = 2
  ) {
    notify(
      DidChangeTextDocumentNotification(
        textDocument: VersionedTextDocumentIdentifier(uri: uri, version: version),
        contentChanges: [TextDocumentContentChangeEvent(range: range, text: text)]))
  }

  func close(_ uri: DocumentURI = TestClient.untitled) {
    notify(DidCloseTextDocumentNotification(textDocument: TextDocumentIdentifier(uri: uri)))
  }

  func choose(_ languageID: String, uri: DocumentURI = TestClient.untitled) {
    notify(
      LanguageChosenNotification(textDocument: TextDocumentIdentifier(uri: uri), languageId: languageID))
  }

  func hover(line: Int = 0, character: Int = 0, uri: DocumentURI = TestClient.untitled) async throws -> Hover? {
    let position = Position(line: line, character: character)
    let params = HoverRequest(textDocument: TextDocumentIdentifier(uri: uri), position: position).params
    let answer = try await request("textDocument/hover", params)
    return try Hover?(JSONDecodingReader(answer))
  }

  /// The error that a command ends with.
  func executionError(_ command: String, _ arguments: JSONValue = []) async throws -> ResponseError {
    let id = send("workspace/executeCommand", ["command": .string(command), "arguments": arguments])
    guard case .failure(let error) = try await answer(to: id) else { throw DetectorFailure("\(command): no error") }
    return error
  }

  func execute(_ command: String, _ arguments: JSONValue? = nil) async throws -> JSONValue {
    var params: JSONObject = ["command": .string(command)]
    params["arguments"] = arguments
    return try await request("workspace/executeCommand", .object(params))
  }
}
