package import Tensors

/// A classifier over packed sequences that can be trained step by step: what an optimizer loop needs to know of it.
package protocol TrainableClassifier: AnyObject {
  /// What is trained, in place.
  var parameters: RobertaParameters { get }
  /// Laid out as the parameters; `backward` adds to it.
  var gradients: FloatBuffer { get }
  /// Whether that parameter learns.
  func trains(_ descriptor: ParameterDescriptor) -> Bool
  /// The logits (B, K), valid until the next call; without `dropout` nothing is dropped.
  func forward(_ batch: PackedBatch, dropout: DropoutState?) -> UnsafeBufferPointer<Float>
  /// Adds the gradients for the last `forward`, given those of its logits (B, K). Once per `forward`.
  func backward(dlogits: UnsafeBufferPointer<Float>)
  /// Sets every gradient to 0.
  func zeroGradients()
  /// Rows of the word embedding that hold a gradient since the last `zeroGradients`, ascending; nil: any may.
  var gradientRows: [Int32]? { get }
}

extension RobertaTraining: TrainableClassifier {
  package func trains(_ descriptor: ParameterDescriptor) -> Bool { plan.trains(descriptor) }
  package var gradientRows: [Int32]? { plan.lowestLayer < 0 ? touchedEmbeddingRows : nil }
}
