#if canImport(Glibc)
  private import Glibc
#elseif canImport(Musl)
  private import Musl
#else
  private import Darwin
#endif

/// Finds added tokens in a text: the leftmost, and of those that begin there the longest, as Hugging Face's
/// `AddedVocabulary` does.
struct AddedTokenMatcher: Sendable {
  /// An added token found in the text.
  struct Match: Equatable {
    let id: Int32
    /// The bytes it takes, stripped white space included.
    let range: Range<Int>
    /// Where to look on.
    let resumesAt: Int
  }

  /// What looking at a part of the text gave.
  enum Outcome {
    case found(Match)
    /// No token begins before this offset.
    case nothing(before: Int)
  }

  private struct Pattern: Sendable {
    let bytes: [UInt8]
    let token: AddedToken
  }

  /// The patterns that begin with each byte, the longest first.
  private var patterns: [[Pattern]] = Array(repeating: [], count: 256)
  private var begins = [Bool](repeating: false, count: 256)
  /// The byte that all patterns begin with, if it is one.
  private let onlyBeginning: UInt8?
  let isEmpty: Bool
  /// True if some token takes white space on its left.
  let stripsLeft: Bool

  init(_ tokens: some Collection<AddedToken>) {
    let tokens = tokens.filter { !$0.content.isEmpty }
    isEmpty = tokens.isEmpty
    let beginnings = Set(tokens.compactMap(\.content.utf8.first))
    onlyBeginning = beginnings.count == 1 ? beginnings.first : nil
    stripsLeft = tokens.contains { $0.stripsLeft }
    for token in tokens {
      let bytes = Array(token.content.utf8)
      patterns[Int(bytes[0])].append(Pattern(bytes: bytes, token: token))
      begins[Int(bytes[0])] = true
    }
    for byte in patterns.indices { patterns[byte].sort { $0.bytes.count > $1.bytes.count } }
  }

  /// Looks for the next token that begins in `start..<until` of `section`.
  ///
  /// - Parameters:
  ///   - text: the whole text.
  ///   - section: the part of the text that is looked at; nothing beyond it counts.
  ///   - start: where to begin to look.
  ///   - until: where to stop looking.
  ///   - free: where the text begins that no token has taken; white space before it is not taken again.
  ///   - skippingSpecial: true if special tokens are to be read as plain text.
  /// - Returns: the first token, or how far there is none.
  func next(
    in text: CharacterScanner, section: Range<Int>, from start: Int, until: Int, free: Int, skippingSpecial: Bool
  ) -> Outcome {
    var offset = start
    while offset < until {
      offset = candidate(text.text, from: offset, until: until)
      guard offset < until else { break }
      guard let pattern = longest(text.text, at: offset, end: section.upperBound) else {
        offset += 1
        continue
      }
      let range = offset..<offset + pattern.bytes.count
      let isSkipped = skippingSpecial && pattern.token.isSpecial
      if !isSkipped, !pattern.token.isSingleWord || standsAlone(text, range, section) {
        return .found(widened(pattern.token, range, in: text, section: section, free: free))
      }
      offset = range.upperBound
    }
    return .nothing(before: max(offset, until))
  }

  /// The next offset whose byte begins a token.
  @inline(__always)
  private func candidate(_ text: UnsafePointer<UInt8>, from start: Int, until: Int) -> Int {
    if let onlyBeginning {
      guard let found = memchr(text + start, Int32(onlyBeginning), until - start) else { return until }
      return UnsafeRawPointer(found) - UnsafeRawPointer(text)
    }
    return begins.withUnsafeBufferPointer { begins in
      var offset = start
      while offset < until, !begins[Int(text[offset])] { offset &+= 1 }
      return offset
    }
  }

  private func longest(_ text: UnsafePointer<UInt8>, at offset: Int, end: Int) -> Pattern? {
    patterns[Int(text[offset])].first { pattern in
      guard offset + pattern.bytes.count <= end else { return false }
      return pattern.bytes.withUnsafeBufferPointer {
        ByteHash.isEqual($0, UnsafeBufferPointer(start: text + offset, count: $0.count))
      }
    }
  }

  private func standsAlone(_ text: CharacterScanner, _ range: Range<Int>, _ section: Range<Int>) -> Bool {
    if range.lowerBound > section.lowerBound {
      let before = text.classes.character(text.text, before: range.lowerBound, start: section.lowerBound)
      if before.characterClass.contains(.word) { return false }
    }
    guard range.upperBound < section.upperBound else { return true }
    let after = text.classes.character(text.text, at: range.upperBound, end: section.upperBound)
    return !after.characterClass.contains(.word)
  }

  private func widened(
    _ token: AddedToken, _ range: Range<Int>, in text: CharacterScanner, section: Range<Int>, free: Int
  ) -> Match {
    var start = range.lowerBound
    while token.stripsLeft, start > free {
      let before = text.classes.character(text.text, before: start, start: free)
      guard before.characterClass.contains(.strippable) else { break }
      start -= before.byteCount
    }
    var stop = range.upperBound
    while token.stripsRight, stop < section.upperBound {
      let after = text.classes.character(text.text, at: stop, end: section.upperBound)
      guard after.characterClass.contains(.strippable) else { break }
      stop += after.byteCount
    }
    return Match(id: token.id, range: start..<stop, resumesAt: range.upperBound)
  }
}
