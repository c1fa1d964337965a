/// Takes tokens of a text apart into those that they were merged from, so that a rare word is also seen in pieces that
/// others share with it.
///
/// In the manner of BPE-dropout (Provilkov, Emelianenko and Voita 2020), which leaves out merges while it tokenizes: here
/// they are undone afterwards, each with the same chance, and those below them in turn.
package struct SubwordDropout: Sendable {
  /// The chance of each token, and of each part of one that was taken apart.
  private let probability: Double
  private let maxLength: Int
  /// The left and the right part of each token, by its id; -1 for one that has none.
  private let left: [Int32]
  private let right: [Int32]

  /// - Parameters:
  ///   - probability: the chance of each token.
  ///   - maxLength: a text's tokens at most, `<s>` and `</s>` counted.
  ///   - mergedFrom: the two tokens that each token was merged from, by its id.
  package init(probability: Double, maxLength: Int, mergedFrom: [Int32: (left: Int32, right: Int32)]) {
    self.probability = probability
    self.maxLength = maxLength
    var left = [Int32](repeating: -1, count: Int(mergedFrom.keys.max() ?? -1) + 1)
    var right = left
    for (id, parts) in mergedFrom where id >= 0 { (left[Int(id)], right[Int(id)]) = parts }
    (self.left, self.right) = (left, right)
  }

  /// Whether any token can be taken apart.
  var isActive: Bool { probability > 0 && maxLength > 1 }

  /// Takes tokens of `ids` from `start` on apart; its ends, which are `<s>` and `</s>`, are left, and what is then longer
  /// than a text may be is cut before its `</s>`.
  package func split(in ids: inout [Int32], from start: Int, _ random: inout RandomStream) {
    guard isActive, ids.count - start > 2, let end = ids.last else { return }
    var result = [ids[start]]
    var pending: [Int32] = []
    for id in ids[(start + 1)..<(ids.count - 1)] {
      pending.append(id)
      while let next = pending.popLast() {
        if hasParts(next), random.happens(probability) {
          pending.append(right[Int(next)])
          pending.append(left[Int(next)])
        } else {
          result.append(next)
        }
      }
      if result.count >= maxLength { break }
    }
    ids.replaceSubrange(start..., with: result.prefix(maxLength - 1))
    ids.append(end)
  }

  private func hasParts(_ id: Int32) -> Bool { left.indices.contains(Int(id)) && left[Int(id)] >= 0 }
}
