/// Counts for each of the 2^24 keys in how many groups of texts (projects, say) it occurs, to choose a model's
/// features.
///
/// It takes 128 MiB.
package struct NGramFeatureCounter {
  /// For each key, in how many groups it was seen, and the number of the last of them.
  private var tallies = [Tally](repeating: Tally(groups: 0, last: 0), count: NGramHash.keyCount)
  /// Groups are numbered from 1 as they come.
  private var groupNumber: UInt32 = 0
  private var group: Int?
  private let workspace = NGramWorkspace()

  private struct Tally {
    var groups: UInt32
    var last: UInt32

    @inline(__always)
    mutating func count(in group: UInt32) {
      if last == group { return }
      last = group
      groups += 1
    }
  }

  /// One that has seen nothing.
  package init() {}

  /// Counts the features of a prepared text, in UTF-8, of a group; the texts of a group come one after the other.
  package mutating func add(_ text: [UInt8], group: Int) {
    if group != self.group {
      self.group = group
      groupNumber += 1
    }
    let (groupNumber, scalars, scratch) = (groupNumber, workspace.scalars, workspace.features)
    let scalarCount = text.withUnsafeBufferPointer { NGramText.read($0, into: scalars) }
    tallies.withUnsafeMutableBufferPointer { tallies in
      NGramFeatures.forEach(scalars, count: scalarCount, scratch) { key, _, _ in
        tallies[Int(key)].count(in: groupNumber)
        return true
      }
    }
  }

  /// The keys that occur in the most groups, `count` of them or as many as occur at all, ascending; of those that occur
  /// in equally many, the smaller ones.
  package func mostFrequent(_ count: Int) -> [UInt32] {
    let (least, withLeast) = threshold(count)
    var left = withLeast
    var keys: [UInt32] = []
    for (key, tally) in tallies.enumerated() where tally.groups >= least {
      if tally.groups == least {
        guard left > 0 else { continue }
        left -= 1
      }
      keys.append(UInt32(key))
    }
    return keys
  }

  /// In how many groups a key has to occur to be among the `count` most frequent, and how many of those with exactly as
  /// many are.
  private func threshold(_ count: Int) -> (least: UInt32, withLeast: Int) {
    var keysWith = [Int](repeating: 0, count: Int(groupNumber) + 1)
    for tally in tallies { keysWith[Int(tally.groups)] += 1 }
    var room = max(0, count)
    for groups in keysWith.indices.dropFirst().reversed() {
      if keysWith[groups] >= room { return (UInt32(groups), room) }
      room -= keysWith[groups]
    }
    return (1, 0 < groupNumber ? keysWith[1] : 0)
  }
}
