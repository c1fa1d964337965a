/// The classes that splitting and added tokens ask of a character, one bit each.
///
/// The table is read off the reference itself (`Scripts/generate-unicode-classes`), since neither Swift's Unicode
/// version nor any single one is what Hugging Face `tokenizers` uses.
struct CharacterClass: OptionSet, Sendable {
  let rawValue: UInt8

  /// `\p{L}`
  static let letter = CharacterClass(rawValue: 1)
  /// `\p{N}` of the regular expressions.
  static let number = CharacterClass(rawValue: 2)
  /// `\s` of the regular expressions.
  static let space = CharacterClass(rawValue: 4)
  /// `[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]`: what begins a word in o200k.
  static let wordHead = CharacterClass(rawValue: 8)
  /// `[\p{Ll}\p{Lm}\p{Lo}\p{M}]`: what goes on in a word in o200k.
  static let wordTail = CharacterClass(rawValue: 16)
  /// What the Digits pre-tokenizer isolates.
  static let digit = CharacterClass(rawValue: 32)
  /// `\w`, for an added token's `single_word`.
  static let word = CharacterClass(rawValue: 64)
  /// `\s`, for an added token's `lstrip` and `rstrip`.
  static let strippable = CharacterClass(rawValue: 128)

  /// Letters, numbers and spaces: everything that `[^\s\p{L}\p{N}]` leaves out.
  static let letterNumberOrSpace: CharacterClass = [.letter, .number, .space]
}

/// One character of a text: its class and its length in bytes.
struct ClassifiedCharacter {
  let characterClass: CharacterClass
  let byteCount: Int
}

/// The classes of all code points, expanded once for reading at any offset of UTF-8 text.
struct UnicodeClasses: @unchecked Sendable {
  /// Code points below this have an entry in `table`; the few runs above are searched.
  private static let tableCount = 0x32400
  private static let shared = UnicodeClasses()

  /// `tableCount` class bytes. Never freed: there is one table a process, immutable once made.
  private let table: UnsafePointer<UInt8>

  /// The process's table, made at first use.
  static func table() -> UnicodeClasses { shared }

  private init() {
    let memory = UnsafeMutablePointer<UInt8>.allocate(capacity: Self.tableCount)
    memory.initialize(repeating: 0, count: Self.tableCount)
    for (index, entry) in unicodeClassRuns.enumerated() {
      let start = Int(entry >> 8)
      let end = index + 1 < unicodeClassRuns.count ? Int(unicodeClassRuns[index + 1] >> 8) : Self.tableCount
      guard start < min(end, Self.tableCount) else { continue }
      (memory + start).update(repeating: UInt8(truncatingIfNeeded: entry), count: min(end, Self.tableCount) - start)
    }
    table = UnsafePointer(memory)
  }

  /// The class of an ASCII byte.
  @inline(__always)
  func ascii(_ byte: UInt8) -> CharacterClass {
    CharacterClass(rawValue: table[Int(byte & 0x7F)])
  }

  /// The class of a code point.
  func scalar(_ value: UInt32) -> CharacterClass {
    if value < UInt32(Self.tableCount) { return CharacterClass(rawValue: table[Int(value)]) }
    let run = unicodeClassRuns.last { $0 >> 8 <= value } ?? 0
    return CharacterClass(rawValue: UInt8(truncatingIfNeeded: run))
  }

  /// The character at `offset` of `text`, which ends at `end`. A byte that is no part of valid UTF-8 is a character
  /// of its own, without any class.
  @inline(__always)
  func character(_ text: UnsafePointer<UInt8>, at offset: Int, end: Int) -> ClassifiedCharacter {
    let byte = text[offset]
    if byte < 0x80 { return ClassifiedCharacter(characterClass: ascii(byte), byteCount: 1) }
    return beyondASCII(text, at: offset, end: end)
  }

  private func beyondASCII(_ text: UnsafePointer<UInt8>, at offset: Int, end: Int) -> ClassifiedCharacter {
    let decoded = UTF8Scalar(text, at: offset, end: end)
    guard decoded.isValid else { return ClassifiedCharacter(characterClass: [], byteCount: 1) }
    return ClassifiedCharacter(characterClass: scalar(decoded.value), byteCount: decoded.byteCount)
  }

  /// The character that ends right before `offset`, going back no further than `start`.
  func character(_ text: UnsafePointer<UInt8>, before offset: Int, start: Int) -> ClassifiedCharacter {
    let begin = UTF8Scalar.start(of: text, at: offset - 1, lowerBound: start, end: offset)
    let found = character(text, at: begin, end: offset)
    if begin + found.byteCount == offset { return found }
    return ClassifiedCharacter(characterClass: [], byteCount: 1)
  }
}
