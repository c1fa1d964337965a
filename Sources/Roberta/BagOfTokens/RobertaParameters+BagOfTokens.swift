extension RobertaParameters {
  /// The keys by which the last layer pools tokens: of each head's rows the first.
  var bagOfTokensKeys: String { lastAttention + ".self.key.weight" }

  private var lastAttention: String { attention(configuration.numHiddenLayers - 1) }

  /// What the names of a layer's attention begin with.
  func attention(_ layer: Int) -> String { "roberta.encoder.layer.\(layer).attention" }

  var headSize: Int { configuration.hiddenSize / configuration.numAttentionHeads }

  /// How much the mean of a text's tokens counts beside token 0 itself: enough to rule it, since a layer norm follows.
  package static let bagOfTokensGain: Float = 4

  /// Makes the model, as drawn at random, one that classifies by a mean of its token embeddings, and whose lower layers look
  /// at each token's neighbors.
  ///
  /// The last layer attends by one number of each head's queries and keys, from all places alike (the others are small);
  /// that is 0 until it learns. Its value is the identity and its projection `bagOfTokensGain` times that. The feed-forward
  /// parts and the layers below add next to nothing as long as they are small, and a layer norm of a normalized row leaves
  /// it as it is. So the encoder's output at token 0 is LN(h_0 + gain * pooled(h)), which `BagOfTokensTraining` trains
  /// without the encoder. What the layers below learn to add comes, at first, from the tokens beside.
  package func prepareBagOfTokens() {
    let size = configuration.hiddenSize
    self["roberta.embeddings.token_type_embeddings.weight"].update(repeating: 0)
    setDeviation(0.1, of: "roberta.embeddings.word_embeddings.weight")
    setPositions()
    setDeviation(1 / Double(size).squareRoot(), of: "classifier.dense.weight")
    setDeviation(0.05, of: "classifier.out_proj.weight")
    setIdentity(lastAttention + ".self.value.weight", size: size, factor: 1)
    setPooling()
    setIdentity(lastAttention + ".output.dense.weight", size: size, factor: Self.bagOfTokensGain)
    for layer in 0..<(configuration.numHiddenLayers - 1) {
      lookAtNeighbors(layer)
      setDeviation(1 / Double(size).squareRoot(), of: attention(layer) + ".self.value.weight")
      setDeviation(configuration.initializerRange / 8, of: attention(layer) + ".output.dense.weight")
    }
  }

  /// Gives every query a first number that makes a score of the first number of a key; the keys' learn, from 0.
  private func setPooling() {
    let size = configuration.hiddenSize
    let (keys, biases) = (self[bagOfTokensKeys], self[lastAttention + ".self.query.bias"])
    for head in 0..<configuration.numAttentionHeads {
      let first = head * headSize
      biases[first] = Float(headSize).squareRoot()
      for index in 0..<size { keys[first * size + index] = 0 }
    }
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
