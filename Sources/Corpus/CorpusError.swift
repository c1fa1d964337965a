internal import Files

/// What can be wrong with a corpus file, or a folder to make one of, as a whole.
package enum CorpusError: Error, Sendable, CustomStringConvertible {
  /// The file could not be opened or read; `reason` is the system's word for it.
  case unreadable(path: String, reason: String)
  /// No line of the file is a snippet; `first` is the first line's problem, nil for an empty file.
  case empty(path: String, first: LineProblem?)
  /// A line is longer than a line may be.
  case lineTooLong(path: String, line: Int, limit: Int)
  /// Nothing in the folders is text of a known language; the report says why what.
  case noSnippets(directories: [String], report: CorpusReport)

  init(_ error: FileError) { self = .unreadable(path: error.path, reason: "\(error.problem)") }

  /// The file, the line and what is wrong.
  package var description: String {
    switch self {
    case .unreadable(let path, let reason): "\(path): \(reason)"
    case .empty(let path, nil): "\(path): holds no snippets"
    case .empty(_, let first?): "\(first) (and no other line of the file is a snippet)"
    case .lineTooLong(let path, let line, let limit): "\(path):\(line): the line is longer than \(limit) bytes"
    case .noSnippets(let directories, _): "\(directories.joined(separator: ", ")): holds no text of a known language"
    }
  }
}

/// What is wrong with one line of a corpus file; the others can still be used.
package struct LineProblem: Error, Sendable, Equatable, CustomStringConvertible {
  /// The file, as it was named by the caller.
  package var path: String
  /// The line, counted from 1.
  package var line: Int
  /// What is wrong, with the field's name where there is one.
  package var problem: String

  /// Names a line and its problem.
  package init(path: String, line: Int, problem: String) {
    self.path = path
    self.line = line
    self.problem = problem
  }

  /// `file:line: what is wrong`.
  package var description: String { "\(path):\(line): \(problem)" }
}
