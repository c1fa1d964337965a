import LanguageServerProtocol

/// What is known of the languages of the workspace.
struct WorkspaceLanguages: Sendable {
  /// How long a count of the files is good for.
  static let surveyInterval = Duration.seconds(300)

  /// How many files there are of each language.
  var files: [String: Int] = [:]
  /// How many open documents there are of each language.
  private var documents: [String: Int] = [:]
  /// For which language each open document counts.
  private var counted: [DocumentURI: String] = [:]
  /// When the files were counted last, and the number of that count.
  var lastSurvey: (time: Duration, number: Int)?
  /// What follows for a text that somebody writes there; nil for nothing.
  private(set) var prior: [String: Double]?

  /// Counts a document for a language, or for none; false where it did so before. What else is open is not gone through: a
  /// notebook opens thousands of cells at once.
  mutating func count(_ uri: DocumentURI, as language: String?) -> Bool {
    let before = counted[uri]
    guard before != language else { return false }
    counted[uri] = language
    if let before, let count = documents[before] { documents[before] = count > 1 ? count - 1 : nil }
    if let language { documents[language, default: 0] += 1 }
    return true
  }

  /// Weighs anew; whether anything changed by more than a fourth. What hardly changes stays, since all that is known of
  /// texts depends on it.
  mutating func weigh(_ weight: Double) -> Bool {
    let new = WorkspacePrior.factors(files.merging(documents, uniquingKeysWith: +), weight: weight)
    let (before, after) = (prior ?? [:], new ?? [:])
    let isNear = Set(before.keys).union(after.keys).allSatisfy { language in
      let (old, new) = (before[language] ?? 1, after[language] ?? 1)
      return max(old, new) <= 1.25 * min(old, new)
    }
    if isNear, (prior == nil) == (new == nil) { return false }
    prior = new
    return true
  }
}
