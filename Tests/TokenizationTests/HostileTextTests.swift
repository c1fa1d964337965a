import JSON
import TestSupport
import Testing
import Tokenization

/// Texts that nobody would write: defined results, in bounded time.
struct HostileTextTests {
  private func tokenizer() throws -> Tokenizer {
    try Tokenizer(tokenizerJSON: TokenizationFixtures.bytes("base.json"))
  }

  @Test(arguments: PreTokenizerPattern.allCases)
  func invalidBytesAreKeptEachACharacter(pattern: PreTokenizerPattern) throws {
    let texts = try TokenizationFixtures.texts().map { Array($0.utf8) }
    let tokenizer = try BytePairTrainer(vocabularySize: 400, preTokenizer: pattern).train(texts)
    let text: [UInt8] = [
      0x61, 0xFF, 0xC3, 0x20, 0xE4, 0xB8, 0xED, 0xA0, 0x80, 0xF4, 0x90, 0x80, 0x80, 0xC0, 0xAF, 0x62,
    ]
    let encoding = tokenizer.encode(text, addSpecialTokens: false)
    #expect(tokenizer.decode(encoding.ids, skipSpecialTokens: false) == text)
    #expect(encoding.offsets.allSatisfy { $0.upperBound <= text.count })
    #expect(ids(tokenizer, text, addSpecialTokens: false) == encoding.ids)
  }

  @Test func anInvalidByteSplitsAsASymbolDoes() throws {
    let tokenizer = try tokenizer()
    let encoding = tokenizer.encode([0x20, 0xFF, 0xFF, 0x61] as [UInt8], addSpecialTokens: false)
    #expect(encoding.ids.count == 4)
    #expect(encoding.offsets == [1..<1, 1..<2, 2..<3, 3..<4])
  }

  @Test func everyByteAndPairOfBytesComesBack() throws {
    let tokenizer = try tokenizer()
    var text: [UInt8] = []
    for first in UInt8.min...UInt8.max {
      for second in UInt8.min...UInt8.max { text += [first, second] }
    }
    let ids = ids(tokenizer, text, addSpecialTokens: false)
    let comesBack = tokenizer.decode(ids, skipSpecialTokens: false) == text
    #expect(comesBack)
  }

  @Test func emptyTextIsItsEnds() throws {
    let tokenizer = try tokenizer()
    #expect(tokenizer.encode("") == Encoding(ids: [0, 2], offsets: [0..<0, 0..<0]))
    #expect(tokenizer.encode("", addSpecialTokens: false) == Encoding(ids: [], offsets: []))
    #expect(ids(tokenizer, [], maxLength: 1) == [0])
    #expect(ids(tokenizer, [], maxLength: 0) == [])
  }

  @Test(arguments: [-1, 0, 1])
  func aLengthTooSmallForTheEndsCutsThem(length: Int) throws {
    let tokenizer = try tokenizer()
    #expect(tokenizer.encode("a b c", maxLength: length).ids == [0, 2].prefix(max(0, length)).map { Int32($0) })
  }

  @Test(arguments: ["a", " ", "=", "ab", "é", "\n", "\n ", "日", "😀", "x1", "<s", "aB"], PreTokenizerPattern.allCases)
  func aLongWordIsTheSameCutOrWhole(unit: String, pattern: PreTokenizerPattern) throws {
    let texts = try TokenizationFixtures.texts().map { Array($0.utf8) }
    let tokenizer = try BytePairTrainer(vocabularySize: 1000, minimumFrequency: 1, preTokenizer: pattern).train(texts)
    let text = Array(String(repeating: unit, count: 40_000).utf8) + Array("!".utf8)
    let whole = ids(tokenizer, text, addSpecialTokens: false)
    let comesBack = tokenizer.decode(whole, skipSpecialTokens: false) == text
    #expect(comesBack)
    for length in [1, 10, 126, 1000] {
      let cut = ids(tokenizer, text, maxLength: length, addSpecialTokens: false)
      let isTheSame = cut.elementsEqual(whole.prefix(length))
      #expect(isTheSame, "\(length)")
    }
  }

  @Test(arguments: ["a", "int x; "])
  func tenMegabytesOnOneLine(unit: String) throws {
    let tokenizer = try tokenizer()
    let text = Array(String(repeating: unit, count: 10_000_000 / unit.utf8.count).utf8)
    let ids = ids(tokenizer, text, addSpecialTokens: false)
    let comesBack = tokenizer.decode(ids, skipSpecialTokens: false) == text
    #expect(comesBack)
  }

  /// A hundred megabytes of which only the first have memory behind them: to read further would end the process.
  @Test(arguments: ["a", "word ", "=", "日", "x = 1;\n"], PreTokenizerPattern.allCases)
  func noMoreIsReadThanIsNeeded(unit: String, pattern: PreTokenizerPattern) throws {
    let texts = try TokenizationFixtures.texts().map { Array($0.utf8) }
    let tokenizer = try BytePairTrainer(vocabularySize: 700, preTokenizer: pattern).train(texts)
    let visible = Array(String(repeating: unit, count: 300_000 / unit.utf8.count).utf8)
    let memory = try #require(GuardedMemory(visible, reserving: 100 << 20))
    var ids: [Int32] = []
    tokenizer.encode(memory.bytes, maxLength: 126, addSpecialTokens: true, into: &ids)
    #expect(ids == tokenizer.encode(Array(visible.prefix(100_000)), maxLength: 126).ids)
  }

  @Test func specialTokensMayBePlainText() throws {
    var tokenizer = try tokenizer()
    #expect(tokenizer.encode("<s>", addSpecialTokens: false).ids == [0])
    tokenizer.encodesSpecialTokens = true
    let plain = tokenizer.encode("<s>", addSpecialTokens: false).ids
    #expect(!plain.contains(0))
    #expect(tokenizer.decode(plain, skipSpecialTokens: true) == Array("<s>".utf8))
  }

  @Test func anIDBeyondTheVocabularyDecodesToNothing() throws {
    let tokenizer = try tokenizer()
    #expect(tokenizer.decode([-1, 1_000_000], skipSpecialTokens: false) == [])
    #expect(tokenizer.token(-1) == nil)
    #expect(tokenizer.token(1_000_000) == nil)
    #expect(tokenizer.id(of: "no such token") == nil)
  }
}
