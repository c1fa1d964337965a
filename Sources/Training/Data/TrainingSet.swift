internal import Classification
internal import Corpus

/// The snippets of one split, ready to be drawn: texts as the tokenizer is shown them, labels as numbers.
struct TrainingSet: Sendable {
  /// The number that stands for "none of these".
  static let noneOfThese: Int32 = -1

  /// The texts, UTF-8, prepared as inference prepares them.
  let texts: [[UInt8]]
  /// A label's number for each text, or `noneOfThese`.
  let targets: [Int32]
  /// Languages of the file that the label set lacks, with the number of snippets that were left out for it.
  let unknownLabels: [String: Int]
  /// Snippets left out because there is nothing but white space in them.
  let emptyCount: Int

  /// How many snippets there are.
  var count: Int { texts.count }

  init(_ snippets: [Snippet], labels: LabelSet) {
    var texts: [[UInt8]] = []
    var targets: [Int32] = []
    var unknownLabels: [String: Int] = [:]
    var emptyCount = 0
    texts.reserveCapacity(snippets.count)
    for snippet in snippets {
      let number = snippet.language.map { labels.number(of: $0) }
      let text = SnippetText.prepared(Array(snippet.text.utf8))
      if number == .some(nil) {
        unknownLabels[snippet.language ?? "", default: 0] += 1
      } else if text.isEmpty {
        emptyCount += 1
      } else {
        texts.append(text)
        targets.append((number ?? nil).map(Int32.init) ?? Self.noneOfThese)
      }
    }
    self.texts = texts
    self.targets = targets
    self.unknownLabels = unknownLabels
    self.emptyCount = emptyCount
  }
}
