internal import JSON

/// From which confidence on an answer may be acted upon without asking: fitted on validation snippets, a language at a
/// time (`ThresholdFitting` in `Evaluation` says how).
package struct ConfidenceThresholds: Sendable, Hashable {
  /// Texts with fewer characters (Unicode scalars) than this are short: `shortTexts` holds for them too.
  package static let shortTextCharacters = 50

  /// The share of right answers that is aimed at.
  package var precision: Double
  /// The share of the validation's labels that is taken to be wrong; an answer is not to blame for those.
  package var labelNoise: Double
  /// The threshold of each language that there was evidence on; 1 for one that never gets there.
  package var languages: [String: Double]
  /// That of any other language.
  package var others: Double
  /// The least threshold of a short text, whatever its language; 1 where no confidence is enough.
  package var shortTexts: Double

  /// What they did on the snippets that they were fitted to: all together, and those of each language that cleared any.
  package var evidence: ThresholdEvidence?
  package var languageEvidence: [String: ThresholdEvidence] = [:]
  /// The share of snippets that reached them; nil where nobody counted.
  package var coverage: Double?

  /// Thresholds of their parts.
  package init(precision: Double, labelNoise: Double, languages: [String: Double], others: Double, shortTexts: Double) {
    self.precision = precision
    self.labelNoise = labelNoise
    self.languages = languages
    self.others = others
    self.shortTexts = shortTexts
  }

  /// Whether a confidence is enough. A threshold of 1 means "never": a probability may be 1 for no better reason than
  /// that no other language was allowed.
  package static func isReached(_ threshold: Double, by confidence: Double) -> Bool {
    threshold < 1 && confidence >= threshold
  }

  private static let keys: Set<String> = [
    "precision", "labelNoise", "languages", "others", "shortTexts", "coverage", "evidence", "languageEvidence",
  ]

  /// Reads the object that `json` gives; all thresholds must be there, and no member that is not known.
  init(_ reader: JSONDecodingReader) throws(JSONFieldError) {
    try reader.refuseKeys(besides: Self.keys)
    precision = try reader.double("precision", in: 0...1)
    labelNoise = try reader.double("labelNoise", in: 0...1)
    others = try reader.double("others", in: 0...1)
    shortTexts = try reader.double("shortTexts", in: 0...1)
    languages = [:]
    let members = try reader.field("languages")
    for language in try members.object().keys {
      languages[language] = try members.double(language, in: 0...1)
    }
    coverage = try reader.optional("coverage")?.double(in: 0...1)
    if let field = try reader.optional("evidence") { evidence = try ThresholdEvidence(field) }
    guard let counted = try reader.optional("languageEvidence") else { return }
    for language in try counted.object().keys {
      languageEvidence[language] = try ThresholdEvidence(counted.field(language))
    }
  }

  /// The object that is stored, its languages in the order of their names.
  var json: JSONValue {
    var members: JSONObject = [
      "precision": .number(precision), "labelNoise": .number(labelNoise), "others": .number(others),
      "shortTexts": .number(shortTexts), "languages": Self.object(languages.mapValues { .number($0) }),
    ]
    members["coverage"] = coverage.map(JSONValue.number)
    members["evidence"] = evidence?.json
    if !languageEvidence.isEmpty { members["languageEvidence"] = Self.object(languageEvidence.mapValues(\.json)) }
    return .object(members)
  }

  private static func object(_ members: [String: JSONValue]) -> JSONValue {
    .object(JSONObject(uniqueKeysWithValues: members.sorted { $0.key < $1.key }))
  }
}

extension Calibration {
  /// The threshold of every language where the model's makers fitted none: so sure is right 98 times in 100 with the
  /// model that ships.
  package static let thresholdWithoutFit = 0.95

  /// From which confidence on a text is to be taken for one of `label` without asking; 1 for never.
  package func threshold(of label: String) -> Double {
    thresholds.map { $0.languages[label] ?? $0.others } ?? minimumConfidence ?? Self.thresholdWithoutFit
  }

  /// The same for a text of so many characters: a short one asks for more.
  package func threshold(of label: String, characters: Int) -> Double {
    guard let thresholds, characters < ConfidenceThresholds.shortTextCharacters else { return threshold(of: label) }
    return max(threshold(of: label), thresholds.shortTexts)
  }

  /// Whether a candidate for a text of so many characters is probable enough to be taken without asking.
  package func clears(_ candidate: Candidate, characters: Int) -> Bool {
    ConfidenceThresholds.isReached(
      threshold(of: candidate.language, characters: characters), by: candidate.probability)
  }
}
