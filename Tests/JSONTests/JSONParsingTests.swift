import JSON
import Testing

@Suite struct JSONParsingTests {
  @Test func keepsWhatTheTextSays() throws {
    let text = #" {"b":[1,-0,1.0,1e2,true,false,null],"a":{"x":"y\u0000z\ud83d\ude00\n"},"":[]} "#
    let value = try JSONValue(parsing: text)
    let expected: JSONValue = [
      "b": [1, 0, 1.0, 100.0, true, false, .null], "a": ["x": "y\u{0}z😀\n"], "": [],
    ]
    #expect(value == expected)
    #expect(value.objectValue.map { Array($0.keys) } == ["b", "a", ""])
  }

  @Test(arguments: [
    ("9223372036854775807", JSONValue.integer(.max)),
    ("-9223372036854775808", .integer(.min)),
    ("9223372036854775808", .number(9_223_372_036_854_775_808)),
    ("18446744073709551616", .number(18_446_744_073_709_551_616)),
    ("-9223372036854775809", .number(-9_223_372_036_854_775_808)),
    ("0", .integer(0)), ("-0", .integer(0)), ("-0.0", .number(-0.0)), ("0e1", .number(0)), ("0E+1", .number(0)),
    ("1E22", .number(1e22)), ("1.5", .number(1.5)), ("1e-5", .number(1e-5)), ("123.456e-7", .number(0.0000123456)),
    ("5e-324", .number(.leastNonzeroMagnitude)), ("1e-400", .number(0)),
    ("1.7976931348623157e308", .number(1.7976931348623157e308)),
    ("0.1000000000000000055511151231257827", .number(0.1)),
  ])
  func readsNumbersFromTheSource(text: String, expected: JSONValue) throws {
    #expect(try JSONValue(parsing: text) == expected)
    #expect(try JSONValue(parsing: "[\(text)]") == [expected])
    #expect(try JSONValue(parsing: "{\"k\":\(text)}") == ["k": expected])
  }

