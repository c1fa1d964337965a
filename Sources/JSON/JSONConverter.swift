import CJSONC

/// Turns json-c's tree into a `JSONValue`, with numbers read from the source text: json-c clamps large integers.
///
/// It walks the tree in the order of the text, so the next number of the tree is the next one that the scanner saw.
/// Recursive, no deeper than `JSONLimits.highestDepth`.
struct JSONConverter {
  private let bytes: UnsafeRawBufferPointer
  private let numberOffsets: [UInt32]
  private let keyOffsets: [UInt32]
  private var numbersRead = 0
  private var keysRead = 0

  init(_ scanner: JSONScanner) {
    bytes = scanner.bytes
    numberOffsets = scanner.numberOffsets
    keyOffsets = scanner.keyOffsets
  }

  /// The value of one node; `nil` is null.
  mutating func value(of node: OpaquePointer?) throws(JSONError) -> JSONValue {
    guard let node else { return .null }
    switch json_object_get_type(node) {
    case json_type_boolean: return .bool(json_object_get_boolean(node) != 0)
    case json_type_string: return .string(string(of: node))
    case json_type_array: return .array(try elements(of: node))
    case json_type_object: return .object(try members(of: node))
    default: return try nextNumber()
    }
  }

  private func string(of node: OpaquePointer) -> String {
    guard let start = json_object_get_string(node) else { return "" }
    let text = UnsafeRawBufferPointer(start: start, count: Int(json_object_get_string_len(node)))
    return String(decoding: text, as: UTF8.self)
  }

  private mutating func elements(of node: OpaquePointer) throws(JSONError) -> [JSONValue] {
    let count = json_object_array_length(node)
    var elements: [JSONValue] = []
    elements.reserveCapacity(count)
    for index in 0..<count { elements.append(try value(of: json_object_array_get_idx(node, index))) }
    return elements
  }

  private mutating func members(of node: OpaquePointer) throws(JSONError) -> JSONObject {
    var members = JSONObject()
    members.reserveCapacity(Int(json_object_object_length(node)))
    var entry = json_object_get_object(node)?.pointee.head
    while let current = entry {
      let offset = nextKeyOffset()
      let key = current.pointee.k.map { String(cString: $0.assumingMemoryBound(to: UInt8.self)) } ?? ""
      let value = try value(of: OpaquePointer(current.pointee.v))
      guard members.updateValue(value, forKey: key) == nil else {
        throw JSONError(.duplicateKey(key), at: offset, in: bytes)
      }
      entry = current.pointee.next
    }
    return members
  }

  private mutating func nextKeyOffset() -> Int {
    defer { keysRead += 1 }
    return keysRead < keyOffsets.count ? Int(keyOffsets[keysRead]) : 0
  }

  private mutating func nextNumber() throws(JSONError) -> JSONValue {
    guard numbersRead < numberOffsets.count else {
      throw JSONError(.parserDisagrees("a number that the text has not"), at: 0, in: bytes)
    }
    let start = Int(numberOffsets[numbersRead])
    numbersRead += 1
    guard let value = JSONNumberText.value(at: start, in: bytes) else {
      throw JSONError(.numberOutOfRange, at: start, in: bytes)
    }
    return value
  }
}
