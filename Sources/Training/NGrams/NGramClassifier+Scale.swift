internal import NGrams

extension NGramClassifier {
  /// The classifier whose logits are `factor` times as large.
  func scaled(by factor: Float) throws(NGramError) -> NGramClassifier {
    try NGramClassifier(keys: keys, rows: rows, weight: weight.map { $0 * factor }, bias: bias.map { $0 * factor })
  }
}
