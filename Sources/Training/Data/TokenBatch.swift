/// Snippets as token ids, packed end to end, with their targets.
struct TokenBatch: Sendable, Equatable {
  /// The ids of all snippets, one after the other: N.
  var inputIDs: [Int32] = []
  /// Where each snippet starts, and the end: B + 1.
  var sequenceOffsets: [Int] = [0]
  /// Each snippet's label, or `TrainingSet.noneOfThese`: B.
  var targets: [Int32] = []

  /// How many snippets.
  var count: Int { targets.count }
  /// How many tokens.
  var tokenCount: Int { inputIDs.count }
  /// The snippets' lengths in tokens.
  var lengths: [Int] { zip(sequenceOffsets.dropFirst(), sequenceOffsets).map { $0 - $1 } }

  /// Ends the snippet whose ids were appended to `inputIDs`.
  mutating func close(target: Int32) {
    sequenceOffsets.append(inputIDs.count)
    targets.append(target)
  }

  /// The snippets `numbers`, in that order.
  func selecting(_ numbers: some Sequence<Int>) -> TokenBatch {
    var result = TokenBatch()
    for number in numbers {
      result.inputIDs += inputIDs[sequenceOffsets[number]..<sequenceOffsets[number + 1]]
      result.close(target: targets[number])
    }
    return result
  }
}
