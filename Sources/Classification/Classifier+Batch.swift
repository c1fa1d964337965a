private import Roberta
package import Tensors
private import Workspaces

extension Classifier {
  /// The languages of many texts, in their order: their windows are sorted by length, packed end to end into batches of
  /// about `Classifier.tokensPerBatch` tokens, and the batches spread over the pool's threads.
  package func predict(
    _ texts: [[UInt8]], options: ClassificationOptions = .init(), pool: ThreadPool? = nil
  ) -> [Prediction] {
    let ranking = ranking(options)
    return logits(texts, maximumWindows: options.maximumWindows, pool: pool).map(ranking.prediction)
  }

  /// The languages of many texts and the words that spoke for the best, in their order, spread over the pool's threads.
  package func explain(
    _ texts: [[UInt8]], options: ClassificationOptions = .init(), pool: ThreadPool? = nil
  ) -> [Explanation] {
    parallelMap(texts.count, pool: pool) { _, index in explain(texts[index], options: options) }
  }

  /// The uncalibrated logits of many texts, in their order.
  package func logits(
    _ texts: [[UInt8]], maximumWindows: Int = ClassificationOptions().maximumWindows, pool: ThreadPool? = nil
  ) -> [TextLogits] {
    let windows = windows(of: texts, maximum: maximumWindows, pool: pool)
    let logits = logits(ofSequences: windows.flatMap(\.sequences), pool: pool)
    var first = 0
    return windows.map { own in
      defer { first += own.sequences.count }
      var windows = Array(logits[first..<first + own.sequences.count])
      for index in windows.indices { own.ngrams.add(toRows: &windows[index]) }
      return TextLogits(windows: windows, length: own.length, unknown: own.ngrams.unknown)
    }
  }

  /// How many tokens are computed together: enough that the matrices are worth their set-up, few enough that they
  /// stay in the cache and that small jobs spread over all threads.
  package static let tokensPerBatch = 1024

  /// The token ids of a text's windows, none for an empty text, what the n-gram part makes of it, and how long it is.
  private typealias Windows = (sequences: [[Int32]], ngrams: NGramLogits, length: TextLength)

  private func windows(of texts: [[UInt8]], maximum: Int, pool: ThreadPool?) -> [Windows] {
    parallelMap(texts.count, pool: pool) { _, index in
      let prepared = SnippetText.prepared(texts[index])
      guard !prepared.isEmpty else { return ([], .nothing, TextLength(prepared)) }
      let workspace = workspaces.take() ?? Workspace()
      defer { workspaces.giveBack(workspace) }
      workspace.batch.removeAll()
      appendWindows(of: prepared, maximum: maximum, to: workspace)
      let ngrams = ngramLogits(of: prepared, workspace: workspace)
      return (workspace.batch.sequences, ngrams, TextLength(prepared))
    }
  }

  /// The logits (K) of each sequence.
  private func logits(ofSequences sequences: [[Int32]], pool: ThreadPool?) -> [[Float]] {
    let batches = batches(of: sequences)
    let results = parallelMap(batches.count, pool: pool) { _, index in
      let workspace = workspaces.take() ?? Workspace()
      defer { workspaces.giveBack(workspace) }
      workspace.batch.removeAll()
      for sequence in batches[index] { workspace.batch.append(sequences[sequence]) }
      return network.logits(workspace.batch, workspace: workspace.network, pool: nil)
    }
    var logits = [[Float]](repeating: [], count: sequences.count)
    for (batch, result) in zip(batches, results) {
      for (sequence, row) in zip(batch, rows(result, 0..<batch.count)) { logits[sequence] = Array(row) }
    }
    return logits
  }

  /// The indices of the sequences, longest first, cut into batches up to the token budget.
  private func batches(of sequences: [[Int32]]) -> [[Int]] {
    var batches: [[Int]] = []
    var tokens = Classifier.tokensPerBatch
    for index in sequences.indices.sorted(by: { (sequences[$1].count, $0) < (sequences[$0].count, $1) }) {
      if tokens + sequences[index].count > Classifier.tokensPerBatch {
        batches.append([])
        tokens = 0
      }
      batches[batches.count - 1].append(index)
      tokens += sequences[index].count
    }
    return batches
  }
}

extension PackedBatch {
  /// Each sequence's ids.
  fileprivate var sequences: [[Int32]] {
    (0..<count).map { Array(inputIDs[sequenceOffsets[$0]..<sequenceOffsets[$0 + 1]]) }
  }
}
