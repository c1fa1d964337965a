internal import Roberta

/// What a run keeps of the classification head of the model that it starts from: the rows of the labels that stay, by
/// their names, and the layer before them. What is new keeps what it was drawn as.
struct HeadTransfer: Sendable {
  /// The labels of the model that is started from; none where it has no head.
  let old: [String]
  /// The labels of the run.
  let new: [String]

  /// For each new label the old row that it had; nil where it had none.
  var oldRows: [Int?] {
    let places = Dictionary(uniqueKeysWithValues: old.enumerated().map { ($1, $0) })
    return new.map { places[$0] }
  }

  private var rows: [(from: Int, to: Int)] {
    oldRows.enumerated().compactMap { to, from in from.map { ($0, to) } }
  }

  /// Copies what is kept. Both models have the same hidden size.
  func copy(from source: RobertaParameters, to target: RobertaParameters) {
    guard !rows.isEmpty else { return }
    for name in ["classifier.dense.weight", "classifier.dense.bias"] {
      _ = target[name].update(fromContentsOf: source[name])
    }
    for (name, width) in [
      ("classifier.out_proj.weight", source.configuration.hiddenSize), ("classifier.out_proj.bias", 1),
    ] {
      for (from, to) in rows {
        _ = target[name][(to * width)...].update(fromContentsOf: source[name][(from * width)..<((from + 1) * width)])
      }
    }
  }

  /// What a person should know; nil where the head is kept as it is.
  func note(from path: String) -> String? {
    if old == new { return nil }
    if old.isEmpty { return "\(path) has no classification head: a new head for \(new.count) labels is trained" }
    let kept = rows.count
    let counts = "\(kept) labels kept, \(new.count - kept) new, \(old.count - kept) dropped"
    return kept == 0
      ? "\(path) tells other labels apart: a new head is trained (\(counts))"
      : "the classification head of \(path) is kept for the labels that stay (\(counts))"
  }
}
