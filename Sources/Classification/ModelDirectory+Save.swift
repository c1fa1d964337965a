private import Files
package import JSON
package import NGrams
private import Roberta
package import Safetensors
private import Tokenization

extension ModelDirectory {
  /// Writes the model so that the directory is there whole or as it was before: everything goes into a directory of a
  /// temporary name beside it, which then takes its name in one step. The encoder's weights are stored as `dtype`: `f16` (a
  /// model to ship), `bf16` or `f32` (exactly); the n-gram part as it is.
  ///
  /// - Throws: a `ModelError` that names the file that could not be written.
  package func save(_ model: Model, storing dtype: SafetensorsDType = .f16) throws(ModelError) {
    let staged = try FileAccess.stage(path)
    do throws(ModelError) {
      try ModelDirectory(path: staged.path).write(model, storing: dtype)
      try FileAccess.commit(staged)
    } catch {
      staged.discard()
      throw error
    }
  }

  /// Replaces `calibration.json` in one step; nothing else of the directory changes.
  ///
  /// - Throws: a `ModelError` that names the file if it could not be written.
  package func save(_ calibration: Calibration) throws(ModelError) {
    try FileAccess.replace(Self.text(of: calibration.json()), at: path(of: .calibration))
  }

  /// Replaces the n-gram part, `calibration.json` and `training.json`, whose contents are all written under temporary names before
  /// the first takes its place; nothing else of the directory changes.
  ///
  /// - Throws: a `ModelError` that names the file that could not be written.
  package func save(
    _ ngrams: NGramClassifier, _ calibration: Calibration, training: JSONValue
  ) throws(ModelError) {
    let preparedCalibration = try FileAccess.prepare(Self.text(of: calibration.json()), at: path(of: .calibration))
    let preparedTraining = try FileAccess.prepare(Self.text(of: training), at: path(of: .training))
    try NGramFile(path: path(of: .ngrams)).write(ngrams)
    try FileAccess.commit(preparedTraining)
    try FileAccess.commit(preparedCalibration)
  }

  private func write(_ model: Model, storing dtype: SafetensorsDType) throws(ModelError) {
    try write(model.configuration.json(), to: .configuration)
    try FileAccess.write(model.tokenizer.tokenizerJSON(), to: path(of: .tokenizer))
    for file in HuggingFaceTokenizerFiles.make(model.tokenizer, maxLength: model.windowLength) {
      try write(file.json, to: path(of: file.name))
    }
    if let calibration = model.calibration { try write(calibration.json(), to: .calibration) }
    if let training = model.training { try write(training, to: .training) }
    if let ngrams = model.ngrams { try NGramFile(path: path(of: .ngrams)).write(ngrams) }
    let tensors = model.parameters.table.descriptors.map { descriptor in
      SafetensorsTensor(
        name: descriptor.name, dtype: dtype, shape: descriptor.shape,
        source: UnsafeBufferPointer(model.parameters[descriptor.name]))
    }
    do throws(SafetensorsError) {
      try SafetensorsWriter.write(tensors, metadata: ["format": "pt"], to: path(of: .weights))
    } catch {
      throw ModelError(error)
    }
  }

  private func write(_ json: JSONValue, to file: File) throws(ModelError) { try write(json, to: path(of: file)) }

  private func write(_ json: JSONValue, to path: String) throws(ModelError) {
    try FileAccess.write(Self.text(of: json), to: path)
  }

  /// What a file of a model directory has of a value.
  private static func text(of json: JSONValue) -> [UInt8] { json.serialized(pretty: true) + [SnippetText.lineFeed] }
}
