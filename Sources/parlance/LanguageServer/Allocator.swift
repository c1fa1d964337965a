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
      _ = mallopt(M_ARENA_MAX, 1)
    #endif
  }
}
