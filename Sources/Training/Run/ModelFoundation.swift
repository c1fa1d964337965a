internal import Classification
internal import Corpus
internal import Roberta
internal import Tokenization

/// The tokenizer and the first weights of a run: a model's, or new ones.
struct ModelFoundation: Sendable {
  let tokenizer: Tokenizer
  /// What is trained, in place.
  let parameters: RobertaParameters
  /// What else the model that is started from brings; nil from nothing.
  let origin: ModelOrigin?

  init(_ run: TrainingRun, data: TrainingData, log: RunLog) throws {
    if let name = run.configuration.modelName {
      self = try Self.starting(from: ModelDirectory(path: name), run, data, log)
    } else {
      self = try Self.new(run, data, log)
    }
  }

  private init(tokenizer: Tokenizer, parameters: RobertaParameters, origin: ModelOrigin? = nil) {
    self.tokenizer = tokenizer
    self.parameters = parameters
    self.origin = origin
  }

  /// Appends a text's ids as `Classifier` does.
  func encoder(maxLength: Int) -> SnippetEncoder {
    // A program may have `<s>` or `<mask>` in it without meaning the model's tokens.
    var tokenizer = tokenizer
    tokenizer.encodesSpecialTokens = true
    return { [tokenizer] text, ids in
      text.withUnsafeBufferPointer {
        tokenizer.encode($0, maxLength: maxLength, addSpecialTokens: true, into: &ids)
      }
    }
  }

  /// What is done to tokens by chance while training, with this tokenizer's merges and `<mask>`.
  func tokenNoise(_ configuration: TrainingConfiguration) -> TokenNoise {
    TokenNoise(configuration, tokenizer)
  }

  // MARK: From nothing

  private static func new(_ run: TrainingRun, _ data: TrainingData, _ log: RunLog) throws -> Self {
    let tokenizer = try newTokenizer(run, data, log)
    let settings = run.configuration
    let special = tokenizer.specialTokens
    let configuration = RobertaConfiguration(
      vocabSize: tokenizer.vocabularySize, hiddenSize: settings.hiddenSize,
      numHiddenLayers: settings.numHiddenLayers, numAttentionHeads: settings.numAttentionHeads,
      intermediateSize: settings.intermediateSize,
      maxPositionEmbeddings: settings.maxLength + Int(special.pad) + 1, padTokenID: Int(special.pad),
      bosTokenID: Int(special.bos), eosTokenID: Int(special.eos), hiddenDropoutProb: settings.dropout,
      attentionProbsDropoutProb: settings.dropout, id2label: data.labels.labels)
    try configuration.validate()
    try TrainingConfiguration.checkParameterCount(Double(ParameterTable(configuration).totalCount))
    return Self(
      tokenizer: tokenizer, parameters: RobertaParameters(configuration: configuration, seed: UInt64(settings.seed)))
  }

  /// The tokenizer that the configuration names, else one trained on the data, which a resumed run finds again.
  private static func newTokenizer(_ run: TrainingRun, _ data: TrainingData, _ log: RunLog) throws -> Tokenizer {
    let own = run.output + "/tokenizer.json"
    let path = run.configuration.tokenizer ?? (run.resumes && Files.exists(own) ? own : nil)
    let tokenizer: Tokenizer
    if let path {
      tokenizer = try Tokenizer(tokenizerJSON: Files.read(path))
    } else {
      try log.tell(.note("training a tokenizer of \(run.configuration.vocabularySize) tokens"))
      tokenizer = try BytePairTrainer(vocabularySize: run.configuration.vocabularySize).train(data.train.texts)
    }
    let special = tokenizer.specialTokens
    guard special.pad >= 0, special.bos >= 0, special.eos >= 0 else {
      throw TrainingError.model("\(path ?? own): the tokenizer must have <s>, </s> and <pad>")
    }
    guard tokenizer.encode("", maxLength: 3).ids == [special.bos, special.eos] else {
      throw TrainingError.model(
        "\(path ?? own): the tokenizer must put <s> before a text and </s> behind it (\"post_processor\")")
    }
    if path != own { try Files.writeAtomically(tokenizer.tokenizerJSON(), to: own) }
    return tokenizer
  }

  // MARK: From a model

  private static func starting(
    from directory: ModelDirectory, _ run: TrainingRun, _ data: TrainingData, _ log: RunLog
  ) throws -> Self {
    let pretrained = try directory.loadPretrained()
    let model = pretrained.model
    let origin = ModelOrigin(model, in: directory)
    for note in pretrained.notes { try log.tell(.note("\(directory.path): \(note)")) }
    if run.configuration.ngramsOnly {
      // The labels of config.json may be those of a head that the weights lack.
      guard origin.labels == data.labels.labels else {
        throw TrainingError.model(
          "\(directory.path) has no classification head that \"ngramsOnly\" could leave as it is")
      }
      return Self(tokenizer: model.tokenizer, parameters: model.parameters, origin: origin)
    }
    var configuration = model.configuration
    configuration.hiddenDropoutProb = run.configuration.dropout
    configuration.attentionProbsDropoutProb = run.configuration.dropout
    configuration.classifierDropout = nil
    let head = HeadTransfer(old: configuration.id2label, new: data.labels.labels)
    if let note = head.note(from: directory.path) { try log.tell(.note(note)) }
    configuration.id2label = data.labels.labels
    try configuration.validate()
    try TrainingConfiguration.checkParameterCount(Double(ParameterTable(configuration).totalCount))
    let parameters = RobertaParameters(configuration: configuration, seed: UInt64(run.configuration.seed))
    for descriptor in parameters.table.descriptors where !descriptor.name.hasPrefix("classifier.") {
      _ = parameters[descriptor.name].update(fromContentsOf: model.parameters[descriptor.name])
    }
    head.copy(from: model.parameters, to: parameters)
    return Self(tokenizer: model.tokenizer, parameters: parameters, origin: origin)
  }
}
