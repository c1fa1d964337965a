import CJSONC

/// A tree of json-c's objects, made from a text that the scanner has accepted, and released with this value.
struct JSONCTree: ~Copyable {
  /// The root; `nil` is JSON's null.
  let root: OpaquePointer?

  /// Parses a text of at most 2^31 - 2 bytes, whose arrays and objects stand `depth` deep in one another.
  init(_ bytes: UnsafeRawBufferPointer, depth: Int) throws(JSONError) {
    root = try JSONCTree.checkedRoot(bytes, depth: depth)
  }

  deinit { json_object_put(root) }

  private static func checkedRoot(_ bytes: UnsafeRawBufferPointer, depth: Int) throws(JSONError) -> OpaquePointer? {
    // json-c counts the scalar inside the deepest array as a level of its own.
    guard let tokener = json_tokener_new_ex(Int32(clamping: depth + 2)) else {
      throw JSONError(.parserDisagrees("out of memory"), at: 0, in: bytes)
    }
    defer { json_tokener_free(tokener) }
    json_tokener_set_flags(tokener, JSON_TOKENER_STRICT)
    let root = parse(bytes, with: tokener)
    let status = json_tokener_get_error(tokener)
    guard status == json_tokener_success else {
      json_object_put(root)
      let message = json_tokener_error_desc(status).map { String(cString: $0) } ?? "unknown error"
      throw JSONError(.parserDisagrees(message), at: json_tokener_get_parse_end(tokener), in: bytes)
    }
    return root
  }

  private static func parse(
    _ bytes: UnsafeRawBufferPointer, with tokener: UnsafeMutablePointer<json_tokener>
  ) -> OpaquePointer? {
    let text = bytes.assumingMemoryBound(to: CChar.self)
    let root = json_tokener_parse_ex(tokener, text.baseAddress, Int32(clamping: text.count))
    guard json_tokener_get_error(tokener) == json_tokener_continue else { return root }
    // A number at the very end: only the terminating NUL tells json-c that it is complete.
    return json_tokener_parse_ex(tokener, "", 1)
  }
}
