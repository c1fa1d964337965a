internal import Workspaces

/// A byte-level byte-pair model: the vocabulary, the merges, and how a word becomes tokens.
final class BytePairModel: @unchecked Sendable {
  /// One merge: two tokens and the token they become.
  struct Merge: Sendable, Equatable {
    var left: Int32
    var right: Int32
    var id: Int32
  }

  /// The model's own options, as tokenizer.json spells them.
  struct Options: Sendable, Equatable {
    var unknownToken: String?
    var fusesUnknown = false
    var ignoresMerges = false
  }

  let vocabulary: Vocabulary
  let merges: [Merge]
  let options: Options
  let table: MergeTable
  /// The id of the token that stands for words' unknown bytes; -1 if there is none.
  let unknownID: Int32
  /// The id of each byte's token; -1 for a byte that has none.
  let byteTokens: UnsafePointer<Int32>
  /// The merges of two bytes.
  let bytePairs = BytePairTable()
  /// True if every byte has a token.
  let hasAllBytes: Bool
  /// One bit for each pair of bytes that stand side by side in any token: between two bytes that do not, no merge
  /// can ever reach, so that a word falls into parts there.
  let adjacency: UnsafePointer<UInt64>
  /// The most bytes that a token stands for.
  let longestToken: Int
  /// The words that were encoded, for whoever encodes next: as many caches as there were threads at it, up to a bound.
  let caches = WorkspacePool<WordCache>(count: 16)

  /// - Parameters:
  ///   - vocabulary: the model's tokens, without those that only `added_tokens` has.
  ///   - merges: in order of rank; every id in them must be in the vocabulary.
  ///   - options: the model's options.
  ///   - unknownID: the id of `options.unknownToken`, or -1.
  init(vocabulary: Vocabulary, merges: [Merge], options: Options, unknownID: Int32) {
    self.vocabulary = vocabulary
    self.merges = merges
    self.options = options
    self.unknownID = unknownID
    table = MergeTable(capacity: merges.count)
    for (rank, merge) in merges.enumerated() {
      table.insert(merge.left, merge.right, rank: rank, id: merge.id)
    }
    byteTokens = Self.byteTokens(vocabulary)
    bytePairs.insert(merges, byteTokens: byteTokens)
    hasAllBytes = UnsafeBufferPointer(start: byteTokens, count: 256).allSatisfy { $0 >= 0 }
    adjacency = Self.adjacency(vocabulary, merges)
    longestToken = vocabulary.indices.reduce(1) { longest, id in
      // A byte is a character; those of two bytes have one continuation.
      vocabulary.withText(id) { text in
        text.count <= longest ? longest : max(longest, text.reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) })
      }
    }
  }

  deinit {
    byteTokens.deallocate()
    bytePairs.deallocate()
    adjacency.deallocate()
  }

  private static func byteTokens(_ vocabulary: Vocabulary) -> UnsafePointer<Int32> {
    let table = UnsafeMutablePointer<Int32>.allocate(capacity: 256)
    for byte in 0..<256 {
      let text = ByteLevelAlphabet.encode(CollectionOfOne(UInt8(byte)))
      (table + byte).initialize(to: text.withUnsafeBufferPointer { vocabulary.id(of: $0) } ?? -1)
    }
    return UnsafePointer(table)
  }

  private static func adjacency(_ vocabulary: Vocabulary, _ merges: [Merge]) -> UnsafePointer<UInt64> {
    let bits = UnsafeMutablePointer<UInt64>.allocate(capacity: 1024)
    bits.initialize(repeating: 0, count: 1024)
    // Where its two parts meet is enough of a merge: what stands side by side within a part came together by another.
    for merge in merges {
      // A merge of tokens outside the alphabet can have no bytes to join: no byte begins as one of them.
      guard let left = vocabulary.withText(Int(merge.left), ByteLevelAlphabet.last),
        let right = vocabulary.withText(Int(merge.right), ByteLevelAlphabet.first)
      else { continue }
      let pair = Int(left) << 8 | Int(right)
      bits[pair >> 6] |= 1 << UInt64(pair & 63)
    }
    return UnsafePointer(bits)
  }

  /// True if some token has these two bytes side by side.
  @inline(__always)
  func canJoin(_ left: UInt8, _ right: UInt8) -> Bool {
    let pair = Int(left) << 8 | Int(right)
    return adjacency[pair >> 6] >> UInt64(pair & 63) & 1 != 0
  }
}
