internal import Synchronization
internal import Tensors

/// Calls `body` for each index below `count` and returns the results in order, the work spread over the pool's threads
/// as each becomes free; `body` gets the thread's index too. Without a pool the caller does it all.
func parallelMap<Result>(_ count: Int, pool: ThreadPool?, _ body: (_ thread: Int, _ index: Int) -> Result) -> [Result] {
  guard let pool, pool.threads > 1, count > 1 else { return (0..<count).map { body(0, $0) } }
  return [Result](unsafeUninitializedCapacity: count) { buffer, initialized in
    let next = Atomic(0)
    // Each index is written once, by the thread that drew it.
    nonisolated(unsafe) let results = buffer
    pool.run { thread in
      while true {
        let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard index < count else { return }
        results.initializeElement(at: index, to: body(thread, index))
      }
    }
    initialized = count
  }
}
