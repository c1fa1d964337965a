import JSON

/// `training.*` and what else `parlance.retrain` heeds.
extension SettingKey {
  /// What begins the names of those that a training would stumble over.
  static let trainingPrefix = "training."

  static let ofTraining: [SettingKey] =
    flags.map { name, kind in
      SettingKey(name: trainingPrefix + name, expected: kind.expected) { settings, value in
        guard let text = kind.text(of: value) else { return false }
        settings.training.flags[name] = text
        return true
      }
    } + [
      SettingKey(name: "training.labels", expected: "an object of file name endings and languages") { settings, value in
        guard let labels = labels(value) else { return false }
        settings.training.labels = labels
        return true
      },
      SettingKey(name: "learnFromCorrections", expected: "true or false") { settings, value in
        guard let isOn = value.boolValue else { return false }
        settings.learnsFromCorrections = isOn
        return true
      },
    ]

  /// The keys of a training's configuration that a user has a use for, as `parlance train` calls them: it is another
  /// process, and what it does with them is its business.
  fileprivate static let flags: [(name: String, kind: FlagKind)] = [
    ("epochs", .integer(1...1_000)),
    ("maxSteps", .integer(1...10_000_000)),
    ("learningRate", .number(1e-9...1)),
    ("warmupRatio", .number(0...1)),
    ("batchSize", .integer(1...65_536)),
    ("maxTokensPerBatch", .integer(1...16_777_216)),
    ("gradientAccumulationSteps", .integer(1...65_536)),
    ("maxLength", .integer(8...8_192)),
    ("dropout", .number(0...0.9)),
    ("weightDecay", .number(0...1)),
    ("maxGradNorm", .number(0...1_000)),
    ("labelSmoothing", .number(0...0.9)),
    ("freezeBaseModel", .flag),
    ("unfreezeLastNLayers", .integer(0...1_000)),
    ("freezeEmbeddings", .flag),
    ("earlyStoppingPatience", .integer(1...1_000)),
    ("validationShare", .number(0.01...0.9)),
    ("minimumSnippetsPerLanguage", .integer(1...1_000_000)),
    ("precision", .word(["auto", "fp32", "bf16", "fp16"])),
    ("threads", .integer(1...1_024)),
    ("seed", .integer(0...Int(Int32.max))),
  ]

  /// `{".foo": "foolang"}`, the dot left out too.
  private static func labels(_ value: JSONValue) -> [String: String]? {
    guard let members = value.objectValue else { return nil }
    var labels: [String: String] = [:]
    for (ending, name) in members {
      let bare = ending.hasPrefix(".") ? String(ending.dropFirst()) : ending
      guard let name = name.stringValue, isWord(name), isWord(bare), !bare.contains("=") else { return nil }
      labels["." + bare] = name
    }
    return labels
  }

  private static func isWord(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy { $0 > UInt8(ascii: " ") && $0 != UInt8(ascii: "/") && $0 != 0x7F }
  }
}

extension TrainingSettings {
  /// The keys of `parlance train` that are settings.
  package static var keys: [String] { SettingKey.flags.map(\.name) }
}

/// What the value of a flag has to be.
private enum FlagKind: Sendable {
  case integer(ClosedRange<Int>)
  case number(ClosedRange<Double>)
  case flag
  case word([String])

  var expected: String {
    switch self {
    case .integer(let range): "an integer from \(range.lowerBound) to \(range.upperBound)"
    case .number(let range): "a number from \(range.lowerBound) to \(range.upperBound)"
    case .flag: "true or false"
    case .word(let words): "one of \(words.map { "\"\($0)\"" }.joined(separator: ", "))"
    }
  }

  /// The value as an argument; nil where it is none.
  func text(of value: JSONValue) -> String? {
    switch self {
    case .integer(let range): value.intValue.flatMap { range.contains($0) ? "\($0)" : nil }
    case .number(let range): value.doubleValue.flatMap { range.contains($0) ? "\($0)" : nil }
    case .flag: value.boolValue.map { "\($0)" }
    case .word(let words): value.stringValue.flatMap { words.contains($0) ? $0 : nil }
    }
  }
}
