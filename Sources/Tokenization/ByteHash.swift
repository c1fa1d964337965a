#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Hashing and comparing short byte strings.
enum ByteHash {
  /// Eight bytes at a time, each multiplied and folded; not for use against an adversary who knows the seed.
  @inline(__always)
  static func hash(_ key: UnsafeBufferPointer<UInt8>, seed: UInt64) -> UInt64 {
    guard let base = key.baseAddress else { return mix(seed) }
    let raw = UnsafeRawPointer(base)
    var state = seed ^ UInt64(truncatingIfNeeded: key.count)
    var offset = 0
    while offset + 8 <= key.count {
      state = mix(state ^ raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
      offset += 8
    }
    var tail: UInt64 = 0
    while offset < key.count {
      tail = tail << 8 | UInt64(base[offset])
      offset += 1
    }
    return mix(state ^ tail)
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
