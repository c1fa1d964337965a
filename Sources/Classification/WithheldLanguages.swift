internal import JSON

/// Languages that the model tells too rarely to guess them: their labels stay, and what they would have is left to doubt
/// (`WithholdingFitting` in `Evaluation` says how they are found). A caller who names one in `include` may be answered it.
package struct WithheldLanguages: Sendable, Hashable {
  /// How a language fared on the validation snippets.
  package struct Record: Sendable, Hashable {
    /// Its snippets, and how many of them were found, with those languages left out that had been found worse.
    package let rows: Int, found: Int

    /// A record of its counts.
    package init(rows: Int, found: Int) {
      self.rows = rows
      self.found = found
    }

    /// The share that was found; 0 without rows.
    package var recall: Double { rows == 0 ? 0 : Double(found) / Double(rows) }
  }

  /// A language is guessed that reached this recall on so many snippets or more.
  package var recall: Double
  package var rows: Int
  /// Whether a snippet that was answered with a look-alike of its language counts as found.
  package var countsLookAlikes: Bool
  /// Those that did not.
  package var languages: [String: Record]

  /// Languages of their parts.
  package init(recall: Double, rows: Int, countsLookAlikes: Bool, languages: [String: Record]) {
    self.recall = recall
    self.rows = rows
    self.countsLookAlikes = countsLookAlikes
    self.languages = languages
  }

  /// The same without some: a model that has learned a language from its user's own texts is to answer it there.
  package func without(_ learned: some Sequence<String>) -> WithheldLanguages {
    var rest = self
    for language in learned { rest.languages[language] = nil }
    return rest
  }
}

extension WithheldLanguages {
  private static let keys: Set<String> = ["recall", "rows", "countsLookAlikes", "languages"]
  private static let counts = 0...1 << 36

  /// Reads the object that `json` gives; every member must be there, and no other.
  init(_ reader: JSONDecodingReader) throws(JSONFieldError) {
    try reader.refuseKeys(besides: Self.keys)
    recall = try reader.double("recall", in: 0...1)
    rows = try reader.integer("rows", in: Self.counts)
    countsLookAlikes = try reader.field("countsLookAlikes").bool()
    languages = [:]
    let members = try reader.field("languages")
    for language in try members.object().keys {
      let member = try members.field(language)
      let rows = try member.integer("rows", in: Self.counts)
      languages[language] = Record(rows: rows, found: try member.integer("found", in: 0...rows))
    }
  }

  /// The object that is stored, its languages in the order of their names.
  var json: JSONValue {
    var members = JSONObject()
    for (language, record) in languages.sorted(by: { $0.key < $1.key }) {
      members[language] = ["rows": .integer(record.rows), "found": .integer(record.found)]
    }
    return [
      "recall": .number(recall), "rows": .integer(rows), "countsLookAlikes": .bool(countsLookAlikes),
      "languages": .object(members),
    ]
  }
}
