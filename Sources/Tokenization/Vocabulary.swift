/// The tokens of a tokenizer by id and by text: one blob of text and one open-addressing table, so that a vocabulary
/// of tens of thousands loads in a millisecond.
struct Vocabulary: Sendable {
  /// The UTF-8 of all tokens, end to end.
  private var text: [UInt8] = []
  /// Where each token's text ends in `text`; a token's begins where the one before it ends.
  private var ends: [Int32] = []
  /// Ids by hash of their text; -1 is an empty slot. The count is a power of two, at most half of them used.
  private var slots: [Int32]
  private let seed: UInt64

  var count: Int { ends.count }

  var indices: Range<Int> { 0..<ends.count }

  /// - Parameter capacity: how many tokens to expect.
  init(capacity: Int = 0) {
    // A seed of the process's own, so that no file can be made to collide.
    seed = UInt64.random(in: .min ... .max)
    slots = [Int32](repeating: -1, count: Self.slotCount(for: capacity))
    ends.reserveCapacity(capacity)
    text.reserveCapacity(capacity * 8)
  }

  private static func slotCount(for capacity: Int) -> Int {
    var count = 64
    while count < capacity * 2 { count *= 2 }
    return count
  }

  /// The UTF-8 range of a token's text.
  private func range(_ id: Int) -> Range<Int> {
    (id == 0 ? 0 : Int(ends[id - 1]))..<Int(ends[id])
  }

  /// The text of token `id`, which must be in `0..<count`, as UTF-8 in the byte-level alphabet.
  func withText<Result>(_ id: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    let range = range(id)
    return text.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[range])) }
  }

  /// The text of token `id`, which must be in `0..<count`.
  func string(_ id: Int) -> String {
    withText(id) { String(decoding: $0, as: UTF8.self) }
  }

  /// The id of the token with this text.
  func id(of key: UnsafeBufferPointer<UInt8>) -> Int32? {
    let id = slots[slot(of: key)]
    return id >= 0 ? id : nil
  }

  /// The id of the token with this text.
  func id(of key: String) -> Int32? {
    var key = key
    return key.withUTF8 { id(of: $0) }
  }

  /// Whether the text of token `id`, if there is one, is these two end to end.
  func isText(of id: Int, _ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>) -> Bool {
    guard indices.contains(id) else { return false }
    return withText(id) { text in
      text.count == left.count + right.count
        && ByteHash.isEqual(UnsafeBufferPointer(rebasing: text[..<left.count]), left)
        && ByteHash.isEqual(UnsafeBufferPointer(rebasing: text[left.count...]), right)
    }
  }

  /// Adds a token under the next id; false if it is there already.
  mutating func append(_ key: UnsafeBufferPointer<UInt8>) -> Bool {
    if (count + 1) * 2 > slots.count { grow() }
    let slot = slot(of: key)
    guard slots[slot] < 0 else { return false }
    slots[slot] = Int32(count)
    text.append(contentsOf: key)
    ends.append(Int32(text.count))
    return true
  }

  private mutating func grow() {
    slots = [Int32](repeating: -1, count: slots.count * 2)
    for id in 0..<count {
      let free = withText(id) { slot(of: $0) }
      slots[free] = Int32(id)
    }
  }

  /// The slot that holds `key`, or the empty one where it belongs.
  private func slot(of key: UnsafeBufferPointer<UInt8>) -> Int {
    let mask = slots.count - 1
    return slots.withUnsafeBufferPointer { slots in
      var slot = Int(truncatingIfNeeded: ByteHash.hash(key, seed: seed)) & mask
      while slots[slot] >= 0, !isEqual(Int(slots[slot]), key) { slot = (slot + 1) & mask }
      return slot
    }
  }

  private func isEqual(_ id: Int, _ key: UnsafeBufferPointer<UInt8>) -> Bool {
    withText(id) { ByteHash.isEqual($0, key) }
  }
}
