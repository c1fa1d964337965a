/// Splits groups of labelled texts in two, by language, so that no group stands on both sides.
struct GroupSplit {
  /// How many texts of each language a group has.
  private var counts: [[Int: Int]]
  private var totals: [Int: Int] = [:]
  private let share: Double

  /// In which order groups are asked.
  enum Order {
    case random(seed: UInt64)
    /// By a number of each group's own: it mostly stays where it is when others come and go.
    case ranks([UInt64])
  }

  /// Whether a group is on validation's side.
  private(set) var isValidation: [Bool]
  private var validation: [Int: Int] = [:]

  /// Splits.
  ///
  /// Groups come in an order that has nothing to do with what is in them; one goes to validation where that brings its languages nearer to their shares
  /// than it takes them away, and leaves each of them something to learn from. Then each language that has several
  /// groups and none in validation gets its smallest one there. One group alone is always learned from.
  ///
  /// `texts` are the group and the language of each text, by number; `share` is that of each language, 0 to 1.
  init(_ texts: some Sequence<(group: Int, language: Int)>, groupCount: Int, share: Double, order: Order) {
    counts = [[Int: Int]](repeating: [:], count: groupCount)
    for (group, language) in texts {
      counts[group][language, default: 0] += 1
      totals[language, default: 0] += 1
    }
    self.share = share
    isValidation = [Bool](repeating: false, count: groupCount)
    guard share > 0 else { return }
    let order = groups(in: order)
    for group in order where helps(group) { move(group) }
    for language in totals.keys.sorted() where validation[language, default: 0] == 0 { moveSmallest(language, order) }
  }

  private func groups(in order: Order) -> [Int] {
    let all = counts.indices.filter { !counts[$0].isEmpty }
    switch order {
    case .random(let seed):
      var generator = SeededGenerator(seed: seed)
      return all.shuffled(using: &generator)
    case .ranks(let ranks):
      return all.sorted { (ranks[$0], $0) < (ranks[$1], $1) }
    }
  }

  /// Whether each of the group's languages would keep something to learn from.
  private func mayMove(_ group: Int) -> Bool {
    counts[group].allSatisfy { language, count in
      validation[language, default: 0] + count < totals[language, default: 0]
    }
  }

  /// Whether the languages' shares are better with the group in validation than without, in sum.
  private func helps(_ group: Int) -> Bool {
    guard mayMove(group) else { return false }
    var gain = 0.0
    for language in counts[group].keys.sorted() {
      let total = Double(totals[language, default: 1])
      let missing = total * share - Double(validation[language, default: 0])
      gain += (abs(missing) - abs(missing - Double(counts[group][language, default: 0]))) / total
    }
    return gain > 0
  }

  private mutating func move(_ group: Int) {
    isValidation[group] = true
    for (language, count) in counts[group] { validation[language, default: 0] += count }
  }

  private mutating func moveSmallest(_ language: Int, _ order: [Int]) {
    let candidates = order.filter { counts[$0][language] != nil && mayMove($0) }
    let smallest = candidates.min { left, right in
      counts[left].values.reduce(0, +) < counts[right].values.reduce(0, +)
    }
    if let smallest { move(smallest) }
  }
}
