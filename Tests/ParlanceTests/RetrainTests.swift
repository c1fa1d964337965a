import JSON
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// `parlance train --workspace`, with the default model, on a workspace with a language that nobody knows.
@Suite struct RetrainTests {
  private let root: TemporaryDirectory
  private let workspace: String

  init() throws {
    root = try TemporaryDirectory()
    workspace = root.file("work")
    for number in 0..<24 { try root.write(MadeUpLanguage.piece(number), to: "work/src/\(number).foo") }
    for number in 0..<4 {
      try root.write(
        "import os\n\ndef f\(number)(x):\n    return os.path.join(x, '\(number)')\n", to: "work/\(number).py")
    }
    try root.write("*.foo linguist-language=foolang\n", to: "work/.gitattributes")
  }

  private func train(_ arguments: [String] = [], input: String = "") async throws -> Program.Result {
    try await Program.run(
      ["train", "--workspace", workspace, "--progress", "json"] + arguments, input: input, model: nil)
  }

  private func lastEvent(_ result: Program.Result) throws -> JSONValue {
    try JSONValue(parsing: String(try #require(result.lines.last)))
  }

  private func model(_ arguments: String...) async throws -> Program.Result {
    try await Program.run(["model"] + arguments, model: nil, in: workspace)
  }

  private func answer(_ text: String) async throws -> String? {
    let result = try await Program.run(["detect", "--json"], input: text, model: nil, in: workspace)
    return try JSONValue(parsing: result.output)["language"]?.stringValue
  }

  @Test func aLanguageOfOnesOwnIsLearnedAndGoneBackFrom() async throws {
    let result = try await train()
    #expect(result.status == 0, "\(result.errors)\(result.lines.last ?? "")")
    let event = try lastEvent(result)
    #expect(event["event"] == "retrained" && event["adopted"] == true && event["newLanguages"] == ["foolang"])
    #expect(event["workspace"]?["after"]?.doubleValue ?? 0 > event["workspace"]?["before"]?.doubleValue ?? 1)
    #expect(event["builtIn"]?["rows"]?.intValue ?? 0 > 1000 && event["builtIn"]?["pValue"]?.doubleValue != nil)
    let path = try #require(event["model"]?.stringValue)
    #expect(try readText(try #require(event["report"]?.stringValue)).contains("<html"))
    #expect(try await answer(MadeUpLanguage.piece(99)) == "foolang")

    let list = try JSONValue(parsing: try await model("list", "--json").output)
    let listed = try #require(list["models"]?.arrayValue)
    let id = try #require(listed.first?["id"]?.stringValue)
    #expect(listed.count == 1 && listed[0]["answers"] == true && path.hasSuffix("/models/\(id)"))
    #expect(listed[0]["languages"]?.intValue == 188 && listed[0]["accuracy"]?.doubleValue ?? 0 > 0.5)
    #expect(try await model("list").output.hasPrefix("* \(id)  20"))

    let back = try await model("rollback")
    #expect(back.status == 0 && back.output.contains("the model that comes with the program"))
    #expect(try await answer(MadeUpLanguage.piece(99)) != "foolang")
    let further = try await model("rollback")
    #expect(further.status == 1 && further.errors.contains("no model to go back from"))
    #expect(try await model("list").output.contains("answers: the model that comes with the program"))
    #expect(try await model("use", id).output.contains("the workspace's own model"))
    #expect(try await answer(MadeUpLanguage.piece(99)) == "foolang")
    // Nobody commits a model by mistake.
    #expect(try readText(workspace + "/.parlance/.gitignore") == "*\n")
  }

  private static let learnsNothing = ["--maxSteps", "1", "--learningRate", "0", "--ngramLearningRate", "0"]

  @Test func whatIsNoBetterIsNotTakenOver() async throws {
    let result = try await train(Self.learnsNothing)
    #expect(result.status == 1)
    let event = try lastEvent(result)
    #expect(event["adopted"] == false && event["reason"]?.stringValue?.hasPrefix("Not adopted") == true)
    #expect(event["model"]?.stringValue?.hasPrefix(workspace) == false)
    #expect(access(workspace + "/.parlance/model", F_OK) != 0)
    let words = try await Program.run(
      ["train", "--workspace", workspace] + Self.learnsNothing, model: nil)
    #expect(words.status == 1 && words.output.isEmpty)
    #expect(words.errors.contains("new ones: foolang") && words.errors.contains("Not adopted"))
    #expect(words.errors.contains("the workspace's files:") && words.errors.contains("The old model answers"))
  }

  @Test func twoAtOnceAndAKillLeaveTheOldModel() async throws {
    let first = try RunningProgram(
      [
        "train", "--workspace", workspace, "--progress", "json", "--epochs", "100000", "--earlyStoppingPatience",
        "null",
      ])
    #expect(first.waitForOutput(#""event":"evaluated""#))
    let second = try await train()
    #expect(second.status == 1)
    #expect(try lastEvent(second)["event"] == "failed" && lastEvent(second)["reason"] == "busy")
    first.signal(SIGKILL)
    #expect(try first.finish().status == -SIGKILL)
    #expect(access(workspace + "/.parlance/model", F_OK) != 0)
    let third = try await train(Self.learnsNothing)
    #expect(try lastEvent(third)["event"] == "retrained")
    let left = try filesRecursively(in: workspace + "/.parlance")
    #expect(left.allSatisfy { !$0.contains("checkpoints/") && !$0.hasSuffix(".tmp") && !$0.contains("snippets") })
  }

  @Test func theEndOfItsInputStopsIt() async throws {
    let result = try await train(["--stop-with-input", "--epochs", "100000", "--earlyStoppingPatience", "null"])
    #expect(result.status == 1)
    #expect(
      try lastEvent(result) == [
        "event": "failed", "reason": "stopped",
        "message": "The training was stopped; the model that answered answers still.",
      ])
  }

  @Test func anInterruptStopsItAndAFullDiskEndsIt() async throws {
    let running = try RunningProgram(
      [
        "train", "--workspace", workspace, "--progress", "json", "--epochs", "100000", "--earlyStoppingPatience",
        "null",
      ])
    #expect(running.waitForOutput(#""event":"started""#))
    running.signal(SIGINT)
    #expect(running.waitForOutput(#""reason":"stopped""#))
    #expect(try running.finish().status == 1)
    // Files of at most 1 MB: the snippets fit, and no checkpoint.
    let small = try RunningProgram(
      ["train", "--workspace", workspace, "--progress", "json"], fileLimit: 2048)
    #expect(small.waitForOutput(#""reason":"error""#))
    #expect(try small.finish().status == 1)
    #expect(access(workspace + "/.parlance/model", F_OK) != 0)
  }

  @Test(arguments: [
    ["--label", ".foo=bar"], ["--workspace", "w", "--data", "d"], ["--workspace", "w", "--output", "o"],
    ["--workspace", "w", "--label", "foo"], ["--workspace", "w", "--learningRat", "1"], ["--stop-with-input"], [],
  ])
  func wrongUsageIsTwo(arguments: [String]) async throws {
    let result = try await Program.run(["train"] + arguments)
    #expect(result.status == 2 && result.output.isEmpty, "\(result.errors)")
  }

  @Test func aWorkspaceThatIsNoneIsAFailureByName() async throws {
    let result = try await Program.run(
      ["train", "--workspace", root.file("none"), "--progress", "json"], model: nil)
    #expect(result.status == 1)
    #expect(try lastEvent(result)["message"]?.stringValue?.contains(root.file("none")) == true)
    #expect(try await Program.run(["model", "list", "--workspace", root.file("none")]).status == 2)
    #expect(try await Program.run(["model", "list", "--workspace", "/", "--user"]).status == 2)
  }
}
