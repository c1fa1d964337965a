import Foundation
import JSON
import JSONRPC
import LanguageServer
import TestSupport
import Testing

/// `parlance.retrain` with the real program and the default model, on a workspace with a language that nobody knows.
@Suite(.serialized) struct RetrainFromTheEditorTests {
  private let root: TemporaryDirectory
  private let workspace: String

  init() throws {
    root = try TemporaryDirectory()
    workspace = root.file("work")
    for number in 0..<24 { try root.write(MadeUpLanguage.piece(number), to: "work/src/\(number).foo") }
    for number in 0..<4 {
      try root.write("import os\n\ndef f\(number)(x):\n    return os.sep + x\n", to: "work/\(number).py")
    }
  }

  /// A server in the workspace, or in another folder.
  private func server(training: JSONValue = [:], folder: String? = nil) throws -> ServerProgram {
    let server = try ServerProgram(model: nil)
    _ = try server.request(
      1, "initialize",
      [
        "capabilities": ["experimental": ["parlance/languageDetected": true]],
        "workspaceFolders": [["uri": .string("file://\(folder ?? workspace)"), "name": "work"]],
        "initializationOptions": ["training": training, "detection": ["debounceMilliseconds": 0]],
      ])
    try server.notify("initialized", [:])
    return server
  }

  private func open(_ server: ServerProgram, _ number: Int) throws {
    let item: JSONValue = [
      "uri": .string("untitled:\(number)"), "languageId": "plaintext", "version": 1,
      "text": .string(MadeUpLanguage.piece(number)),
    ]
    try server.notify("textDocument/didOpen", ["textDocument": item])
  }

  private func hover(_ server: ServerProgram, _ id: Int, _ number: Int) throws -> String {
    let place: JSONValue = [
      "textDocument": ["uri": .string("untitled:\(number)")], "position": ["line": 0, "character": 0],
    ]
    return try server.request(id, "textDocument/hover", place)?["contents"]?["value"]?.stringValue ?? ""
  }

  /// The folder that is not there, is a file, or may not be read is named, and the server goes on.
  @Test func aWorkspaceThatIsNone() throws {
    let locked = root.file("locked")
    try FileManager.default.createDirectory(atPath: locked, withIntermediateDirectories: false)
    chmod(locked, 0)
    defer { chmod(locked, 0o700) }
    // Nothing is locked to the superuser.
    for folder in [root.file("none"), root.file("work/0.py")] + (geteuid() == 0 ? [] : [locked]) {
      let server = try server(folder: folder)
      try open(server, 90)
      let command: JSONValue = ["command": "parlance.retrain"]
      #expect(try server.failure(2, "workspace/executeCommand", command)?.message.contains(folder) == true)
      for (id, command) in ["parlance.rollbackModel", "parlance.showTrainingReport"].enumerated() {
        #expect(try server.failure(3 + id, "workspace/executeCommand", ["command": .string(command)]) != nil)
      }
      #expect(try !hover(server, 9, 90).isEmpty)
      #expect(try server.request(10, "shutdown") == .null)
      try server.notify("exit")
      #expect(try server.end().status == 0)
    }
  }

