import JSON
import TestSupport
import Testing
import Tokenization

/// What is written is what was read.
struct WritingTests {
  @Test func tokenizerJSONComesBack() throws {
    let tokenizer = try Tokenizer(tokenizerJSON: TokenizationFixtures.bytes("base.json"))
    #expect(try JSONValue(parsing: tokenizer.tokenizerJSON()) == TokenizationFixtures.base())
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
