/// A sketch of a text by which its likeness to others is estimated, in 256 bytes.
///
/// Broder, "On the resemblance and containment of documents" (1997): the resemblance of two texts is the share of their
/// shingles (here five tokens in a row) that both have, and the share of equal minima of random orders estimates it. The
/// orders come from one hash (Li, Owen and Zhang 2012, "One permutation hashing"); bins that no shingle fell into
/// borrow from others (Shrivastava 2017, "Optimal densification"). Of each minimum the lowest 16 bits are kept (Li and
/// König 2010).
struct Signature: Sendable, Equatable {
  /// How many minima there are.
  static let count = 128
  /// How many minima make a band: texts with one equal band are compared.
  static let rows = 4
  /// How many bands there are.
  static let bands = count / rows
  /// How many tokens make a shingle.
  static let shingleTokens = 5

  /// A band a word, 16 bits a minimum.
  let words: [UInt64]

  /// The sketch of a text.
  init(_ text: ArraySlice<UInt8>) {
    var minima = [UInt64](repeating: .max, count: Self.count)
    Self.forEachShingle(text) { shingle in
      let bin = Int(shingle >> 57)
      minima[bin] = min(minima[bin], shingle & (1 << 57 - 1))
    }
    let filled = Self.densified(minima)
    words = (0..<Self.bands).map { band in
      (0..<Self.rows).reduce(0) { $0 << 16 | filled[band * Self.rows + $1] & 0xFFFF }
    }
  }

  /// Every empty bin takes the minimum of the first filled one in an order of its own.
  private static func densified(_ minima: [UInt64]) -> [UInt64] {
    guard minima.contains(where: { $0 != .max }) else { return minima }
    return minima.indices.map { bin in
      var attempt: UInt64 = 0
      var source = bin
      while minima[source] == .max {
        attempt += 1
        source = Int(TextHash.mix(UInt64(bin) << 32 | attempt) % UInt64(count))
      }
      return minima[source]
    }
  }

  /// Tokens are runs of letters, digits and `_`, and every other character that is no white space. A text with fewer
  /// tokens than a shingle is one shingle.
  private static func forEachShingle(_ text: ArraySlice<UInt8>, _ body: (UInt64) -> Void) {
    var recent = [UInt64](repeating: 0, count: shingleTokens)
    var tokens = 0
    forEachToken(text) { token in
      recent[tokens % shingleTokens] = token
      tokens += 1
      if tokens >= shingleTokens { body(shingle(recent, from: tokens % shingleTokens)) }
    }
    if tokens < shingleTokens { body(shingle(recent, from: 0)) }
  }

  private static func shingle(_ tokens: [UInt64], from start: Int) -> UInt64 {
    var hash: UInt64 = 0
    for step in 0..<shingleTokens {
      hash = (hash &+ tokens[(start + step) % shingleTokens]) &* 0xD6E8_FEB8_6659_FD93
      hash ^= hash >> 32
    }
    return TextHash.mix(hash)
  }

  private static func forEachToken(_ text: ArraySlice<UInt8>, _ body: (UInt64) -> Void) {
    var token: UInt64?
    for byte in text {
      if isWordByte(byte) {
        token = TextHash.combined(token ?? 0, byte)
        continue
      }
      if let word = token { body(word) }
      token = nil
      if !isWhitespace(byte) { body(TextHash.combined(1, byte)) }
    }
    if let word = token { body(word) }
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    byte >= 0x80 || (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte) || byte == 0x5F
  }
}
