import Foundation
import TestSupport
import Testing

/// A pseudo-terminal, of which a program has the one end as standard error.
private struct PseudoTerminal {
  private let ours: Int32
  let theirs: Int32

  init(columns: UInt16) throws {
    ours = open("/dev/ptmx", O_RDWR | O_NOCTTY)
    theirs = Self.other(ours).map { open($0, O_RDWR | O_NOCTTY) } ?? -1
    try #require(ours >= 0 && theirs >= 0)
    var size = winsize(ws_row: 24, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(ours, UInt(TIOCSWINSZ), &size)
  }

  /// The name of the end that a program gets.
  private static func other(_ ours: Int32) -> String? {
    #if canImport(Darwin)
      guard grantpt(ours) == 0, unlockpt(ours) == 0 else { return nil }
      return ptsname(ours).map { String(cString: $0) }
    #else
      // Glibc's module leaves unlockpt and ptsname out; these are what they call (ioctl_tty(2)).
      let (unlock, number) = (0x4004_5431 as UInt, 0x8004_5430 as UInt)
      var (lock, name) = (0 as Int32, 0 as UInt32)
      guard ioctl(ours, unlock, &lock) == 0, ioctl(ours, number, &name) == 0 else { return nil }
      return "/dev/pts/\(name)"
    #endif
  }

  /// All that is written until the other end is closed.
  func read() -> String {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = Foundation.read(ours, &chunk, chunk.count)
      guard count > 0 else { break }
      bytes += chunk.prefix(count)
    }
    close(ours)
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// The progress bar of a training run on a terminal.
@Suite struct TerminalTests {
  private let directory: TemporaryDirectory

  init() throws {
    directory = try TemporaryDirectory()
    let lines = (0..<40).map { #"{"text": "line \#($0)", "language": "\#($0 % 2 == 0 ? "a" : "b")"}"# }
    try directory.write(lines.joined(separator: "\n") + "\n", to: "data.jsonl")
  }

  /// What a run of six steps shows on a terminal of so many columns.
  private func shown(columns: UInt16, environment: [String: String] = [:]) async throws -> String {
    let terminal = try PseudoTerminal(columns: columns)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Program.path)
    process.arguments = [
      "train", "--data", directory.file("data.jsonl"), "--validation", directory.file("data.jsonl"), "--output",
      directory.file("run"), "--hiddenSize", "16", "--numHiddenLayers", "1", "--numAttentionHeads", "2",
      "--intermediateSize", "32", "--vocabularySize", "300", "--maxLength", "32", "--maxSteps", "6", "--loggingSteps",
      "1", "--threads", "1", "--evaluationSteps", "3",
    ]
    process.environment = environment.merging(["HOME": "/nonexistent"]) { first, _ in first }
    process.standardError = FileHandle(fileDescriptor: terminal.theirs)
    try process.run()
    close(terminal.theirs)
    let text = try await blocking { terminal.read() }
    process.waitUntilExit()
    #expect(process.terminationStatus == 0, "\(text)")
    return text
  }

  @Test(arguments: [200, 100, 60, 40, 20] as [UInt16]) func theBarFitsIntoTheWindow(columns: UInt16) async throws {
    let text = try await shown(columns: columns)
    #expect(!text.contains("\u{1B}"))
    let states = text.split(separator: "\n").flatMap { $0.split(separator: "\r") }.filter { $0.contains(" % ") }
    #expect(states.count >= 6)
    for state in states { #expect(state.count < columns, "\(state)") }
    #expect(states.contains { $0.contains("loss ") })
    if columns >= 200 {
      let last = try #require(states.last)
      for part in ["100 %", "step 6/6", "epoch ", "loss ", "accuracy ", "lr ", " tokens/s", "0:00 left", "██████"] {
        #expect(last.contains(part), "\(part)")
      }
    }
  }

  @Test func whatIsSaidStandsOnLinesOfItsOwn() async throws {
    let text = try await shown(columns: 120)
    let lines = text.split(whereSeparator: \.isNewline).map { $0.split(separator: "\r").last ?? "" }
    #expect(lines.contains { $0.hasPrefix("Validation after step 3: loss ") })
    #expect(lines.last?.hasPrefix("What the run did: ") == true)
  }

  @Test func coloursAreNotNeededForIt() async throws {
    #expect(try await shown(columns: 100, environment: ["NO_COLOR": "1"]).contains("█"))
  }

  @Test func aDumbTerminalGetsLines() async throws {
    let text = try await shown(columns: 80, environment: ["TERM": "dumb"])
    #expect(!text.contains("\u{1B}") && !text.contains("█"))
    #expect(text.contains("100% step 6/6"))
  }
}
