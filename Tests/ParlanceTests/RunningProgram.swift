import Foundation

/// The program while it runs, for those who signal it.
final class RunningProgram {
  private let process = Process()
  private let output: FileHandle
  private let errorFile: URL
  private var text = ""

  /// Starts it; a limit is the largest file in units of 512 bytes that it may write, as the shell's `ulimit -f` has it, a
  /// signal by the shell's name is ignored, and a file takes the place of standard output.
  init(_ arguments: [String], fileLimit: Int? = nil, ignoring signal: String? = nil, output file: String? = nil) throws
  {
    let preparations = [
      fileLimit.map { "ulimit -f \($0)" }, signal.map { "trap '' \($0)" }, file.map { "exec >\($0)" },
    ].compactMap(\.self)
    if !preparations.isEmpty {
      process.executableURL = URL(fileURLWithPath: "/bin/sh")
      let script = (preparations + ["exec \"$0\" \"$@\""]).joined(separator: " && ")
      process.arguments = ["-c", script, Program.path] + arguments
    } else {
      process.executableURL = URL(fileURLWithPath: Program.path)
      process.arguments = arguments
    }
    process.environment = ["HOME": "/nonexistent"]
    let stdout = Pipe()
    output = stdout.fileHandleForReading
    errorFile = FileManager.default.temporaryDirectory.appendingPathComponent("parlance-errors-\(UUID().uuidString)")
    _ = FileManager.default.createFile(atPath: errorFile.path, contents: nil)
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = stdout
    process.standardError = try FileHandle(forWritingTo: errorFile)
    try process.run()
  }

  deinit {
    if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    try? FileManager.default.removeItem(at: errorFile)
  }

  var isRunning: Bool { process.isRunning }

  func signal(_ number: Int32) { kill(process.processIdentifier, number) }

  /// Reads standard output until the words come, or its end; whether they came.
  func waitForOutput(_ words: String) -> Bool {
    while !text.contains(words) {
      let data = output.availableData
      if data.isEmpty { return false }
      text += String(decoding: data, as: UTF8.self)
    }
    return true
  }

  /// Waits for its end: what it said on standard error, and its exit code, or the signal that ended it below 0.
  func finish() throws -> (status: Int32, errors: String) {
    while !output.availableData.isEmpty {}
    process.waitUntilExit()
    let status = process.terminationReason == .uncaughtSignal ? -process.terminationStatus : process.terminationStatus
    return (status, try String(contentsOf: errorFile, encoding: .utf8))
  }
}
