extension TrainingConfiguration {
  /// Refuses keys about freezing that can't go together. What the model's size decides, `FreezingSchedule` checks.
  func validateFreezing() throws(ConfigurationError) {
    if modelName == nil, freezeBaseModel {
      throw .contradiction("\"freezeBaseModel\" needs a \"modelName\" to start from: a random base can't be frozen")
    }
    if modelName == nil, freezeEmbeddings, bagOfTokensEpochs == 0 {
      throw .contradiction(
        "\"freezeEmbeddings\" needs a \"modelName\" or \"bagOfTokensEpochs\": random embeddings can't be frozen")
    }
    if !freezeBaseModel, unfreezeLastNLayers > 0 {
      throw .contradiction("\"unfreezeLastNLayers\" is for a frozen base: set \"freezeBaseModel\" too")
    }
    guard let epochsPerLayer = gradualUnfreezingEpochs else { return }
    if !freezeBaseModel {
      throw .contradiction("\"gradualUnfreezingEpochs\" is for a frozen base: set \"freezeBaseModel\" too")
    }
    if maxSteps == nil, epochsPerLayer >= epochs {
      throw .contradiction(
        "\"gradualUnfreezingEpochs\" (\(epochsPerLayer)) unfreezes nothing in \(epochs) \"epochs\": it must be less")
    }
  }
}
