package import JSON
package import NGrams
package import Roberta
package import Tokenization

/// All that a model directory holds, in memory.
package struct Model: Sendable {
  /// Sizes, constants and labels (`config.json`).
  package let configuration: RobertaConfiguration
  /// The weights, as single-precision numbers (`model.safetensors`).
  package let parameters: RobertaParameters
  /// Text to ids (`tokenizer.json`, or `vocab.json` and `merges.txt`).
  package let tokenizer: Tokenizer
  /// What is added to the encoder's logits (`ngrams.safetensors`); nil where there is no such file.
  package var ngrams: NGramClassifier?
  /// Temperature and window (`calibration.json`); nil where there is no such file.
  package var calibration: Calibration?
  /// What it was trained on, how, and what it reached (`training.json`); nil where there is no such file.
  package var training: JSONValue?

  /// A model of its parts; an n-gram part must have a row for each of the configuration's labels.
  package init(
    configuration: RobertaConfiguration, parameters: RobertaParameters, tokenizer: Tokenizer,
    ngrams: NGramClassifier? = nil, calibration: Calibration? = nil, training: JSONValue? = nil
  ) {
    self.configuration = configuration
    self.parameters = parameters
    self.tokenizer = tokenizer
    self.ngrams = ngrams
    self.calibration = calibration
    self.training = training
  }

  /// The tokens of one window, `<s>` and `</s>` counted: what the calibration says, else all positions of the model.
  package var windowLength: Int { calibration?.maxLength ?? configuration.maximumLength }

  /// The model that gives labels so much more in logits, in its n-gram part; without one it stays as it is.
  ///
  /// - Throws: an `NGramError` where that is no finite number.
  package func raised(by amounts: [String: Double]) throws(NGramError) -> Model {
    var raised = self
    raised.ngrams = try ngrams?.raised(by: configuration.id2label.map { Float(amounts[$0] ?? 0) })
    return raised
  }
}
