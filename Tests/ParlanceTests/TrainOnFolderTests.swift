import JSON
import TestSupport
import Testing

/// `parlance train --data`, with a folder and with a file to hold a part out of.
@Suite struct TrainOnFolderTests {
  private let directory: TemporaryDirectory
  private let output: String
  private static let kinds: [(language: String, ending: String, text: @Sendable (Int) -> String)] = [
    ("python", "py", { "def f\($0)(x):\n    return x + \($0 * 31)\n\nclass A\($0 * 7):\n    pass\n" }),
    ("c", "c", { "int f\($0)(int x) {\n  return x + \($0 * 31);\n}\nstatic char a\($0 * 7)[3];\n" }),
    ("yaml", "yaml", { "key\($0): value\nlist:\n  - \($0 * 31)\nother\($0 * 7): true\n" }),
  ]

  init() throws {
    directory = try TemporaryDirectory()
    output = directory.file("run")
    for (language, ending, text) in Self.kinds {
      for number in 0..<20 { try directory.write(text(number), to: "in/\(language)/\(number).\(ending)") }
    }
    try directory.write("a\0b", to: "in/c/binary.c")
  }

  private func train(_ arguments: String...) async throws -> Program.Result {
    let tiny = [
      "--hiddenSize", "16", "--numHiddenLayers", "1", "--numAttentionHeads", "2", "--intermediateSize", "32",
      "--vocabularySize", "300", "--maxLength", "32", "--maxSteps", "4", "--checkpointSteps", "2",
    ]
    return try await Program.run(["train", "--output", output] + arguments + tiny, model: nil)
  }

  private func lines(_ name: String) throws -> [JSONValue] {
    try readText("\(output)/\(name)").split(separator: "\n").map { try JSONValue(parsing: String($0)) }
  }

  @Test func aFolderIsTurnedIntoSnippets() async throws {
    let result = try await train("--data", directory.file("in"))
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.errors.contains("a folder a language") && result.errors.contains("6 of them held out"))
    #expect(result.errors.contains("left out: 1 binary (\(directory.file("in/c/binary.c")))"))
    let (train, validation) = (try lines("data.jsonl"), try lines("data.validation.jsonl"))
    #expect((train.count, validation.count) == (54, 6))
    #expect(Set(validation.compactMap { $0["language"]?.stringValue }) == ["c", "python", "yaml"])
    let record = try JSONValue(parsing: readText("\(output)/model/training.json"))
    #expect(record["data"]?.arrayValue?.compactMap { $0["snippets"]?.intValue } == [54, 6])
    #expect(try JSONValue(parsing: readText("\(output)/configuration.json"))["validationShare"]?.doubleValue == 0.1)
  }

  @Test func aResumedRunKeepsItsSnippets() async throws {
    #expect(try await train("--data", directory.file("in")).status == 0)
    let before = try readText("\(output)/data.jsonl")
    try directory.write("new = 1\n", to: "in/python/new.py")
    let result = try await train("--data", directory.file("in"), "--resume")
    #expect(result.status == 0, "\(result.errors)")
    #expect(try readText("\(output)/data.jsonl") == before)
  }

  @Test func whatIsWrittenIsNoData() async throws {
    let arguments = [
      "corpus", directory.file("in"), "-o", directory.file("in/data.jsonl"), "--layout", "workspace", "--json",
    ]
    for _ in 0..<2 {
      let report = try JSONValue(parsing: try await Program.run(arguments).output)
      #expect(report["languages"]?.objectValue?.keys.sorted() == ["c", "python", "yaml"])
    }
    let run = directory.file("in/run")
    try directory.write("old = 1\n", to: "in/run/old.py")
    let result = try await Program.run(
      [
        "train", "--data", directory.file("in"), "--output", run, "--hiddenSize", "16", "--numHiddenLayers", "1",
        "--numAttentionHeads", "2", "--intermediateSize", "32", "--vocabularySize", "300", "--maxLength", "32",
        "--maxSteps", "1",
      ], model: nil)
    #expect(result.status == 0, "\(result.errors)")
    #expect(try !readText(run + "/data.jsonl").contains("old = 1"))
  }

  @Test func aPartOfAFileIsHeldOut() async throws {
    var rows: [String] = []
    for number in 0..<30 {
      for (language, _, text) in Self.kinds {
        let row: JSONValue = [
          "text": .string(text(number)), "language": .string(language), "group": .string("\(language)\(number / 3)"),
        ]
        rows.append(row.serializedString())
      }
    }
    let data = try directory.write((rows + ["no snippet"]).joined(separator: "\n"), to: "data.jsonl")
    let result = try await train("--data", data, "--validationShare", "0.2")
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.errors.contains("18 of 91 snippets are held out"))
    let (train, validation) = (try readText("\(output)/data.jsonl"), try lines("data.validation.jsonl"))
    #expect(train.split(separator: "\n").last == "no snippet")
    let groups = Set(validation.compactMap { $0["group"]?.stringValue })
    #expect(groups.count == 6)
    #expect(groups.allSatisfy { !train.contains("\"\($0)\"") })
  }

  @Test func withValidationNothingIsHeldOut() async throws {
    let data = try directory.write(
      (Self.kinds.map(\.language) + ["red\u{1B}[31m"]).map { language in
        (["text": .string("a \(language)"), "language": .string(language)] as JSONValue).serializedString() + "\n"
      }.joined(), to: "validation.jsonl")
    let result = try await train("--data", directory.file("in"), "--validation", data)
    #expect(result.status == 0, "\(result.errors)")
    // What stands in a file does not drive the terminal.
    #expect(result.errors.contains("red?[31m (1)") && !result.errors.contains("\u{1B}"))
    #expect(try lines("data.jsonl").count == 60)
    #expect(try directoryEntries(output).contains("data.validation.jsonl") == false)
    let gone = try await train("--data", directory.file("gone"), "--validation", data, "--resume")
    #expect(gone.status == 0 && gone.errors.contains("the snippets made when the run began"), "\(gone.errors)")
  }

  @Test func whatCannotBeHeldOutIsSaid() async throws {
    try directory.write("a = 1\n", to: "few/python/a.py")
    try directory.write("int a;\n", to: "few/c/a.c")
    let result = try await train("--data", directory.file("few"))
    #expect(result.status == 1)
    #expect(result.errors.contains("nothing can be held out"))
    #expect(try await train("--data", directory.file("none")).status == 1)
  }
}
