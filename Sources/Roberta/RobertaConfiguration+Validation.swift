extension RobertaConfiguration {
  /// Largest sizes accepted, so that every product of two stays far inside `Int`.
  private static let largestSize = 1 << 24

  /// Throws the first key whose value cannot be, alone or beside the others.
  package func validate() throws(RobertaConfigurationError) {
    try validateEncoder()
    try validateLabels()
  }

  /// The same without the labels.
  package func validateEncoder() throws(RobertaConfigurationError) {
    try validateSizes()
    try validateTokens()
    try validateRates()
    if hiddenAct != "gelu" { throw Self.error("hidden_act", "\"\(hiddenAct)\" is not supported, only \"gelu\" is") }
  }

  private func validateSizes() throws(RobertaConfigurationError) {
    let sizes = [
      ("vocab_size", vocabSize), ("hidden_size", hiddenSize), ("num_hidden_layers", numHiddenLayers),
      ("num_attention_heads", numAttentionHeads), ("intermediate_size", intermediateSize),
      ("max_position_embeddings", maxPositionEmbeddings), ("type_vocab_size", typeVocabSize),
    ]
    for (key, size) in sizes where !(1...Self.largestSize).contains(size) {
      throw Self.error(key, "\(size) is not between 1 and \(Self.largestSize)")
    }
    if numHiddenLayers > 1024 { throw Self.error("num_hidden_layers", "\(numHiddenLayers) is more than 1024") }
    if hiddenSize > 1 << 16 { throw Self.error("hidden_size", "\(hiddenSize) is more than 65536") }
    if intermediateSize > 1 << 18 { throw Self.error("intermediate_size", "\(intermediateSize) is more than 262144") }
    if hiddenSize % numAttentionHeads != 0 {
      throw Self.error("num_attention_heads", "\(numAttentionHeads) does not divide hidden_size, \(hiddenSize)")
    }
  }

  private func validateTokens() throws(RobertaConfigurationError) {
    for (key, id) in [("pad_token_id", padTokenID), ("bos_token_id", bosTokenID), ("eos_token_id", eosTokenID)]
    where !(0..<vocabSize).contains(id) {
      throw Self.error(key, "\(id) is not below vocab_size, \(vocabSize)")
    }
    if maximumLength < 1 {
      throw Self.error(
        "max_position_embeddings", "\(maxPositionEmbeddings) leaves no position after pad_token_id, \(padTokenID)")
    }
  }

  private func validateRates() throws(RobertaConfigurationError) {
    let rates = [
      ("hidden_dropout_prob", hiddenDropoutProb), ("attention_probs_dropout_prob", attentionProbsDropoutProb),
      ("classifier_dropout", headDropoutProb),
    ]
    for (key, rate) in rates where !(rate >= 0 && rate < 1) {
      throw Self.error(key, "\(rate) is not at least 0 and below 1")
    }
    if !(layerNormEps > 0 && layerNormEps < 1) { throw Self.error("layer_norm_eps", "\(layerNormEps) is not in 0..<1") }
    if !(initializerRange >= 0 && initializerRange.isFinite) {
      throw Self.error("initializer_range", "\(initializerRange) is not a deviation")
    }
  }

  private func validateLabels() throws(RobertaConfigurationError) {
    if id2label.isEmpty { throw Self.error("id2label", "has no labels") }
    if id2label.count > 1 << 16 { throw Self.error("id2label", "has more than 65536 labels") }
    if Set(id2label).count != id2label.count { throw Self.error("id2label", "has a label twice") }
  }

  static func error(_ key: String, _ problem: String) -> RobertaConfigurationError {
    RobertaConfigurationError(key: key, problem: problem)
  }
}
