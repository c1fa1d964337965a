internal import Classification
internal import JSON
internal import NGrams
internal import Roberta
internal import Safetensors

/// What a run keeps of the model that it starts from, beside the encoder's weights and the tokenizer.
struct ModelOrigin: Sendable {
  /// The labels; none where it has no head.
  let labels: [String]
  /// Its n-gram part.
  let ngrams: NGramClassifier?
  let calibration: Calibration?
  /// Its `training.json`.
  let training: JSONValue?
  /// The tokens of one window.
  let windowLength: Int
  /// What its weights are to be stored as for them to stay what they are.
  let storage: SavePrecision

  /// What `model`, read from `directory`, brings.
  init(_ model: Model, in directory: ModelDirectory) {
    labels = model.configuration.id2label
    ngrams = model.ngrams
    calibration = model.calibration
    training = model.training
    windowLength = model.windowLength
    storage = Self.storage(of: directory)
  }

  /// The type that all tensors have; single precision, which holds all others, where they differ or come from elsewhere.
  private static func storage(of directory: ModelDirectory) -> SavePrecision {
    guard let file = try? SafetensorsFile(path: directory.path(of: .weights)) else { return .f32 }
    let types = Set(file.names.compactMap { file.info($0)?.dtype })
    return types == [.f16] ? .f16 : types == [.bf16] ? .bf16 : .f32
  }
}
