internal import Tensors

extension FrozenStateCache.Source {
  /// The embeddings and the `depth` lowest encoder layers of `parameters`, as they are now.
  init(_ parameters: RobertaParameters, depth: Int, pool: ThreadPool?) {
    self.depth = depth
    let count = parameters.table.range(ofLayer: depth).lowerBound
    weights = Self.digest(parameters.buffer.pointer, count: count, pool: pool)
  }

  /// Floats of a piece, which one thread reads.
  private static let piece = 1 << 18

  /// A number that another array has by chance only: of each piece first, then of those, in their order.
  private static func digest(_ floats: Floats, count: Int, pool: ThreadPool?) -> UInt64 {
    var digests = [UInt64](repeating: 0, count: (count + piece - 1) / piece)
    digests.withUnsafeMutableBufferPointer { digests in
      func work(_ range: Range<Int>) {
        for index in range { digests[index] = lanes(floats + index * piece, min(piece, count - index * piece)) }
      }
      if let pool { pool.forEachShare(of: digests.count) { work($1) } } else { work(0..<digests.count) }
    }
    return digests.reduce(UInt64(count)) { mix($0 ^ $1) }
  }

  /// Each word changes one of four lanes that are multiplied independently of each other.
  private static func lanes(_ floats: Floats, _ count: Int) -> UInt64 {
    var lanes = SIMD4<UInt64>(1, 2, 3, 4)
    for index in stride(from: 0, to: count & ~3, by: 4) {
      let bits = SIMD4<UInt32>(
        floats[index].bitPattern, floats[index + 1].bitPattern, floats[index + 2].bitPattern,
        floats[index + 3].bitPattern)
      lanes = (lanes ^ SIMD4<UInt64>(truncatingIfNeeded: bits)) &* 0x9E37_79B9_7F4A_7C15
      lanes ^= lanes &>> 29
    }
    for index in count & ~3..<count { lanes[0] = mix(lanes[0] ^ UInt64(floats[index].bitPattern)) }
    return (0..<4).reduce(0) { mix($0 ^ lanes[$1]) }
  }

  /// SplitMix64's finisher.
  private static func mix(_ value: UInt64) -> UInt64 {
    var z = value &+ 0x9E37_79B9_7F4A_7C15
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
