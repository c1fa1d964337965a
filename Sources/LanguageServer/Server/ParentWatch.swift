#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Whether the process that started the server still lives.
enum ParentWatch {
  /// How often it is looked.
  static let interval = Duration.seconds(3)

  /// Whether a process lives. One that may not be signalled does.
  @Sendable static func isAlive(_ processID: Int) -> Bool {
    guard let id = pid_t(exactly: processID), id > 0 else { return false }
    return kill(id, 0) == 0 || errno != ESRCH
  }
}
