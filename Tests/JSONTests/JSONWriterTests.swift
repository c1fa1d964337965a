import JSON
import Testing

@Suite struct JSONWriterTests {
  @Test(
    arguments: [
      (.null, "null"), (true, "true"), (.integer(.min), "-9223372036854775808"), (.number(1e-5), "1e-05"),
      (.number(2), "2.0"), (.number(0.1), "0.1"), (.number(-0.0), "-0.0"), (.number(1e16), "1e+16"),
      (.number(.nan), "null"), (.number(.infinity), "null"), (.number(.leastNonzeroMagnitude), "5e-324"), ([], "[]"),
      ([:], "{}"),
      ([1, [2, []]], "[1,[2,[]]]"), (["b": 1, "a": ["c": .null]], #"{"b":1,"a":{"c":null}}"#),
      ("é€😀\u{7f}/", "\"é€😀\u{7f}/\""), ("\"\\\n\r\t\u{8}\u{c}\u{0}\u{1f}", #""\"\\\n\r\t\b\f\u0000\u001f""#),
    ] as [(JSONValue, String)])
  func writesCompactly(value: JSONValue, text: String) {
    #expect(value.serializedString() == text)
    #expect(value.serialized() == Array(text.utf8))
  }

  @Test func writesForReaders() {
    let value: JSONValue = ["b": [1, "x"], "a": [:], "c": [], "aa": ["d": .null]]
    #expect(
      value.serializedString(pretty: true)
        == "{\n  \"b\": [\n    1,\n    \"x\"\n  ],\n  \"a\": {},\n  \"c\": [],\n  \"aa\": {\n    \"d\": null\n  }\n}")
    #expect(value.serializedString(sortedKeys: true) == #"{"a":{},"aa":{"d":null},"b":[1,"x"],"c":[]}"#)
  }

  @Test func doublesComeBackTheSame() throws {
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<2_000 {
      let value = Double(bitPattern: generator.next())
      guard value.isFinite else { continue }
      #expect(try JSONValue(parsing: JSONValue.number(value).serialized()) == .number(value))
    }
  }
}
