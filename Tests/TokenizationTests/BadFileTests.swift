import JSON
import TestSupport
import Testing
import Tokenization

/// Each way in which a file is refused, by the words that name its field.
struct BadFileTests {
  /// A change to base.json and the complaint about it.
  struct Case: Sendable, CustomTestStringConvertible {
    var fields: JSONObject = [:]
    var model: JSONObject = [:]
    let complaint: String

    var testDescription: String { complaint }
  }

  private static let split: JSONValue = [
    "type": "Split", "pattern": ["Regex": "[a-z]+"], "behavior": "Isolated", "invert": false,
  ]
  private static let level: JSONValue = [
    "type": "ByteLevel", "add_prefix_space": false, "trim_offsets": true, "use_regex": true,
  ]

  private static func sequence(_ parts: JSONValue...) -> JSONObject {
    ["pre_tokenizer": ["type": "Sequence", "pretokenizers": .array(parts)]]
  }

  private static func token(_ id: Int, _ content: String) -> JSONValue {
    [
      "id": .integer(id), "content": .string(content), "single_word": false, "lstrip": false, "rstrip": false,
      "normalized": false, "special": true,
    ]
  }

  static let components: [Case] = [
    Case(fields: ["normalizer": ["type": "NFC"]], complaint: "normalizer: NFC is not supported; must be null"),
    Case(
      fields: ["pre_tokenizer": .null], complaint: "pre_tokenizer: is null; a byte-level model needs ByteLevel"),
    Case(fields: ["pre_tokenizer": ["type": "Whitespace"]], complaint: "pre_tokenizer: does not end with ByteLevel"),
    Case(
      fields: sequence(["type": "Metaspace"], level),
      complaint: "pre_tokenizer.pretokenizers[0].type: Metaspace is not supported here "
        + "(ByteLevel, Split, Digits, Sequence)"),
    Case(
      fields: sequence(split, level),
      complaint: "pre_tokenizer.pretokenizers[0].pattern.Regex: is none of the supported expressions: [a-z]+"),
    Case(
      fields: sequence(level, level), complaint: "pre_tokenizer.pretokenizers[0]: ByteLevel can only come last"),
    Case(fields: ["decoder": ["type": "WordPiece"]], complaint: "decoder.type: WordPiece is not supported (ByteLevel)"),
    Case(
      fields: ["post_processor": ["type": "BertProcessing"]],
      complaint: "post_processor.type: BertProcessing is not supported "
        + "(RobertaProcessing, TemplateProcessing, ByteLevel, Sequence)"),
    Case(
      fields: [
        "post_processor": [
          "type": "RobertaProcessing", "sep": ["</s>", 7], "cls": ["<s>", 0], "trim_offsets": true,
          "add_prefix_space": false,
        ]
      ], complaint: "post_processor.sep[1]: is 7, but the vocabulary gives </s> the id 2"),
    Case(fields: ["version": "2.0"], complaint: "version: 2.0 is not supported (1.0)"),
    Case(
      fields: ["surprise": 1],
      complaint: "surprise: is not known (known: added_tokens, decoder, model, normalizer, padding, post_processor, "
        + "pre_tokenizer, truncation, version)"),
    Case(
      fields: ["truncation": ["direction": "Left", "max_length": 8]],
      complaint: "truncation.direction: Left is not supported (Right)"),
    Case(fields: ["added_tokens": [token(3, "<s>")]], complaint: "added_tokens[0].id: is 3, but model.vocab says 0"),
    Case(
      fields: ["added_tokens": [token(9_000, "<new>")]],
      complaint: "added_tokens[0].id: is 9000, but the next free id is 596"),
    Case(
      fields: ["added_tokens": [token(0, "<s>"), token(0, "<s>")]], complaint: "added_tokens[1].id: 0 stands twice"),
    Case(
      fields: ["added_tokens": [["id": "x"]]], complaint: "added_tokens[0].id: expected an integer, found a string"),
  ]

