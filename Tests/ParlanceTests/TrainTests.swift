import Foundation
import JSON
import TestSupport
import Testing

/// `parlance train` as a user, a shell and a power cut meet it.
@Suite("train", .serialized)
struct TrainTests {
  private let directory: TemporaryDirectory

  init() throws {
    directory = try TemporaryDirectory()
    try directory.write(Self.corpus(120), to: "train.jsonl")
    try directory.write(Self.corpus(24), to: "validation.jsonl")
  }

  private static func corpus(_ count: Int) -> String {
    (0..<count).map { number in
      let (language, text) = [
        ("python", "def f\(number)(x):\n    return x + \(number)\n"),
        ("c", "int f\(number)(int x) {\n  return x;\n}\n"),
        ("yaml", "key\(number): value\nlist:\n  - \(number)\n"),
      ][number % 3]
      let line: JSONValue = ["text": .string(text), "language": .string(language)]
      return line.serializedString(pretty: false) + "\n"
    }.joined()
  }

  private func arguments(_ output: String, _ more: [String] = []) -> [String] {
    [
      "train", "--data", directory.file("train.jsonl"), "--validation", directory.file("validation.jsonl"), "--output",
      directory.file(output), "--hiddenSize", "32", "--numHiddenLayers", "1", "--numAttentionHeads", "2",
      "--intermediateSize", "64", "--vocabularySize", "270", "--maxLength", "32", "--threads", "1", "--learningRate",
      "3e-3", "--batchSize", "4", "--gradientAccumulationSteps", "2", "--maxSteps", "160", "--evaluationSteps", "9",
      "--checkpointSteps", "2", "--emaDecay", "0.9", "--lineRunShare", "0.3", "--progress", "json", "--resume",
    ] + more
  }

  private func weights(_ output: String) throws -> [UInt8] {
    try readFile(directory.file(output + "/model/model.safetensors"))
  }

  private func checkpoints(_ output: String) throws -> [String] {
    try directoryEntries(directory.file(output + "/checkpoints"))
  }

  @Test("killed at random instants and resumed each time, it ends in the bytes of a run that was let be")
  func killed() throws {
    let start = Date()
    #expect(try RunningProgram(arguments("whole")).finish().status == 0)
    let duration = Date().timeIntervalSince(start)
    var kills = 0
    for _ in 0..<12 {
      let program = try RunningProgram(arguments("killed"))
      Thread.sleep(forTimeInterval: duration * Double.random(in: 0.01...0.4))
      program.signal(SIGKILL)
      let status = try program.finish().status
      try #require(status == 0 || status == -SIGKILL)
      if status == 0 { break }
      kills += 1
    }
    #expect(kills > 0)
    #expect(try RunningProgram(arguments("killed")).finish().status == 0)
    #expect(try weights("killed") == weights("whole"))
    #expect(try !filesRecursively(in: directory.file("killed")).contains { $0.hasSuffix(".tmp") })
  }

  @Test("asked to stop, it writes a checkpoint, says so and goes on from there", arguments: [SIGINT, SIGTERM, SIGHUP])
  func stopped(signal: Int32) throws {
    #expect(try RunningProgram(arguments("whole")).finish().status == 0)
    let program = try RunningProgram(arguments("parted", ["--loggingSteps", "1"]))
    try #require(program.waitForOutput("\"event\":\"progress\""))
    program.signal(signal)
    let end = try program.finish()
    #expect(end.status == 1)
    #expect(end.errors.contains("Stopped after step") && end.errors.contains("--resume"))
    #expect(try RunningProgram(arguments("parted")).finish().status == 0)
    #expect(try weights("parted") == weights("whole"))
  }

  @Test("a second Ctrl-C ends it, whatever it waits for")
  func secondSignal() throws {
    let pipe = directory.file("config.json")
    try #require(mkfifo(pipe, 0o600) == 0)
    let program = try RunningProgram(arguments("run", ["--config", pipe]))
    let deadline = Date().addingTimeInterval(60)
    Thread.sleep(forTimeInterval: 0.3)
    while program.isRunning, Date() < deadline {
      program.signal(SIGINT)
      Thread.sleep(forTimeInterval: 0.1)
    }
    #expect(try program.finish().status == -SIGINT)
  }

