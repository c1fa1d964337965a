/// The languages that a model tells apart, with their numbers.
package struct LabelSet: Sendable, Equatable {
  /// The labels; a label's number is its place.
  package let labels: [String]
  private let numbers: [String: Int]

  /// A set with the labels in the order given; a label that comes again keeps its first number.
  package init(_ ordered: some Sequence<String>) {
    var labels: [String] = []
    var numbers: [String: Int] = [:]
    for label in ordered where numbers[label] == nil {
      numbers[label] = labels.count
      labels.append(label)
    }
    self.labels = labels
    self.numbers = numbers
  }

  /// The labels of `snippets` that have at least `minimumCount` of them, sorted, so that equal data gives equal numbers.
  package init(of snippets: some Sequence<Snippet>, minimumCount: Int = 1) {
    var counts: [String: Int] = [:]
    for snippet in snippets { snippet.likeliestLanguage.map { counts[$0, default: 0] += 1 } }
    self.init(counts.filter { $0.value >= minimumCount }.keys.sorted())
  }

  /// How many labels there are.
  package var count: Int { labels.count }

  /// The number of a label, nil where the set does not have it.
  package func number(of label: String) -> Int? { numbers[label] }
}
