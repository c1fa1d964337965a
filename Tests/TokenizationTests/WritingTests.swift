import JSON
import TestSupport
import Testing
import Tokenization

/// What is written is what was read.
struct WritingTests {
  @Test func tokenizerJSONComesBack() throws {
    let tokenizer = try Tokenizer(tokenizerJSON: TokenizationFixtures.bytes("base.json"))
    #expect(try JSONValue(parsing: tokenizer.tokenizerJSON()) == withMergesAsLines(TokenizationFixtures.base()))
  }

  /// The file with each merge as one string: the form that is written where no token has a space.
  private func withMergesAsLines(_ file: JSONValue) throws -> JSONValue {
    let pairs = try JSONDecodingReader(file).field("model").array("merges").map { try $0.strings() }
    let lines = pairs.map { JSONValue.string($0.joined(separator: " ")) }
    var root = try #require(file.objectValue)
    var model = try #require(root["model"]?.objectValue)
    model["merges"] = .array(lines)
    root["model"] = .object(model)
    return .object(root)
  }

  @Test func everyWayToWriteAFileIsTheSameTokenizer() throws {
    let base = try TokenizationFixtures.base()
    let expected = try TokenizationFixtures.tokenizer(base).tokenizerJSON()
    let vocabulary = try #require(base["model"]?["vocab"]?.objectValue)
    let backwards = JSONObject(uniqueKeysWithValues: vocabulary.map { ($0.key, $0.value) }.reversed())
    let lines = try withMergesAsLines(base)
    for file in [base, lines, try TokenizationFixtures.changed(model: ["vocab": .object(backwards)])] {
      for pretty in [false, true] {
        #expect(try Tokenizer(tokenizerJSON: file.serialized(pretty: pretty)).tokenizerJSON() == expected)
      }
      let escaped = String(decoding: file.serialized(), as: UTF8.self).replacing("\u{120}", with: "\\u0120")
      #expect(try Tokenizer(tokenizerJSON: Array(escaped.utf8)).tokenizerJSON() == expected)
    }
  }

  @Test func tokensWithASpaceAreMergedAsPairs() throws {
    let model: JSONObject = [
      "unk_token": "<unk>", "merges": [["a", " b"], ["c", "d"]],
      "vocab": ["<unk>": 0, "a": 1, " b": 2, "a b": 3, "c": 4, "d": 5, "cd": 6],
    ]
    let file = try TokenizationFixtures.changed(fields: ["added_tokens": [], "post_processor": .null], model: model)
    #expect(try JSONValue(parsing: TokenizationFixtures.tokenizer(file).tokenizerJSON()) == file)
  }

  @Test func vocabularyAndMergesComeBack() throws {
    let vocabulary = try TokenizationFixtures.bytes("vocab.json")
    let merges = try TokenizationFixtures.bytes("merges.txt")
    let tokenizer = try Tokenizer(vocabJSON: vocabulary, mergesText: merges)
    #expect(try JSONValue(parsing: tokenizer.vocabJSON()) == JSONValue(parsing: vocabulary))
    let written = String(decoding: tokenizer.mergesText(), as: UTF8.self).split(separator: "\n").dropFirst()
    let read = String(decoding: merges, as: UTF8.self).split(separator: "\n").dropFirst()
    #expect(written == read)
  }

  @Test func aTokenizerOfEscapesComesBack() throws {
    let model: JSONObject = [
      "unk_token": "<unk>", "merges": [], "vocab": ["<unk>": 0, "\"": 1, "\\": 2, "/": 3, "é": 4],
    ]
    let fields: JSONObject = ["added_tokens": [], "post_processor": .null]
    let file = try TokenizationFixtures.changed(fields: fields, model: model)
    let tokenizer = try TokenizationFixtures.tokenizer(file)
    #expect(tokenizer.id(of: "\"") == 1)
    #expect(try JSONValue(parsing: tokenizer.tokenizerJSON()) == file)
  }
}
