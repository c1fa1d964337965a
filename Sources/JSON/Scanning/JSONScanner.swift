/// Checks in one pass that a text is JSON (RFC 8259) within the limits, before json-c sees it, which alone would
/// accept more than that and mend silently.
///
/// Never recursive: the stack of open arrays and objects is an array. What the conversion of json-c's tree needs from
/// the source, the places of numbers and keys, is collected in the order of the text.
struct JSONScanner {
  let bytes: UnsafeRawBufferPointer
  let limits: JSONLimits
  /// Whether a lone surrogate in a value is let through: json-c puts U+FFFD in its place.
  let replacesLoneSurrogates: Bool
  var position = 0

  /// Where each number starts.
  private(set) var numberOffsets: [UInt32] = []

  /// Where the opening quote of each key stands.
  private(set) var keyOffsets: [UInt32] = []

  /// The deepest nesting met.
  private(set) var deepest = 0

  private var open: [Container] = []
  private var keys = OpenKeys()

  private enum Container {
    case array
    case object(firstKey: Int)
  }

  /// What may come next, white space apart.
  private enum Expectation {
    case value, elementOrEnd, elementAfterComma, keyOrEnd, keyAfterComma, separator, nothing
  }

  init(_ bytes: UnsafeRawBufferPointer, limits: JSONLimits, replacesLoneSurrogates: Bool = false) {
    self.bytes = bytes
    self.limits = limits
    self.replacesLoneSurrogates = replacesLoneSurrogates
  }

  /// Reads the whole text.
  mutating func scan() throws(JSONError) {
    guard bytes.count <= limits.bytes else { throw failure(.tooLarge(limit: limits.bytes), at: limits.bytes) }
    try rejectByteOrderMark()
    var expectation = Expectation.value
    skipWhiteSpace()
    guard position < bytes.count else { throw failure(.empty) }
    while position < bytes.count {
      expectation = try step(bytes[position], expectation)
      skipWhiteSpace()
    }
    guard expectation == .nothing else { throw failure(.unexpectedEnd) }
  }

  func failure(_ kind: JSONError.Kind, at offset: Int? = nil) -> JSONError {
    JSONError(kind, at: offset ?? position, in: bytes)
  }

  private func rejectByteOrderMark() throws(JSONError) {
    let marks: [[UInt8]] = [[0xEF, 0xBB, 0xBF], [0xFE, 0xFF], [0xFF, 0xFE]]
    guard !marks.contains(where: { bytes.starts(with: $0) }) else { throw failure(.byteOrderMark) }
  }

  private mutating func skipWhiteSpace() {
    while position < bytes.count {
      switch bytes[position] {
      case 0x20, 0x09, 0x0A, 0x0D: position += 1
      default: return
      }
    }
  }

  private mutating func step(_ byte: UInt8, _ expectation: Expectation) throws(JSONError) -> Expectation {
    switch (expectation, byte) {
    case (.elementOrEnd, UInt8(ascii: "]")), (.keyOrEnd, UInt8(ascii: "}")): return try close()
    case (.elementAfterComma, UInt8(ascii: "]")), (.keyAfterComma, UInt8(ascii: "}")): throw failure(.trailingComma)
    case (.value, _), (.elementOrEnd, _), (.elementAfterComma, _): return try beginValue(byte)
    case (.keyOrEnd, _), (.keyAfterComma, _): return try scanKey(byte)
    case (.separator, _): return try scanSeparator(byte)
    case (.nothing, _): throw failure(.trailingBytes)
    }
  }

  private mutating func beginValue(_ byte: UInt8) throws(JSONError) -> Expectation {
    switch byte {
    case UInt8(ascii: "{"):
      try push(.object(firstKey: keys.count))
      return .keyOrEnd
    case UInt8(ascii: "["):
      try push(.array)
      return .elementOrEnd
    case UInt8(ascii: "\""): _ = try scanString(isKey: false)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      numberOffsets.append(UInt32(truncatingIfNeeded: position))
      try scanNumber()
    default: try scanWord(byte)
    }
    return afterValue
  }

  private var afterValue: Expectation { open.isEmpty ? .nothing : .separator }

  private mutating func push(_ container: Container) throws(JSONError) {
    guard open.count < limits.depth else { throw failure(.tooDeep(limit: limits.depth)) }
    open.append(container)
    deepest = max(deepest, open.count)
    position += 1
  }

  private mutating func close() throws(JSONError) -> Expectation {
    if case .object(let firstKey) = open.popLast() {
      if let duplicate = keys.close(from: firstKey, in: bytes) {
        throw failure(.duplicateKey(JSONKeyText.string(at: duplicate, in: bytes)), at: duplicate)
      }
    }
    position += 1
    return afterValue
  }

  private mutating func scanKey(_ byte: UInt8) throws(JSONError) -> Expectation {
    guard byte == UInt8(ascii: "\"") else { throw failure(.unexpectedByte(byte, expected: "a key in quotes")) }
    let opening = position
    let hasEscapes = try scanString(isKey: true)
    keyOffsets.append(UInt32(truncatingIfNeeded: opening))
    keys.append(opening: opening, end: position, hasEscapes: hasEscapes, in: bytes)
    skipWhiteSpace()
    guard position < bytes.count else { throw failure(.unexpectedEnd) }
    let colon = bytes[position]
    guard colon == UInt8(ascii: ":") else { throw failure(.unexpectedByte(colon, expected: "':'")) }
    position += 1
    return .value
  }

  private mutating func scanSeparator(_ byte: UInt8) throws(JSONError) -> Expectation {
    switch (open.last, byte) {
    case (.array, UInt8(ascii: "]")), (.object, UInt8(ascii: "}")): return try close()
    case (.array, UInt8(ascii: ",")):
      position += 1
      return .elementAfterComma
    case (.object, UInt8(ascii: ",")):
      position += 1
      return .keyAfterComma
    case (.object, _): throw failure(.unexpectedByte(byte, expected: "',' or '}'"))
    default: throw failure(.unexpectedByte(byte, expected: "',' or ']'"))
    }
  }
}
