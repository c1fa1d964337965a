internal import JSON
internal import NGrams
package import Roberta
internal import Tensors
package import Tokenization

extension ModelDirectory {
  /// Reads and checks everything, `training.json` only where it is wanted: no answer needs it.
  ///
  /// - Throws: a `ModelError` that names the file and the field where one is missing, cut short, malformed, or at odds
  ///   with another: weights whose shape is not the configuration's, a tokenizer with ids that the model has no row
  ///   for, a window longer than the model's positions.
  package func load(withTraining: Bool = true) throws(ModelError) -> Model {
    guard FileAccess.exists(path) else { throw ModelError(file: path, problem: "there is no such directory") }
    let configuration = try loadConfiguration()
    let (tokenizer, parameters, ngrams) = try loadLargeFiles(configuration)
    let calibration = try loadCalibration(configuration)
    let training = withTraining && has(.training) ? try json(.training) : nil
    return Model(
      configuration: configuration, parameters: parameters, tokenizer: tokenizer, ngrams: ngrams,
      calibration: calibration, training: training)
  }

  /// The large files, at once.
  private func loadLargeFiles(
    _ configuration: RobertaConfiguration
  ) throws(ModelError) -> (Tokenizer, RobertaParameters, NGramClassifier?) {
    var tokenizer: Result<Tokenizer, ModelError>?
    var parameters: Result<RobertaParameters, ModelError>?
    var ngrams = Result<NGramClassifier?, ModelError>.success(nil)
    ThreadPool(threads: has(.ngrams) ? 3 : 2).run { thread in
      switch thread {
      case 0:
        tokenizer = Result { () throws(ModelError) in
          let tokenizer = try loadTokenizer()
          try check(tokenizer, against: configuration)
          return tokenizer
        }
      case 1:
        parameters = Result { () throws(ModelError) in
          try ModelWeights(tensors: CheckpointTensors(weightsOf: self), configuration: configuration).load()
        }
      default: ngrams = Result { () throws(ModelError) in try loadNGrams(configuration) }
      }
    }
    guard let tokenizer, let parameters else { preconditionFailure("ThreadPool.run: a thread has not run") }
    return (try tokenizer.get(), try parameters.get(), try ngrams.get())
  }

  /// The labels of the model, read from `config.json` alone.
  package func loadLabels() throws(ModelError) -> [String] { try loadConfiguration().id2label }

  /// `config.json` alone.
  package func loadConfiguration() throws(ModelError) -> RobertaConfiguration {
    let json = try json(.configuration)
    do throws(RobertaConfigurationError) {
      return try RobertaConfiguration(json: json)
    } catch {
      throw self.error(.configuration, error.key, error.problem)
    }
  }

  /// The tokenizer alone.
  package func loadTokenizer() throws(ModelError) -> Tokenizer {
    let isWhole = has(.tokenizer)
    guard isWhole || has(.vocabulary) else {
      throw error(.tokenizer, "", "is missing, and vocab.json with merges.txt too")
    }
    let first = try FileAccess.read(path(of: isWhole ? .tokenizer : .vocabulary))
    let merges = isWhole ? [] : try FileAccess.read(path(of: .merges))
    do throws(TokenizerError) {
      return isWhole ? try Tokenizer(tokenizerJSON: first) : try Tokenizer(vocabJSON: first, mergesText: merges)
    } catch {
      let file = path(of: File(rawValue: error.file) ?? .tokenizer)
      throw ModelError(file: file, field: error.field, problem: error.problem)
    }
  }

  /// The n-gram part; nil where there is no such file.
  func loadNGrams(_ configuration: RobertaConfiguration) throws(ModelError) -> NGramClassifier? {
    guard has(.ngrams) else { return nil }
    return try NGramFile(path: path(of: .ngrams)).read(classCount: configuration.numLabels)
  }

  func loadCalibration(_ configuration: RobertaConfiguration) throws(ModelError) -> Calibration? {
    guard has(.calibration) else { return nil }
    let json = try json(.calibration)
    let calibration: Calibration
    do throws(JSONFieldError) {
      calibration = try Calibration(json: json)
    } catch {
      throw self.error(.calibration, error.path, error.problem)
    }
    if let length = calibration.maxLength, length > configuration.maximumLength {
      let most = configuration.maximumLength
      throw error(.calibration, "maxLength", "\(length) is more than the \(most) positions that config.json gives")
    }
    return calibration
  }

  func check(_ tokenizer: Tokenizer, against configuration: RobertaConfiguration) throws(ModelError) {
    let size = tokenizer.vocabularySize
    if size > configuration.vocabSize {
      let problem = "\(configuration.vocabSize) is less than the tokenizer's \(size) tokens"
      throw error(.configuration, "vocab_size", problem)
    }
    let special = tokenizer.specialTokens
    let pairs = [
      ("pad_token_id", configuration.padTokenID, special.pad), ("bos_token_id", configuration.bosTokenID, special.bos),
      ("eos_token_id", configuration.eosTokenID, special.eos),
    ]
    for (key, ours, theirs) in pairs where theirs >= 0 && ours != Int(theirs) {
      throw error(.configuration, key, "\(ours) is not the tokenizer's, \(theirs)")
    }
    guard tokenizer.encode([]).ids == [special.bos, special.eos] else {
      let file: File = has(.tokenizer) ? .tokenizer : .vocabulary
      throw error(file, "post_processor", "does not put <s> before a text and </s> after it, as RoBERTa needs")
    }
  }

  func json(_ file: File) throws(ModelError) -> JSONValue {
    let bytes = try FileAccess.read(path(of: file))
    do throws(JSONError) {
      return try JSONValue(parsing: bytes)
    } catch {
      throw self.error(file, "", "\(error)")
    }
  }

  func error(_ file: File, _ field: String, _ problem: String) -> ModelError {
    ModelError(file: path(of: file), field: field, problem: problem)
  }
}
