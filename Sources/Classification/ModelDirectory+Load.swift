internal import JSON
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
    let (tokenizer, parameters) = try loadTokenizerAndParameters(configuration)
    let calibration = try loadCalibration(configuration)
    let training = withTraining && has(.training) ? try json(.training) : nil
    return Model(
      configuration: configuration, parameters: parameters, tokenizer: tokenizer, calibration: calibration,
      training: training)
  }

  /// The two large files, at once.
  private func loadTokenizerAndParameters(
    _ configuration: RobertaConfiguration
  ) throws(ModelError) -> (Tokenizer, RobertaParameters) {
    var tokenizer: Result<Tokenizer, ModelError>?
    var parameters: Result<RobertaParameters, ModelError>?
    ThreadPool(threads: 2).run { thread in
      if thread == 0 {
        tokenizer = Result { () throws(ModelError) in
          let tokenizer = try loadTokenizer()
          try check(tokenizer, against: configuration)
          return tokenizer
        }
      } else {
        parameters = Result { () throws(ModelError) in
          try ModelWeights(tensors: CheckpointTensors(weightsOf: self), configuration: configuration).load()
        }
      }
    }
    guard let tokenizer, let parameters else { preconditionFailure("ThreadPool.run: a thread has not run") }
    return (try tokenizer.get(), try parameters.get())
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
