import Classification
import Languages

/// A language in the order in which it is offered.
struct RankedLanguage: Sendable, Hashable {
  let id: String
  /// How probable it is; nil where that is next to nothing, or there is no code to go by.
  let probability: Double?

  /// The name for people.
  var name: String { Languages[id]?.name ?? id }
}

/// All languages that a block may be tagged with: first those that its code looks like, then those of the other blocks
/// of the document, the most frequent first, then the most usual ones, then all others by their names.
struct LanguageRanking: Sendable {
  /// A language less probable than this is not put before others for it.
  private static let leastProbability = 0.01

  let ranked: [RankedLanguage]

  /// `neighbours` are the languages of the document's tags, one a block; `labels` those that the model knows.
  init(prediction: Prediction?, neighbours: [String], labels: [String]) {
    let likely = (prediction?.candidates ?? []).filter { $0.probability >= Self.leastProbability }
    let probabilities = Dictionary(likely.map { ($0.language, $0.probability) }, uniquingKeysWith: max)
    let counts = neighbours.reduce(into: [:]) { $0[$1, default: 0] += 1 }
    let frequent = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
    var seen: Set<String> = []
    let order = [likely.map(\.language), frequent, Self.usual, Self.byName, labels].joined()
    ranked = order.filter { seen.insert($0).inserted }.map { RankedLanguage(id: $0, probability: probabilities[$0]) }
  }

  private static let byName = Languages.all.sorted { $0.name.lowercased() < $1.name.lowercased() }.map(\.id)

  /// What documents are full of: shells, the languages of the web and of data, then by how much is written in them.
  private static let usual = [
    "shellscript", "javascript", "python", "json", "typescript", "html", "css", "yaml", "java", "go", "rust", "c",
    "cpp", "csharp", "sql", "php", "ruby", "xml", "markdown", "diff", "toml", "dockerfile", "kotlin", "swift",
    "powershell", "ini", "r", "lua", "perl", "scala", "makefile", "plaintext",
  ]
}