  static let models: [Case] = [
    Case(model: ["type": "WordPiece"], complaint: "model.type: WordPiece is not supported (BPE)"),
    Case(model: ["dropout": 0.1], complaint: "model.dropout: is not supported"),
    Case(model: ["continuing_subword_prefix": "##"], complaint: "model.continuing_subword_prefix: is not supported"),
    Case(model: ["byte_fallback": true], complaint: "model.byte_fallback: is not supported"),
    Case(model: ["unk_token": "<none>"], complaint: "model.unk_token: <none> is no token of the vocabulary"),
    Case(model: ["merges": ["a \u{1F600}"]], complaint: "model.merges[0]: \"\u{1F600}\" is no token of the vocabulary"),
    Case(
      model: ["merges": [["a", "b"], ["q", "X"]]], complaint: "model.merges[1]: \"qX\" is no token of the vocabulary"),
    Case(
      model: ["merges": ["ab"]],
      complaint: "model.merges[0]: \"ab\" is not two tokens with a space between them"),
    Case(model: ["merges": [["a"]]], complaint: "model.merges[0]: expected two tokens"),
    Case(
      model: ["merges": [7]], complaint: "model.merges[0]: expected a string of two tokens, or an array of them"),
    Case(model: ["merges": "a b"], complaint: "model.merges: expected an array of merges"),
    Case(model: ["vocab": []], complaint: "model.vocab: expected an object of tokens and their ids"),
    Case(model: ["vocab": ["a": "b"]], complaint: "model.vocab[\"a\"]: expected an id"),
    Case(model: ["vocab": ["a": -1]], complaint: "model.vocab[\"a\"]: expected an id"),
    Case(model: ["vocab": ["a": 0.5]], complaint: "model.vocab[\"a\"]: expected an id"),
    Case(
      model: ["vocab": ["a": 0, "b": 2]],
      complaint: "model.vocab[\"b\"]: the id 2 leaves a hole: there are only 2 tokens"),
    Case(
      model: ["vocab": ["a": 0, "b": 0]], complaint: "model.vocab[\"b\"]: the id 0 is also that of \"a\""),
    Case(
      model: ["vocab": ["a": 0], "merges": [], "unk_token": .null],
      complaint: "model.vocab: has no token \"Ā\" for byte 0, and model.unk_token is null"),
  ]

  @Test(arguments: components + models)
  func theFieldIsNamed(bad: Case) throws {
    let file = try TokenizationFixtures.changed(fields: bad.fields, model: bad.model)
    let error = #expect(throws: TokenizerError.self) { try TokenizationFixtures.tokenizer(file) }
    #expect(error?.description == "tokenizer.json: \(bad.complaint)")
  }

  @Test(arguments: ["model", "pre_tokenizer", "decoder"])
  func aMissingPartIsNamed(key: String) throws {
    var root = try #require(try TokenizationFixtures.base().objectValue)
    root[key] = nil
    let error = #expect(throws: TokenizerError.self) { try TokenizationFixtures.tokenizer(.object(root)) }
    #expect(error?.field == key)
  }

  @Test(arguments: ["vocab", "merges"])
  func aMissingPartOfTheModelIsNamed(key: String) throws {
    var root = try #require(try TokenizationFixtures.base().objectValue)
    var model = try #require(root["model"]?.objectValue)
    model[key] = nil
    root["model"] = .object(model)
    let error = #expect(throws: TokenizerError.self) { try TokenizationFixtures.tokenizer(.object(root)) }
    #expect(error?.description == "tokenizer.json: model.\(key): is missing")
  }

  /// Every prefix of a file is refused, and every byte of it may be anything, without a trap.
  @Test func aTruncatedOrDamagedFileIsAnError() throws {
    let file = try TokenizationFixtures.bytes("base.json")
    for end in stride(from: 0, to: file.count - 2, by: 97) {
      #expect(throws: TokenizerError.self) { try Tokenizer(tokenizerJSON: Array(file[..<end])) }
    }
    for offset in stride(from: 0, to: file.count, by: 53) {
      for byte: UInt8 in [0x00, 0x22, 0x2C, 0x5C, 0x5D, 0x7B, 0xFF] {
        var damaged = file
        damaged[offset] = byte
        _ = try? Tokenizer(tokenizerJSON: damaged)
      }
    }
  }

  @Test func tokensTwiceInTheVocabulary() throws {
    let vocabulary = Array(#"{"<s>": 0, "</s>": 1, "a": 2, "a": 3}"#.utf8)
    let error = #expect(throws: TokenizerError.self) { try Tokenizer(vocabJSON: vocabulary, mergesText: []) }
    #expect(error?.description == "vocab.json: [\"a\"]: stands twice")
  }

  @Test(arguments: [
    ("#version: 0.2\na b\nq\n", "merges.txt: line 3: \"q\" is not two tokens with a space between them"),
    ("a b\r\na \u{1F600}\r\n", "merges.txt: line 2: \"\u{1F600}\" is no token of the vocabulary"),
  ])
  func badMergesName(text: String, complaint: String) throws {
    let vocabulary = try TokenizationFixtures.bytes("vocab.json")
    let error = #expect(throws: TokenizerError.self) {
      try Tokenizer(vocabJSON: vocabulary, mergesText: Array(text.utf8))
    }
    #expect(error?.description == complaint)
  }

  @Test func aPairNeedsTheEnds() {
    let error = #expect(throws: TokenizerError.self) {
      try Tokenizer(vocabJSON: Array(#"{"a": 0}"#.utf8), mergesText: [])
    }
    #expect(error?.description == "vocab.json: has no token \"<s>\" or no token \"</s>\"")
  }
}
