internal import Files
internal import JSON

/// Splits a file of snippets in two, as a corpus of folders is split: by group, near-copies together, by language.
package struct SnippetFileSplit: Sendable {
  /// How many lines went where, and in how many groups they were.
  package private(set) var train = 0, validation = 0, groups = 0

  private struct Line {
    let group: Int
    /// nil for "none of these", and for what is no snippet.
    let language: String?
    let isSnippet: Bool
  }

  /// Splits the file at `path`; its lines are copied as they are. A line without a group is a group of its own; one that
  /// is no snippet goes to the training file, whose reader names it.
  ///
  /// - Throws: `CorpusError` where a file can't be read or written.
  package init(_ path: String, to files: CorpusFiles, share: Double, seed: UInt64) throws {
    var lines: [Line] = []
    var groupNumbers: [String: Int] = [:]
    var nearCopies = NearCopies()
    try JSONLinesReader(path: path).forEach { _, result in
      let snippet = try? result.get()
      let number = snippet?.group.flatMap { groupNumbers[$0] } ?? groups
      if number == groups { groups += 1 }
      if let group = snippet?.group { groupNumbers[group] = number }
      if let snippet { nearCopies.add(Signature(Array(snippet.text.utf8)[...]), group: number) }
      lines.append(Line(group: number, language: snippet?.likeliestLanguage, isSnippet: snippet != nil))
    }
    var joined = UnionFind(count: groups)
    nearCopies.join(&joined)
    let roots = (0..<groups).map { joined.find($0) }
    do {
      try copy(path, to: files, lines, roots, Self.sides(lines, roots, share: share, seed: seed))
    } catch let error as FileError {
      throw CorpusError(error)
    }
  }

  private static func sides(_ lines: [Line], _ roots: [Int], share: Double, seed: UInt64) -> [Bool] {
    let labels = LabelSet(Set(lines.compactMap(\.language)).sorted())
    let texts = lines.filter(\.isSnippet).map { line in
      (group: roots[line.group], language: line.language.flatMap(labels.number) ?? labels.count)
    }
    return GroupSplit(texts, groupCount: roots.count, share: share, order: .random(seed: seed)).isValidation
  }

  private mutating func copy(
    _ path: String, to files: CorpusFiles, _ lines: [Line], _ roots: [Int], _ isValidation: [Bool]
  ) throws {
    var trainWriter = try SnippetWriter(path: files.train)
    var validationWriter = try SnippetWriter(path: files.validation)
    var failure: FileError?
    var index = 0
    var counts = (train: 0, validation: 0)
    let reading = Result { () throws(CorpusError) in
      try LineReader(path: path).forEachLine { _, bytes in
        guard failure == nil, !JSONLinesReader.isBlank(bytes), index < lines.count else { return }
        let line = lines[index]
        index += 1
        do throws(FileError) {
          if line.isSnippet, isValidation[roots[line.group]] {
            try validationWriter.append(line: Array(bytes))
            counts.validation += 1
          } else {
            try trainWriter.append(line: Array(bytes))
            counts.train += 1
          }
        } catch {
          failure = error
        }
      }
    }
    if let failure { throw failure }
    try reading.get()
    (train, validation) = counts
    try trainWriter.synchronize()
    try validationWriter.synchronize()
    try validationWriter.commit()
    try trainWriter.commit()
  }
}
