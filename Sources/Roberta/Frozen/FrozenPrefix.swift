internal import Tensors

/// The layers below the lowest trainable one: run without dropout, and only where their output is not kept already.
///
/// What comes out for a sequence is a function of its ids and the weights alone, to the last bit, whatever else the
/// batch holds: sequences go together through the layers only where a matrix product's rows do not depend on each
/// other. So it makes no difference what was kept.
struct FrozenPrefix {
  let encoder: Encoder
  /// Encoder layers; L: all of them, and then token 0's state alone is made.
  let depth: Int
  let element: FrozenStateCache.Element
  let cache: FrozenStateCache?

  private var hidden: Int { encoder.configuration.hiddenSize }
  private var isWhole: Bool { depth == encoder.configuration.numHiddenLayers }
  /// Tokens that go through the layers together, at least one sequence.
  private static let groupTokens = MatrixMultiply.rowsAreIndependent ? 512 : 0

  /// One sequence of the batch and what is to be done for it.
  private struct Item {
    let number: Int
    let tokens: Int
    /// Where its states are, or are to go.
    let place: FrozenStateCache.Place?
  }

  /// Fills `states` with the tokens' states (N, C), or the first tokens' (B, C) where the whole encoder is frozen.
  func fill(_ states: Floats, _ batch: PackedBatch, pool: ThreadPool?, scratch: [Encoder.Scratch]) {
    var kept: [Item] = []
    var missing: [Item] = []
    for b in 0..<batch.count { look(for: b, of: batch, &kept, &missing) }
    let threads = pool?.threads ?? 1
    let (keptShares, missingShares) = (Self.shares(kept, threads), Self.shares(missing, threads))
    var isWritten = [Bool](repeating: false, count: batch.count)
    isWritten.withUnsafeMutableBufferPointer { written in
      func work(_ thread: Int) {
        for item in kept[keptShares[thread]] { read(item, states, batch, scratch[thread]) }
        make(missing[missingShares[thread]], states, batch, scratch[thread], written)
      }
      if let pool { pool.run(work) } else { work(0) }
    }
    guard let cache else { return }
    cache.publish(
      missing.compactMap { item in
        item.place.map { (ids: batch.ids(of: item.number), place: $0, isWritten: isWritten[item.number]) }
      })
  }

  private func look(for b: Int, of batch: PackedBatch, _ kept: inout [Item], _ missing: inout [Item]) {
    let tokens = batch.length(b)
    guard let cache else { return missing.append(Item(number: b, tokens: tokens, place: nil)) }
    let ids = batch.ids(of: b)
    if let place = cache.find(ids) { return kept.append(Item(number: b, tokens: tokens, place: place)) }
    let place = cache.reserve(ids, floats: rows(b, of: batch).count * hidden)
    missing.append(Item(number: b, tokens: tokens, place: place))
  }

  /// The rows of `states` that a sequence has.
  private func rows(_ b: Int, of batch: PackedBatch) -> Range<Int> {
    isWhole ? b..<b + 1 : batch.sequenceOffsets[b]..<batch.sequenceOffsets[b + 1]
  }

  /// Neighbouring items for each thread, of about as many tokens.
  private static func shares(_ items: [Item], _ threads: Int) -> [Range<Int>] {
    let total = items.reduce(0) { $0 + $1.tokens }
    var bounds = [0]
    var (end, tokens) = (0, 0)
    for thread in 1..<max(1, threads) {
      while end < items.count, tokens + items[end].tokens / 2 < total * thread / threads {
        tokens += items[end].tokens
        end += 1
      }
      bounds.append(end)
    }
    bounds.append(items.count)
    return zip(bounds, bounds.dropFirst()).map { $0..<$1 }
  }

  private func read(_ item: Item, _ states: Floats, _ batch: PackedBatch, _ scratch: Encoder.Scratch) {
    let own = states + rows(item.number, of: batch).lowerBound * hidden
    guard let cache, let place = item.place,
      cache.element.read(place, of: cache.storage, into: own, scratch: scratch.halves)
    else { return compute(item.number..<item.number + 1, states, batch, scratch) }
  }

  /// Computes the items, neighbours together, and writes down what has a place.
  private func make(
    _ items: ArraySlice<Item>, _ states: Floats, _ batch: PackedBatch, _ scratch: Encoder.Scratch,
    _ written: UnsafeMutableBufferPointer<Bool>
  ) {
    var rest = items
    while let first = rest.first {
      var (count, tokens) = (1, first.tokens)
      for item in rest.dropFirst() {
        tokens += item.tokens
        if tokens > Self.groupTokens || item.number != first.number + count { break }
        count += 1
      }
      compute(first.number..<first.number + count, states, batch, scratch)
      for item in rest.prefix(count) {
        guard let cache, let place = item.place else { continue }
        written[item.number] = element.write(
          states + rows(item.number, of: batch).lowerBound * hidden, to: place, of: cache.storage,
          scratch: scratch.halves)
      }
      rest = rest.dropFirst(count)
    }
  }

  private func compute(_ group: Range<Int>, _ states: Floats, _ batch: PackedBatch, _ scratch: Encoder.Scratch) {
    let first = rows(group.lowerBound, of: batch).lowerBound
    let own = states + first * hidden
    if isWhole {
      encoder.firstStates(batch, group: group, into: own, scratch: scratch)
    } else {
      encoder.states(batch, group: group, layers: depth, into: own, scratch: scratch)
    }
    let count = (rows(group.upperBound - 1, of: batch).upperBound - first) * hidden
    element.round(own, count: count, scratch: scratch.halves)
  }
}

extension PackedBatch {
  fileprivate func ids(of b: Int) -> [Int32] { Array(inputIDs[sequenceOffsets[b]..<sequenceOffsets[b + 1]]) }
}
