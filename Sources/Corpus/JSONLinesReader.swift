private import JSON

/// Reads snippets from a file with one JSON object a line: `{"text", "language", "source", "group", "softLabels"}`.
///
/// A line that is no snippet is counted and named, and the others are read on.
package struct JSONLinesReader: Sendable {
  private let lines: LineReader
  /// How many problems are kept with their words; all are counted.
  private static let keptProblems = 20

  /// Reads `path`; nothing is opened yet.
  package init(path: String) {
    lines = LineReader(path: path)
  }

  /// Calls `body` with each snippet or problem in the order of the file; blank lines are passed over.
  ///
  /// - Throws: `CorpusError` where the file can't be read.
  package func forEach(
    _ body: (_ line: Int, _ result: Result<Snippet, LineProblem>) -> Void
  ) throws(CorpusError) {
    let path = lines.path
    try lines.forEachLine { number, bytes in
      if Self.isBlank(bytes) { return }
      body(number, Self.snippet(bytes).mapError { LineProblem(path: path, line: number, problem: $0.words) })
    }
  }

  /// Whether a line is passed over.
  static func isBlank(_ line: UnsafeRawBufferPointer) -> Bool { line.allSatisfy(isWhitespace) }

  /// All snippets of the file, with the problems of the lines that are none.
  ///
  /// - Throws: `CorpusError` where the file can't be read or holds no snippet at all.
  package func readAll() throws(CorpusError) -> SnippetFile {
    var file = SnippetFile(snippets: [], problems: [], problemCount: 0)
    try forEach { _, result in
      switch result {
      case .success(let snippet): file.snippets.append(snippet)
      case .failure(let problem):
        file.problemCount += 1
        if file.problems.count < Self.keptProblems { file.problems.append(problem) }
      }
    }
    guard !file.snippets.isEmpty else { throw .empty(path: lines.path, first: file.problems.first) }
    return file
  }

  private static func snippet(_ bytes: UnsafeRawBufferPointer) -> Result<Snippet, Problem> {
    do {
      return .success(try Snippet(json: try JSONValue(parsing: bytes)))
    } catch let problem as Problem {
      return .failure(problem)
    } catch {
      return .failure(Problem(words: "\(error)"))
    }
  }
}

/// What a whole corpus file held.
package struct SnippetFile: Sendable {
  /// The snippets in the order of the file.
  package var snippets: [Snippet]
  /// The first problems, in the order of the file.
  package var problems: [LineProblem]
  /// How many lines were no snippet.
  package var problemCount: Int
}

private struct Problem: Error {
  var words: String
}

extension Snippet {
  /// A snippet of a parsed line. `language` may be null or absent: none of these.
  fileprivate init(json: JSONValue) throws {
    guard json.objectValue != nil else { throw Problem(words: "must be a JSON object with \"text\" and \"language\"") }
    guard let text = json["text"]?.stringValue else { throw Problem(words: "\"text\" must be a string") }
    self.init(
      text: text, language: try Self.optionalString("language", json), source: try Self.optionalString("source", json),
      group: try Self.optionalString("group", json), softLabels: try Self.distribution(json["softLabels"]))
  }

  private static func optionalString(_ key: String, _ json: JSONValue) throws -> String? {
    guard let value = json[key], !value.isNull else { return nil }
    guard let string = value.stringValue, !string.isEmpty else {
      throw Problem(words: "\"\(key)\" must be a string that is not empty, or null")
    }
    // A model's `config.json` could not be read again with such a label in it.
    guard !string.utf8.contains(0) else { throw Problem(words: "\"\(key)\" must not hold a NUL") }
    return string
  }

  private static func distribution(_ json: JSONValue?) throws -> [String: Double]? {
    guard let json, !json.isNull else { return nil }
    guard let object = json.objectValue else { throw Problem(words: "\"softLabels\" must be an object of numbers") }
    var result: [String: Double] = [:]
    for (label, value) in object {
      guard let probability = value.doubleValue, probability >= 0 else {
        throw Problem(words: "\"softLabels.\(label)\" must be a number of 0 or more")
      }
      result[label] = probability
    }
    return result
  }
}
