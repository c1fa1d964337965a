internal import NGrams

/// Chooses the features that an n-gram part has: those that occur in the most groups of texts, since what one project
/// repeats in all of its files says nothing about others.
package struct NGramFeatureChoice {
  private let set: TrainingSet

  init(_ set: TrainingSet) { self.set = set }

  /// The keys of the `count` most frequent features, ascending; nil where someone asked to stop.
  func keys(_ count: Int, shouldStop: () -> Bool) -> [UInt32]? {
    let groups = Self.numbers(ofGroups: set.groups)
    var counter = NGramFeatureCounter()
    let byGroup = set.texts.indices.sorted { (groups[$0], $0) < (groups[$1], $1) }
    for (number, text) in byGroup.enumerated() {
      if number % NGramRun.stride == 0, shouldStop() { return nil }
      counter.add(set.texts[text], group: groups[text])
    }
    return counter.mostFrequent(count)
  }

  /// A number for each text, by its group: the same for those of one, a number of its own for a text without.
  package static func numbers(ofGroups groups: [String?]) -> [Int] {
    var numbers: [Substring: Int] = [:]
    var next = 0
    return groups.map { group in
      let name = group.map(project)
      if let name, let number = numbers[name] { return number }
      if let name { numbers[name] = next }
      next += 1
      return next - 1
    }
  }

  /// The repository of a group that is a page of it ("owner/name/page.md"); another group as it is.
  private static func project(of group: String) -> Substring {
    let parts = group.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3 else { return group[...] }
    return group[..<parts[1].endIndex]
  }
}