  @Test func aMadeUpLanguageIsDetectedWithoutARestart() throws {
    let server = try server(training: ["maxSteps": 120, "learningRate": 2e-3, "labels": [".foo": "foolang"]])
    try open(server, 90)
    #expect(try !hover(server, 2, 90).hasPrefix("foolang"))
    let result = try server.request(
      3, "workspace/executeCommand", ["command": "parlance.retrain", "workDoneToken": "t"])
    try #require(result?["adopted"] == true, "\(server.others.suffix(5))")
    #expect(result?["newLanguages"] == ["foolang"])
    let shown = server.others.compactMap { message -> JSONValue? in
      guard case .notification("$/progress", let params) = message else { return nil }
      return params?["value"]
    }
    #expect(shown.first?["kind"] == "begin" && shown.last?["kind"] == "end")
    #expect(shown.contains { $0["message"]?.stringValue?.contains("loss") == true })
    // The buffer that was open all the time is announced by itself.
    let announced = server.notification("parlance/languageDetected") { $0?["language"]?["id"] == "foolang" }
    #expect(announced?["textDocument"]?["uri"] == "untitled:90")
    #expect(try hover(server, 4, 90).hasPrefix("foolang"))
    let report = try server.request(5, "workspace/executeCommand", ["command": "parlance.showTrainingReport"])
    #expect(report?["uri"]?.stringValue?.hasSuffix("/report.html") == true)

    let back = try server.request(6, "workspace/executeCommand", ["command": "parlance.rollbackModel"])
    #expect(back?["origin"] == "program")
    try open(server, 91)
    #expect(try !hover(server, 7, 91).hasPrefix("foolang"))
    _ = try server.request(8, "shutdown")
    try server.notify("exit")
    #expect(try server.end().status == 0)
  }

  private let endless: JSONValue = ["epochs": 1_000, "earlyStoppingPatience": 1_000, "learningRate": 1e-6]

  /// Begins a training and waits until it learns. While the one before is about to stop, another is refused.
  private func begin(_ server: ServerProgram, _ id: Int) throws {
    for id in id..<(id + 100) {
      let params: JSONValue = ["command": "parlance.retrain", "workDoneToken": .integer(id)]
      try server.send(.request(id: .integer(id), method: "workspace/executeCommand", params: params))
      if learns(server, id) { return }
      usleep(100_000)
    }
    throw Failure("no training begins")
  }

  /// Whether the training that was asked for learns; false where it was refused.
  private func learns(_ server: ServerProgram, _ id: Int) -> Bool {
    while let message = server.next() {
      switch message {
      case .response(.integer(id), _): return false
      case .notification("$/progress", let params):
        if params?["value"]?["message"]?.stringValue?.hasPrefix("epoch") == true { return true }
      default: break
      }
    }
    return false
  }

  @Test func aTrainingIsCancelledAndAKilledServerLeavesNoneBehind() throws {
    let server = try server(training: endless)
    try begin(server, 2)
    let first = try #require(Self.children(of: server.processID).first)
    try server.notify("$/cancelRequest", ["id": 2])
    while let message = server.next() {
      guard case .response(.integer(2), let result) = message else { continue }
      guard case .failure(let error) = result else { throw Failure("not cancelled") }
      #expect(error.code == .requestCancelled)
      break
    }
    #expect(Self.waitForEnd(of: first))
    try begin(server, 4)
    let second = try #require(Self.children(of: server.processID).first)
    kill(server.processID, SIGKILL)
    #expect(Self.waitForEnd(of: second))
    #expect(access(workspace + "/.parlance/model", F_OK) != 0)
    _ = try server.end()
  }

  @Test func theSettingsAreKeysOfTheTraining() async throws {
    let help = try await Program.run(["train", "--help"]).output
    for key in TrainingSettings.keys { #expect(help.contains("\n  \(key) ("), "\(key)") }
  }

  private struct Failure: Error {
    let words: String
    init(_ words: String) { self.words = words }
  }

  /// The children of a process that live.
  private static func children(of process: Int32) -> [Int32] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return names.compactMap(Int32.init).filter { fields(of: $0)?.parent == process }
  }

  /// Whether a process ends within a while.
  private static func waitForEnd(of process: Int32) -> Bool {
    for _ in 0..<300 {
      guard let fields = fields(of: process), fields.state != "Z" else { return true }
      usleep(100_000)
    }
    return false
  }

  /// What the system says of a process; nil for one that is gone.
  private static func fields(of process: Int32) -> (state: Substring, parent: Int32)? {
    guard let text = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8) else { return nil }
    // The name, which may hold anything, stands in parentheses.
    let rest = text[(text.lastIndex(of: ")") ?? text.startIndex)...].split(separator: " ")
    guard rest.count > 2, let parent = Int32(rest[2]) else { return nil }
    return (rest[1], parent)
  }
}
