/// Sequences of token ids, end to end, without padding.
package struct PackedBatch: Sendable, Equatable {
  /// N ids.
  package var inputIDs: [Int32]
  /// B + 1 offsets into `inputIDs`; the first is 0, the last N.
  package var sequenceOffsets: [Int]

  /// A batch without sequences.
  package init() {
    inputIDs = []
    sequenceOffsets = [0]
  }

  /// A batch of `sequences`, none of them empty.
  package init(_ sequences: some Sequence<[Int32]>) {
    self.init()
    for sequence in sequences { append(sequence) }
  }

  /// Appends a sequence of at least one id.
  package mutating func append(_ ids: some Collection<Int32>) {
    precondition(!ids.isEmpty, "PackedBatch.append: an empty sequence")
    inputIDs.append(contentsOf: ids)
    sequenceOffsets.append(inputIDs.count)
  }

  /// Forgets the sequences and keeps the memory.
  package mutating func removeAll() {
    inputIDs.removeAll(keepingCapacity: true)
    sequenceOffsets.removeAll(keepingCapacity: true)
    sequenceOffsets.append(0)
  }

  /// B.
  package var count: Int { sequenceOffsets.count - 1 }

  /// N.
  package var tokenCount: Int { inputIDs.count }

  /// T: the longest sequence.
  package var longest: Int {
    var longest = 0
    for index in 0..<count { longest = max(longest, length(index)) }
    return longest
  }

  /// Tokens of sequence `index`.
  package func length(_ index: Int) -> Int { sequenceOffsets[index + 1] - sequenceOffsets[index] }

  /// The sequences cut into `threads` neighbouring runs of about as many tokens each.
  package func shares(_ threads: Int) -> [Range<Int>] {
    if threads == 1 { return [0..<count] }
    var bounds = [0]
    for thread in 1..<threads {
      let goal = tokenCount * thread / threads
      var bound = bounds[thread - 1]
      while bound < count, sequenceOffsets[bound] + length(bound) / 2 < goal { bound += 1 }
      bounds.append(bound)
    }
    bounds.append(count)
    return (0..<threads).map { bounds[$0]..<bounds[$0 + 1] }
  }

  /// Appends the rows of the position embedding for the tokens of some sequences: as in transformers those behind the
  /// padding id's.
  func appendPositions(of sequences: Range<Int>, _ configuration: RobertaConfiguration, to positions: inout [Int32]) {
    let first = Int32(configuration.padTokenID + 1)
    for index in sequences { positions.append(contentsOf: first..<first + Int32(length(index))) }
  }

  /// Whether a model of this configuration has a row for every id and every position.
  package func fits(_ configuration: RobertaConfiguration) -> Bool {
    longest <= configuration.maximumLength && inputIDs.allSatisfy { $0 >= 0 && $0 < configuration.vocabSize }
  }
}
