private import Dispatch
private import Synchronization

#if canImport(Glibc)
  private import Glibc
#else
  private import Darwin
#endif

/// Whether the user has asked the program to stop: by Ctrl-C, by a polite kill, or by closing the terminal.
struct Interruption {
  /// Listens from now on; a second Ctrl-C or kill ends the program at once.
  init() {
    asked.store(false, ordering: .relaxed)
    // Under nohup a closed terminal is to be passed over, and stays so.
    let outlivesTerminal = Self.isIgnored(SIGHUP)
    let numbers = [SIGINT, SIGTERM] + (outlivesTerminal ? [] : [SIGHUP])
    for number in numbers {
      signal(number) { number in
        asked.store(true, ordering: .relaxed)
        // One by one: an array would be allocated, which a handler must not. Service managers send SIGHUP along with
        // SIGTERM, so that it never counts as the second signal.
        signal(SIGINT, SIG_DFL)
        if number != SIGHUP { signal(SIGTERM, SIG_DFL) }
      }
    }
  }

  private static func isIgnored(_ number: Int32) -> Bool {
    let before = signal(number, SIG_IGN)
    signal(number, before)
    return unsafeBitCast(before, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
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
