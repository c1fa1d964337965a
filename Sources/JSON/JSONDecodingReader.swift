/// A value and its place in the document, so that every complaint about it names that place.
///
///     let root = JSONDecodingReader(try JSONValue(parsing: bytes))
///     let size = try root.integer("vocab_size")       // "vocab_size: expected an integer, found a string"
///     for layer in try root.array("layers") { print(try layer.string("name")) }   // "layers[3].name: is missing"
package struct JSONDecodingReader: Sendable {
  /// The value.
  package let value: JSONValue

  /// Where it stands: `layers[3].name`; empty for the document itself.
  package let path: String

  package init(_ value: JSONValue, path: String = "") {
    self.value = value
    self.path = path
  }

  /// An error about this value.
  package func error(_ problem: String) -> JSONFieldError {
    JSONFieldError(path: path, problem: problem)
  }

  /// An error that says what the value should have been.
  package func mismatch(_ expected: String) -> JSONFieldError {
    error("expected \(expected), found \(value.kindDescription)")
  }
}

/// This value as a type.
extension JSONDecodingReader {
  /// This value as a string.
  package func string() throws(JSONFieldError) -> String {
    guard case .string(let text) = value else { throw mismatch("a string") }
    return text
  }

  /// This value as an integer; `2.0` is one, `2.5` is none.
  package func integer() throws(JSONFieldError) -> Int {
    guard let integer = value.intValue else { throw mismatch("an integer") }
    return integer
  }

  /// This value as an integer within a range.
  package func integer(in range: ClosedRange<Int>) throws(JSONFieldError) -> Int {
    let integer = try integer()
    guard range.contains(integer) else {
      throw error("\(integer) is not between \(range.lowerBound) and \(range.upperBound)")
    }
    return integer
  }

  /// This value as a double, integers too.
  package func double() throws(JSONFieldError) -> Double {
    guard let double = value.doubleValue else { throw mismatch("a number") }
    return double
  }

  /// This value as a double within a range, bounds included.
  package func double(in range: ClosedRange<Double>) throws(JSONFieldError) -> Double {
    let double = try double()
    guard range.contains(double) else {
      throw error("\(double) is not between \(Self.text(range.lowerBound)) and \(Self.text(range.upperBound))")
    }
    return double
  }

  /// A bound as people write it: `1` rather than `1.0`.
  private static func text(_ bound: Double) -> String { Int(exactly: bound).map { "\($0)" } ?? "\(bound)" }

  /// This value as a boolean.
  package func bool() throws(JSONFieldError) -> Bool {
    guard case .bool(let bool) = value else { throw mismatch("a boolean") }
    return bool
  }

  /// This value as an object.
  package func object() throws(JSONFieldError) -> JSONObject {
    guard case .object(let members) = value else { throw mismatch("an object") }
    return members
  }

  /// The elements of this array, each with its place.
  package func array() throws(JSONFieldError) -> [JSONDecodingReader] {
    guard case .array(let elements) = value else { throw mismatch("an array") }
    return elements.enumerated().map { JSONDecodingReader($1, path: "\(path)[\($0)]") }
  }

  /// This array of strings.
  package func strings() throws(JSONFieldError) -> [String] {
    try array().map { element throws(JSONFieldError) in try element.string() }
  }
}

/// Members of this object.
extension JSONDecodingReader {
  /// The place of a member.
  private func path(of key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }

  /// A member that must be there; `null` counts as there.
  package func field(_ key: String) throws(JSONFieldError) -> JSONDecodingReader {
    guard let member = try object()[key] else { throw JSONFieldError(path: path(of: key), problem: "is missing") }
    return JSONDecodingReader(member, path: path(of: key))
  }

  /// A member that may be absent or `null`, `nil` then.
  package func optional(_ key: String) throws(JSONFieldError) -> JSONDecodingReader? {
    guard let member = try object()[key], !member.isNull else { return nil }
    return JSONDecodingReader(member, path: path(of: key))
  }

  /// A string that must be there.
  package func string(_ key: String) throws(JSONFieldError) -> String { try field(key).string() }

  /// An integer that must be there.
  package func integer(_ key: String) throws(JSONFieldError) -> Int { try field(key).integer() }

  /// An integer that must be there and within a range.
  package func integer(_ key: String, in range: ClosedRange<Int>) throws(JSONFieldError) -> Int {
    try field(key).integer(in: range)
  }

  /// A number that must be there.
  package func double(_ key: String) throws(JSONFieldError) -> Double { try field(key).double() }

  /// A number that must be there and within a range, bounds included.
  package func double(_ key: String, in range: ClosedRange<Double>) throws(JSONFieldError) -> Double {
    try field(key).double(in: range)
  }

  /// A boolean that must be there.
  package func bool(_ key: String) throws(JSONFieldError) -> Bool { try field(key).bool() }

  /// An array that must be there.
  package func array(_ key: String) throws(JSONFieldError) -> [JSONDecodingReader] { try field(key).array() }

  /// An array of strings that must be there.
  package func strings(_ key: String) throws(JSONFieldError) -> [String] { try field(key).strings() }

  /// A string that may be absent or `null`.
  package func optionalString(_ key: String) throws(JSONFieldError) -> String? { try optional(key)?.string() }

  /// An integer that may be absent or `null`.
  package func optionalInteger(_ key: String) throws(JSONFieldError) -> Int? { try optional(key)?.integer() }

  /// A number that may be absent or `null`.
  package func optionalDouble(_ key: String) throws(JSONFieldError) -> Double? { try optional(key)?.double() }

  /// A boolean that may be absent or `null`.
  package func optionalBool(_ key: String) throws(JSONFieldError) -> Bool? { try optional(key)?.bool() }

  /// Refuses this object where it has a key that is none of the known ones: an error at the first such key, which lists
  /// what is known.
  package func refuseKeys(besides known: Set<String>) throws(JSONFieldError) {
    guard let key = try object().keys.first(where: { !known.contains($0) }) else { return }
    throw try field(key).error("is not known (known: \(known.sorted().joined(separator: ", ")))")
  }
}
