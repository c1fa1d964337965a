extension RobertaParameters {
  /// How much the mean of a text's tokens counts beside token 0 itself: enough to rule it, since a layer norm follows.
  package static let bagOfTokensGain: Float = 4

  /// Makes the model, as drawn at random, one that classifies by the mean of its token embeddings.
  ///
  /// The first layer attends evenly (queries and keys are small), its value is the identity and its projection
  /// `bagOfTokensGain` times that; positions and token types are zero. The feed-forward parts and the layers above
  /// add next to nothing as long as they are small, and a layer norm of a normalized row leaves it as it is. So the
  /// encoder's output at token 0 is LN(h_0 + gain * mean(h)), which `BagOfTokensTraining` trains without the encoder.
  package func prepareBagOfTokens() {
    let size = configuration.hiddenSize
    for kind in ["position", "token_type"] { self["roberta.embeddings.\(kind)_embeddings.weight"].update(repeating: 0) }
    setDeviation(0.1, of: "roberta.embeddings.word_embeddings.weight")
    setDeviation(1 / Double(size).squareRoot(), of: "classifier.dense.weight")
    setDeviation(0.05, of: "classifier.out_proj.weight")
    setIdentity("roberta.encoder.layer.0.attention.self.value.weight", size: size, factor: 1)
    setIdentity("roberta.encoder.layer.0.attention.output.dense.weight", size: size, factor: Self.bagOfTokensGain)
  }

  /// Scales what was drawn with `initializerRange` to another deviation.
  private func setDeviation(_ deviation: Double, of name: String) {
    guard configuration.initializerRange > 0 else { return }
    let factor = Float(deviation / configuration.initializerRange)
    let values = self[name]
    for index in values.indices { values[index] *= factor }
  }

  private func setIdentity(_ name: String, size: Int, factor: Float) {
    let values = self[name]
    values.update(repeating: 0)
    for index in 0..<size { values[index * size + index] = factor }
  }
}