  @Test func readsEveryStringEscape() throws {
    let value = try JSONValue(parsing: #""\"\\\/\b\f\n\r\t\u0041\u00e9\u20AC\uD834\udd1e\u0000\uFFFF""#)
    #expect(value == .string("\"\\/\u{8}\u{c}\n\r\tAé€𝄞\u{0}\u{FFFF}"))
  }

  @Test(arguments: [
    (#""\ud83d""#, "\u{FFFD}"), (#""\udc00""#, "\u{FFFD}"), (#""a\ud800b""#, "a\u{FFFD}b"),
    (#""\ud800\u0041""#, "\u{FFFD}A"), (#""\ud83d\ud83d\ude00""#, "\u{FFFD}😀"), (#""\ud83d\n""#, "\u{FFFD}\n"),
    (#""\ude00\ud83d""#, "\u{FFFD}\u{FFFD}"), (#""\ud83d\ude00""#, "😀"), (#""\ud83d\\ude00""#, "\u{FFFD}\\ude00"),
  ])
  func replacesLoneSurrogatesForWhoAsksForIt(text: String, expected: String) throws {
    #expect(try JSONValue(parsing: Array(text.utf8), replacingLoneSurrogates: true) == .string(expected))
    #expect(throws: JSONError.self) {
      try JSONValue(parsing: Array(#"{"\ud83d":1}"#.utf8), replacingLoneSurrogates: true)
    }
    #expect(throws: JSONError.self) {
      try JSONValue(parsing: Array(#""\ud83d\u12""#.utf8), replacingLoneSurrogates: true)
    }
  }

  /// In the spirit of JSONTestSuite's y_ files.
  @Test(arguments: [
    "[[] ]", "[\"\"]", "[]", "[false]", "[null, 1, \"1\", {}]", "[1\n]", " [1]", "[1,null,null,null,2]", "[2] ",
    "[0e+1]", "[0e1]", "[ 4]", "[-0.0000000000000000000000000000000000000000000000000000000000000000000000000000001]",
    "[20e1]", "[123]", "[-0]", "[1E22]", "[1E-2]", "[1E+2]", "[123e45]", "[123.456e78]", "[1e-2]", "[1e+2]", "[123]",
    "{\"asd\":\"sdf\", \"dfg\":\"fgh\"}", "{\"asd\":\"sdf\"}", "{}", "{\"\":0}",
    "{ \"min\": -1.0e+28, \"max\": 1.0e+28 }",
    "{\"x\":[{\"id\": \"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\"}], \"id\": \"y\"}", "{\"a\":[]}",
    "{\"title\":\"\\u041f\\u043e\" }", "{\n\"a\": \"b\"\n}", "[\"\\u0060\\u012a\\u12AB\"]", "[\"\\uD801\\udc37\"]",
    "[\"\\ud83d\\ude39\\ud83d\\udc8d\"]", "[\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"]", "[\"\\\\u0000\"]", "[\"\\\"\"]",
    "[\"a/*b*/c/*d//e\"]", "[\"\\\\a\"]", "[\"\\\\n\"]", "[\"\\u0012\"]", "[\"\\uFFFF\"]", "[\"asd\"]", "[ \"asd\"]",
    "[\"\\uDBFF\\uDFFF\"]", "[\"new\\u00A0line\"]", "[\"\u{10FFFF}\"]", "[\"\u{FFFF}\"]", "[\"\\u0000\"]",
    "[\"\\u002c\"]",
    "[\"π\"]", "[\"\u{1BFFF}\"]", "[\"asd \"]", "\" \"", "[\"\\uD834\\uDd1e\"]", "[\"\\u0821\"]", "[\"\\u0123\"]",
    "[\"\u{2028}\"]", "[\"\u{2029}\"]", "[\"\\u0061\\u30af\\u30EA\\u30b9\"]", "[\"new\\u000Aline\"]", "[\"\u{7f}\"]",
    "[\"\\uA66D\"]", "[\"\\u005C\"]", "[\"⍂㈴⍂\"]", "[\"\\u200B\"]", "[\"\\uFDD0\"]", "[\"€𝄞\"]", "[\"a\u{7f}a\"]",
    "false", "42", "-0.1", "null", "\"asd\"", "true", "\"\"", "[\"a\"]\n", "[true]", " [] ",
    "{\"a\":{\"a\":1},\"b\":{\"a\":1}}", "[{\"a\":1},{\"a\":1}]",
  ])
  func accepts(text: String) throws {
    let value = try JSONValue(parsing: text)
    #expect(try JSONValue(parsing: value.serialized()) == value)
    #expect(try JSONValue(parsing: value.serialized(pretty: true, sortedKeys: true)) == value)
  }

  @Test func keepsTheDepthLimit() throws {
    func nested(_ depth: Int) -> String {
      String(repeating: "[", count: depth) + "1" + String(repeating: "]", count: depth)
    }
    #expect(try JSONValue(parsing: nested(128)).arrayValue?.count == 1)
    #expect(throws: JSONError.self) { try JSONValue(parsing: nested(129)) }
    #expect(throws: JSONError.self) { try JSONValue(parsing: String(repeating: "[", count: 1_000_000)) }
    #expect(throws: JSONError.self) { try JSONValue(parsing: String(repeating: "{\"a\":", count: 1_000_000)) }
    let deep = JSONLimits(maximumDepth: .max)
    #expect(try JSONValue(parsing: nested(1024), limits: deep).arrayValue?.count == 1)
    #expect(throws: JSONError.self) { try JSONValue(parsing: nested(1025), limits: deep) }
    #expect(try JSONValue(parsing: "1", limits: JSONLimits(maximumDepth: 0)) == 1)
  }

  @Test func keepsTheSizeLimit() throws {
    let limits = JSONLimits(maximumBytes: 4)
    #expect(try JSONValue(parsing: "1234", limits: limits) == 1234)
    #expect(throws: JSONError.self) { try JSONValue(parsing: "12345", limits: limits) }
  }

  @Test func readsManyKeysAndLongTexts() throws {
    let members = (0..<20_000).map { "\"key\($0)\":\($0)" }.joined(separator: ",")
    let value = try JSONValue(parsing: "{\(members)}")
    #expect(value.objectValue?.count == 20_000)
    #expect(value["key19999"] == 19_999)
    let long = String(repeating: "long é ", count: 100_000)
    #expect(try JSONValue(parsing: JSONValue.string(long).serialized()) == .string(long))
  }
}
