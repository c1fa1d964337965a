internal import Tensors

/// The same logits in two steps, so that the second can be repeated cheaply with some of the tokens hidden.
///
/// The last layer works for token 0 alone, so that what a sequence would be called without a few of its tokens costs
/// about what one token costs, as long as the layers below may have seen them. It is no more than a hint at what the
/// model says of a text without them.
extension RobertaForSequenceClassification {
  /// Some tokens of one sequence of a batch.
  package struct TokenSelection: Sendable {
    /// The sequence's index in the batch.
    package let sequence: Int
    /// The indices in the sequence, ascending, of tokens that the last layer shall not see. Token 0 stays.
    package let hidden: [Int]

    /// A selection of everything but `hidden`.
    package init(sequence: Int, hidden: [Int] = []) {
      self.sequence = sequence
      self.hidden = hidden
    }
  }

  /// Runs all layers but the last for every token; what comes out is kept in the workspace.
  package func prepare(_ batch: PackedBatch, workspace: RobertaWorkspace) {
    precondition(batch.fits(configuration), "prepare: an id or a length beyond the model")
    let hidden = configuration.hiddenSize
    let x = workspace.tokens.reserve(batch.tokenCount * hidden)
    let encoder = encoder
    var start = 0
    while start < batch.count {
      let group = Encoder.group(of: batch, from: start, to: batch.count, tokens: Self.groupTokens)
      encoder.states(
        batch, group: group, layers: configuration.numHiddenLayers - 1, into: x + batch.sequenceOffsets[start] * hidden,
        scratch: workspace.encoders(1)[0])
      start = group.upperBound
    }
  }

  /// The logits (selections, K) of sequences of the batch that was prepared last, row by row.
  package func logits(
    prepared batch: PackedBatch, _ selections: [TokenSelection], workspace: RobertaWorkspace
  ) -> [Float] {
    let labels = configuration.numLabels
    return [Float](unsafeUninitializedCapacity: selections.count * labels) { buffer, count in
      guard let base = buffer.baseAddress else { return }
      var start = 0
      while start < selections.count {
        let group = self.group(of: selections, from: start, in: batch)
        finish(batch, selections[group], workspace: workspace, into: base + start * labels)
        start = group.upperBound
      }
      count = selections.count * labels
    }
  }

  /// The selections from `start` on that go through the last layer together.
  private func group(of selections: [TokenSelection], from start: Int, in batch: PackedBatch) -> Range<Int> {
    var end = start
    var tokens = 0
    while end < selections.count {
      tokens += batch.length(selections[end].sequence)
      if end > start, tokens > Self.groupTokens { break }
      end += 1
    }
    return start..<end
  }

  private func finish(
    _ batch: PackedBatch, _ selections: ArraySlice<TokenSelection>, workspace: RobertaWorkspace,
    into logits: UnsafeMutablePointer<Float>
  ) {
    let hidden = configuration.hiddenSize
    let scratch = workspace.encoders(1)[0]
    let kept = workspace.tokens.reserve(batch.tokenCount * hidden)
    let x = scratch.x.reserve(selections.reduce(0) { $0 + batch.length($1.sequence) } * hidden)
    scratch.offsets.removeAll(keepingCapacity: true)
    scratch.offsets.append(0)
    for selection in selections {
      let sequence = batch.sequenceOffsets[selection.sequence]..<batch.sequenceOffsets[selection.sequence + 1]
      let rows = copy(sequence, hiding: selection.hidden, of: kept, to: x + (scratch.offsets.last ?? 0) * hidden)
      scratch.offsets.append((scratch.offsets.last ?? 0) + rows)
    }
    let states = workspace.states.reserve(selections.count * hidden)
    let activation = workspace.activation.reserve(selections.count * hidden)
    encoder.finish(x: x, into: states, scratch: scratch)
    head(states, activation: activation, into: logits, rows: selections.count)
  }

  /// Copies a sequence's rows without the hidden ones; how many those are.
  private func copy(_ sequence: Range<Int>, hiding indices: [Int], of x: Floats, to y: Floats) -> Int {
    let columns = configuration.hiddenSize
    var next = 0
    var rows = 0
    for index in indices.filter({ $0 > 0 && $0 < sequence.count }) + [sequence.count] where index >= next {
      let run = index - next
      (y + rows * columns).update(from: x + (sequence.lowerBound + next) * columns, count: run * columns)
      rows += run
      next = index + 1
    }
    return rows
  }
}
