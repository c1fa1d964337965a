internal import CKernels

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Threads that live as long as the pool and do one piece of work together at a time.
///
/// The partition of work among them is fixed by the thread's index, never by who comes first, so that the same
/// number of threads gives the same bits. OpenBLAS runs single-threaded inside. One `run` at a time: a second
/// caller waits; a body must not call `run` of its own pool.
package final class ThreadPool: @unchecked Sendable {
  /// The processors that are online, at least 1: how many threads work where nobody says.
  package static var processorCount: Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }

  /// How many threads share the work, the caller's own included.
  package let threads: Int
  private let pool: OpaquePointer?

  /// Makes a pool of `threads`, at least 1; one thread is the caller itself and starts nothing.
  package init(threads: Int) {
    ck_openblas_prepare()
    self.threads = max(1, min(threads, 1024))
    pool = self.threads > 1 ? ck_pool_create(Int32(self.threads)) : nil
  }

  deinit {
    if let pool { ck_pool_destroy(pool) }
  }

  /// Calls `body` with each index below `threads`, at once, and returns when all are done.
  package func run(_ body: (Int) -> Void) {
    guard let pool else {
      for index in 0..<threads { body(index) }
      return
    }
    withoutActuallyEscaping(body) { escaping in
      var box = Box(body: escaping)
      withUnsafeMutablePointer(to: &box) { ck_pool_run(pool, ThreadPool.enter, $0) }
    }
  }

  /// Calls `body` with each thread's index and its share of `0..<count`, in multiples of `granularity`; threads
  /// without a share are left out.
  package func forEachShare(of count: Int, granularity: Int = 1, _ body: (Int, Range<Int>) -> Void) {
    run { thread in
      let share = ThreadPool.share(of: count, granularity: granularity, thread: thread, threads: threads)
      if !share.isEmpty { body(thread, share) }
    }
  }

  /// The part of `0..<count` that belongs to `thread` out of `threads`, in multiples of `granularity`.
  package static func share(of count: Int, granularity: Int = 1, thread: Int, threads: Int) -> Range<Int> {
    let units = (count + granularity - 1) / granularity
    let start = units * thread / threads * granularity
    let end = units * (thread + 1) / threads * granularity
    return min(start, count)..<min(end, count)
  }

  private struct Box {
    let body: (Int) -> Void
  }

  private static let enter: ck_body = { context, index in
    context.assumingMemoryBound(to: Box.self).pointee.body(Int(index))
  }
}
