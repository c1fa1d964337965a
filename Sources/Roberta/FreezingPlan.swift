/// Which part of a model learns: everything from one layer up, the head always.
package struct FreezingPlan: Sendable, Hashable {
  /// -1: everything; l: the encoder's layers from l up and the head (0: all but the embeddings); L: the head alone.
  package let lowestLayer: Int

  /// Everything learns.
  package static let everything = FreezingPlan(lowestLayer: -1)

  /// Layers from `lowestLayer` up learn, by the numbers of `ParameterDescriptor.layer`.
  package init(lowestLayer: Int) {
    precondition(lowestLayer >= -1, "FreezingPlan: layer \(lowestLayer)")
    self.lowestLayer = lowestLayer
  }

  /// The `count` topmost encoder layers and the head learn; 0: the head alone.
  package init(topLayers count: Int, of configuration: RobertaConfiguration) {
    self.init(lowestLayer: max(0, configuration.numHiddenLayers - max(0, count)))
  }

  /// Whether that parameter learns.
  package func trains(_ descriptor: ParameterDescriptor) -> Bool { descriptor.layer >= lowestLayer }

  /// Whether encoder layers are frozen, whose output is worth keeping. That of the embeddings alone is as quickly made
  /// as read.
  package var hasFrozenLayers: Bool { lowestLayer > 0 }
}

/// What a training step's dropout masks are drawn from; the same seed and step give the same masks.
package struct DropoutState: Sendable, Equatable {
  package var seed: UInt64
  package var step: UInt64

  /// The masks of `step` (any number that differs from batch to batch) under `seed`.
  package init(seed: UInt64, step: UInt64) {
    self.seed = seed
    self.step = step
  }
}
