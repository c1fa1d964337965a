internal import Evaluation
package import Files
internal import JSON

/// What can be wrong with a run's directory; each names the file.
package enum ReportError: Error, Sendable, CustomStringConvertible {
  /// A file could not be read or written.
  case file(FileError)
  /// A file does not hold what it must.
  case content(path: String, problem: String)

  package var description: String {
    switch self {
    case .file(let error): "\(error)"
    case .content(let path, let problem): "\(path): \(problem)"
    }
  }
}

/// The page of a run, from what its directory holds: `log.jsonl`, `configuration.json` and, once it has ended,
/// `evaluation.json`.
package struct RunReport: Sendable {
  /// The page.
  package let page: ReportPage
  /// Lines of the log that could not be read: `file:line: problem` of the first ones, and how many there are.
  package let problems: [String], brokenLines: Int

  /// Reads the run in `directory`, which may still be going on.
  package init(directory: String) throws(ReportError) {
    let log = try Self.log(directory + "/log.jsonl")
    var page = ReportPage(title: Self.title(directory))
    page.history = log.history
    page.configuration = log.history.configuration
    // Logs of older versions do not hold it.
    if page.configuration == nil { page.configuration = try Self.configuration(directory + "/configuration.json") }
    if log.history.savedAccuracy != nil {
      page.evaluation = try Self.evaluation(directory + "/evaluation.json")
      if page.evaluation == nil {
        page.notes.append("There is no evaluation.json: parlance evaluate --report measures the model.")
      }
    }
    if log.brokenLines > 0 { page.notes.append("\(log.brokenLines) lines of log.jsonl could not be read.") }
    self.page = page
    problems = log.problems
    brokenLines = log.brokenLines
  }

  /// Writes the page of the run in `directory`, under a temporary name that is then renamed.
  @discardableResult
  package static func write(of directory: String, to path: String) throws(ReportError) -> RunReport {
    let report = try RunReport(directory: directory)
    do { try AtomicFileWriter.write(report.page.rendered(), to: path) } catch { throw .file(error) }
    return report
  }

  private static func title(_ directory: String) -> String {
    let name = Path.name(of: directory)
    return [".", "..", "/"].contains(name) ? "Training" : name
  }

  private static func log(_ path: String) throws(ReportError) -> RunLogFile {
    do { return try RunLogFile(path: path) } catch { throw .file(error) }
  }

  private static func configuration(_ path: String) throws(ReportError) -> RunConfiguration? {
    guard let json = try value(path) else { return nil }
    guard let members = json.objectValue else { throw .content(path: path, problem: "must be a JSON object") }
    return RunConfiguration(configuration: members)
  }

  private static func evaluation(_ path: String) throws(ReportError) -> EvaluationReport? {
    guard let json = try value(path) else { return nil }
    do { return try EvaluationReport(json: json) } catch { throw .content(path: path, problem: "\(error)") }
  }

  /// The JSON of a file; nil where it is missing.
  private static func value(_ path: String) throws(ReportError) -> JSONValue? {
    guard FileKind(path: path) != .missing else { return nil }
    let bytes: [UInt8]
    do { bytes = try FileReader.read(path) } catch { throw .file(error) }
    do { return try JSONValue(parsing: bytes) } catch { throw .content(path: path, problem: "\(error)") }
  }
}
