/// GPT-2's map between bytes and printable characters, by which a byte-level vocabulary is written as text.
///
/// Source: `bytes_to_unicode` of GPT-2's encoder.py, `bytes_char` of Hugging Face `tokenizers`.
enum ByteLevelAlphabet {
  /// The character of each byte, as a code point below U+0144.
  static let scalars: [UInt16] = {
    var next: UInt16 = 256
    return (0..<256).map { byte -> UInt16 in
      let printable = (33...126).contains(byte) || (161...172).contains(byte) || (174...255).contains(byte)
      if printable { return UInt16(byte) }
      defer { next += 1 }
      return next
    }
  }()

  /// The byte of each character below U+0144, or -1.
  private static let bytes: [Int16] = {
    var table = [Int16](repeating: -1, count: 0x144)
    for (byte, scalar) in scalars.enumerated() { table[Int(scalar)] = Int16(byte) }
    return table
  }()

  /// The bytes that `text` (UTF-8 of alphabet characters) stands for, appended to `output`; false, with `output`
  /// unchanged, if a character of it is not in the alphabet.
  static func decode(_ text: UnsafeBufferPointer<UInt8>, into output: inout [UInt8]) -> Bool {
    let countBefore = output.count
    var offset = 0
    while offset < text.count {
      var scalar = Int(text[offset])
      offset += 1
      if scalar >= 0x80 {
        // Two bytes reach U+07FF, more than the alphabet has.
        guard scalar & 0xE0 == 0xC0, offset < text.count else { return reject(&output, countBefore) }
        scalar = (scalar & 0x1F) << 6 | Int(text[offset] & 0x3F)
        offset += 1
      }
      guard scalar < bytes.count, bytes[scalar] >= 0 else { return reject(&output, countBefore) }
      output.append(UInt8(truncatingIfNeeded: bytes[scalar]))
    }
    return true
  }

  /// The byte that the first character of `text` stands for, if it is one of the alphabet.
  static func first(_ text: UnsafeBufferPointer<UInt8>) -> UInt8? {
    guard let lead = text.first else { return nil }
    return lead < 0x80 ? byte(Int(lead)) : text.count > 1 ? byte(lead, text[1]) : nil
  }

  /// The byte that the last character of `text` stands for, if it is one of the alphabet.
  static func last(_ text: UnsafeBufferPointer<UInt8>) -> UInt8? {
    guard let last = text.last else { return nil }
    return last < 0x80 ? byte(Int(last)) : text.count > 1 ? byte(text[text.count - 2], last) : nil
  }

  /// The byte of a character of two bytes, the most that one of the alphabet has.
  private static func byte(_ lead: UInt8, _ continuation: UInt8) -> UInt8? {
    lead & 0xE0 == 0xC0 ? byte(Int(lead & 0x1F) << 6 | Int(continuation & 0x3F)) : nil
  }

  private static func byte(_ scalar: Int) -> UInt8? {
    scalar < bytes.count && bytes[scalar] >= 0 ? UInt8(truncatingIfNeeded: bytes[scalar]) : nil
  }

  private static func reject(_ output: inout [UInt8], _ count: Int) -> Bool {
    output.removeLast(output.count - count)
    return false
  }

  /// Appends the UTF-8 of the character that stands for `byte`.
  @inline(__always)
  static func append(_ byte: UInt8, to output: inout [UInt8]) {
    let scalar = scalars[Int(byte)]
    if scalar < 0x80 {
      output.append(UInt8(truncatingIfNeeded: scalar))
    } else {
      output.append(UInt8(truncatingIfNeeded: 0xC0 | scalar >> 6))
      output.append(UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F))
    }
  }

  /// The text that stands for `bytes`.
  static func encode(_ bytes: some Sequence<UInt8>) -> [UInt8] {
    var output: [UInt8] = []
    for byte in bytes { append(byte, to: &output) }
    return output
  }
}
