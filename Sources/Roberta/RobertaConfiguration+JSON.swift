package import JSON

extension RobertaConfiguration {
  /// Reads the contents of a `config.json`. Keys that say nothing about the numbers are ignored.
  ///
  /// A key that is missing, of a wrong type, unsupported, or at odds with another is an error that names it. Keys that
  /// newer versions of transformers leave out when they have their default have that default here too.
  package init(json: JSONValue) throws(RobertaConfigurationError) { try self.init(json: json, isClassifier: true) }

  /// Reads the `config.json` of any model with RoBERTa's encoder, with a classification head or without one. There are
  /// no labels where the file names none.
  package init(encoderJSON json: JSONValue) throws(RobertaConfigurationError) {
    try self.init(json: json, isClassifier: false)
  }

  private init(json: JSONValue, isClassifier: Bool) throws(RobertaConfigurationError) {
    do {
      try self.init(reader: JSONDecodingReader(json), isClassifier: isClassifier)
    } catch let error as RobertaConfigurationError {
      throw error
    } catch let error as JSONFieldError {
      throw RobertaConfigurationError(key: error.path, problem: error.problem)
    } catch {
      throw RobertaConfigurationError(key: "", problem: "\(error)")
    }
  }

  private init(reader: JSONDecodingReader, isClassifier: Bool) throws {
    try Self.checkKind(reader)
    try Self.checkArchitectures(reader, isClassifier: isClassifier)
    let hasLabels = try isClassifier || reader.optional("id2label") != nil
    self.init(
      vocabSize: try reader.integer("vocab_size"), hiddenSize: try reader.integer("hidden_size"),
      numHiddenLayers: try reader.integer("num_hidden_layers"),
      numAttentionHeads: try reader.integer("num_attention_heads"),
      intermediateSize: try reader.integer("intermediate_size"),
      maxPositionEmbeddings: try reader.integer("max_position_embeddings"),
      typeVocabSize: try reader.optionalInteger("type_vocab_size") ?? 2,
      layerNormEps: try reader.optionalDouble("layer_norm_eps") ?? 1e-12,
      padTokenID: try reader.optionalInteger("pad_token_id") ?? 1,
      bosTokenID: try reader.optionalInteger("bos_token_id") ?? 0,
      eosTokenID: try reader.optionalInteger("eos_token_id") ?? 2,
      hiddenDropoutProb: try reader.optionalDouble("hidden_dropout_prob") ?? 0.1,
      attentionProbsDropoutProb: try reader.optionalDouble("attention_probs_dropout_prob") ?? 0.1,
      classifierDropout: try reader.optionalDouble("classifier_dropout"),
      id2label: hasLabels ? try Self.labels(reader) : [],
      hiddenAct: try reader.optionalString("hidden_act") ?? "gelu",
      initializerRange: try reader.optionalDouble("initializer_range") ?? 0.02)
    try hasLabels ? validate() : validateEncoder()
  }

  /// What would make it another kind of model than ours.
  private static func checkKind(_ reader: JSONDecodingReader) throws {
    if let kind = try reader.optionalString("model_type"), kind != "roberta" {
      throw error("model_type", "\"\(kind)\" is not \"roberta\"")
    }
    if let kind = try reader.optionalString("position_embedding_type"), kind != "absolute" {
      throw error("position_embedding_type", "\"\(kind)\" is not supported, only \"absolute\" is")
    }
    for key in ["is_decoder", "add_cross_attention"] where try reader.optionalBool(key) == true {
      throw error(key, "true is not supported")
    }
  }

  private static func checkArchitectures(_ reader: JSONDecodingReader, isClassifier: Bool) throws {
    guard let names = try reader.optional("architectures")?.strings() else { return }
    guard names.allSatisfy({ $0.hasPrefix("Roberta") }), !names.isEmpty else {
      throw error("architectures", "\(names) is not [\"RobertaForSequenceClassification\"]")
    }
    guard isClassifier, names != ["RobertaForSequenceClassification"] else { return }
    throw error(
      "architectures",
      "\(names) has no classification head, so that it tells no languages apart: train one "
        + "(parlance train --modelName with this directory)")
  }

  /// `id2label` in the order of its numbers, which must be 0, 1, 2 …; `label2id` and `num_labels` must agree.
  private static func labels(_ reader: JSONDecodingReader) throws -> [String] {
    let members = try reader.field("id2label").object()
    var labels = [String?](repeating: nil, count: members.count)
    for (number, label) in members {
      guard let index = Int(number), labels.indices.contains(index), String(index) == number else {
        throw error("id2label.\(number)", "is not one of 0 to \(members.count - 1)")
      }
      guard case .string(let name) = label else { throw error("id2label.\(number)", "expected a string") }
      labels[index] = name
    }
    let names = labels.compactMap { $0 }
    if let count = try reader.optionalInteger("num_labels"), count != names.count {
      throw error("num_labels", "\(count) is not the number of labels in id2label, \(names.count)")
    }
    try checkInverse(reader, names)
    return names
  }

  private static func checkInverse(_ reader: JSONDecodingReader, _ names: [String]) throws {
    guard let inverse = try reader.optional("label2id") else { return }
    let members = try inverse.object()
    if members.count != names.count {
      throw error("label2id", "has \(members.count) labels, id2label has \(names.count)")
    }
    for (index, name) in names.enumerated() where try inverse.integer(name) != index {
      throw error("label2id.\(name)", "is not \(index), as id2label says")
    }
  }

  /// The contents of a `config.json` that transformers reads; without labels, that of an encoder alone.
  package func json() -> JSONValue {
    guard hasHead else {
      var members = classifierJSON
      for key in ["id2label", "label2id", "classifier_dropout"] { members[key] = nil }
      members["architectures"] = ["RobertaModel"]
      return .object(members)
    }
    return .object(classifierJSON)
  }

  private var classifierJSON: JSONObject {
    var labels = JSONObject()
    var inverse = JSONObject()
    for (index, name) in id2label.enumerated() {
      labels[String(index)] = .string(name)
      inverse[name] = .integer(index)
    }
    return [
      "architectures": .array([.string("RobertaForSequenceClassification")]),
      "attention_probs_dropout_prob": .number(attentionProbsDropoutProb),
      "bos_token_id": .integer(bosTokenID),
      "classifier_dropout": classifierDropout.map { .number($0) } ?? .null,
      "eos_token_id": .integer(eosTokenID),
      "hidden_act": .string(hiddenAct),
      "hidden_dropout_prob": .number(hiddenDropoutProb),
      "hidden_size": .integer(hiddenSize),
      "id2label": .object(labels),
      "initializer_range": .number(initializerRange),
      "intermediate_size": .integer(intermediateSize),
      "label2id": .object(inverse),
      "layer_norm_eps": .number(layerNormEps),
      "max_position_embeddings": .integer(maxPositionEmbeddings),
      "model_type": .string("roberta"),
      "num_attention_heads": .integer(numAttentionHeads),
      "num_hidden_layers": .integer(numHiddenLayers),
      "pad_token_id": .integer(padTokenID),
      "position_embedding_type": .string("absolute"),
      "type_vocab_size": .integer(typeVocabSize),
      "vocab_size": .integer(vocabSize),
    ]
  }
}
