/// Finds texts that are nearly the same, and joins their groups.
///
/// Of all pairs those are looked at that have one of 32 bands of 4 minima in common: at a resemblance of 0.7 all but 2
/// in 10,000 do, at 0.5 nine in ten, and the estimate, whose standard error is 0.04 there, decides.
struct NearCopies {
  /// The resemblance from which on two texts are near-copies.
  static let threshold = 0.7
  private static let neededMinima = Int((threshold * Double(Signature.count)).rounded(.up))
  /// In a bucket of more texts than this, later ones are compared with so many of the earlier ones only.
  private static let maximumCompared = 64
  private static let chunkCount = 4096

  /// The signatures' words, in pieces, so that growing never copies them all.
  private var chunks: [[UInt64]] = []
  private var groups: [UInt32] = []

  /// How many texts there are.
  var count: Int { groups.count }

  /// Adds a text of a group.
  mutating func add(_ signature: Signature, group: Int) {
    if groups.count % Self.chunkCount == 0 {
      chunks.append([])
      chunks[chunks.count - 1].reserveCapacity(Self.chunkCount * Signature.bands)
    }
    chunks[chunks.count - 1] += signature.words
    groups.append(UInt32(group))
  }

  /// Joins the groups of all near-copies; `shouldStop` is asked now and then.
  func join(_ joined: inout UnionFind, shouldStop: () -> Bool = { false }) {
    var keys: [(band: UInt64, text: UInt32)] = []
    keys.reserveCapacity(count)
    for band in 0..<Signature.bands where !shouldStop() {
      keys.removeAll(keepingCapacity: true)
      for text in 0..<count { keys.append((word(text, band), UInt32(text))) }
      keys.sort { ($0.band, $0.text) < ($1.band, $1.text) }
      var start = 0
      while start < keys.count {
        var end = start + 1
        while end < keys.count, keys[end].band == keys[start].band { end += 1 }
        if end - start > 1 { compare(keys[start..<end].map { Int($0.text) }, &joined) }
        start = end
      }
    }
  }

  private func word(_ text: Int, _ band: Int) -> UInt64 {
    chunks[text / Self.chunkCount][text % Self.chunkCount * Signature.bands + band]
  }

  private func compare(_ texts: [Int], _ joined: inout UnionFind) {
    for (place, text) in texts.enumerated() {
      for other in texts[..<place].prefix(Self.maximumCompared) {
        let (left, right) = (Int(groups[text]), Int(groups[other]))
        guard joined.find(left) != joined.find(right), areNear(text, other) else { continue }
        joined.join(left, right)
      }
    }
  }

  private func areNear(_ left: Int, _ right: Int) -> Bool {
    var equal = 0
    for band in 0..<Signature.bands {
      let difference = word(left, band) ^ word(right, band)
      for row in 0..<Signature.rows where difference >> UInt64(16 * row) & 0xFFFF == 0 { equal += 1 }
    }
    return equal >= Self.neededMinima
  }
}

/// Sets that are joined (Tarjan 1975), with the least member as each one's name.
struct UnionFind: Sendable {
  private var parents: [UInt32]

  /// So many sets of one.
  init(count: Int) { parents = (0..<UInt32(count)).map { $0 } }

  /// The least member of the set that `member` is in.
  mutating func find(_ member: Int) -> Int {
    var root = member
    while Int(parents[root]) != root {
      parents[root] = parents[Int(parents[root])]
      root = Int(parents[root])
    }
    return root
  }

  /// Makes one set of two.
  mutating func join(_ left: Int, _ right: Int) {
    let (left, right) = (find(left), find(right))
    parents[max(left, right)] = UInt32(min(left, right))
  }
}
