internal import Roberta

extension TrainingConfiguration {
  /// Takes what else a model that stays as it is has: its window, and what its weights are stored as.
  mutating func takeRest(of model: ModelOrigin) {
    maxLength = model.windowLength
    savePrecision = model.storage
  }

  /// Takes the sizes of the model that is started from.
  ///
  /// - Throws: `ConfigurationError.contradiction` for a key that was set to another size than the model has.
  mutating func takeSizes(of model: RobertaConfiguration) throws(ConfigurationError) {
    let defaults = TrainingConfiguration()
    let sizes: [(String, WritableKeyPath<TrainingConfiguration, Int>, Int)] = [
      ("vocabularySize", \.vocabularySize, model.vocabSize), ("hiddenSize", \.hiddenSize, model.hiddenSize),
      ("numHiddenLayers", \.numHiddenLayers, model.numHiddenLayers),
      ("numAttentionHeads", \.numAttentionHeads, model.numAttentionHeads),
      ("intermediateSize", \.intermediateSize, model.intermediateSize),
    ]
    for (name, property, size) in sizes {
      let stated = self[keyPath: property]
      guard stated == size || stated == defaults[keyPath: property] else {
        throw .contradiction("\"\(name)\" can't be \(stated) with this \"modelName\": the model's is \(size)")
      }
      self[keyPath: property] = size
    }
  }
}
