internal import Tensors

/// Room outside of the process's memory, or in it, that is written once and read often, by byte offset.
package protocol StateStorage: AnyObject, Sendable {
  /// Keeps `bytes` at `offset`; false where there is no room.
  func write(_ bytes: UnsafeRawBufferPointer, at offset: Int) -> Bool
  /// Brings back what was written; false where that fails. Any thread may call it.
  func read(into bytes: UnsafeMutableRawBufferPointer, at offset: Int) -> Bool
}

/// What the frozen layers made of each sequence, kept for the next time.
///
/// A sequence's states are found by its very ids, and only as long as the weights and the number of the layers that
/// made them are the same: another `Source` drops everything. What does not fit is not kept; what was kept first
/// stays, since epochs come round and round, and dropping the oldest would drop each just before its turn.
package final class FrozenStateCache {
  /// What states are made by.
  package struct Source: Sendable, Hashable {
    /// How many encoder layers.
    package let depth: Int
    /// A digest of the embeddings' and those layers' parameters.
    package let weights: UInt64
  }

  /// How states are stored.
  package enum Element: Sendable {
    /// As they are.
    case float32
    /// Rounded to nearest, also where they are not kept, so that it makes no difference whether they were.
    case bfloat16

    var size: Int { self == .float32 ? 4 : 2 }
  }

  /// A place for one sequence's states.
  struct Place: Sendable {
    let offset: Int
    let floats: Int
  }

  /// What is in it and what was left out.
  package struct Usage: Sendable, Equatable {
    /// Sequences that are kept, and the bytes of their states and ids.
    package var sequences = 0, bytes = 0
    /// Times that a sequence was not kept for want of room, or found.
    package var leftOut = 0, found = 0
  }

  /// The room that may be taken, in bytes.
  package let byteLimit: Int
  /// Whether the storage refused a write; from then on nothing more is kept.
  package private(set) var isBroken = false
  /// What is in it.
  package private(set) var usage = Usage()
  let element: Element
  let storage: any StateStorage
  private var source: Source?
  private var places: [[Int32]: Place] = [:]
  private var pending: Set<[Int32]> = []
  private var end = 0
  /// Bytes that are spoken for.
  private var taken = 0

  /// An empty one of at most `byteLimit` bytes in `storage`.
  package init(byteLimit: Int, element: Element = .float32, storage: any StateStorage) {
    precondition(byteLimit >= 0, "FrozenStateCache: \(byteLimit) bytes")
    self.byteLimit = byteLimit
    self.element = element
    self.storage = storage
  }

  /// Drops what another source made.
  func use(_ source: Source) {
    if source == self.source { return }
    self.source = source
    places.removeAll(keepingCapacity: false)
    pending.removeAll()
    (end, taken) = (0, 0)
    usage = Usage()
  }

  /// Where the states of these ids are; nil where they are not kept.
  func find(_ ids: [Int32]) -> Place? {
    guard let place = places[ids] else { return nil }
    usage.found += 1
    return place
  }

  /// Room for `floats` states of these ids, which `keep` fills; nil where there is none, or someone has it already.
  func reserve(_ ids: [Int32], floats: Int) -> Place? {
    let bytes = floats * element.size
    let cost = cost(of: bytes, ids)
    guard !isBroken, taken + cost <= byteLimit else {
      usage.leftOut += 1
      return nil
    }
    guard pending.insert(ids).inserted else { return nil }
    defer { end += bytes }
    taken += cost
    return Place(offset: end, floats: floats)
  }

  private func cost(of bytes: Int, _ ids: [Int32]) -> Int { bytes + ids.count * MemoryLayout<Int32>.stride }

  /// Makes filled places findable. A storage that refused one is asked no more; what it took is good.
  func publish(_ filled: [(ids: [Int32], place: Place, isWritten: Bool)]) {
    for (ids, place, isWritten) in filled {
      if isWritten {
        places[ids] = place
        usage.sequences += 1
        usage.bytes += cost(of: place.floats * element.size, ids)
      } else {
        isBroken = true
      }
    }
    pending.removeAll(keepingCapacity: true)
  }
}

extension FrozenStateCache.Element {
  /// Rounds states to what is stored.
  func round(_ states: Floats, count: Int, scratch: ScratchBuffer) {
    guard self == .bfloat16 else { return }
    let halves = self.halves(scratch, count: count)
    BFloat16Conversion.fromFloat(states, into: halves, count: count)
    BFloat16Conversion.toFloat(halves, into: states, count: count)
  }

  /// Writes rounded states.
  func write(
    _ states: Floats, to place: FrozenStateCache.Place, of storage: any StateStorage, scratch: ScratchBuffer
  ) -> Bool {
    let bytes = place.floats * size
    guard self == .bfloat16 else {
      return storage.write(UnsafeRawBufferPointer(start: states, count: bytes), at: place.offset)
    }
    let halves = self.halves(scratch, count: place.floats)
    BFloat16Conversion.fromFloat(states, into: halves, count: place.floats)
    return storage.write(UnsafeRawBufferPointer(start: halves, count: bytes), at: place.offset)
  }

  /// Reads what was written.
  func read(
    _ place: FrozenStateCache.Place, of storage: any StateStorage, into states: Floats, scratch: ScratchBuffer
  ) -> Bool {
    let bytes = place.floats * size
    guard self == .bfloat16 else {
      return storage.read(into: UnsafeMutableRawBufferPointer(start: states, count: bytes), at: place.offset)
    }
    let halves = self.halves(scratch, count: place.floats)
    guard storage.read(into: UnsafeMutableRawBufferPointer(start: halves, count: bytes), at: place.offset) else {
      return false
    }
    BFloat16Conversion.toFloat(halves, into: states, count: place.floats)
    return true
  }

  private func halves(_ scratch: ScratchBuffer, count: Int) -> UnsafeMutablePointer<UInt16> {
    UnsafeMutableRawPointer(scratch.reserve((count + 1) / 2)).bindMemory(to: UInt16.self, capacity: count)
  }
}
