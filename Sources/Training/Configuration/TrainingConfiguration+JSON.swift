package import JSON
internal import NGrams

extension TrainingConfiguration {
  /// Every key, in the order in which they are written.
  package static let keys: [ConfigurationKey] =
    modelKeys + durationKeys + optimizationKeys + dataKeys
    + ngramKeys + outputKeys

  private static let keysByName = Dictionary(uniqueKeysWithValues: keys.map { ($0.name, $0) })

  private static let modelKeys: [ConfigurationKey] = [
    .optionalString("modelName", \.modelName),
    .number("startShare", \.startShare, 0...1),
    .optionalString("tokenizer", \.tokenizer),
    .integer("vocabularySize", \.vocabularySize, 261...1_000_000),
    .integer("hiddenSize", \.hiddenSize, 1...16_384),
    .integer("numHiddenLayers", \.numHiddenLayers, 1...128),
    .integer("numAttentionHeads", \.numAttentionHeads, 1...256),
    .integer("intermediateSize", \.intermediateSize, 1...65_536),
    .integer("maxLength", \.maxLength, 3...16_384),
    .integer("bagOfTokensEpochs", \.bagOfTokensEpochs, 0...1_000_000),
    .number("bagOfTokensLearningRate", \.bagOfTokensLearningRate, 0...10),
    .integer("bagOfTokensBatch", \.bagOfTokensBatch, 3...10_000_000),
    .integer("minimumSnippetsPerLanguage", \.minimumSnippetsPerLanguage, 1...1_000_000),
  ]

  private static let durationKeys: [ConfigurationKey] = [
    .integer("epochs", \.epochs, 1...1_000_000),
    .optionalInteger("maxSteps", \.maxSteps, 1...1_000_000_000),
    .integer("batchSize", \.batchSize, 1...65_536),
    .optionalInteger("maxTokensPerBatch", \.maxTokensPerBatch, 3...1_000_000),
    .integer("gradientAccumulationSteps", \.gradientAccumulationSteps, 1...65_536),
    .flag("groupByLength", \.groupByLength),
    .number("learningRate", \.learningRate, 0...10),
    .choice("learningRateSchedule", \.learningRateSchedule),
    .number("warmupRatio", \.warmupRatio, 0...1),
    .optionalInteger("warmupSteps", \.warmupSteps, 0...1_000_000_000),
    .optionalInteger("threads", \.threads, 1...1024),
    .integer("seed", \.seed, 0...Int.max),
    .choice("precision", \.precision),
  ]

  private static let optimizationKeys: [ConfigurationKey] = [
    .number("weightDecay", \.weightDecay, 0...10),
    .number("adamBeta1", \.adamBeta1, 0...0.999_999),
    .number("adamBeta2", \.adamBeta2, 0...0.999_999_9),
    .number("adamEpsilon", \.adamEpsilon, 1e-30...1),
    .number("maxGradNorm", \.maxGradNorm, 0...1e9),
    .number("dropout", \.dropout, 0...0.95),
    .number("labelSmoothing", \.labelSmoothing, 0...0.99),
    .choice("classWeights", \.classWeights),
    .number("classWeightBeta", \.classWeightBeta, 0...0.999_999_9),
    .optionalNumber("emaDecay", \.emaDecay, 0...0.999_999),
    .flag("freezeBaseModel", \.freezeBaseModel),
    .integer("unfreezeLastNLayers", \.unfreezeLastNLayers, 0...128),
    .flag("freezeEmbeddings", \.freezeEmbeddings),
    .optionalInteger("gradualUnfreezingEpochs", \.gradualUnfreezingEpochs, 1...1_000_000),
    .integer("frozenCacheMegabytes", \.frozenCacheMegabytes, 0...16_777_216),
    .integer("frozenCropSets", \.frozenCropSets, 0...1_000_000),
  ]

  private static let dataKeys: [ConfigurationKey] = [
    .number("classBalance", \.classBalance, 0...1),
    .optionalNumber("noneOfTheseShare", \.noneOfTheseShare, 0...0.9),
    .number("noneOfTheseWeight", \.noneOfTheseWeight, 0...100),
    .number("lineRunShare", \.lineRunShare, 0...1),
    .integer("maximumRunLines", \.maximumRunLines, 1...100_000),
    .number("middleStartShare", \.middleStartShare, 0...1),
    .number("stripIndentationShare", \.stripIndentationShare, 0...1),
    .number("wordDropout", \.wordDropout, 0...0.95),
    .number("subwordDropout", \.subwordDropout, 0...0.95),
    .number("unfinishedShare", \.unfinishedShare, 0...1),
    .number("layoutNoiseShare", \.layoutNoiseShare, 0...1),
  ]

