private import Synchronization

/// The ids of texts that come again as they are, end to end: each is tokenized once for the run.
final class KeptIDs: Sendable {
  /// A text, or a piece of it that was drawn once and comes again.
  struct Key: Hashable, Sendable {
    /// The set of fixed crops; -1: the whole text.
    var set: Int
    /// The draw's number in it.
    var draw: Int
  }

  private struct State {
    var ids: [Int32] = []
    var ranges: [Key: Range<Int>] = [:]
  }

  private let state = Mutex(State())

  /// Appends the ids of `key`, which `make` appends the first time. Any thread may call it.
  func append(_ key: Key, to ids: inout [Int32], make: (inout [Int32]) -> Void) {
    if let kept = find(key) { return ids.append(contentsOf: kept) }
    let start = ids.count
    make(&ids)
    keep(key, ids[start...])
  }

  private func find(_ key: Key) -> [Int32]? {
    state.withLock { state in state.ranges[key].map { Array(state.ids[$0]) } }
  }

  private func keep(_ key: Key, _ ids: ArraySlice<Int32>) {
    state.withLock { state in
      state.ranges[key] = state.ids.count..<state.ids.count + ids.count
      state.ids.append(contentsOf: ids)
    }
  }
}
