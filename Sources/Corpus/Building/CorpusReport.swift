package import JSON
internal import Languages

/// What was made of the folders.
package struct CorpusReport: Sendable {
  /// How many snippets of a language there are.
  package struct LanguageCount: Sendable, Equatable {
    package var train: Int, validation: Int

    /// Counts, none where they are not given.
    package init(train: Int = 0, validation: Int = 0) {
      self.train = train
      self.validation = validation
    }
  }

  /// How often something was skipped, and the first time.
  package struct Skipped: Sendable, Equatable {
    package var count = 0
    /// The path of the first one.
    package var example = ""
  }

  /// Snippets by label.
  package var languages: [String: LanguageCount] = [:]
  /// What was left out, by reason.
  package var skipped: [SkipReason: Skipped] = [:]
  /// Labels that the registry does not know, with the path of the first file of each: languages of the user's own, or names
  /// that were written wrongly.
  package var ownLanguages: [String: String] = [:]
  /// Each folder, and how it was taken to be laid out.
  package var layouts: [(directory: String, layout: CorpusLayout)] = []
  /// Files looked at, and the bytes read of them.
  package var files = 0, bytes = 0
  /// The limits that were reached, so that not all was looked at.
  package var limitsReached: Set<CorpusLimits.Limit> = []
  /// Groups, and how many of them were joined to others since they have near-copies of each other.
  package var groups = 0, joinedGroups = 0

  /// All snippets.
  package var train: Int { languages.values.reduce(0) { $0 + $1.train } }
  package var validation: Int { languages.values.reduce(0) { $0 + $1.validation } }

  mutating func skip(_ reason: SkipReason, _ path: String, count: Int = 1) {
    if skipped[reason] == nil { skipped[reason] = Skipped(count: 0, example: path) }
    skipped[reason]?.count += count
  }

  /// Notes the first file of a language that the registry does not know.
  mutating func meet(_ label: String, _ path: String) {
    if Languages[label] == nil, ownLanguages[label] == nil { ownLanguages[label] = path }
  }

  /// The report for programs.
  package func json() -> JSONValue {
    let byLanguage = languages.sorted { $0.key < $1.key }.map { label, count in
      (label, ["train": .integer(count.train), "validation": .integer(count.validation)] as JSONValue)
    }
    let byReason = SkipReason.allCases.compactMap { reason in
      skipped[reason].map { skipped in
        (reason.rawValue, ["count": .integer(skipped.count), "example": .string(skipped.example)] as JSONValue)
      }
    }
    let own = ownLanguages.sorted { $0.key < $1.key }.map { ($0, JSONValue.string($1)) }
    return [
      "train": .integer(train), "validation": .integer(validation), "files": .integer(files), "bytes": .integer(bytes),
      "groups": .integer(groups), "joinedGroups": .integer(joinedGroups),
      "layouts": .array(
        layouts.map { ["directory": .string($0.directory), "layout": .string($0.layout.rawValue)] }),
      "languages": .object(JSONObject(uniqueKeysWithValues: byLanguage)),
      "ownLanguages": .object(JSONObject(uniqueKeysWithValues: own)),
      "skipped": .object(JSONObject(uniqueKeysWithValues: byReason)),
    ]
  }
}
