import LanguageServer
import Testing

/// Texts of many pieces against a slow twin: an array of scalars.
@Suite("Long texts")
struct LongTextTests {
  /// A fixed sequence of numbers (Knuth's MMIX constants), so that a failure comes again.
  struct Dice: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state ^ (state >> 29)
    }
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func randomEditsAgreeWithASlowTwin(_ seed: UInt64) {
    var dice = Dice(state: seed)
    var twin = Array(randomText(120_000, &dice).unicodeScalars)
    var text = DocumentText(string(twin[...]))
    for _ in 0..<60 {
      let lower = Int.random(in: 0...twin.count, using: &dice)
      let upper = min(twin.count, lower + Int.random(in: 0...40_000, using: &dice))
      let new = randomText([0, 1, 3, 50_000].randomElement(using: &dice) ?? 0, &dice)
      let start = text.position(of: string(twin[..<lower]).utf8.count, in: .utf16)
      let end = text.position(of: string(twin[..<upper]).utf8.count, in: .utf16)
      // Between \r and \n there is no position: such an edit begins or ends before the \r.
      text.replace(text.range(from: start, to: end, in: .utf16), with: new)
      twin.replaceSubrange(whole(lower, twin)..<whole(upper, twin), with: new.unicodeScalars)
    }
    #expect(text.bytes == Array(string(twin[...]).utf8))
    #expect(text.lineCount == slowLineCount(twin))
  }

  private func whole(_ index: Int, _ scalars: [Unicode.Scalar]) -> Int {
    index > 0 && index < scalars.count && scalars[index - 1] == "\r" && scalars[index] == "\n" ? index - 1 : index
  }

  private func slowLineCount(_ scalars: [Unicode.Scalar]) -> Int {
    let ends = scalars.indices.count { index in
      scalars[index] == "\n" ? index == 0 || scalars[index - 1] != "\r" : scalars[index] == "\r"
    }
    return ends + 1
  }

  private func randomText(_ count: Int, _ dice: inout Dice) -> String {
    let alphabet: [Unicode.Scalar] = ["a", "b", "\n", "\r", "é", "日", "😀", " "]
    return string((0..<count).map { _ in alphabet.randomElement(using: &dice) ?? "a" }[...])
  }

  private func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var string = String.UnicodeScalarView()
    string.append(contentsOf: scalars)
    return String(string)
  }

  @Test func aColumnFarIntoAVeryLongLine() {
    let text = DocumentText(String(repeating: "😀x", count: 100_000) + "\nend")
    #expect(text.offset(of: TextPosition(line: 0, character: 150_001), in: .utf16) == 250_000)
    #expect(text.offset(of: TextPosition(line: 0, character: 150_002), in: .utf16) == 250_004)
    #expect(text.offset(of: TextPosition(line: 0, character: 150_000), in: .utf32) == 375_000)
    #expect(text.offset(of: TextPosition(line: 0, character: 400_000), in: .utf8) == 400_000)
    #expect(text.offset(of: TextPosition(line: 0, character: 900_000), in: .utf8) == 500_000)
    #expect(text.position(of: 375_000, in: .utf16) == TextPosition(line: 0, character: 225_000))
    #expect(text.position(of: 500_002, in: .utf16) == TextPosition(line: 1, character: 1))
  }

  @Test func typingAtTheSamePlaceLeavesNoCrumbs() {
    var text = DocumentText(String(repeating: "x", count: 1 << 20))
    for _ in 0..<2_000 { text.replace(10..<10, with: "y") }
    #expect(text.byteCount == 1 << 20 + 2_000)
    #expect(text.pieceCount < 40)
    for _ in 0..<1_000 { text.replace(500..<1_500, with: "") }
    #expect(text.byteCount == 1 << 20 + 2_000 - 1_000_000)
    #expect(text.pieceCount <= 3)
  }

  @Test func aSampleIsTheHeadTheMiddleAndTheTail() {
    let long = String(repeating: "h", count: 50_000) + String(repeating: "m", count: 20_000)
    let sample = DocumentText(long + String(repeating: "t", count: 50_000)).sample(sliceLength: 10)
    #expect(String(decoding: sample, as: UTF8.self) == "hhhhhhhhhhmmmmmmmmmmtttttttttt")
    #expect(DocumentText("short 😀").sample(sliceLength: 4) == Array("short 😀".utf8))
    let wide = DocumentText(String(repeating: "日", count: 100)).sample(sliceLength: 10)
    #expect(String(validating: wide, as: UTF8.self) != nil)
  }

  @Test func theIdentityOfATextIsItsLengthAndItsSample() {
    #expect(TextIdentity(DocumentText("one")) == TextIdentity(DocumentText("one")))
    #expect(TextIdentity(DocumentText("one")) != TextIdentity(DocumentText("two")))
    #expect(TextIdentity(DocumentText("")) != TextIdentity(DocumentText("\0")))
  }
}
