/// Enough of a text to know it again: its length and a hash of what a detector reads of it.
///
/// Two long texts that differ only where no detector looks are the same text here, and get the same answer.
package struct TextIdentity: Sendable, Hashable {
  /// Bytes of the whole text.
  package let byteCount: Int
  private let hash: UInt64

  /// A name for it: two texts of one name are the same.
  package var name: String { "\(String(hash, radix: 16))-\(byteCount)" }

  /// The identity of a text whose sample has been taken already.
  package init(byteCount: Int, sample: [UInt8]) {
    self.byteCount = byteCount
    // FNV-1a, 64 bits: stable from run to run, and nobody attacks a memory of his own buffers.
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in sample { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    self.hash = hash
  }

  /// The identity of a text.
  package init(_ text: DocumentText) {
    self.init(byteCount: text.byteCount, sample: text.sample())
  }
}
