#if canImport(Glibc)
  private import Glibc
#endif

/// The C library's memory allocator.
enum Allocator {
  /// Has all threads take memory from one pool. For a process that runs for days: with a pool a thread, as glibc has it,
  /// what one thread takes and another gives back leaves holes in all of them, and memory grows by half in a million
  /// messages (`Benchmarks/server/load soak`). A server's threads take turns, so that none waits.
  static func useOnePool() {
    #if canImport(Glibc)
      // malloc.h is not in Swift's Glibc module, so `mallopt` is found by its name; where it is missing, nothing is set.
      guard let symbol = dlsym(nil, "mallopt") else { return }
      let mallopt = unsafeBitCast(symbol, to: (@convention(c) (Int32, Int32) -> Int32).self)
      _ = mallopt(arenaMax, 1)
    #endif
  }

  /// `M_ARENA_MAX` of glibc's malloc.h.
  private static let arenaMax: Int32 = -8
}
