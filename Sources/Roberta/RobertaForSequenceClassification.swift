package import Tensors

/// The classifier as Hugging Face defines it, for inference: post-norm encoder, head on token 0.
///
/// Immutable weights, shared by any number of threads, each with a workspace of its own.
package struct RobertaForSequenceClassification: Sendable {
  package let configuration: RobertaConfiguration
  package let parameters: RobertaParameters

  /// The model of these parameters, which must not change while it is in use.
  package init(configuration: RobertaConfiguration, parameters: RobertaParameters) {
    precondition(parameters.configuration == configuration, "RobertaForSequenceClassification: another configuration")
    self.configuration = configuration
    self.parameters = parameters
    MatrixMultiply.prepare()
  }

  /// The logits (B, K) of every sequence, row by row.
  ///
  /// The batch must fit the model (`PackedBatch.fits`). Sequences are spread over `pool`'s threads where given.
  package func logits(_ batch: PackedBatch, workspace: RobertaWorkspace, pool: ThreadPool? = nil) -> [Float] {
    []
  }
}

/// Scratch memory for one prediction at a time; it grows to what is asked of it and is then used again.
package final class RobertaWorkspace {
  /// An empty one.
  package init() {}
}
