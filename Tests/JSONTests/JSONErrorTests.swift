import JSON
import Testing

@Suite struct JSONErrorTests {
  private func error(_ bytes: [UInt8], limits: JSONLimits = .standard) -> JSONError? {
    do throws(JSONError) {
      _ = try JSONValue(parsing: bytes, limits: limits)
      return nil
    } catch {
      return error
    }
  }

  /// Each way to be refused: the text, the kind, the byte at which it is found.
  @Test(
    arguments: [
      ("", .empty, 0), (" \n", .empty, 2),
      ("[", .unexpectedEnd, 1), ("[1", .unexpectedEnd, 2), ("[1,", .unexpectedEnd, 3), ("{\"a\"", .unexpectedEnd, 4),
      ("{\"a\":", .unexpectedEnd, 5), ("{\"a\":1", .unexpectedEnd, 6), ("{\"a\":1,", .unexpectedEnd, 7),
      ("[1}", .unexpectedByte(UInt8(ascii: "}"), expected: "',' or ']'"), 2),
      ("{\"a\":1]", .unexpectedByte(UInt8(ascii: "]"), expected: "',' or '}'"), 6),
      ("{\"a\" 1}", .unexpectedByte(UInt8(ascii: "1"), expected: "':'"), 5),
      ("{a:1}", .unexpectedByte(UInt8(ascii: "a"), expected: "a key in quotes"), 1),
      ("{1:1}", .unexpectedByte(UInt8(ascii: "1"), expected: "a key in quotes"), 1),
      ("{'a':1}", .unexpectedByte(UInt8(ascii: "'"), expected: "a key in quotes"), 1),
      ("[,1]", .unexpectedByte(UInt8(ascii: ","), expected: "a value"), 1),
      ("[1,,2]", .unexpectedByte(UInt8(ascii: ","), expected: "a value"), 3),
      ("[1 2]", .unexpectedByte(UInt8(ascii: "2"), expected: "',' or ']'"), 3),
      ("]", .unexpectedByte(UInt8(ascii: "]"), expected: "a value"), 0),
      ("['a']", .unexpectedByte(UInt8(ascii: "'"), expected: "a value"), 1),
      ("[+1]", .unexpectedByte(UInt8(ascii: "+"), expected: "a value"), 1),
      ("[.5]", .unexpectedByte(UInt8(ascii: "."), expected: "a value"), 1),
      ("/* c */ 1", .unexpectedByte(UInt8(ascii: "/"), expected: "a value"), 0),
      ("[1] // c", .trailingBytes, 4), ("{}}", .trailingBytes, 2), ("1 2", .trailingBytes, 2),
      ("1\u{0}", .trailingBytes, 1), ("\"a\"b", .trailingBytes, 3), ("[]\u{c}", .trailingBytes, 2),
      ("[1,]", .trailingComma, 3), ("{\"a\":1,}", .trailingComma, 7),
      ("[tru]", .invalidLiteral, 1), ("[True]", .invalidLiteral, 1), ("nul", .invalidLiteral, 0),
      ("[truee]", .invalidLiteral, 5), ("[a]", .invalidLiteral, 1),
      ("NaN", .notFinite, 0), ("[Infinity]", .notFinite, 1), ("[-Infinity]", .notFinite, 1),
      ("01", .leadingZero, 0), ("[-01]", .leadingZero, 1), ("[00]", .leadingZero, 1), ("[-00.1]", .leadingZero, 1),
      ("-", .invalidNumber, 1), ("[1.]", .invalidNumber, 3), ("[1.e1]", .invalidNumber, 3), ("[1e]", .invalidNumber, 3),
      ("[1e+]", .invalidNumber, 4), ("[-a]", .invalidNumber, 2), ("[--1]", .invalidNumber, 2),
      ("[1e400]", .numberOutOfRange, 1), ("-1e400", .numberOutOfRange, 0),
      ("\"abc", .unterminatedString, 0), ("[\"a\\\"]", .unterminatedString, 1),
      ("\"a\nb\"", .controlCharacter(10), 2), ("[\"\t\"]", .controlCharacter(9), 2),
      ("\"\u{0}\"", .controlCharacter(0), 1), ("{\"\u{1f}\":1}", .controlCharacter(31), 2),
      (#""\x41""#, .invalidEscape, 1), (#""\'""#, .invalidEscape, 1), (#""\u12G4""#, .invalidEscape, 1),
      (#""\u12"#, .invalidEscape, 1), (#""\U0041""#, .invalidEscape, 1), ("\"\\", .invalidEscape, 1),
      (#""\ud800""#, .loneSurrogate, 1), (#""\udc00""#, .loneSurrogate, 1), (#""\ud800\u0041""#, .loneSurrogate, 1),
      (#""\ud800abc""#, .loneSurrogate, 1), (#""\ud800\ud800""#, .loneSurrogate, 1),
      (#""\ud83d\n""#, .loneSurrogate, 1),
      (#"{"a\u0000b":1}"#, .nulInKey, 3),
      (#"{"a":1,"a":2}"#, .duplicateKey("a"), 7), (#"{"a":1,"\u0061":2}"#, .duplicateKey("a"), 7),
      (#"{"":1,"b":{"c":1,"c":1}}"#, .duplicateKey("c"), 17), (#"{"a":{"a":1},"a":2}"#, .duplicateKey("a"), 13),
      (#"{"😀":1,"\ud83d\ude00":2}"#, .duplicateKey("😀"), 10),
      ("{\"\u{e9}\":1,\"e\u{301}\":2}", .duplicateKey("é"), 8),
      ("\u{FEFF}1", .byteOrderMark, 0),
    ] as [(String, JSONError.Kind, Int)])
  func refuses(text: String, kind: JSONError.Kind, offset: Int) {
    let error = error(Array(text.utf8))
    #expect(error?.kind == kind)
    #expect(error?.byteOffset == offset)
  }

  /// Unicode's table 3-7, broken in each of its rows.
  @Test(arguments: [
    [0x80], [0xBF], [0xC0, 0x80], [0xC1, 0xBF], [0xC2], [0xC2, 0x41], [0xE0, 0x80, 0x80], [0xE0, 0x9F, 0xBF],
    [0xED, 0xA0, 0x80], [0xED, 0xBF, 0xBF], [0xE2, 0x82], [0xE2, 0x82, 0x41], [0xF0, 0x80, 0x80, 0x80],
    [0xF0, 0x8F, 0xBF, 0xBF], [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xF0, 0x9F, 0x98],
    [0xF0, 0x9F, 0x98, 0x41], [0xFE], [0xFF], [0xF8, 0x88, 0x80, 0x80, 0x80],
  ])
  func refusesInvalidUTF8(bytes: [UInt8]) {
    #expect(error([0x22, 0x61] + bytes + [0x22])?.kind == .invalidUTF8)
    #expect(error([0x22, 0x61] + bytes + [0x22])?.byteOffset == 2)
    #expect(error([0x22, 0x61] + bytes)?.kind == .invalidUTF8)
    #expect(error([0x7B, 0x22] + bytes + [0x22, 0x3A, 0x31, 0x7D])?.kind == .invalidUTF8)
  }

  @Test(arguments: [[0xEF, 0xBB, 0xBF, 0x31], [0xFE, 0xFF, 0, 0x31], [0xFF, 0xFE, 0x31, 0]])
  func refusesByteOrderMarks(bytes: [UInt8]) {
    #expect(error(bytes)?.kind == .byteOrderMark)
  }

  @Test func findsADuplicateAmongMany() {
    let members = (0..<1000).map { "\"k\($0)\":1" }.joined(separator: ",")
    let error = error(Array("{\(members),\"k500\":1,\"k3\":1}".utf8))
    #expect(error?.kind == .duplicateKey("k500"))
    #expect(error?.byteOffset == members.utf8.count + 2)
  }

  @Test func saysWhere() {
    let error = error(Array("{\n  \"é\": 1,\n  \"é\": x\n}".utf8))
    #expect(error?.kind == .invalidLiteral)
    #expect(error?.line == 3)
    #expect(error?.column == 9)
    #expect(error?.description == "line 3, column 9 (byte 21): a word that is none of true, false and null")
  }

  @Test func limitsAreErrorsOfTheirOwn() {
    #expect(error(Array("[[1]]".utf8), limits: JSONLimits(maximumDepth: 1))?.kind == .tooDeep(limit: 1))
    #expect(error(Array("12345".utf8), limits: JSONLimits(maximumBytes: 4))?.kind == .tooLarge(limit: 4))
  }

  /// Every prefix of a text and every single byte of it changed: an error or a value, never a trap.
  @Test func survivesMutilation() {
    let text = Array(#"{"a":[1,-2.5e3,"x\u00e9\ud83d\ude00é",true,null],"b":{"c":{}}}"#.utf8)
    for end in 0..<text.count { #expect(error(Array(text[..<end])) != nil) }
    for index in text.indices {
      for byte in UInt8.min...UInt8.max {
        var changed = text
        changed[index] = byte
        guard let error = error(changed) else { continue }
        if case .parserDisagrees = error.kind { Issue.record("\(error) in \(changed)") }
      }
    }
  }
}
