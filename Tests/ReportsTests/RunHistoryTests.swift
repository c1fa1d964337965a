import Files
import JSON
import Reports
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@Suite struct RunLogFileTests {
  private let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  private func start(_ step: Int) -> String {
    #"{"event":"started","step":\#(step),"totalSteps":40,"parameters":1,"trainSnippets":2,"validationSnippets":3,"#
      + #""labels":4}"#
  }

  private func progress(_ step: Int, loss: String = "1.5") -> String {
    #"{"event":"progress","step":\#(step),"totalSteps":40,"epoch":0,"loss":\#(loss),"accuracy":0.5,"#
      + #""learningRate":1e-5,"gradientNorm":2.0,"tokensPerSecond":10.0,"seconds":1.0,"secondsLeft":2.0}"#
  }

  private func evaluated(_ step: Int, accuracy: Double) -> String {
    #"{"event":"evaluated","step":\#(step),"loss":1.0,"accuracy":\#(accuracy),"isBest":true}"#
  }

  private func read(_ lines: [String]) throws -> RunLogFile {
    try RunLogFile(path: directory.write(lines.map { $0 + "\n" }.joined(), to: "log.jsonl"))
  }

  @Test func stepsAfterTheCheckpointThatARunGoesOnFromAreSuperseded() throws {
    let log = try read([
      start(0), progress(10), evaluated(10, accuracy: 0.4), #"{"event":"checkpoint","step":10}"#,
      progress(20, loss: "9"),
      #"{"event":"skipped","step":15}"#, evaluated(20, accuracy: 0.9), start(10), progress(20, loss: "2"), progress(30),
      evaluated(30, accuracy: 0.6),
    ])
    #expect(log.history.progress.map(\.step) == [10, 20, 30])
    #expect(log.history.progress.map(\.loss) == [1.5, 2, 1.5])
    #expect(log.history.evaluations.map(\.accuracy) == [0.4, 0.6])
    #expect(log.history.skippedSteps.isEmpty)
    #expect(log.history.sessions == 2)
    #expect(log.history.lastStep == 30)
  }

  @Test func aRunThatBeginsAnewForgetsTheOneBefore() throws {
    let log = try read([start(0), progress(10), #"{"event":"saved","path":"x","accuracy":0.5}"#, start(0), progress(5)])
    #expect(log.history.progress.map(\.step) == [5])
    #expect(log.history.savedAccuracy == nil)
    #expect(log.history.sessions == 1)
  }

  @Test func brokenLinesAreCountedAndNamed() throws {
    let log = try read([
      start(0), "{nonsense", progress(10, loss: "null"), #"{"event":"progress"}"#, "", #"{"event":"new"}"#,
    ])
    #expect(log.brokenLines == 2)
    #expect(log.problems.count == 2)
    #expect(log.problems[0].hasPrefix("\(directory.file("log.jsonl")):2: "))
    #expect(log.problems[1].hasSuffix(":4: step: is missing"))
    #expect(log.history.progress.map(\.loss) == [nil])
  }

  @Test func aLineThatIsBeingWrittenIsNoProblem() throws {
    let path = try directory.write(start(0) + "\n" + progress(10) + "\n" + #"{"event":"progr"#, to: "log.jsonl")
    let log = try RunLogFile(path: path)
    #expect(log.brokenLines == 0)
    #expect(log.history.progress.count == 1)
  }

  @Test func numbersBeyondAllStepsAreRefused() throws {
    #expect(try read([progress(Int.max), progress(-1)]).brokenLines == 2)
  }

  @Test func aPipeOrADirectoryInItsPlaceIsAnError() throws {
    #expect(throws: FileError.self) { try RunLogFile(path: directory.path) }
    mkfifo(directory.file("pipe"), 0o600)
    #expect(throws: FileError.self) { try RunLogFile(path: directory.file("pipe")) }
    #expect(throws: FileError.self) { try RunLogFile(path: directory.file("none")) }
  }
}
