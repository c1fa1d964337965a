import Dispatch
import Foundation
import JSON
import TestSupport
import Testing

/// Many inputs at once: order, bounds, and what happens when one end of the pipe goes away.
@Suite struct DetectManyTests {
  private let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  /// Texts of very different lengths, so that pieces are finished out of order; each third is missing.
  private func makeFiles(_ count: Int) throws -> [String] {
    try (0..<count).map { number in
      let name = "file\(number)"
      guard number % 3 != 2 else { return directory.file(name) }
      return try directory.write(String(repeating: "def f\(number)(): pass\n", count: number % 61 * 20), to: name)
    }
  }

  @Test(arguments: [1, 2, 5]) func answersInOrderWithAnyNumberOfThreads(threads: Int) async throws {
    let names = try makeFiles(500)
    let list = names.map { $0 + "\0" }.joined()
    let result = try await Program.run(["detect", "--null", "--json", "--threads", "\(threads)"], input: list)
    let alone = try await Program.run(["detect", "--null", "--json", "--threads", "1"], input: list)
    #expect(result.output == alone.output)
    #expect(result.errors == alone.errors)
    #expect(result.errors.split(separator: "\n").count == 166)
    let told = try result.lines.map { try JSONValue(parsing: String($0))["file"]?.stringValue }
    #expect(told == names.indices.filter { $0 % 3 != 2 }.map { names[$0] })
  }

  @Test func argumentsComeBeforeTheList() async throws {
    let names = try makeFiles(90).indices.filter { $0 % 3 != 2 }.map { directory.file("file\($0)") }
    let result = try await Program.run(
      ["detect", "--null"] + names.prefix(45), input: names.dropFirst(45).map { $0 + "\0" }.joined())
    #expect(result.lines.map { String($0.prefix { $0 != ":" }) } == names)
    #expect(result.status == 0)
  }

  @Test func tellsHowFarItIs() async throws {
    let names = try makeFiles(60)
    let result = try await Program.run(
      ["detect", "--null", "--progress", "json"], input: names.map { $0 + "\0" }.joined())
    #expect(result.errors.contains(#"{"progress":"files","done":"#))
  }

  /// Nobody reads the answers, so the program must stop reading questions, however many are written; and once they are
  /// read, all are there.
  @Test func anOutputThatNobodyTakesStopsTheReading() throws {
    let process = try runner(["detect", "--jsonl", "--threads", "2"])
    let line = Array("{\"text\":\"x\"}\n".utf8)
    let block = Array([[UInt8]](repeating: line, count: 1000).joined())
    let input = process.input.fileHandleForWriting.fileDescriptor
    var written = 0
    let limit = 16 << 20
    _ = fcntl(input, F_SETFL, O_NONBLOCK)
    // It takes what it is ready to take; a second without a byte taken is the end of that.
    while written < limit {
      var request = pollfd(fd: input, events: Int16(POLLOUT), revents: 0)
      guard poll(&request, 1, 1000) == 1 else { break }
      let rest = block.dropFirst(written % block.count)
      let count = rest.withUnsafeBytes { write(input, $0.baseAddress, $0.count) }
      guard count > 0 else { break }
      written += count
    }
    #expect(written < limit)
    let reader = Answers(process.output.fileHandleForReading)
    reader.start()
    _ = fcntl(input, F_SETFL, 0)
    let rest = line.dropFirst(written % line.count)
    if rest.count < line.count { _ = rest.withUnsafeBytes { write(input, $0.baseAddress, $0.count) } }
    try process.input.fileHandleForWriting.close()
    #expect(reader.finish().count { $0 == UInt8(ascii: "\n") } == (written + line.count - 1) / line.count)
    process.process.waitUntilExit()
    #expect(process.process.terminationStatus == 0)
  }

  @Test func aFullDiskIsToldOnce() throws {
    let list = try directory.write("{\"text\":\"x\"}\n", to: "lines")
    let end = try RunningProgram(["detect", "--jsonl", "--model", Program.model, list], output: "/dev/full").finish()
    #expect(end.status == 1)
    #expect(end.errors == "parlance: writing the output failed: No space left on device\n")
  }

  /// As where a parent ignores SIGPIPE; where it does not, the signal ends the program without a word.
  @Test func aReaderThatGoesAwayEndsIt() throws {
    let lines = try directory.write(String(repeating: "{\"text\":\"x\"}\n", count: 20_000), to: "lines")
    let script = #"trap '' PIPE; { "$0" "$@"; echo "status $?" >&2; } | head -n 1"#
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", script, Program.path, "detect", "--jsonl", "--model", Program.model, lines]
    let (output, errors) = (Pipe(), Pipe())
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    let answer = output.fileHandleForReading.readDataToEndOfFile()
    let messages = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(String(decoding: answer, as: UTF8.self).hasPrefix("{\"language\":\"css\""))
    #expect(messages == "parlance: writing the output failed: Broken pipe\nstatus 1\n")
  }

  /// Also while it waits for its input, and where it was started by a thread that blocks all signals, as Swift's are.
  @Test func ctrlCEndsItAfterWholeLines() throws {
    let process = try runner(["detect", "--jsonl", "--threads", "4"])
    try process.input.fileHandleForWriting.write(contentsOf: Data("{\"text\":\"x\"}\n{\"text\":\"x\"}\n".utf8))
    var text = ""
    while text.count(where: { $0 == "\n" }) < 2 {
      text += String(decoding: process.output.fileHandleForReading.availableData, as: UTF8.self)
    }
    kill(process.process.processIdentifier, SIGINT)
    process.process.waitUntilExit()
    #expect(process.process.terminationReason == .uncaughtSignal && process.process.terminationStatus == SIGINT)
    #expect(process.output.fileHandleForReading.readDataToEndOfFile().isEmpty)
  }

  private func runner(_ arguments: [String]) throws -> (process: Process, input: Pipe, output: Pipe) {
    signal(SIGPIPE, SIG_IGN)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Program.path)
    process.arguments = arguments
    process.environment = ["PARLANCE_MODEL": Program.model]
    let (input, output) = (Pipe(), Pipe())
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    return (process, input, output)
  }
}

/// Reads a pipe to its end beside the test.
private final class Answers: @unchecked Sendable {
  // Unchecked: `bytes` is written by the thread, and read after it is done.
  private let handle: FileHandle
  private var bytes: [UInt8] = []
  private let done = DispatchSemaphore(value: 0)

  init(_ handle: FileHandle) { self.handle = handle }

  func start() {
    Thread { [self] in
      bytes = Array(handle.readDataToEndOfFile())
      done.signal()
    }.start()
  }

  func finish() -> [UInt8] {
    done.wait()
    return bytes
  }
}
