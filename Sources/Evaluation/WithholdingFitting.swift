package import Classification

/// Finds the languages that a model tells too rarely to guess them: those that do not reach 70 % recall on ten validation
/// snippets or more.
///
/// A language that is no longer guessed leaves its answers to others, whose recall can only rise. So they are taken out one
/// at a time, the worst first, until all that are left pass; in the end each is let in again with which all still pass, those
/// of most snippets first. Plain text stays: it is no language, but what is said where there is none.
package struct WithholdingFitting: Sendable {
  /// The recall that is asked for, and on how many snippets.
  package static let recall = 0.7
  package static let rows = 10
  private static let plainText = "plaintext"

  /// A snippet's language and the model's answers, the most probable first.
  package struct Row: Sendable {
    let truth: String
    let ranked: [String]

    /// A row of its parts.
    package init(truth: String, ranked: [String]) {
      self.truth = truth
      self.ranked = ranked
    }
  }

  private let labels: [String]
  /// By row: the number of its language, and of its answers.
  private let truths: [Int]
  private let ranked: [[Int]]
  /// By language: its snippets.
  private let support: [Int]
  /// By language: the answers that count as found.
  private let isFound: [Set<Int>]
  private let countsLookAlikes: Bool

  /// The search among these labels; `countsLookAlikes`: whether a look-alike of a snippet's language counts as found.
  package init(labels: [String], rows: [Row], countsLookAlikes: Bool) {
    let numbers = Dictionary(zip(labels, labels.indices), uniquingKeysWith: { first, _ in first })
    let known = rows.compactMap { row in numbers[row.truth].map { ($0, row.ranked.compactMap { numbers[$0] }) } }
    self.labels = labels
    self.countsLookAlikes = countsLookAlikes
    truths = known.map(\.0)
    ranked = known.map(\.1)
    var support = [Int](repeating: 0, count: labels.count)
    for truth in truths { support[truth] += 1 }
    self.support = support
    isFound = labels.map { label in
      Set(
        labels.indices.filter { other in
          countsLookAlikes ? LookAlike.isAcceptable(labels[other], for: label) : labels[other] == label
        })
    }
  }

  /// The languages that are not to be guessed.
  package func fit() -> WithheldLanguages {
    var guessed = labels.indices.map { support[$0] >= Self.rows || labels[$0] == Self.plainText }
    var records: [Int: WithheldLanguages.Record] = [:]
    let all = found([Bool](repeating: true, count: labels.count))
    for label in labels.indices where !guessed[label] { records[label] = record(label, all) }
    while true {
      let found = found(guessed)
      guard let worst = failing(guessed, found).min(by: { isWorse($0, $1, found) }) else { break }
      guessed[worst] = false
      records[worst] = record(worst, found)
    }
    readmit(&guessed)
    for label in labels.indices where guessed[label] { records[label] = nil }
    return WithheldLanguages(
      recall: Self.recall, rows: Self.rows, countsLookAlikes: countsLookAlikes,
      languages: Dictionary(uniqueKeysWithValues: records.map { (labels[$0], $1) }))
  }

  private func record(_ label: Int, _ found: [Int]) -> WithheldLanguages.Record {
    WithheldLanguages.Record(rows: support[label], found: found[label])
  }

  /// How many snippets of each language are found where only these are answered.
  private func found(_ guessed: [Bool]) -> [Int] {
    var found = [Int](repeating: 0, count: labels.count)
    for (truth, ranked) in zip(truths, ranked) {
      if let answer = ranked.first(where: { guessed[$0] }), isFound[truth].contains(answer) { found[truth] += 1 }
    }
    return found
  }

  private func failing(_ guessed: [Bool], _ found: [Int]) -> [Int] {
    labels.indices.filter {
      guessed[$0] && labels[$0] != Self.plainText && Double(found[$0]) < Self.recall * Double(support[$0])
    }
  }

  private func isWorse(_ a: Int, _ b: Int, _ found: [Int]) -> Bool {
    let (left, right) = (found[a] * support[b], found[b] * support[a])
    return left == right ? (support[a], labels[a]) < (support[b], labels[b]) : left < right
  }

  /// Lets in again what does no harm any more.
  private func readmit(_ guessed: inout [Bool]) {
    let out = labels.indices.filter { !guessed[$0] && support[$0] >= Self.rows }
      .sorted { (support[$1], labels[$0]) < (support[$0], labels[$1]) }
    var changes = true
    while changes {
      changes = false
      for label in out where !guessed[label] {
        guessed[label] = true
        if failing(guessed, found(guessed)).isEmpty { changes = true } else { guessed[label] = false }
      }
    }
  }
}
