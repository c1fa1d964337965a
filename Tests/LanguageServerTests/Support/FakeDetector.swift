import Classification
import LanguageServer
import Synchronization

/// Finds in a text what the text says it shall find: `python=90 ruby=8` are two candidates with their percents, and
/// `because:self` is a word that spoke for the best, looked for between `from` and `to`.
struct FakeDetector: LanguageDetecting {
  /// The texts that were looked at, and with which options.
  final class Log: Sendable {
    private let seen = Mutex<[(text: String, options: ClassificationOptions)]>([])
    private let interruption = Mutex<(@Sendable () -> Void)?>(nil)

    var texts: [String] { seen.withLock { $0.map(\.text) } }
    var lastOptions: ClassificationOptions? { seen.withLock { $0.last?.options } }

    func add(_ text: String, _ options: ClassificationOptions) {
      seen.withLock { $0.append((text, options)) }
      interruption.withLock { $0 }?()
    }

    /// What happens while a text is looked at: time goes by, say.
    func whileLooking(_ action: @escaping @Sendable () -> Void) { interruption.withLock { $0 = action } }
  }

  let log: Log
  let labels = ["python", "ruby", "go", "c", "javascript", "plaintext", "shellscript", "foolang", "föö"]
  /// The thresholds of languages; any other has 0.6.
  var thresholds: [String: Double] = [:]
  /// What the languages of a short text need besides.
  var shortTexts = 0.0

  func threshold(of language: String, characters: Int) -> Double {
    let own = thresholds[language] ?? 0.6
    return characters < ConfidenceThresholds.shortTextCharacters ? max(own, shortTexts) : own
  }

  func detect(_ text: [UInt8], options: ClassificationOptions) -> Prediction {
    log.add(String(decoding: text, as: UTF8.self), options)
    return prediction(text, options)
  }

  private func prediction(_ text: [UInt8], _ options: ClassificationOptions) -> Prediction {
    let string = String(decoding: text, as: UTF8.self)
    let candidates = string.split(whereSeparator: \.isWhitespace).compactMap(Self.candidate)
    let weighed = candidates.map {
      Candidate(language: $0.language, probability: $0.probability * (options.prior?[$0.language] ?? 1))
    }
    let total = options.prior == nil ? 1 : max(1, weighed.reduce(0) { $0 + $1.probability })
    let sorted = weighed.map { Candidate(language: $0.language, probability: $0.probability / total) }
      .sorted { $0.probability > $1.probability }
    return sorted.isEmpty
      ? Prediction(abstainingFor: .noAllowedLanguage) : Prediction(candidates: sorted, minimumConfidence: 0)
  }

  func explain(_ text: [UInt8], options: ClassificationOptions, timeLimit: Duration) -> Explanation {
    let prefix = "because:"
    let words = String(decoding: text, as: UTF8.self).split(whereSeparator: \.isWhitespace)
    return Explanation(
      prediction(text, options), window: window(text),
      words: words.filter { $0.hasPrefix(prefix) }.map { word in
        EvidenceWord(text: String(word.dropFirst(prefix.count)), ranges: [], drop: 0.1)
      })
  }

  /// From `from` to `to`, where the text has these words; else all of it.
  private func window(_ text: [UInt8]) -> Range<Int> {
    guard let start = text.firstRange(of: Array("from".utf8)), let end = text.firstRange(of: Array("to".utf8)),
      start.lowerBound < end.upperBound
    else { return 0..<text.count }
    return start.lowerBound..<end.upperBound
  }

  private static func candidate(_ word: Substring) -> Candidate? {
    let parts = word.split(separator: "=")
    guard parts.count == 2, let percent = Double(parts[1]) else { return nil }
    return Candidate(language: String(parts[0]), probability: percent / 100)
  }
}

extension ModelSummary {
  /// What is told of a fake that is said to stand at `path`.
  static func fake(_ path: String, origin: String = "program") -> ModelSummary {
    ModelSummary(path: path, origin: origin, languageCount: 3, text: "\(path)\n  3 languages")
  }
}
