internal import Synchronization

/// Keeps objects for reuse without a lock: a fixed number of slots, each an atomic pointer that owns one object.
///
/// Taking exchanges a slot with null, so that an object is in one hand only; giving back puts it into the first empty
/// slot, or lets it go where there is none. Nobody ever waits.
package final class WorkspacePool<Object: AnyObject>: @unchecked Sendable {
  // Unchecked: the slots are only touched by atomic exchanges, which hand each object over whole.
  private let slots: UnsafeMutablePointer<Atomic<UInt>>
  private let count: Int

  /// A pool of at most `count` objects, empty at first.
  package init(count: Int) {
    self.count = count
    slots = .allocate(capacity: count)
    for index in 0..<count { (slots + index).initialize(to: Atomic(0)) }
  }

  deinit {
    while take() != nil {}
    slots.deinitialize(count: count)
    slots.deallocate()
  }

  /// An object that was given back, or nil.
  package func take() -> Object? {
    for index in 0..<count where slots[index].load(ordering: .relaxed) != 0 {
      let bits = slots[index].exchange(0, ordering: .acquiring)
      if let pointer = UnsafeRawPointer(bitPattern: bits) {
        return Unmanaged<Object>.fromOpaque(pointer).takeRetainedValue()
      }
    }
    return nil
  }

  /// Keeps an object for the next `take`.
  package func giveBack(_ object: Object) {
    let bits = UInt(bitPattern: Unmanaged.passRetained(object).toOpaque())
    for index in 0..<count {
      if slots[index].compareExchange(expected: 0, desired: bits, ordering: .acquiringAndReleasing).exchanged { return }
    }
    Unmanaged.passUnretained(object).release()
  }
}
