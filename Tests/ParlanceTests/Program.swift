import Foundation
import TestSupport
import Testing

/// The program as a user runs it, with the tiny model of `Fixtures/classification`.
enum Program {
  /// What a run left.
  struct Result {
    let status: Int32
    let output: String
    let errors: String

    var lines: [Substring] { output.split(separator: "\n") }
  }

  /// Beside the test bundle, where the same build put it.
  static let path: String = {
    let beside = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent().path + "/parlance"
    let candidates = [beside, "\(Repository.root)/.build/release/parlance", "\(Repository.root)/.build/debug/parlance"]
    return candidates.first { FileManager.default.isExecutableFile(atPath: $0) } ?? beside
  }()

  static let model = Repository.fixture("classification/model")

  /// Runs it to its end with the arguments and the text on standard input.
  static func run(
    _ arguments: [String], input: String = "", model: String? = model, in directory: String? = nil
  ) async throws -> Result {
    let process = Process()
    if let directory { process.currentDirectoryURL = URL(fileURLWithPath: directory) }
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    process.environment = ["PARLANCE_MODEL": model, "HOME": "/nonexistent"].compactMapValues { $0 }
    let (stdin, stdout, stderr) = (Pipe(), Pipe(), Pipe())
    process.standardInput = stdin
    process.standardOutput = stdout
    process.standardError = stderr
    try process.run()
    let writer = Task.detached {
      signal(SIGPIPE, SIG_IGN)
      try? stdin.fileHandleForWriting.write(contentsOf: Data(input.utf8))
      try? stdin.fileHandleForWriting.close()
    }
    let errors = Task.detached { stderr.fileHandleForReading.readDataToEndOfFile() }
    let output = await Task.detached { stdout.fileHandleForReading.readDataToEndOfFile() }.value
    await writer.value
    let messages = await errors.value
    process.waitUntilExit()
    return Result(
      status: process.terminationStatus, output: String(decoding: output, as: UTF8.self),
      errors: String(decoding: messages, as: UTF8.self))
  }
}
