extension JSONValue {
  /// Parses one JSON text (RFC 8259, UTF-8), strictly.
  ///
  /// Refused, each with an error of its own: duplicate keys, NUL in keys, NaN and Infinity, numbers beyond a double,
  /// leading zeros, lone surrogates, control characters, invalid UTF-8, anything after the value, a byte order mark,
  /// and whatever is beyond the limits. Who asks for it gets U+FFFD in the place of a lone surrogate in a value, as long
  /// as one in UTF-16.
  package init(
    parsing bytes: UnsafeRawBufferPointer, limits: JSONLimits = .standard, replacingLoneSurrogates: Bool = false
  ) throws(JSONError) {
    var scanner = JSONScanner(bytes, limits: limits, replacesLoneSurrogates: replacingLoneSurrogates)
    try scanner.scan()
    let tree = try JSONCTree(bytes, depth: scanner.deepest)
    var converter = JSONConverter(scanner)
    self = try converter.value(of: tree.root)
  }

  /// Parses one JSON text held in an array.
  package init(
    parsing bytes: [UInt8], limits: JSONLimits = .standard, replacingLoneSurrogates: Bool = false
  ) throws(JSONError) {
    let result = bytes.withUnsafeBytes { buffer in
      Result { () throws(JSONError) in
        try JSONValue(parsing: buffer, limits: limits, replacingLoneSurrogates: replacingLoneSurrogates)
      }
    }
    self = try result.get()
  }

  /// Parses one JSON text held in a string.
  package init(parsing text: String, limits: JSONLimits = .standard) throws(JSONError) {
    try self.init(parsing: Array(text.utf8), limits: limits)
  }
}
