#if canImport(Glibc)
  private import Glibc
#else
  private import Darwin
#endif

/// Which snippet is drawn when: a pure function of the seed and the epoch.
///
/// Every epoch has as many draws as there are snippets, shared among the classes by their size to the power of
/// `classBalance`. Within a class its snippets come in turn, in an order that is new each round, so that over the
/// epochs each comes equally often (± 1). At `classBalance` 1 that is a permutation of the data.
package struct EpochOrder: Sendable {
  /// The members of each class; "none of these", where there are any, is the last.
  private let classes: [[Int]]
  /// Draws of each class in an epoch.
  package let quotas: [Int]
  private let seed: Int

  /// Draws in an epoch.
  package var drawsPerEpoch: Int { quotas.reduce(0, +) }

  /// The order of snippets with these labels, `TrainingSet.noneOfThese` for none.
  package init(targets: [Int32], classBalance: Double, noneOfTheseShare: Double?, seed: Int) {
    let classCount = Int(targets.max() ?? -1) + 1
    var members = [[Int]](repeating: [], count: classCount + 1)
    for (index, target) in targets.enumerated() {
      members[target < 0 ? classCount : Int(target)].append(index)
    }
    var weights = members.map { $0.isEmpty ? 0 : pow(Double($0.count), classBalance) }
    if let share = noneOfTheseShare, let last = weights.last, last > 0 {
      let others = weights.dropLast().reduce(0, +)
      weights[classCount] = others > 0 ? others * share / (1 - share) : 1
    }
    classes = members
    quotas = Self.apportion(targets.count, by: weights)
    self.seed = seed
  }

  /// The numbers of the snippets in the order in which epoch `epoch` draws them.
  package func order(epoch: Int) -> [Int] {
    var order: [Int] = []
    order.reserveCapacity(drawsPerEpoch)
    for (number, members) in classes.enumerated() where quotas[number] > 0 {
      appendDraws(of: members, class: number, from: epoch * quotas[number], count: quotas[number], to: &order)
    }
    var random = RandomStream(seed: seed, .epochOrder, epoch)
    random.shuffle(&order)
    return order
  }

  /// Appends draws `from..<from + count` of a class's endless sequence of permutations.
  private func appendDraws(of members: [Int], class number: Int, from: Int, count: Int, to order: inout [Int]) {
    var position = from
    let end = from + count
    while position < end {
      let round = position / members.count
      var random = RandomStream(seed: seed, .classOrder, number, round)
      let permutation = random.permutation(members.count)
      let roundEnd = min(end, (round + 1) * members.count)
      for place in position..<roundEnd { order.append(members[permutation[place % members.count]]) }
      position = roundEnd
    }
  }

  /// Shares `total` by `weights` in whole numbers that add up to it (largest remainders, ties to the first).
  package static func apportion(_ total: Int, by weights: [Double]) -> [Int] {
    let sum = weights.reduce(0, +)
    guard sum > 0 else { return weights.map { _ in 0 } }
    let exact = weights.map { Double(total) * $0 / sum }
    var shares = exact.map { Int($0) }
    let remainders = zip(exact, shares).map { $0 - Double($1) }
    let byRemainder = exact.indices.sorted { (remainders[$1], $0) < (remainders[$0], $1) }
    for index in byRemainder.prefix(total - shares.reduce(0, +)) { shares[index] += 1 }
    return shares
  }
}
