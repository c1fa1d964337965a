import JSON
import LanguageServer
import TestSupport
import Testing

@Suite("The text of a document")
struct DocumentTextTests {
  /// Every position of the table that Fixtures/positions/generate.py writes.
  @Test func positionsMeanWhatPythonSays() throws {
    let bytes = try readFile(Repository.fixture("positions/positions.json"))
    let cases = try #require(try JSONValue(parsing: bytes).arrayValue)
    #expect(cases.count == 45)
    for value in cases {
      let text = DocumentText(try #require(value["text"]?.stringValue))
      let encoding = try #require(encodings[value["encoding"]?.stringValue ?? ""])
      for (line, row) in try #require(value["offsets"]?.arrayValue).enumerated() {
        for (character, expected) in try #require(row.arrayValue).enumerated() {
          let position = TextPosition(line: line, character: character)
          #expect(text.offset(of: position, in: encoding) == expected.intValue, "\(value) \(position)")
        }
      }
    }
  }

  private let encodings: [String: TextEncoding] = ["utf8": .utf8, "utf16": .utf16, "utf32": .utf32]

  @Test(arguments: TextEncoding.allCases)
  func offsetsAndPositionsAreInverse(_ encoding: TextEncoding) {
    for text in ["", "a\r\nb\rc\n", "a😀b\n😀é", "\r\r\n\n日本\u{1F600}"].map({ DocumentText($0) }) {
      for offset in 0...text.byteCount {
        let position = text.position(of: offset, in: encoding)
        let back = text.offset(of: position, in: encoding)
        #expect(back == boundary(of: offset, in: text.bytes))
      }
    }
  }

  /// The place that `offset` is brought to: not inside a scalar, not between `\r` and `\n`.
  private func boundary(of offset: Int, in bytes: [UInt8]) -> Int {
    var offset = offset
    while offset > 0, offset < bytes.count, bytes[offset] & 0xC0 == 0x80 { offset -= 1 }
    let isInside = offset > 0 && offset < bytes.count && bytes[offset - 1] == 13 && bytes[offset] == 10
    return isInside ? offset - 1 : offset
  }

  @Test func positionsOutsideTheTextAreBroughtToItsNearestEnd() {
    let text = DocumentText("one\ntwo")
    #expect(text.offset(of: TextPosition(line: -1, character: 5), in: .utf16) == 0)
    #expect(text.offset(of: TextPosition(line: 0, character: -1), in: .utf16) == 0)
    #expect(text.offset(of: TextPosition(line: 0, character: .max), in: .utf16) == 3)
    #expect(text.offset(of: TextPosition(line: .max, character: .max), in: .utf16) == 7)
    #expect(text.position(of: -1, in: .utf16) == TextPosition(line: 0, character: 0))
    #expect(text.position(of: .max, in: .utf16) == TextPosition(line: 1, character: 3))
  }

  @Test func aRangeInTheWrongOrderIsPutRight() {
    let text = DocumentText("one\ntwo")
    let start = TextPosition(line: 0, character: 1)
    let end = TextPosition(line: 1, character: 2)
    #expect(text.range(from: end, to: start, in: .utf8) == 1..<6)
    #expect(text.range(from: start, to: end, in: .utf8) == 1..<6)
  }

  @Test func anEditInTheMiddleOfAPairOfLineEndCharacters() {
    var text = DocumentText("a\rb")
    #expect(text.lineCount == 2)
    text.replace(2..<2, with: "\n")
    #expect(text.string == "a\r\nb")
    #expect(text.lineCount == 2)
    text.replace(2..<2, with: "x")
    #expect(text.lineCount == 3)
    text.replace(0..<100, with: "")
    #expect(text.isEmpty && text.lineCount == 1)
    text.replace(5..<9, with: "😀")
    #expect(text.string == "😀")
  }

  @Test func bytesThatAreNotTextAreKeptAndTrapNothing() {
    let bytes: [UInt8] = [0x80, 0xFF, 10, 0xE2, 0x28, 0, 0xF0, 13]
    let text = DocumentText(bytes: bytes)
    #expect(text.bytes == bytes)
    for encoding in TextEncoding.allCases {
      for offset in -1...9 {
        let position = text.position(of: offset, in: encoding)
        #expect((0...8).contains(text.offset(of: position, in: encoding)))
      }
    }
  }

  @Test func aCopyKeepsItsText() {
    var text = DocumentText("one")
    let snapshot = text
    text.replace(0..<3, with: "two")
    #expect(snapshot.string == "one")
  }
}
