extension JSONValue {
  /// The JSON text in UTF-8.
  ///
  /// Integers are written exactly, doubles by their shortest text that reads back the same (`1e-05`, `2.0`); one that
  /// is not finite, which JSON can't say, becomes `null`.
  /// With `pretty` there is one member or element a line, indented by two spaces; with `sortedKeys` members stand in
  /// the order of their keys' UTF-8, else in the object's own.
  package func serialized(pretty: Bool = false, sortedKeys: Bool = false) -> [UInt8] {
    var writer = JSONWriter(pretty: pretty, sortedKeys: sortedKeys)
    writer.write(self)
    return writer.bytes
  }

  /// The same, as a string.
  package func serializedString(pretty: Bool = false, sortedKeys: Bool = false) -> String {
    String(decoding: serialized(pretty: pretty, sortedKeys: sortedKeys), as: UTF8.self)
  }
}

/// Writes values one after the other into an array of bytes.
struct JSONWriter {
  let pretty: Bool
  let sortedKeys: Bool
  private(set) var bytes: [UInt8] = []
  private var depth = 0

  init(pretty: Bool, sortedKeys: Bool) {
    self.pretty = pretty
    self.sortedKeys = sortedKeys
  }

  mutating func write(_ value: JSONValue) {
    switch value {
    case .null: append("null")
    case .bool(let value): append(value ? "true" : "false")
    case .integer(let value): bytes += value.description.utf8
    case .number(let value): bytes += value.isFinite ? value.description.utf8 : "null".utf8
    case .string(let value): write(value)
    case .array(let elements): write(elements)
    case .object(let members): write(members)
    }
  }

  private mutating func append(_ text: StaticString) {
    text.withUTF8Buffer { bytes += $0 }
  }

  private mutating func write(_ elements: [JSONValue]) {
    bytes.append(UInt8(ascii: "["))
    depth += 1
    for (index, element) in elements.enumerated() {
      separate(isFirst: index == 0)
      write(element)
    }
    close(with: UInt8(ascii: "]"), isEmpty: elements.isEmpty)
  }

  private mutating func write(_ members: JSONObject) {
    bytes.append(UInt8(ascii: "{"))
    depth += 1
    let ordered = sortedKeys ? members.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) } : nil
    if let ordered {
      for (index, member) in ordered.enumerated() { write(member.key, member.value, isFirst: index == 0) }
    } else {
      for (index, member) in members.enumerated() { write(member.key, member.value, isFirst: index == 0) }
    }
    close(with: UInt8(ascii: "}"), isEmpty: members.isEmpty)
  }

  private mutating func write(_ key: String, _ value: JSONValue, isFirst: Bool) {
    separate(isFirst: isFirst)
    write(key)
    bytes.append(UInt8(ascii: ":"))
    if pretty { bytes.append(0x20) }
    write(value)
  }

  private mutating func separate(isFirst: Bool) {
    if !isFirst { bytes.append(UInt8(ascii: ",")) }
    if pretty { breakLine() }
  }

  private mutating func close(with bracket: UInt8, isEmpty: Bool) {
    depth -= 1
    if pretty, !isEmpty { breakLine() }
    bytes.append(bracket)
  }

  private mutating func breakLine() {
    bytes.append(0x0A)
    bytes.append(contentsOf: repeatElement(0x20, count: 2 * depth))
  }

  private mutating func write(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    var text = text
    text.withUTF8 { appendEscaped($0) }
    bytes.append(UInt8(ascii: "\""))
  }

  /// Copies runs of bytes that need no escape as a whole.
  private mutating func appendEscaped(_ text: UnsafeBufferPointer<UInt8>) {
    var start = 0
    for (index, byte) in text.enumerated()
    where byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") {
      bytes += text[start..<index]
      appendEscape(of: byte)
      start = index + 1
    }
    bytes += text[start...]
  }

  private mutating func appendEscape(of byte: UInt8) {
    switch byte {
    case UInt8(ascii: "\""): append("\\\"")
    case UInt8(ascii: "\\"): append("\\\\")
    case 0x08: append("\\b")
    case 0x09: append("\\t")
    case 0x0A: append("\\n")
    case 0x0C: append("\\f")
    case 0x0D: append("\\r")
    default:
      append(byte < 0x10 ? "\\u000" : "\\u00")
      bytes += String(byte, radix: 16).utf8
    }
  }
}
