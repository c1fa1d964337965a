import JSON
import TestSupport
import Testing
import Tokenization

struct TrainerTests {
  /// One entry of trainer.json: the settings, and what Hugging Face's `BpeTrainer` makes of texts.json.
  private static func trainings() throws -> [JSONDecodingReader] {
    try JSONDecodingReader(TokenizationFixtures.json("trainer.json")).array()
  }

  @Test(arguments: 0..<4)
  func mergesAreTheReferences(index: Int) throws {
    let expected = try Self.trainings()[index]
    let trainer = BytePairTrainer(
      vocabularySize: try expected.integer("vocab_size"), minimumFrequency: try expected.integer("min_frequency"),
      preTokenizer: try #require(PreTokenizerPattern(rawValue: expected.string("pattern"))),
      maximumTokenLength: try expected.optionalInteger("max_token_length"))
    let tokenizer = try trainer.train(TokenizationFixtures.texts().map { Array($0.utf8) })
    let merges = String(decoding: tokenizer.mergesText(), as: UTF8.self).split(separator: "\n").dropFirst()
    #expect(merges.map(String.init) == (try expected.strings("merges")))
    let vocabulary = (261..<Int32(tokenizer.vocabularySize)).compactMap(tokenizer.token)
    #expect(vocabulary == (try expected.strings("vocab")))
  }

  @Test func eachMergedTokenIsMadeOfTheTwoThatItIsFrom() throws {
    let tokenizer = try BytePairTrainer(vocabularySize: 600).train(TokenizationFixtures.texts().map { Array($0.utf8) })
    let parts = tokenizer.mergedFrom
    #expect(Set(parts.keys) == Set(261..<Int32(tokenizer.vocabularySize)))
    for (id, (left, right)) in parts {
      let text = try #require(tokenizer.token(left)) + #require(tokenizer.token(right))
      #expect(tokenizer.token(id) == text)
    }
  }

  @Test func specialTokensComeFirst() throws {
    let tokenizer = try BytePairTrainer(vocabularySize: 261).train([])
    #expect(tokenizer.vocabularySize == 261)
    #expect((0..<5).map { tokenizer.token($0) } == BytePairTrainer.robertaSpecialTokens)
    #expect(tokenizer.specialTokens == SpecialTokens(bos: 0, eos: 2, pad: 1, unk: 3, mask: 4))
    #expect(tokenizer.encode("é").ids == [0, 132, 107, 2])
  }

  @Test func aVocabularyTooSmallIsRefused() {
    let error = #expect(throws: TokenizerError.self) { try BytePairTrainer(vocabularySize: 260).train([]) }
    #expect(error?.description == "trainer: vocabularySize: 260 has no room for 261 special tokens and bytes")
  }

  @Test func missingEndsAreRefused() {
    let trainer = BytePairTrainer(vocabularySize: 300, specialTokens: ["<pad>", "<s>"])
    let error = #expect(throws: TokenizerError.self) { try trainer.train([]) }
    #expect(error?.description == "trainer: specialTokens: lacks </s>")
  }

  @Test func invalidTextIsTrainedOnAsBytes() throws {
    let text: [UInt8] = [0xFF, 0xFE, 0x61, 0xFF, 0xFE, 0x61, 0x00]
    let tokenizer = try BytePairTrainer(vocabularySize: 300, minimumFrequency: 2).train([text])
    #expect(tokenizer.decode(tokenizer.encode(text).ids, skipSpecialTokens: true) == text)
  }
}
