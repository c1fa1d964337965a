import JSON
import TestSupport
import Testing
import Tokenization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What was encoded before has no say in what a text becomes: not by what is kept of it, nor by what that drove out.
struct WordCacheTests {
  private static let settings = ["gpt2", "cl100k", "ignored merges"]

  private func tokenizer(_ setting: String) throws -> Tokenizer {
    let cases = try #require(try TokenizationFixtures.json("cases.json").arrayValue)
    let name = setting == "ignored merges" ? "gpt2" : setting
    let fields = try #require(cases.first { $0["name"]?.stringValue == name }?["fields"]?.objectValue)
    let model: JSONObject = setting == "ignored merges" ? ["ignore_merges": true] : [:]
    return try TokenizationFixtures.tokenizer(TokenizationFixtures.changed(fields: fields, model: model))
  }

  /// Words of 1 to 20 bytes, few and many times, more of them than are kept.
  private func texts(_ count: Int, seed: UInt64) -> [[UInt8]] {
    var numbers = SplitMix(state: seed)
    let letters = Array("abcdeirstABé日Ġ_ \n\t(){}=+.'0123\u{17F}".utf8)
    return (0..<count).map { _ in
      let length = Int(numbers.next() % 200)
      return (0..<length).flatMap { _ -> [UInt8] in
        let word = (0..<numbers.next() % 20).map { _ in letters[Int(numbers.next() % UInt64(letters.count))] }
        return numbers.next() % 2 == 0 ? word : Array(" the".utf8)
      }
    }
  }

  @Test(arguments: settings) func aTextBecomesTheSameWhateverCameBefore(setting: String) throws {
    let used = try tokenizer(setting)
    let texts = texts(120, seed: 1)
    for text in texts { _ = used.encode(text) }
    for text in texts.reversed() {
      let fresh = try tokenizer(setting).encode(text)
      #expect(used.encode(text) == fresh)
      #expect(ids(used, text) == fresh.ids)
    }
  }

  @Test(arguments: settings) func aCutTextIsTheBeginningOfTheWhole(setting: String) throws {
    let tokenizer = try tokenizer(setting)
    for text in texts(20, seed: 2) {
      let whole = tokenizer.encode(text, addSpecialTokens: false)
      for length in [1, 2, 3, 5, 17, 300] {
        #expect(ids(tokenizer, text, maxLength: length, addSpecialTokens: false) == Array(whole.ids.prefix(length)))
        let cut = tokenizer.encode(text, maxLength: length, addSpecialTokens: false)
        #expect(cut.offsets == Array(whole.offsets.prefix(length)))
      }
    }
  }

  @Test func manyThreadsGetWhatOneGets() async throws {
    let tokenizer = try tokenizer("cl100k")
    let texts = texts(64, seed: 3)
    let expected = try texts.map { try self.tokenizer("cl100k").encode($0) }
    let wrong = await withTaskGroup(of: Int.self) { group in
      for _ in 0..<24 {
        group.addTask { zip(texts, expected).filter { tokenizer.encode($0) != $1 }.count }
      }
      return await group.reduce(0, +)
    }
    #expect(wrong == 0)
  }

  /// A short word is read sixteen bytes at a time, and runs eight at a time: not beyond the text.
  @Test(arguments: settings) func nothingIsReadBehindTheText(setting: String) throws {
    let tokenizer = try tokenizer(setting)
    let page = Int(getpagesize())
    for length in 1...40 {
      let text = Array("x = y;\n\n   some_words(1);".utf8) + Array(repeating: UInt8(ascii: "e"), count: length)
      let memory = try #require(
        GuardedMemory(Array(repeating: 0x20, count: page - text.count) + text, reserving: 2 * page))
      let atTheEnd = UnsafeBufferPointer(rebasing: memory.bytes[(page - text.count)..<page])
      #expect(tokenizer.encode(atTheEnd) == tokenizer.encode(text))
    }
  }
}

/// Steele, Lea and Flood's generator, for texts that are the same every time.
private struct SplitMix {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
