extension TrainingConfiguration {
  /// Refuses keys about the n-gram part that can't go together, and sizes that no memory has room for. What the model has,
  /// `NGramStage` checks.
  func validateNGrams() throws(ConfigurationError) {
    if ngramsOnly, modelName == nil {
      throw .contradiction("\"ngramsOnly\" needs a \"modelName\": the encoder that is left as it is")
    }
    if goesOnWithNGrams, modelName == nil { throw Self.nothingToGoOnFrom }
    guard ngramFeatures * ngramSize <= Self.greatestParameterCount else {
      throw .contradiction(
        "an n-gram part of \(ngramFeatures) features of \(ngramSize) numbers has more than"
          + " \(Self.greatestParameterCount): \"ngramFeatures\" or \"ngramSize\" must be smaller")
    }
  }

  /// Whether the n-gram part is to be a mean that only a part to go on from makes possible.
  private var goesOnWithNGrams: Bool { ngramRuns > 1 || ngramStartShare > 0 }

  private static let nothingToGoOnFrom = ConfigurationError.contradiction(
    "\"ngramRuns\" and \"ngramStartShare\" need a \"modelName\" with an n-gram part to go on from")

  /// Refuses keys that need an n-gram part of the model of `modelName`, before anything is trained.
  func validateNGrams(of origin: ModelOrigin?) throws(ConfigurationError) {
    guard origin?.ngrams == nil else { return }
    if goesOnWithNGrams { throw Self.nothingToGoOnFrom }
    if ngramsOnly, ngramFeatures == 0 {
      throw .contradiction("\"ngramsOnly\" needs \"ngramFeatures\": the model of \"modelName\" has no n-gram part yet")
    }
  }

  /// How texts are cut for the n-gram part: as for the encoder, and where that sees whole texts alone, every other draw
  /// is a random run of lines, which a model of short texts needs to have seen.
  var ngramCrop: TextCrop {
    let crop = TextCrop(self)
    guard crop.isIdentity else { return crop }
    var settings = self
    settings.lineRunShare = 0.5
    settings.maximumRunLines = 64
    return TextCrop(settings)
  }
}
