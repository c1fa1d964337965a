package import Tensors

/// A model in training: forward that keeps what the backward needs, backward that adds to flat gradients.
package final class RobertaTraining {
  package let configuration: RobertaConfiguration
  package let parameters: RobertaParameters
  package let plan: FreezingPlan
  /// Same layout as the parameters. Only those that learn are ever touched.
  package let gradients: FloatBuffer
  /// Rows of the word embedding that hold a gradient since the last `zeroGradients`, ascending.
  package var touchedEmbeddingRows: [Int32] { [] }

  /// Training of `parameters`, which the caller's optimizer changes between the steps.
  package init(
    configuration: RobertaConfiguration, parameters: RobertaParameters, pool: ThreadPool,
    trainable plan: FreezingPlan = .everything
  ) {
    self.configuration = configuration
    self.parameters = parameters
    self.plan = plan
    gradients = FloatBuffer(count: parameters.table.totalCount)
  }

  /// The logits (B, K), valid until the next call. Without `dropout` nothing is dropped, for evaluation and tests.
  package func forward(_ batch: PackedBatch, dropout: DropoutState?) -> UnsafeBufferPointer<Float> {
    UnsafeBufferPointer(start: nil, count: 0)
  }

  /// Adds the gradients for the last `forward`, given those of its logits (B, K). Once per `forward`.
  package func backward(dlogits: UnsafeBufferPointer<Float>) {}

  /// Sets every gradient to 0, the word embedding's by its touched rows.
  package func zeroGradients() {}
}