  private static let ngramKeys: [ConfigurationKey] = [
    .integer("ngramFeatures", \.ngramFeatures, 0...NGramClassifier.keyCount),
    .integer("ngramSize", \.ngramSize, 1...1024),
    .integer("ngramEpochs", \.ngramEpochs, 1...1_000_000),
    .number("ngramLearningRate", \.ngramLearningRate, 0...10),
    .integer("ngramRuns", \.ngramRuns, 1...1000),
    .number("ngramStartShare", \.ngramStartShare, 0...1),
    .flag("ngramsOnly", \.ngramsOnly),
  ]

  private static let outputKeys: [ConfigurationKey] = [
    .number("validationShare", \.validationShare, 0.001...0.9),
    .optionalInteger("evaluationSteps", \.evaluationSteps, 1...1_000_000_000),
    .optionalInteger("evaluationSnippets", \.evaluationSnippets, 1...1_000_000_000),
    .choice("bestMetric", \.bestMetric),
    .optionalInteger("earlyStoppingPatience", \.earlyStoppingPatience, 1...1_000_000),
    .number("earlyStoppingThreshold", \.earlyStoppingThreshold, 0...1e9),
    .optionalInteger("checkpointSteps", \.checkpointSteps, 1...1_000_000_000),
    .integer("checkpointLimit", \.checkpointLimit, 1...1_000_000),
    .integer("loggingSteps", \.loggingSteps, 1...1_000_000),
    .flag("tensorboard", \.tensorboard),
    .choice("savePrecision", \.savePrecision),
  ]

  /// The key of that name.
  ///
  /// - Throws: `ConfigurationError.unknownKey` with the nearest name there is.
  package static func key(named name: String) throws(ConfigurationError) -> ConfigurationKey {
    if let key = keysByName[name] { return key }
    throw .unknownKey(name, nearest: EditDistance.nearest(to: name, among: keys.map(\.name)))
  }

  /// Sets what `json` states over what stands here: defaults < file < flags.
  ///
  /// - Throws: `ConfigurationError` for an unknown key, a wrong type or a value out of range.
  package mutating func merge(json: JSONValue) throws(ConfigurationError) {
    guard let object = json.objectValue else { throw .notAnObject("it is \(json.serializedString(pretty: false))") }
    var merged = self
    for (name, value) in object {
      try Self.key(named: name).set(&merged, to: value)
    }
    self = merged
  }

  /// The whole configuration, every key with its value.
  package func json() -> JSONValue {
    var object = JSONObject()
    for key in Self.keys { object[key.name] = key.read(self) }
    return .object(object)
  }

  /// Refuses keys that can't go together.
  ///
  /// - Throws: `ConfigurationError.contradiction`.
  package func validate() throws(ConfigurationError) {
    if modelName == nil, hiddenSize % numAttentionHeads != 0 {
      throw .contradiction(
        "\"hiddenSize\" (\(hiddenSize)) must be a multiple of \"numAttentionHeads\" (\(numAttentionHeads))")
    }
    try validateFreezing()
    try validateNGrams()
    if modelName == nil, startShare > 0 {
      throw .contradiction("\"startShare\" needs a \"modelName\" whose weights could have a share")
    }
    if modelName != nil, tokenizer != nil {
      throw .contradiction("\"tokenizer\" can't be set with \"modelName\": the model brings its own")
    }
    if modelName != nil, !ngramsOnly, bagOfTokensEpochs > 0 {
      throw .contradiction("\"bagOfTokensEpochs\" is for training from nothing and can't be set with \"modelName\"")
    }
    if lineRunShare + middleStartShare > 1 {
      throw .contradiction("\"lineRunShare\" and \"middleStartShare\" together must be at most 1")
    }
    if modelName == nil {
      try validateBatch()
      try validateParameterCount()
    }
  }

  /// Refuses a batch that the longest sequence does not fit into. With `modelName`, that length is known when the
  /// model is.
  func validateBatch() throws(ConfigurationError) {
    if let budget = maxTokensPerBatch, budget < maxLength {
      throw .contradiction("\"maxTokensPerBatch\" (\(budget)) must be at least \"maxLength\" (\(maxLength))")
    }
  }

  /// The most parameters that a model may have: 8 GiB, of which training needs four.
  static let greatestParameterCount = 1 << 31

  /// Refuses sizes that together make too large a model; in floating point, which can't overflow.
  private func validateParameterCount() throws(ConfigurationError) {
    let width = Double(hiddenSize)
    let embeddings = (tokenizer == nil ? Double(vocabularySize) : 0) + Double(maxLength)
    let layer = 4 * width + 2 * Double(intermediateSize)
    try Self.checkParameterCount(width * (embeddings + Double(numHiddenLayers) * layer))
  }

  /// Refuses a model of so many parameters where they are more than `greatestParameterCount`.
  static func checkParameterCount(_ count: Double) throws(ConfigurationError) {
    guard count <= Double(greatestParameterCount) else {
      throw .contradiction(
        "a model of these sizes has \(count) parameters, more than \(greatestParameterCount): \"hiddenSize\","
          + " \"intermediateSize\", \"numHiddenLayers\", \"vocabularySize\" or \"maxLength\" must be smaller")
    }
  }
}
