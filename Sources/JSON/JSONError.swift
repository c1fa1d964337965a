/// What is wrong with a JSON text, and where.
package struct JSONError: Error, Sendable, Equatable, CustomStringConvertible {
  /// What is wrong.
  package let kind: Kind

  /// Where it is wrong, in bytes from the start of the text.
  package let byteOffset: Int

  /// The line, counted from 1; lines end with `\n`.
  package let line: Int

  /// The column, in bytes, counted from 1.
  package let column: Int

  /// Every way in which a text is refused.
  package enum Kind: Sendable, Equatable {
    /// There is no value: nothing, or white space only.
    case empty
    /// The text is longer than the limit, in bytes.
    case tooLarge(limit: Int)
    /// Arrays and objects stand in one another deeper than the limit.
    case tooDeep(limit: Int)
    /// The text starts with a byte order mark, or is UTF-16.
    case byteOrderMark
    /// The text ends inside a value.
    case unexpectedEnd
    /// A byte that can't stand here, and what could.
    case unexpectedByte(UInt8, expected: String)
    /// Something other than white space follows the value.
    case trailingBytes
    /// A comma with no element or member after it.
    case trailingComma
    /// A word that is none of `true`, `false` and `null`.
    case invalidLiteral
    /// `NaN`, `Infinity` or `-Infinity`.
    case notFinite
    /// A number such as `01`.
    case leadingZero
    /// A number that stops where a digit is needed, such as `-`, `1.` or `1e`.
    case invalidNumber
    /// A number beyond what a double can hold.
    case numberOutOfRange
    /// A string without its closing quote.
    case unterminatedString
    /// A control character inside a string, not escaped.
    case controlCharacter(UInt8)
    /// A backslash with no escape of JSON's after it.
    case invalidEscape
    /// Half of a surrogate pair, escaped.
    case loneSurrogate
    /// Bytes that are no UTF-8: a stray or missing continuation, an overlong form, a surrogate, beyond U+10FFFF.
    case invalidUTF8
    /// A NUL inside a key, escaped.
    case nulInKey
    /// A key that the object has already, also where the two are only canonically equivalent (Swift's `String`
    /// can't tell those apart).
    case duplicateKey(String)
    /// json-c refused what our own rules allow.
    case parserDisagrees(String)
  }

  init(_ kind: Kind, at byteOffset: Int, in bytes: UnsafeRawBufferPointer) {
    let before = bytes[..<min(byteOffset, bytes.count)]
    self.kind = kind
    self.byteOffset = byteOffset
    self.line = 1 + before.reduce(into: 0) { count, byte in count += byte == UInt8(ascii: "\n") ? 1 : 0 }
    self.column = byteOffset - (before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0) + 1
  }

  package var description: String {
    "line \(line), column \(column) (byte \(byteOffset)): \(kind.description)"
  }
}

extension JSONError.Kind: CustomStringConvertible {
  package var description: String {
    switch self {
    case .empty: "no JSON value"
    case .tooLarge(let limit): "longer than \(limit) bytes"
    case .tooDeep(let limit): "nested deeper than \(limit) levels"
    case .byteOrderMark: "a byte order mark; JSON is UTF-8 without one"
    case .unexpectedEnd: "the text ends inside a value"
    case .unexpectedByte(let byte, let expected): "\(JSONError.name(of: byte)) where \(expected) is expected"
    case .trailingBytes: "something follows the value"
    case .trailingComma: "nothing follows the comma"
    case .invalidLiteral: "a word that is none of true, false and null"
    case .notFinite: "NaN and Infinity are no JSON"
    case .leadingZero: "a number with a leading zero"
    case .invalidNumber: "a number that lacks a digit"
    case .numberOutOfRange: "a number beyond the range of a double"
    case .unterminatedString: "a string without closing quote"
    case .controlCharacter(let byte): "the control character \(JSONError.name(of: byte)) in a string, not escaped"
    case .invalidEscape: "an unknown escape in a string"
    case .loneSurrogate: "half of a surrogate pair"
    case .invalidUTF8: "invalid UTF-8"
    case .nulInKey: "a NUL in a key"
    case .duplicateKey(let key): "the key \(JSONValue.string(key)) stands in the object twice"
    case .parserDisagrees(let message): "json-c refuses it: \(message)"
    }
  }
}

extension JSONError {
  /// A byte as a reader knows it: `'x'` where it can be printed, `0x1F` elsewhere.
  static func name(of byte: UInt8) -> String {
    guard (0x20..<0x7F).contains(byte) else {
      return (byte < 16 ? "0x0" : "0x") + String(byte, radix: 16, uppercase: true)
    }
    return "'\(Character(UnicodeScalar(byte)))'"
  }
}
