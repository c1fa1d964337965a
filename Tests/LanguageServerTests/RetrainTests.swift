import JSON
import JSONRPC
import LanguageServer
import LanguageServerProtocol
import Testing

/// `parlance.retrain`, with a training that says what the test lets it say.
@Suite("Retraining")
struct RetrainTests {
  private static let result: JSONValue = [
    "event": "retrained", "adopted": true, "reason": "It is better on this workspace",
    "workspace": ["rows": 40, "before": 0.71, "after": 0.934],
    "builtIn": ["rows": 900, "before": 0.8, "after": 0.801, "pValue": 0.4], "newLanguages": ["foolang"],
    "model": "/w/.parlance/models/2", "report": "/w/.parlance/training/2/report.html",
  ]

  private func client(
    folders: [String] = ["file:///w", "file:///v"], capabilities: JSONValue = [:], options: JSONValue = [:]
  ) async throws -> TestClient {
    try await TestClient.inWorkspace(folders, capabilities: capabilities, options: options)
  }

  /// Starts one.
  private func begin(_ client: TestClient, token: JSONValue? = nil) async throws -> (RequestID, FakeTraining) {
    var params: JSONObject = ["command": "parlance.retrain", "arguments": []]
    params["workDoneToken"] = token
    let id = client.send("workspace/executeCommand", .object(params))
    try await client.settle()
    return (id, try #require(client.trainings.runs.last))
  }

  private func error(_ client: TestClient, _ id: RequestID) async throws -> ResponseError {
    guard case .failure(let error) = try await client.answer(to: id) else { throw DetectorFailure("no error") }
    return error
  }

  @Test func theProgramIsStartedWithFoldersAndSettings() async throws {
    let client = try await client(options: [
      "training": [
        "epochs": 4, "learningRate": 1e-4, "freezeBaseModel": true, "labels": [".foo": "foolang", "bar": "b"],
      ]
    ])
    let (_, training) = try await begin(client)
    #expect(
      training.arguments == [
        "train", "--workspace", "/w", "--workspace", "/v", "--progress", "json", "--stop-with-input", "--label",
        ".bar=b", "--label", ".foo=foolang", "--epochs", "4", "--freezeBaseModel", "true", "--learningRate", "0.0001",
      ])
  }

  /// What is trained becomes the workspace's model. Where another goes before that, it would be for nothing.
  @Test func aModelThatIsNamedIsNotRetrained() async throws {
    let named = try await client(options: ["model": ["path": "/models/team"]])
    let error = try await named.executionError("parlance.retrain")
    #expect(error.code == .requestFailed)
    #expect(error.message.contains("parlance.model.path") && error.message.contains("parlance model use"))
    #expect(named.trainings.runs.isEmpty)
    let own = try await client(options: ["model": ["path": "/w/.parlance/model"]])
    _ = try await begin(own)
    #expect(own.trainings.runs.count == 1)
    for (origin, words) in [("named", "--model"), ("environment", "PARLANCE_MODEL")] {
      let client = TestClient(modelOrigin: origin)
      try await client.request(
        "initialize", ["capabilities": [:], "workspaceFolders": [["uri": "file:///w", "name": "w"]]])
      client.notify("initialized", [:])
      #expect(try await client.executionError("parlance.retrain").message.contains(words))
      #expect(client.trainings.runs.isEmpty)
    }
  }

