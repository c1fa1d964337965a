#if canImport(Glibc)
  private import Glibc
#elseif canImport(Musl)
  private import Musl
#else
  private import Darwin
#endif

/// The merges of two bytes' tokens by the bytes themselves: what merging a word asks first, for each byte of it.
struct BytePairTable {
  /// The complement of each pair's value in `MergeTable`, so that memory that nobody wrote to says `none`.
  private let complements: UnsafeMutablePointer<UInt64>

  private static let count = 1 << 16

  /// A table that says `none` for all pairs; to be deallocated.
  init() {
    // Zeroed by the system and untouched: most pairs never come.
    guard let memory = calloc(Self.count, MemoryLayout<UInt64>.stride) else { preconditionFailure("no memory") }
    complements = memory.bindMemory(to: UInt64.self, capacity: Self.count)
  }

  func deallocate() { free(complements) }

  /// The value of the pair, as `MergeTable` has it.
  @inline(__always)
  func value(_ left: UInt8, _ right: UInt8) -> UInt64 { ~complements[Int(left) << 8 | Int(right)] }

  /// Takes over the merges of two tokens that are a byte each; `byteTokens` has the 256 tokens, or -1 for one.
  func insert(_ merges: [BytePairModel.Merge], byteTokens: UnsafePointer<Int32>) {
    var bytes: [Int32: UInt8] = [:]
    for byte in UInt8.min...UInt8.max where byteTokens[Int(byte)] >= 0 { bytes[byteTokens[Int(byte)]] = byte }
    let last = bytes.keys.max() ?? -1
    for (rank, merge) in merges.enumerated() where merge.left <= last && merge.right <= last {
      guard let left = bytes[merge.left], let right = bytes[merge.right] else { continue }
      complements[Int(left) << 8 | Int(right)] = ~MergeTable.value(rank: rank, id: merge.id)
    }
  }
}
