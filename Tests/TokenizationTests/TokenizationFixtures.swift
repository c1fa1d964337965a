import Testing
import JSON
import TestSupport
import Tokenization

/// The files that `Fixtures/tokenization/generate.py` wrote by Hugging Face `tokenizers`.
enum TokenizationFixtures {
  static func bytes(_ name: String) throws -> [UInt8] {
    try readFile(Repository.fixture("tokenization/\(name)"))
  }

  static func json(_ name: String) throws -> JSONValue {
    try JSONValue(parsing: bytes(name))
  }

  static func base() throws -> JSONValue { try json("base.json") }

  static func texts() throws -> [String] {
    try JSONDecodingReader(json("texts.json")).strings()
  }

  /// The names of the cases, for test arguments.
  static let caseNames: [String] = {
    let cases = (try? json("cases.json"))?.arrayValue ?? []
    return cases.compactMap { $0["name"]?.stringValue }
  }()

  static func tokenizer(_ value: JSONValue) throws -> Tokenizer {
    try Tokenizer(tokenizerJSON: value.serialized())
  }

  /// base.json with some of its fields, and of its model's, replaced.
  static func changed(fields: JSONObject = [:], model: JSONObject = [:]) throws -> JSONValue {
    var root = try #require(try base().objectValue)
    for (key, value) in fields { root[key] = value }
    var changed = try #require(root["model"]?.objectValue)
    for (key, value) in model { changed[key] = value }
    root["model"] = .object(changed)
    return .object(root)
  }
}

/// What Hugging Face `tokenizers` makes of one text.
struct ExpectedEncoding {
  let ids: [Int32]
  let offsets: [Range<Int>]
  /// What the ids decode to, special tokens left out.
  let decoded: String

  init(_ value: JSONValue, text: String) throws {
    let reader = JSONDecodingReader(value)
    func integers(_ key: String) throws -> [Int] { try reader.array(key).map { try $0.integer() } }
    ids = try integers("ids").map { Int32($0) }
    offsets = zip(try integers("starts"), try integers("ends")).map { $0..<$1 }
    decoded = try reader.optionalString("decoded") ?? text
  }

  static func all(_ value: JSONValue?, texts: [String]) throws -> [ExpectedEncoding] {
    let entries = try #require(value?.arrayValue)
    try #require(entries.count == texts.count)
    return try zip(entries, texts).map { try ExpectedEncoding($0, text: $1) }
  }
}

/// Holds what a tokenizer makes of texts against the reference's, both ways of encoding and decoding.
func expectEqual(_ tokenizer: Tokenizer, _ expected: [ExpectedEncoding], _ texts: [String]) {
  for (text, expected) in zip(texts, expected) {
    let encoding = tokenizer.encode(text)
    #expect(encoding.ids == expected.ids, "\(text.debugDescription)")
    #expect(encoding.offsets == expected.offsets, "\(text.debugDescription)")
    #expect(ids(tokenizer, Array(text.utf8)) == expected.ids, "\(text.debugDescription)")
    let decoded = String(decoding: tokenizer.decode(expected.ids, skipSpecialTokens: true), as: UTF8.self)
    #expect(decoded.utf8.elementsEqual(expected.decoded.utf8), "\(text.debugDescription)")
  }
}

/// The ids by the hot path, appended after what is there.
func ids(
  _ tokenizer: Tokenizer, _ bytes: [UInt8], maxLength: Int? = nil, addSpecialTokens: Bool = true
) -> [Int32] {
  var ids: [Int32] = [-7]
  bytes.withUnsafeBufferPointer {
    tokenizer.encode($0, maxLength: maxLength, addSpecialTokens: addSpecialTokens, into: &ids)
  }
  #expect(ids.first == -7)
  return Array(ids.dropFirst())
}