  @Test func theNewModelIsTakenOverWithoutARestart() async throws {
    let client = try await client(capabilities: ["experimental": ["parlance/languageDetected": true]])
    client.open("python=90 text")
    #expect(try await client.announcements().count == 1)
    let (id, training) = try await begin(client)
    client.background.hold()
    training.say(Self.result)
    training.exit(0)
    try await client.settle()
    // The old one answers until the new one is there.
    #expect(try await client.hover() != nil)
    #expect(client.modelRequests.paths.count == 1)
    client.background.letGo()
    let answer = try await client.answer(to: id).get()
    #expect(client.modelRequests.folders == [["/w", "/v"], ["/w", "/v"]])
    #expect(answer["event"] == nil && answer["adopted"] == true && answer["model"] == "/w/.parlance/models/2")
    let messages = try await client.shownMessages()
    #expect(messages.map(\.type) == [.info])
    #expect(
      messages.first?.message == """
        Parlance: The retrained model answers from now on. On 40 held-out pieces of \
        this workspace it is right in 93.4 % (before: 71.0 %). On the built-in languages it is right in 80.1 % \
        (before: 80.0 %). New language: foolang. But what answers here is /models/a, which goes first.
        """)
  }

  @Test func aModelThatIsNotBetterIsNotLoaded() async throws {
    let client = try await client()
    let (id, training) = try await begin(client)
    training.say(["event": "retrained", "adopted": false, "reason": "Not adopted: it forgets."])
    training.exit(1)
    #expect(try await client.answer(to: id).get() == ["adopted": false, "reason": "Not adopted: it forgets."])
    #expect(client.modelRequests.paths.count == 1)
    #expect(
      try await client.shownMessages().map(\.message) == [
        "Parlance: The retrained model was not taken over. Not adopted: it forgets."
      ])
  }

  @Test func theClientsOwnTokenShowsHowFarItIs() async throws {
    let client = try await client()
    let (id, training) = try await begin(client, token: "t")
    training.say(["event": "collecting", "files": 12])
    training.say(["event": "collected", "files": 12, "snippets": 40, "languages": 3, "newLanguages": []])
    training.say(["event": "configuration", "configuration": ["epochs": 4, "maxSteps": .null]])
    training.say(["event": "started", "step": 0, "totalSteps": 100])
    training.say([
      "event": "progress", "step": 50, "totalSteps": 100, "epoch": 1, "loss": 0.1234, "accuracy": 0.9,
      "secondsLeft": 65,
    ])
    training.say(["event": "evaluated", "accuracy": 0.87])
    training.say([
      "event": "progress", "step": 100, "totalSteps": 100, "epoch": 3, "loss": .null, "accuracy": 0.91,
      "secondsLeft": 3605,
    ])
    training.say(["event": "comparing", "done": 1, "total": 2])
    training.say(Self.result)
    training.exit(0)
    _ = try await client.answer(to: id).get()
    let shown = try await client.shownProgress()
    #expect(
      shown.map(Self.words) == [
        "begin Retraining 0", "report looking through the workspace: 12 files 0",
        "report 40 snippets in 3 languages, from 12 files 2", "report learning, 100 steps 5",
        "report epoch 2 of 4, loss 0.123, accuracy 90.0 %, 1:05 left 45",
        "report epoch 4 of 4, accuracy 91.0 %, held out 87.0 %, 1:00:05 left 85",
        "report comparing it with the model that answers: 1 of 2 92", "report loading the new model 100", "end done",
      ])
  }

  private static func words(_ progress: WorkDoneProgress) -> String {
    switch progress {
    case .begin(let begin): "begin \(begin.title) \(begin.percentage ?? -1)"
    case .report(let report): "report \(report.message ?? "") \(report.percentage ?? -1)"
    case .end(let end): "end \(end.message ?? "")"
    }
  }

  private let showing: JSONValue = ["window": ["workDoneProgress": true]]

  @Test func withoutATokenTheServerBeginsAProgressAfterASecond() async throws {
    let client = try await client(capabilities: showing)
    let (_, training) = try await begin(client)
    #expect(try await client.serverRequests("window/workDoneProgress/create").isEmpty)
    training.say(["event": "collecting", "files": 3])
    try await client.pause(.seconds(1))
    let create = try #require(try await client.serverRequests("window/workDoneProgress/create").first)
    #expect(try await client.shownProgress().isEmpty)
    client.answer(create, .success(.null))
    #expect(try await client.shownProgress().map(Self.words) == ["begin Retraining 0"])
    // The user stops it there.
    client.notify("window/workDoneProgress/cancel", create.params)
    try await client.settle()
    #expect(training.isStopped)
  }

  @Test func whatIsOverWithinASecondShowsNothing() async throws {
    let client = try await client(capabilities: showing)
    let (_, training) = try await begin(client)
    training.exit(1)
    try await client.pause(.seconds(2))
    #expect(try await client.serverRequests("window/workDoneProgress/create").isEmpty)
  }

  @Test func aProgressThatIsMadeTooLateIsEnded() async throws {
    let client = try await client(capabilities: showing)
    let (_, training) = try await begin(client)
    try await client.pause(.seconds(1))
    let create = try #require(try await client.serverRequests("window/workDoneProgress/create").first)
    training.exit(1)
    try await client.settle()
    client.answer(create, .success(.null))
    #expect(
      try await client.shownProgress().map(Self.words) == [
        "begin Retraining 0", "end the training ended with exit code 1 before it was through",
      ])
  }

  @Test func aClientThatRefusesToShowIsLeftAlone() async throws {
    let client = try await client(capabilities: showing)
    let (id, training) = try await begin(client)
    try await client.pause(.seconds(1))
    let create = try #require(try await client.serverRequests("window/workDoneProgress/create").first)
    client.answer(create, .failure(ResponseError(.methodNotFound, "no")))
    training.say(Self.result)
    training.exit(0)
    #expect(try await client.answer(to: id).get()["adopted"] == true)
    #expect(try await client.shownProgress().isEmpty)
  }

  @Test(arguments: ["$/cancelRequest", "window/workDoneProgress/cancel"])
  func bothWaysCancel(_ method: String) async throws {
    let client = try await client()
    let (id, training) = try await begin(client, token: 5)
    client.notify(method, method == "$/cancelRequest" ? ["id": id.json] : ["token": 5])
    #expect(try await error(client, id).code == .requestCancelled)
    #expect(training.isStopped)
    // It has not ended yet, so that no other can begin.
    let next = client.send("workspace/executeCommand", ["command": "parlance.retrain"])
    #expect(try await error(client, next).message.contains("about to stop"))
    training.say(["event": "failed", "reason": "stopped", "message": "stopped"])
    training.exit(1)
    #expect(try await client.shownProgress().map(Self.words).last == "end stopped")
    _ = try await begin(client)
    #expect(client.trainings.runs.count == 2)
    #expect(try await client.shownMessages().isEmpty)
  }

  /// It was through before it heard of it: the pointer has moved, and the server must not disagree with the disk.
  @Test func aCancelThatComesTooLateIsTold() async throws {
    let client = try await client()
    let (id, training) = try await begin(client)
    client.notify("$/cancelRequest", ["id": id.json])
    #expect(try await error(client, id).code == .requestCancelled)
    training.say(Self.result)
    training.exit(0)
    #expect(try await client.shownMessages().count == 1)
    #expect(client.modelRequests.paths.count == 2)
  }

  @Test func theSettingsAreWaitedFor() async throws {
    let client = try await client(capabilities: ["workspace": ["configuration": true]])
    let first = client.send("workspace/executeCommand", ["command": "parlance.retrain"])
    let second = client.send("workspace/executeCommand", ["command": "parlance.retrain"])
    client.notify("$/cancelRequest", ["id": first.json])
    #expect(try await error(client, first).code == .requestCancelled)
    #expect(client.trainings.runs.isEmpty)
    let pull = try #require(try await client.serverRequests("workspace/configuration").first)
    client.answer(pull, .success([["training": ["epochs": 7]]]))
    try await client.settle()
    #expect(client.trainings.runs.map { $0.arguments.suffix(2) } == [["--epochs", "7"]])
    client.trainings.runs.first?.say(Self.result)
    client.trainings.runs.first?.exit(0)
    #expect(try await client.answer(to: second).get()["adopted"] == true)
  }

  @Test func oneAtATime() async throws {
    let client = try await client()
    _ = try await begin(client)
    let id = client.send("workspace/executeCommand", ["command": "parlance.retrain"])
    let error = try await error(client, id)
    #expect(error.code == .requestFailed && error.message.contains("running already"))
    #expect(client.trainings.runs.count == 1)
  }

  @Test(arguments: [[], ["untitled:w", "vscode-remote://x/y"]] as [[String]])
  func withoutAFolderThereIsNothingToLearnFrom(_ folders: [String]) async throws {
    let client = try await client(folders: folders)
    let id = client.send("workspace/executeCommand", ["command": "parlance.retrain"])
    let error = try await error(client, id)
    #expect(error.code == .requestFailed && error.message.contains("no workspace folder"))
  }

  @Test(
    arguments: [
      ["epochs": "three"], ["nonsense": 1], ["labels": [".foo": 1]], ["labels": [".a b": "x"]], ["epochs": 0],
      ["precision": "fp8"], ["dropout": 1], ["labels": [".a=b": "x"]],
    ] as [JSONValue])
  func wrongSettingsAreRefused(_ training: JSONValue) async throws {
    let client = try await client(options: ["training": training])
    let id = client.send("workspace/executeCommand", ["command": "parlance.retrain"])
    let error = try await error(client, id)
    #expect(error.code == .requestFailed && error.message.contains("parlance.training."), "\(error)")
    #expect(client.trainings.runs.isEmpty)
  }

  @Test func whatCannotBeStartedIsSaid() async throws {
    let client = try await client()
    client.trainings.refuse("/x/parlance: No such file or directory")
    let id = client.send("workspace/executeCommand", ["command": "parlance.retrain"])
    #expect(try await error(client, id).message.contains("/x/parlance: No such file"))
  }

  @Test(arguments: [("busy", ErrorCode.requestFailed), ("noSnippets", .requestFailed), ("stopped", .requestCancelled)])
  func aFailureIsTheAnswer(_ reason: String, _ code: ErrorCode) async throws {
    let client = try await client()
    let (id, training) = try await begin(client)
    training.say(["event": "failed", "reason": .string(reason), "message": "a sentence"])
    training.exit(1)
    let error = try await error(client, id)
    #expect(error == ResponseError(code, "a sentence", data: ["reason": .string(reason)]))
    #expect(client.modelRequests.paths.count == 1)
  }

  @Test(arguments: [(1, "with exit code 1"), (0, "with exit code 0"), (-9, "by signal 9")] as [(Int32, String)])
  func anEndWithoutAWordIsSaid(_ status: Int32, _ words: String) async throws {
    let client = try await client()
    let (id, training) = try await begin(client)
    for garbage in ["", "nonsense", "{", "[1]", "7", #"{"event": 3}"#, #"{"event":"progress","step":-5}"#, "\u{0}"] {
      training.say(line: Array(garbage.utf8))
    }
    training.say(line: [0xFF, 0xFE])
    training.say(["event": "progress", "step": 1e300, "totalSteps": -1, "epoch": .integer(.max), "secondsLeft": 1e300])
    training.exit(status, "one\nno space left on device\n")
    let error = try await error(client, id)
    #expect(error.message == "the training ended \(words) before it was through: no space left on device")
    #expect(try await client.hover() == nil)
  }

  @Test(arguments: ["shutdown", "exit", "lost"])
  func theServersEndIsItsEnd(_ how: String) async throws {
    let client = try await client()
    let (id, training) = try await begin(client)
    switch how {
    case "shutdown":
      let shutdown = client.send("shutdown", nil)
      #expect(try await error(client, id).code == .serverCancelled)
      _ = try await client.answer(to: shutdown)
      #expect(training.isStopped)
      client.notify("exit", nil)
    case "exit": client.notify("exit", nil)
    default: client.connection.endInput()
    }
    _ = await client.exitCode.value
    #expect(training.wasWaitedFor)
  }

  @Test func aModelThatCannotBeLoadedLeavesTheOldOne() async throws {
    let client = try await client()
    client.open("python=90 text")
    let (id, training) = try await begin(client)
    client.modelRequests.fail("broken")
    training.say(Self.result)
    training.exit(0)
    let error = try await error(client, id)
    #expect(error.message.contains("could not be loaded: broken"))
    #expect(try await client.shownMessages().map(\.type) == [.error])
    #expect(try await client.hover() != nil)
    #expect(try await client.execute("parlance.showModel")["path"] == "/models/a")
  }
}
