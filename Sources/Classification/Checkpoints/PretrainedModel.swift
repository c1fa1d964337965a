private import JSON
private import NGrams
private import Roberta
private import Tokenization

/// A checkpoint to train from or to import: a model of ours, or one as Hugging Face publishes them.
package struct PretrainedModel: Sendable {
  /// The model; its configuration has no labels where the checkpoint has no classification head that fits.
  package let model: Model
  /// What was left out or taken otherwise, each a sentence for a person.
  package let notes: [String]
}

extension ModelDirectory {
  /// Reads a Hugging Face directory: `config.json`, `tokenizer.json` or `vocab.json` with `merges.txt`, and the weights
  /// as safetensors or as `pytorch_model.bin`, in one file or in shards. A classification head is not needed.
  ///
  /// - Throws: a `ModelError` that names the file and the key.
  package func loadPretrained() throws(ModelError) -> PretrainedModel {
    guard FileAccess.exists(path) else { throw ModelError(file: path, problem: "there is no such directory") }
    let tokenizer = try loadTokenizer()
    var (configuration, notes) = try pretrainedConfiguration(tokenizer)
    try check(tokenizer, against: configuration)
    let tensors = try CheckpointTensors(publishedIn: self)
    let head = PretrainedHead(tensors, configuration)
    configuration.id2label = head.labels
    notes += [head.note].compactMap { $0 } + (try LeftOutTensors(tensors, configuration).notes)
    let ngrams = configuration.hasHead ? try loadNGrams(configuration) : nil
    if !configuration.hasHead, has(.ngrams) {
      notes.append("\(File.ngrams.rawValue) is left out, as the classification head is")
    }
    let calibration = configuration.hasHead ? try loadCalibration(configuration) : nil
    let training = configuration.hasHead && has(.training) ? try json(.training) : nil
    let parameters = try ModelWeights(tensors: tensors, configuration: configuration).load()
    let model = Model(
      configuration: configuration, parameters: parameters, tokenizer: tokenizer, ngrams: ngrams,
      calibration: calibration, training: training)
    return PretrainedModel(model: model, notes: notes)
  }

  /// The configuration with the tokenizer's special tokens. Those of files from transformers' first years are wrong
  /// (RoBERTa's were part of the code then, and `config.json` got the defaults of other models).
  private func pretrainedConfiguration(
    _ tokenizer: Tokenizer
  ) throws(ModelError) -> (RobertaConfiguration, notes: [String]) {
    let json = try json(.configuration)
    var configuration: RobertaConfiguration
    do throws(RobertaConfigurationError) {
      configuration = try RobertaConfiguration(encoderJSON: json)
    } catch {
      throw self.error(.configuration, error.key, error.problem)
    }
    var notes: [String] = []
    let special = tokenizer.specialTokens
    let ids: [(String, WritableKeyPath<RobertaConfiguration, Int>, Int32)] = [
      ("pad_token_id", \.padTokenID, special.pad), ("bos_token_id", \.bosTokenID, special.bos),
      ("eos_token_id", \.eosTokenID, special.eos),
    ]
    for (key, path, id) in ids where id >= 0 && configuration[keyPath: path] != Int(id) {
      notes.append("config.json says that \(key) is \(configuration[keyPath: path]); the tokenizer's, \(id), is taken")
      configuration[keyPath: path] = Int(id)
    }
    return (configuration, notes)
  }
}

/// The classification head of a checkpoint, where it has one of RoBERTa's form and a name for each of its rows.
private struct PretrainedHead {
  /// One for each row; none where there is no head.
  var labels: [String] = []
  /// Why there is none.
  var note: String?

  init(_ tensors: CheckpointTensors, _ configuration: RobertaConfiguration) {
    let hidden = configuration.hiddenSize
    guard tensors.names.contains(where: { $0.hasPrefix("classifier.") }) else {
      note = "there is no classification head: training makes one"
      return
    }
    guard tensors.shape("classifier.dense.weight") == [hidden, hidden],
      tensors.shape("classifier.dense.bias") == [hidden],
      let rows = tensors.shape("classifier.out_proj.bias")?.first,
      tensors.shape("classifier.out_proj.weight") == [rows, hidden]
    else {
      note = "the classification head is none of RobertaForSequenceClassification's: left out"
      return
    }
    // What transformers does where config.json has no names.
    let named = configuration.id2label.isEmpty ? (0..<rows).map { "LABEL_\($0)" } : configuration.id2label
    if named.count == rows {
      labels = named
    } else {
      note = "the classification head has \(rows) rows, config.json names \(named.count) labels: left out"
    }
  }
}

/// Tensors of a checkpoint that the model has no use for.
private struct LeftOutTensors {
  /// A sentence, where there are any.
  let notes: [String]

  /// Groups that every checkpoint of RoBERTa may have beside the encoder.
  private static let groups = ["lm_head.", "roberta.pooler.", "classifier."]

  /// - Throws: where a tensor belongs to the encoder, but not to that of the configuration.
  init(_ tensors: CheckpointTensors, _ configuration: RobertaConfiguration) throws(ModelError) {
    let table = ParameterTable(configuration)
    var words: [String] = []
    var counts: [String: Int] = [:]
    for name in tensors.names where table[name] == nil {
      if let group = Self.groups.first(where: name.hasPrefix) {
        counts[group, default: 0] += 1
      } else if name.hasPrefix("roberta."), !name.hasSuffix("_ids") {
        throw tensors.error(name, "is no part of the model that config.json describes")
      } else {
        words.append(name)
      }
    }
    words = Self.groups.compactMap { group in counts[group].map { "\(group)* (\($0))" } } + words
    let shown = words.prefix(8).joined(separator: ", ") + (words.count > 8 ? " and \(words.count - 8) more" : "")
    notes = words.isEmpty ? [] : ["left out: \(shown)"]
  }
}
