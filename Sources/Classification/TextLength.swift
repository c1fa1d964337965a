/// How long a text is.
package struct TextLength: Sendable, Hashable {
  /// Its Unicode scalars, as Python's `len` counts.
  package let characters: Int
  /// Those of them that are no white space of ASCII's: indentation and empty lines say little.
  package let marks: Int

  /// A length of its numbers.
  package init(characters: Int, marks: Int) {
    self.characters = characters
    self.marks = marks
  }

  /// The length of a text, in UTF-8.
  package init(_ text: [UInt8]) {
    var (continuations, blanks) = (0, 0)
    for byte in text {
      continuations += byte & 0xC0 == 0x80 ? 1 : 0
      blanks += byte == UInt8(ascii: " ") || (0x09...0x0D).contains(byte) ? 1 : 0
    }
    self.init(characters: text.count - continuations, marks: text.count - continuations - blanks)
  }
}
