private import Dispatch
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
    // A child inherits what the thread that started it has blocked, and a program's worker threads block everything.
    var heeded = sigset_t()
    sigemptyset(&heeded)
    for number in [SIGINT, SIGTERM] { sigaddset(&heeded, number) }
    pthread_sigmask(SIG_UNBLOCK, &heeded, nil)
    for number in [SIGINT, SIGTERM] {
      signal(number) { _ in
        asked.store(true, ordering: .relaxed)
        // One by one: an array would be allocated, which a handler must not.
        signal(SIGINT, SIG_DFL)
        signal(SIGTERM, SIG_DFL)
      }
    }
  }

  /// Takes the end of standard input for the wish to stop: whoever held the other end is gone, however it went.
  func listenForEndOfInput() {
    DispatchQueue.global(qos: .utility).async {
      var bytes = [UInt8](repeating: 0, count: 512)
      while true {
        let got = read(STDIN_FILENO, &bytes, bytes.count)
        if got > 0 || got < 0 && errno == EINTR { continue }
        break
      }
      asked.store(true, ordering: .relaxed)
    }
  }

  /// Whether it was asked.
  var isAsked: Bool { asked.load(ordering: .relaxed) }
}

private let asked = Atomic<Bool>(false)
