package import Roberta

/// Snippets as token ids, packed end to end, with their targets.
package struct TokenBatch: Sendable, Equatable {
  /// The ids of all snippets, one after the other.
  package var packed = PackedBatch()
  /// Each snippet's label, or `TrainingSet.noneOfThese`: B.
  package var targets: [Int32] = []
  /// The distributions of the snippets that have one, by their place in the batch; their target is its best label.
  package var softLabels: [Int: SoftLabels] = [:]

  /// How many snippets.
  package var count: Int { targets.count }
  /// How many tokens.
  package var tokenCount: Int { packed.tokenCount }
  /// The snippets' lengths in tokens.
  var lengths: [Int] { (0..<count).map { packed.length($0) } }

  /// A batch of packed ids and their labels.
  package init(packed: PackedBatch = PackedBatch(), targets: [Int32] = []) {
    self.packed = packed
    self.targets = targets
  }

  /// Appends a text as the encoder gives it.
  mutating func append(_ text: [UInt8], target: Int32, encode: SnippetEncoder) {
    append(target: target) { encode(text, &$0) }
  }

  /// Appends the snippet whose ids `appendIDs` appends.
  mutating func append(target: Int32, soft: SoftLabels? = nil, appendIDs: (inout [Int32]) -> Void) {
    softLabels[count] = soft
    appendIDs(&packed.inputIDs)
    packed.sequenceOffsets.append(packed.inputIDs.count)
    targets.append(target)
  }

  /// The snippets `numbers`, in that order.
  package func selecting(_ numbers: some Sequence<Int>) -> TokenBatch {
    var result = TokenBatch()
    for number in numbers {
      result.packed.append(packed.inputIDs[packed.sequenceOffsets[number]..<packed.sequenceOffsets[number + 1]])
      result.softLabels[result.count] = softLabels[number]
      result.targets.append(targets[number])
    }
    return result
  }
}

/// Appends a text's ids, special tokens and truncation included: never none.
typealias SnippetEncoder = @Sendable (_ text: [UInt8], _ ids: inout [Int32]) -> Void
