/// Tells by its lines which of the languages that share an extension a file is in.
struct ContentRules: Sendable {
  /// A language, and what its files have.
  struct Rule: Sendable {
    let language: String
    /// One line must be like one of these; none: the language is taken where no earlier rule holds.
    let evidence: [Glob]
    /// No line may be like one of these.
    let counterEvidence: [Glob]

    /// Patterns are globs for lines without white space at their ends.
    init(_ language: String, _ evidence: [String] = [], unless counterEvidence: [String] = []) {
      self.language = language
      self.evidence = evidence.compactMap { Glob(Array($0.utf8), crossesSlashes: true) }
      self.counterEvidence = counterEvidence.compactMap { Glob(Array($0.utf8), crossesSlashes: true) }
    }
  }

  private let rules: [Rule]
  /// How much of a text is looked at.
  private static let maximumBytes = 1 << 16

  init(_ rules: [Rule]) { self.rules = rules }

  /// The languages that the rules can answer.
  var languages: [String] { rules.map(\.language) }

  /// The rules for a file's name, by the longest of its extensions that has some; nil where none has.
  static func rules(forFile name: String) -> ContentRules? {
    var rest = name.lowercased()[...]
    while let dot = rest.firstIndex(of: ".") {
      if let rules = ContentRuleTable.byExtension[String(rest[dot...])] { return rules }
      rest = rest[rest.index(after: dot)...]
    }
    return nil
  }

  /// The language of the first rule that holds; nil where none does.
  func language(of text: [UInt8]) -> String? {
    let lines = text.prefix(Self.maximumBytes).split(separator: 0x0A).map(Self.trimmed)
    return rules.first { rule in
      (rule.evidence.isEmpty || Self.matches(lines, rule.evidence)) && !Self.matches(lines, rule.counterEvidence)
    }?.language
  }

  private static func matches(_ lines: [ArraySlice<UInt8>], _ globs: [Glob]) -> Bool {
    !globs.isEmpty && lines.contains { line in globs.contains { $0.matches(line) } }
  }

  private static func trimmed(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var line = line.drop(while: isBlank)
    while let last = line.last, isBlank(last) { line = line.dropLast() }
    return line
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D }
}
