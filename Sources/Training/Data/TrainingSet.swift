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
  /// The distributions of those texts that have one, over the labels of the set.
  let softLabels: [Int: SoftLabels]
  /// Those of them that nobody gave a label: all that is known of such a text is its distribution.
  let spread: Set<Int>
  /// What each text belongs to; nil for one that stands alone.
  let groups: [String?]
  /// Languages of the file that the label set lacks, with the number of snippets that were left out for it.
  let unknownLabels: [String: Int]
  /// Snippets left out because there is nothing but white space in them.
  let emptyCount: Int

  /// How many snippets there are.
  var count: Int { texts.count }

  init(_ snippets: [Snippet], labels: LabelSet) {
    var texts: [[UInt8]] = []
    var targets: [Int32] = []
    var groups: [String?] = []
    var softLabels: [Int: SoftLabels] = [:]
    var spread: Set<Int> = []
    var unknownLabels: [String: Int] = [:]
    var emptyCount = 0
    texts.reserveCapacity(snippets.count)
    for snippet in snippets {
      let number = snippet.likeliestLanguage.map { labels.number(of: $0) }
      let text = SnippetText.prepared(Array(snippet.text.utf8))
      if number == .some(nil) {
        unknownLabels[snippet.likeliestLanguage ?? "", default: 0] += 1
      } else if text.isEmpty {
        emptyCount += 1
      } else {
        softLabels[texts.count] = Self.softLabels(of: snippet, labels)
        if snippet.language == nil, softLabels[texts.count] != nil { spread.insert(texts.count) }
        texts.append(text)
        groups.append(snippet.group)
        targets.append((number ?? nil).map(Int32.init) ?? Self.noneOfThese)
      }
    }
    self.texts = texts
    self.targets = targets
    self.softLabels = softLabels
    self.spread = spread
    self.groups = groups
    self.unknownLabels = unknownLabels
    self.emptyCount = emptyCount
  }

  /// A snippet's distribution, what it says of languages outside the set left out; nil where it has none.
  private static func softLabels(of snippet: Snippet, _ labels: LabelSet) -> SoftLabels? {
    var weights: [Int32: Double] = [:]
    for (label, weight) in snippet.softLabels ?? [:] {
      if let number = labels.number(of: label) { weights[Int32(number)] = weight }
    }
    return SoftLabels(weights)
  }

  /// How many snippets each label has; one with a distribution counts in parts.
  func counts(labels: Int) -> [Double] {
    var counts = [Double](repeating: 0, count: labels)
    for (place, target) in targets.enumerated() where target >= 0 {
      guard let soft = softLabels[place] else {
        counts[Int(target)] += 1
        continue
      }
      for (label, share) in zip(soft.labels, soft.probabilities) { counts[Int(label)] += share }
    }
    return counts
  }
}
