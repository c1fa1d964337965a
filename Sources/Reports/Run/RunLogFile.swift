package import Files
internal import JSON

/// A log as it was read.
package struct RunLogFile: Sendable {
  /// What the run did.
  package private(set) var history = RunHistory()
  /// How many lines could not be read, and what is wrong with the first of them: `file:line: problem`.
  package private(set) var brokenLines = 0
  package private(set) var problems: [String] = []

  private static let keptProblems = 5

  /// Reads `path`; a line that is broken is counted and passed over.
  ///
  /// - Throws: `FileError` where it is missing, or not a regular file.
  package init(path: String) throws(FileError) {
    let bytes = try FileReader.read(path)
    for (number, line) in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated() {
      // The last piece is a line that is being written just now, or nothing.
      let isWhole = line.endIndex < bytes.endIndex
      take(line, isWhole: isWhole, place: "\(path):\(number + 1)")
    }
  }

  private mutating func take(_ line: ArraySlice<UInt8>, isWhole: Bool, place: String) {
    guard line.contains(where: { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\r") }) else { return }
    do {
      history.take(try LogRecord(json: try JSONValue(parsing: Array(line))))
    } catch  where isWhole {
      brokenLines += 1
      if problems.count < Self.keptProblems { problems.append("\(place): \(error)") }
    } catch {}
  }
}
