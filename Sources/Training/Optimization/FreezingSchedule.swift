package import Roberta

/// What learns in which epoch: a pure function of the configuration, so that a resumed run needs no memory of it.
///
/// With `gradualUnfreezingEpochs` n, one more layer from the top learns every n epochs, at last the embeddings, unless
/// `freezeEmbeddings` keeps them (gradual unfreezing; Howard and Ruder 2018, ULMFiT). What joins later starts with
/// moments of 0 and a step count of its own, as PyTorch's AdamW has it, and at the learning rate that the one schedule
/// of the whole run has come to.
package struct FreezingSchedule: Sendable, Equatable {
  /// The lowest layer that learns in the first epoch, and the lowest that ever does, as in `FreezingPlan`.
  private let first: Int, last: Int
  private let epochsPerLayer: Int?

  /// The configuration's schedule for a model of so many encoder layers.
  package init(_ configuration: TrainingConfiguration, numHiddenLayers: Int) {
    let floor = configuration.freezeEmbeddings ? 0 : -1
    first = configuration.freezeBaseModel ? max(0, numHiddenLayers - configuration.unfreezeLastNLayers) : floor
    epochsPerLayer = configuration.gradualUnfreezingEpochs
    last = epochsPerLayer == nil ? first : floor
  }

  /// What learns in epoch `epoch`, from 0.
  package func plan(epoch: Int) -> FreezingPlan {
    FreezingPlan(lowestLayer: max(last, first - (epochsPerLayer.map { epoch / $0 } ?? 0)))
  }

  /// Refuses what the model can't do.
  static func check(
    _ configuration: TrainingConfiguration, numHiddenLayers: Int
  ) throws(ConfigurationError) {
    let count = configuration.unfreezeLastNLayers
    if count > numHiddenLayers {
      throw .contradiction("\"unfreezeLastNLayers\" (\(count)) is more than the model's \(numHiddenLayers) layers")
    }
    if configuration.gradualUnfreezingEpochs != nil, configuration.freezeEmbeddings, count == numHiddenLayers {
      throw .contradiction(
        "\"gradualUnfreezingEpochs\" has nothing to unfreeze: all layers learn from the start, and "
          + "\"freezeEmbeddings\" keeps the rest")
    }
  }
}
