import Foundation
import Synchronization
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
    let (stdin, stdout, stderr) = try start(process)
    async let writer: Void = blocking {
      signal(SIGPIPE, SIG_IGN)
      try? stdin.write(contentsOf: Data(input.utf8))
      try? stdin.close()
    }
    async let errors = blocking { stderr.readDataToEndOfFile() }
    let output = try await blocking { stdout.readDataToEndOfFile() }
    try await writer
    let messages = try await errors
    process.waitUntilExit()
    return Result(
      status: process.terminationStatus, output: String(decoding: output, as: UTF8.self),
      errors: String(decoding: messages, as: UTF8.self))
  }

  /// One program of `run` at a time starts, with pipes that no other of these inherits: two that had an end of each
  /// other's standard input would both wait for its end.
  private static let starting = Mutex(())

  /// Starts it; our ends of its standard input, output and error output.
  private static func start(_ process: Process) throws -> (FileHandle, FileHandle, FileHandle) {
    try starting.withLock { _ in
      let (stdin, stdout, stderr) = (Pipe(), Pipe(), Pipe())
      for pipe in [stdin, stdout, stderr] {
        for end in [pipe.fileHandleForReading, pipe.fileHandleForWriting] {
          _ = fcntl(end.fileDescriptor, F_SETFD, FD_CLOEXEC)
        }
      }
      process.standardInput = stdin
      process.standardOutput = stdout
      process.standardError = stderr
      try process.run()
      return (stdin.fileHandleForWriting, stdout.fileHandleForReading, stderr.fileHandleForReading)
    }
  }
}
