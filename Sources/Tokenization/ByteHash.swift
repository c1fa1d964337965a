#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Hashing and comparing short byte strings.
enum ByteHash {
  /// Eight bytes at a time, the last ones perhaps twice, each multiplied and folded; not for use against an adversary who
  /// knows the seed.
  @inline(__always)
  static func hash(_ key: UnsafeBufferPointer<UInt8>, seed: UInt64) -> UInt64 {
    guard let base = key.baseAddress else { return mix(seed) }
    let raw = UnsafeRawPointer(base)
    var state = seed ^ UInt64(truncatingIfNeeded: key.count)
    var offset = 0
    while offset + 8 < key.count {
      state = mix(state ^ raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
      offset += 8
    }
    return mix(state ^ last(raw, count: key.count))
  }

  /// The last eight of `count` bytes; all of them, and how they lie, where they are fewer.
  @inline(__always)
  private static func last(_ bytes: UnsafeRawPointer, count: Int) -> UInt64 {
    if count >= 8 { return bytes.loadUnaligned(fromByteOffset: count - 8, as: UInt64.self) }
    if count >= 4 {
      return UInt64(bytes.loadUnaligned(as: UInt32.self)) << 32
        | UInt64(bytes.loadUnaligned(fromByteOffset: count - 4, as: UInt32.self))
    }
    if count == 0 { return 0 }
    func byte(_ offset: Int) -> UInt64 { UInt64(bytes.load(fromByteOffset: offset, as: UInt8.self)) }
    return byte(0) << 16 | byte(count / 2) << 8 | byte(count - 1)
  }

  /// A 64-bit mixing step: a full multiplication whose halves are folded together.
  @inline(__always)
  static func mix(_ value: UInt64) -> UInt64 {
    let product = value.multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
    return product.high ^ product.low
  }

  @inline(__always)
  static func isEqual(_ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>) -> Bool {
    guard left.count == right.count else { return false }
    guard let leftBase = left.baseAddress, let rightBase = right.baseAddress else { return true }
    return memcmp(leftBase, rightBase, left.count) == 0
  }
}