  @Test("a disk that is full in a checkpoint is an error that names the file; the one before stays, and serves")
  func fullDisk() throws {
    #expect(try RunningProgram(arguments("whole")).finish().status == 0)
    let first = try RunningProgram(arguments("run"))
    try #require(first.waitForOutput("\"event\":\"checkpoint\""))
    first.signal(SIGTERM)
    #expect(try first.finish().status == 1)
    let before = try checkpoints("run").last
    // 160 KB: enough for the weights, too little for a checkpoint.
    let end = try RunningProgram(arguments("run"), fileLimit: 320).finish()
    #expect(end.status == 1)
    #expect(end.errors.contains(directory.file("run/checkpoints/")) && end.errors.contains("File too large"))
    #expect(try checkpoints("run").last == before)
    #expect(try !filesRecursively(in: directory.file("run")).contains { $0.contains(".tmp") })
    #expect(try RunningProgram(arguments("run")).finish().status == 0)
    #expect(try weights("run") == weights("whole"))
  }

  @Test("under nohup it outlives its terminal")
  func outlivesItsTerminal() throws {
    let program = try RunningProgram(arguments("run", ["--loggingSteps", "1"]), ignoring: "HUP")
    try #require(program.waitForOutput("\"event\":\"progress\""))
    program.signal(SIGHUP)
    #expect(try program.finish().status == 0)
  }

  #if os(Linux)
    @Test("progress that can't be told is said, and a failure; the model is there all the same")
    func outputThatIsFull() throws {
      let end = try RunningProgram(arguments("run"), output: "/dev/full").finish()
      #expect(end.status == 1)
      #expect(end.errors.split(separator: "\n").count { $0.contains("standard output can't be written to") } == 1)
      #expect(try !weights("run").isEmpty)
    }
  #endif

  @Test("two at once in one directory: the second is refused")
  func twoAtOnce() throws {
    let first = try RunningProgram(arguments("run"))
    try #require(first.waitForOutput("\"event\":\"started\""))
    first.signal(SIGSTOP)
    let second = try RunningProgram(arguments("run")).finish()
    #expect(second.status == 1)
    #expect(second.errors.contains("\(directory.file("run")): another process is training"))
    first.signal(SIGCONT)
    #expect(try first.finish().status == 0)
  }

  @Test(
    "wrong usage is 2, and says what was probably meant",
    arguments: [
      (["--learningrat", "1"], "did you mean \"learningRate\"?"), (["--epochs"], "--epochs needs a value"),
      (["--hiddenSize", "33"], "\"numAttentionHeads\""), (["--bestMetric", "f1"], "\"macroF1\""),
    ])
  func usage(more: [String], words: String) async throws {
    let result = try await Program.run(arguments("run", more))
    #expect(result.status == 2)
    #expect(result.errors.contains(words), "\(result.errors)")
    #expect(!FileManager.default.fileExists(atPath: directory.file("run")))
  }

  @Test("what fails is 1, and names the file")
  func failures() async throws {
    let config = try directory.write("{\"epoch\": 1}", to: "config.json")
    let wrong = try await Program.run(arguments("run", ["--config", config]))
    #expect(wrong.status == 1)
    #expect(wrong.errors.contains("config.json") && wrong.errors.contains("did you mean \"epochs\"?"))
    try directory.write("", to: "train.jsonl")
    let empty = try await Program.run(arguments("run"))
    #expect(empty.status == 1)
    #expect(empty.errors.contains("train.jsonl"))
    // What never began has nothing to show.
    try directory.write(Self.corpus(12) + "nonsense\n", to: "train.jsonl")
    let modelless = try await Program.run([
      "train", "--data", directory.file("train.jsonl"), "--validation", directory.file("validation.jsonl"), "--output",
      directory.file("modelless"), "--modelName", directory.file("none"),
    ])
    #expect(modelless.status == 1)
    #expect(modelless.errors.contains("train.jsonl:13") && modelless.errors.contains(directory.file("none")))
    #expect(!FileManager.default.fileExists(atPath: directory.file("modelless/report.html")))
  }

  @Test("the help tells every key, what it takes and its default")
  func help() async throws {
    let result = try await Program.run(["train", "--help"])
    #expect(result.status == 0)
    #expect(result.output.contains("earlyStoppingPatience (-): "))
    #expect(result.output.contains("batchSize (16): a whole number from 1 to 65536"))
  }
}
