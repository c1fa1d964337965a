import Classification
import JSON
import JSONRPC
import LanguageServer
import LanguageServerProtocol
import Testing

@Suite("Settings")
struct ConfigurationTests {
  private func merged(initial: JSONValue? = nil, pushed: JSONValue? = nil, pulled: JSONValue? = nil) -> (
    settings: ServerSettings, problems: [String]
  ) {
    var layers = SettingsLayers()
    (layers.initial, layers.pushed, layers.pulled) = (initial, pushed, pulled)
    return layers.merged()
  }

  @Test func everySettingThatExists() {
    let (settings, problems) = merged(initial: [
      "detection": ["mode": "suggest", "minimumConfidence": 0.8, "detectOnce": true, "debounceMilliseconds": 0],
      "languages": ["include": ["py", "Rust"], "exclude": ["objective-c", "mylang"]],
      "hover": ["whereverUntitled": true], "model": ["path": "/models/mine"], "workspacePrior": 1, "announce": true,
      "editor": "vim",
    ])
    #expect(problems.isEmpty)
    #expect(settings.detection.mode == .suggest)
    #expect(settings.detection.minimumConfidence == 0.8)
    #expect(settings.detection.workspacePrior == 1)
    #expect(settings.detection.detectOnce)
    #expect(settings.detection.debounceMilliseconds == 0)
    #expect(settings.detection.include == ["python", "rust"])
    #expect(settings.detection.exclude.contains("mylang"))
    #expect(settings.hoversWhereverUntitled)
    #expect(settings.modelPath == "/models/mine")
  }

  @Test func pulledOverPushedOverInitial() {
    let (settings, _) = merged(
      initial: ["detection": ["mode": "off", "minimumConfidence": 0.1, "debounceMilliseconds": 1]],
      pushed: ["parlance": ["detection.mode": "suggest", "detection": ["minimumConfidence": 0.2]], "pylsp": [:]],
      pulled: ["detection": ["mode": "apply"]])
    #expect(settings.detection.mode == .apply)
    #expect(settings.detection.minimumConfidence == 0.2)
    #expect(settings.detection.debounceMilliseconds == 1)
  }

  @Test func keysMayBeginWithTheSectionsName() {
    let (settings, problems) = merged(
      pushed: [
        "parlance.detection.mode": "suggest", "parlance": ["detection.detectOnce": true], "parlance.workspacePrior": 7,
        "pylsp.plugins": [:],
      ])
    #expect(settings.detection.mode == .suggest)
    #expect(settings.detection.detectOnce)
    #expect(problems == ["parlance.workspacePrior: expected a number from 0 to 1, found 7"])
  }

  @Test(
    arguments: [
      (["detection": ["mode": "loud"]], "parlance.detection.mode: expected \"off\", \"suggest\" or \"apply\""),
      (["detection": ["minimumConfidence": 2]], "parlance.detection.minimumConfidence: expected a number from 0 to 1"),
      (["workspacePrior": -0.1], "parlance.workspacePrior: expected a number from 0 to 1"),
      (["detection": ["detectOnce": "yes"]], "parlance.detection.detectOnce: expected true or false, found \"yes\""),
      (["detection": ["debounceMilliseconds": -1]], "parlance.detection.debounceMilliseconds: expected an integer"),
      (["languages": ["include": ["python", 1]]], "parlance.languages.include: expected a list of languages"),
      (
        ["languages": ["include": "python"]],
        "parlance.languages.include: expected a list of languages, found \"python\""
      ),
      (["detecton": ["mode": "off"]], "parlance.detecton.mode: there is no such setting"),
      (["detection": ["mod": "off"]], "parlance.detection.mod: there is no such setting"),
      (["detection": 7], "parlance.detection: there is no such setting"),
    ] as [(JSONValue, String)])
  func whatCannotBeUsedIsToldAndTheDefaultHolds(_ options: JSONValue, _ expected: String) {
    let (settings, problems) = merged(initial: options)
    #expect(problems.count == 1 && problems.first?.hasPrefix(expected) == true, "\(problems)")
    #expect(settings == ServerSettings())
  }

  @Test(arguments: [.null, [], [:], 1, ["parlance": .null], ["pylsp": ["plugins": [:]]]] as [JSONValue])
  func whatIsNotForUsIsPassedOver(_ pushed: JSONValue) {
    #expect(merged(pushed: pushed).problems.isEmpty)
  }

  @Test func theUserIsToldOnce() async throws {
    let client = try await TestClient.announcing(options: ["detection": ["mode": "loud"]])
    for _ in 0..<3 {
      client.notify("workspace/didChangeConfiguration", ["settings": ["parlance": ["nonsense": 1]]])
    }
    let messages = try await client.shownMessages()
    #expect(messages.map(\.type) == [.warning, .warning])
    #expect(messages.first?.message.contains("detection.mode") == true)
    #expect(messages.last?.message.contains("parlance.nonsense") == true)
  }

