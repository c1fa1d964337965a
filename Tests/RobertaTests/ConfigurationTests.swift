import JSON
import Roberta
import TestSupport
import Testing

@Suite struct ConfigurationTests {
  private func fixture() throws -> JSONValue {
    try JSONValue(parsing: readFile(Repository.fixture("roberta/model/config.json")))
  }

  private func changed(_ key: String, _ value: JSONValue?) throws -> JSONValue {
    guard case .object(var members) = try fixture() else { return .null }
    members[key] = value
    return .object(members)
  }

  @Test func readsWhatTransformersWrote() throws {
    let c = try RobertaConfiguration(json: fixture())
    #expect(c.hiddenSize == 32 && c.numHiddenLayers == 3 && c.numAttentionHeads == 4 && c.vocabSize == 300)
    #expect(c.id2label == ["c", "css", "go", "python", "ruby", "rust", "swift"])
    #expect(c.maximumLength == 64 && c.layerNormEps == 1e-5 && c.classifierDropout == 0)
    #expect(try RobertaConfiguration(json: c.json()) == c)
  }

  static let faults: [(String, JSONValue?)] = [
    ("vocab_size", nil), ("vocab_size", .string("300")), ("vocab_size", .integer(0)), ("vocab_size", .integer(1 << 40)),
    ("hidden_size", .integer(33)), ("hidden_size", .number(2.5)), ("num_hidden_layers", .integer(-1)),
    ("num_hidden_layers", .integer(100_000)), ("num_attention_heads", .integer(5)),
    ("num_attention_heads", .integer(0)),
    ("intermediate_size", .null), ("max_position_embeddings", .integer(2)), ("type_vocab_size", .integer(0)),
    ("layer_norm_eps", .number(-1)), ("hidden_dropout_prob", .integer(1)),
    ("attention_probs_dropout_prob", .number(-0.1)),
    ("classifier_dropout", .number(2)), ("pad_token_id", .integer(300)), ("eos_token_id", .integer(-1)),
    ("hidden_act", .string("gelu_new")), ("model_type", .string("bert")),
    ("architectures", .array(["RobertaForMaskedLM"])),
    ("position_embedding_type", .string("relative_key")), ("is_decoder", .bool(true)), ("id2label", nil),
    ("id2label", .object([:])), ("id2label", .object(["0": "a", "1": "a"])), ("num_labels", .integer(3)),
    ("id2label", .array([])), ("label2id", .object(["c": 0])), ("initializer_range", .number(-1)),
  ]

  @Test(arguments: faults) func namesTheWrongKey(key: String, value: JSONValue?) throws {
    let json = try changed(key, value)
    let error = #expect(throws: RobertaConfigurationError.self) { try RobertaConfiguration(json: json) }
    let found = try #require(error)
    // A size that another key contradicts is reported there.
    let others = ["hidden_size": "num_attention_heads", "id2label": "label2id", "vocab_size": "vocab_size"]
    #expect(found.key.hasPrefix(key) || found.key.hasPrefix(others[key] ?? key), "\(found)")
    #expect(found.description.contains(found.key))
  }

  @Test(arguments: [["1": "a", "2": "b"], ["0": "a", "01": "b"], ["0": "a", "x": "b"]] as [JSONObject])
  func labelNumbersMustCount(labels: JSONObject) throws {
    guard case .object(var members) = try fixture() else { return }
    members["id2label"] = .object(labels)
    members["label2id"] = nil
    let error = #expect(throws: RobertaConfigurationError.self) { try RobertaConfiguration(json: .object(members)) }
    #expect(error?.key.hasPrefix("id2label.") == true)
  }

  @Test func aDocumentThatIsNoObject() {
    #expect(throws: RobertaConfigurationError.self) { try RobertaConfiguration(json: .array([])) }
  }

  @Test func theTableHasTheNamesAndShapesOfTransformers() throws {
    let reference = try Reference()
    let table = reference.parameters.table
    #expect(table.descriptors.count == 5 + 16 * 3 + 4)
    #expect(table.descriptors.reduce(0) { $0 + $1.count } == table.totalCount)
    var next = 0
    for descriptor in table.descriptors {
      #expect(descriptor.offset == next)
      next += descriptor.count
      #expect(table[descriptor.name] == descriptor)
      let isDecayed = !descriptor.name.contains("LayerNorm") && !descriptor.name.hasSuffix("bias")
      #expect(descriptor.hasWeightDecay == isDecayed)
    }
  }
}
