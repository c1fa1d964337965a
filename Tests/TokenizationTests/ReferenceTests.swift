import JSON
import TestSupport
import Testing
import Tokenization

/// Ids and offsets equal to Hugging Face `tokenizers`, for every component of the closed list.
struct ReferenceTests {
  @Test(arguments: TokenizationFixtures.caseNames)
  func idsAndOffsetsAreTheReferences(name: String) throws {
    let cases = try #require(try TokenizationFixtures.json("cases.json").arrayValue)
    let found = try #require(cases.first { $0["name"]?.stringValue == name })
    let fields = try #require(found["fields"]?.objectValue)
    let model = try #require(found["model"]?.objectValue)
    let texts = try found["texts"].map { try JSONDecodingReader($0).strings() } ?? TokenizationFixtures.texts()
    let tokenizer = try TokenizationFixtures.tokenizer(TokenizationFixtures.changed(fields: fields, model: model))
    try expectEqual(tokenizer, ExpectedEncoding.all(found["expected"], texts: texts), texts)
  }

  @Test func theCasesAreThere() {
    #expect(TokenizationFixtures.caseNames.count >= 16)
  }

  @Test func aPairOfFilesIsTheSameTokenizer() throws {
    let pair = try Tokenizer(
      vocabJSON: TokenizationFixtures.bytes("vocab.json"), mergesText: TokenizationFixtures.bytes("merges.txt"))
    let whole = try Tokenizer(tokenizerJSON: TokenizationFixtures.bytes("base.json"))
    for text in try TokenizationFixtures.texts() { #expect(pair.encode(text) == whole.encode(text)) }
    #expect(pair.specialTokens == whole.specialTokens)
  }

  @Test func truncationKeepsTheEnds() throws {
    let tokenizer = try Tokenizer(tokenizerJSON: TokenizationFixtures.bytes("base.json"))
    let texts = try TokenizationFixtures.texts()
    for entry in try #require(try TokenizationFixtures.json("truncations.json").arrayValue) {
      let reader = JSONDecodingReader(entry)
      let length = try reader.integer("length")
      for (text, expected) in zip(texts, try reader.array("ids")) {
        let expected = try expected.array().map { Int32(try $0.integer()) }
        #expect(tokenizer.encode(text, maxLength: length).ids == expected, "\(length) \(text.debugDescription)")
        #expect(ids(tokenizer, Array(text.utf8), maxLength: length) == expected)
      }
    }
  }

  @Test func aTruncationInTheFileHolds() throws {
    let truncation: JSONValue = ["direction": "Right", "max_length": 5, "strategy": "LongestFirst", "stride": 0]
    let tokenizer = try TokenizationFixtures.tokenizer(
      TokenizationFixtures.changed(fields: ["truncation": truncation]))
    #expect(tokenizer.encode("one two three four five six").ids.count == 5)
    #expect(tokenizer.encode("one two three four five six", maxLength: 4).ids.count == 4)
  }

  @Test func aTokenizerTrainedHereIsReadThere() throws {
    let file = try TokenizationFixtures.json("ours.json")
    let content = try #require(file["tokenizer"]?.stringValue)
    let tokenizer = try Tokenizer(tokenizerJSON: Array(content.utf8))
    let texts = try TokenizationFixtures.texts()
    try expectEqual(tokenizer, ExpectedEncoding.all(file["expected"], texts: texts), texts)
    let trained = try BytePairTrainer(vocabularySize: 700).train(texts.map { Array($0.utf8) })
    #expect(trained.tokenizerJSON() == Array(content.utf8))
  }
}
