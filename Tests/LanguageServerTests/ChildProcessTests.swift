import LanguageServer
import Synchronization
import Testing

/// Real children, where a fake would prove nothing.
@Suite("A child process")
struct ChildProcessTests {
  /// What a shell that runs `script` says, to its end.
  private func run(_ script: String, _ whileItRuns: (ChildProcess) -> Void = { _ in }) async throws -> (
    lines: [String], end: TrainingEnd
  ) {
    let (outputs, sink) = AsyncStream.makeStream(of: TrainingOutput.self)
    let child = try ChildProcess(executable: "/bin/sh", arguments: ["-c", script]) { sink.yield($0) }
    whileItRuns(child)
    var lines: [String] = []
    for await output in outputs {
      switch output {
      case .line(let line): lines.append(String(decoding: line, as: UTF8.self))
      case .ended(let end): return (lines, end)
      }
    }
    throw TrainingStartFailure("no end")
  }

  @Test func itsLinesItsErrorsAndItsExitCode() async throws {
    let (lines, end) = try await run("echo one; echo; printf 'two\\r\\nthree'; echo sorry >&2; exit 7")
    #expect(lines == ["one", "two\r", "three"])
    #expect(end == TrainingEnd(status: 7, lastWords: "sorry\n"))
  }

  @Test func aSignalIsBelowZero() async throws {
    #expect(try await run("kill -9 $$").end.status == -9)
  }

  @Test func aLineWithoutEndIsDropped() async throws {
    let script = "head -c 10000000 /dev/zero | tr '\\0' x; echo; echo after; head -c 100000 /dev/zero | tr '\\0' y >&2"
    let (lines, end) = try await run(script)
    #expect(lines == ["after"])
    #expect(end.status == 0 && end.lastWords.utf8.count == 8 << 10)
  }

  @Test func whatCannotBeStartedIsAnError() {
    #expect(throws: TrainingStartFailure.self) {
      _ = try ChildProcess(executable: "/nonexistent/parlance", arguments: []) { _ in }
    }
  }

  /// Standard input, output and error, and what `ls` opens to look.
  @Test func nothingOfOursIsInherited() async throws {
    let (lines, _) = try await run("ls /dev/fd/ | tr '\\n' ' '; echo")
    #expect(lines == ["0 1 2 3 "])
  }

  @Test func itsInputEndsWhenItIsToStop() async throws {
    let (lines, end) = try await run("read line; echo over; exit 3") { child in
      child.stop()
      child.stop()
    }
    #expect(lines == ["over"])
    #expect(end.status == 3)
  }

  @Test func whatDoesNotHeedItsInputIsKilledBeforeTheServerEnds() async throws {
    let (_, end) = try await run("trap '' TERM; echo up; while :; do sleep 0.05; done") { $0.end() }
    #expect(end.status == -9)
  }

  @Test func whatItLeavesBehindKeepsNobodyWaiting() async throws {
    let (lines, end) = try await run("sleep 3 & echo up; exit 0")
    #expect(lines == ["up"])
    #expect(end.status == 0)
  }
}
