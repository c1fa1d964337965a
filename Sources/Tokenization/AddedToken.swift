internal import JSON

/// A token that is found in the text before anything else is done to it, as tokenizer.json's `added_tokens` has it.
package struct AddedToken: Sendable, Equatable {
  /// Its id.
  package var id: Int32
  /// Its text.
  package var content: String
  /// Found only where no word character stands beside it.
  package var isSingleWord = false
  /// Takes the white space on its left too.
  package var stripsLeft = false
  /// Takes the white space on its right too.
  package var stripsRight = false
  /// Looked for in what the other added tokens leave over (there is no normalizer to do more).
  package var isNormalized = false
  /// Left out when decoding without special tokens.
  package var isSpecial = false

  package init(id: Int32, content: String, isSpecial: Bool = true, stripsLeft: Bool = false) {
    self.id = id
    self.content = content
    self.isSpecial = isSpecial
    self.stripsLeft = stripsLeft
  }

  /// Reads one entry of `added_tokens`.
  init(_ reader: JSONDecodingReader) throws(JSONFieldError) {
    let known: Set = ["id", "content", "single_word", "lstrip", "rstrip", "normalized", "special"]
    try reader.refuseKeys(besides: known)
    id = Int32(truncatingIfNeeded: try reader.integer("id", in: 0...Int(Int32.max - 1)))
    content = try reader.string("content")
    isSingleWord = try reader.bool("single_word")
    stripsLeft = try reader.bool("lstrip")
    stripsRight = try reader.bool("rstrip")
    isNormalized = try reader.bool("normalized")
    isSpecial = try reader.bool("special")
  }

  /// The entry of `added_tokens`.
  var json: JSONValue {
    [
      "id": .integer(Int(id)), "content": .string(content), "single_word": .bool(isSingleWord),
      "lstrip": .bool(stripsLeft), "rstrip": .bool(stripsRight), "normalized": .bool(isNormalized),
      "special": .bool(isSpecial),
    ]
  }
}