  @Test func settingsChangeWhatIsDoneAtOnce() async throws {
    let client = try await TestClient.announcing(options: ["detection": ["mode": "off"]])
    client.open("python=90 text")
    #expect(try await client.announcements().isEmpty)
    client.notify(
      "workspace/didChangeConfiguration", ["settings": ["parlance": ["detection": ["mode": "suggest"]]]])
    #expect(try await client.announcements().map(\.decision) == [.suggest])
  }

  @Test func languagesMayBeLimited() async throws {
    let client = try await TestClient.announcing(options: ["languages": ["include": ["py"], "exclude": ["ruby"]]])
    client.open("python=90 text")
    _ = try await client.announcements()
    #expect(client.detections.lastOptions?.include == ["python", "plaintext"])
    #expect(client.detections.lastOptions?.exclude == ["ruby"])
  }

  @Test func languagesThatNobodyKnowsAreTold() async throws {
    let client = try await TestClient.announcing(
      options: ["languages": ["include": ["pyhton", "foolang", "py", "rubby"], "exclude": ["klingon"]]])
    try await client.settle()
    client.notify(
      "workspace/didChangeConfiguration", ["settings": ["parlance": ["languages": ["exclude": ["elvish"]]]]])
    #expect(
      try await client.shownMessages().map(\.message) == [
        "Parlance: parlance.languages.include: no language is called \"pyhton\", and 1 more",
        "Parlance: parlance.languages.exclude: no language is called \"klingon\"",
        "Parlance: parlance.languages.exclude: no language is called \"elvish\"",
      ])
  }

  @Test func theUserIsNotToldForever() async throws {
    let client = try await TestClient.announcing(options: [:])
    for number in 0..<300 {
      client.notify("workspace/didChangeConfiguration", ["settings": ["parlance": ["nonsense\(number)": 1]]])
    }
    #expect(try await client.shownMessages().count == 200)
  }

  private let pulling: JSONValue = [
    "workspace": ["configuration": true, "didChangeConfiguration": ["dynamicRegistration": true]],
    "experimental": ["parlance/languageDetected": true],
  ]

  @Test func settingsAreAskedForAndWaitedFor() async throws {
    let client = try await TestClient(capabilities: pulling)
    client.open("python=90 text")
    let requests = try await client.serverRequests("workspace/configuration")
    #expect(requests.map(\.params) == [["items": [["section": "parlance"]]]])
    #expect(try await client.serverRequests("client/registerCapability").count == 1)
    #expect(try await client.announcements().isEmpty)
    let id = try #require(requests.first?.id)
    client.connection.receive(.response(id: id, result: .success([["detection": ["mode": "suggest"]]])))
    #expect(try await client.announcements().map(\.decision) == [.suggest])
  }

  @Test func aClientThatNeverAnswersHasTheDefaults() async throws {
    let client = try await TestClient(capabilities: pulling)
    client.open("python=90 text")
    try await client.pause(.seconds(1))
    #expect(try await client.announcements().map(\.decision) == [.apply])
  }

  @Test func anEarlierRequestsTimerDoesNotEndTheWaitForALaterOne() async throws {
    let client = try await TestClient(capabilities: pulling)
    let id = try #require(try await client.serverRequests("workspace/configuration").first?.id)
    client.connection.receive(.response(id: id, result: .success([.null])))
    try await client.pause(.milliseconds(600))
    client.notify("workspace/didChangeConfiguration", ["settings": .null])
    client.open("python=90 text")
    try await client.pause(.milliseconds(600))
    #expect(try await client.announcements().isEmpty)
    try await client.pause(.milliseconds(600))
    #expect(try await client.announcements().map(\.decision) == [.apply])
  }

  @Test(
    arguments: [
      .failure(ResponseError(.methodNotFound, "no")), .success(.null), .success([]), .success([.null]), .success([7]),
    ] as [Result<JSONValue, ResponseError>])
  func aClientThatHasNoSettings(_ answer: Result<JSONValue, ResponseError>) async throws {
    let client = try await TestClient(capabilities: pulling)
    client.open("python=90 text")
    let id = try #require(try await client.serverRequests("workspace/configuration").first?.id)
    client.connection.receive(.response(id: id, result: answer))
    #expect(try await client.announcements().map(\.decision) == [.apply])
  }

  @Test func anotherModelIsLoaded() async throws {
    let client = try await TestClient.announcing()
    client.notify("workspace/didChangeConfiguration", ["settings": ["parlance": ["model": ["path": "/m"]]]])
    try await client.settle()
    #expect(client.modelRequests.paths == [nil, "/m"])
  }

  @Test func theWorkspaceMayHaveAModelOfItsOwn() async throws {
    let client = TestClient()
    try await client.request(
      "initialize",
      [
        "capabilities": [:], "rootUri": "file:///ignored",
        "workspaceFolders": [["uri": "file:///a%20b/c", "name": "c"], ["uri": "vscode-remote://x/y", "name": "y"]],
      ])
    #expect(client.modelRequests.folders == [["/a b/c"]])
  }
}
