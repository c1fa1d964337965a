/// How a run of snippets is cut into batches.
package enum BatchSizing: Sendable, Equatable {
  /// So many snippets a batch, the last one smaller.
  case snippets(Int)
  /// At most so many tokens a batch, all about equally full.
  case tokens(Int)

  init(_ configuration: TrainingConfiguration) {
    self = configuration.maxTokensPerBatch.map { .tokens($0) } ?? .snippets(configuration.batchSize)
  }

  /// Cuts snippets of these lengths, in their order, into consecutive batches.
  package func cut(lengths: [Int]) -> [Range<Int>] {
    switch self {
    case .snippets(let size):
      return stride(from: 0, to: lengths.count, by: size).map { $0..<min(lengths.count, $0 + size) }
    case .tokens(let budget):
      return Self.evenCut(lengths: lengths, budget: budget)
    }
  }

  /// How many optimizer steps `draws` of `size` snippets a batch are, windows of `window` draws cut each for itself.
  package static func steps(draws: Int, size: Int, window: Int, accumulation: Int) -> Int {
    stride(from: 0, to: draws, by: window).reduce(0) { steps, start in
      let batches = (min(window, draws - start) + size - 1) / size
      return steps + (batches + accumulation - 1) / accumulation
    }
  }

  /// As few batches as the budget allows, and the smallest budget that makes no more of them: a last batch of three
  /// snippets would have a noisy gradient.
  private static func evenCut(lengths: [Int], budget: Int) -> [Range<Int>] {
    let fewest = greedyCut(lengths: lengths, budget: budget)
    var low = 0
    var high = budget
    while low + 1 < high {
      let middle = (low + high) / 2
      if greedyCut(lengths: lengths, budget: middle).count <= fewest.count { high = middle } else { low = middle }
    }
    return greedyCut(lengths: lengths, budget: high)
  }

  /// Fills each batch as far as the budget goes; a snippet longer than the budget is a batch of its own.
  private static func greedyCut(lengths: [Int], budget: Int) -> [Range<Int>] {
    var result: [Range<Int>] = []
    var start = 0
    var tokens = 0
    for (index, length) in lengths.enumerated() {
      if index > start, tokens + length > budget {
        result.append(start..<index)
        start = index
        tokens = 0
      }
      tokens += length
    }
    if start < lengths.count { result.append(start..<lengths.count) }
    return result
  }
}
