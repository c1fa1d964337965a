private import Synchronization

#if canImport(Glibc)
  private import Glibc
#else
  private import Darwin
#endif

/// Whether the user has asked the program to stop (Ctrl-C, or a polite kill).
struct Interruption {
  /// Listens from now on; a second signal, of either kind, ends the program at once.
  init() {
    asked.store(false, ordering: .relaxed)
    // A file that may not grow further is an error of the write that asked for it, and no death.
    signal(SIGXFSZ, SIG_IGN)
    for number in [SIGINT, SIGTERM] {
      signal(number) { _ in
        asked.store(true, ordering: .relaxed)
        for number in [SIGINT, SIGTERM] { signal(number, SIG_DFL) }
      }
    }
  }

  /// Whether it was asked.
  var isAsked: Bool { asked.load(ordering: .relaxed) }
}

private let asked = Atomic<Bool>(false)
