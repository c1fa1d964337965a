#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A command of the shell that failed.
struct CommandError: Error {
  let command: String
}

/// The git of this machine.
enum Git {
  /// Whether git and the Python that asks it are there.
  static let isInstalled = system("git --version >/dev/null 2>&1 && python3 --version >/dev/null 2>&1") == 0

  /// What a command of the shell writes.
  static func run(_ command: String) throws -> [UInt8] {
    guard let pipe = popen(command, "r") else { throw CommandError(command: command) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = fread(&chunk, 1, chunk.count, pipe)
      guard count > 0 else { break }
      bytes += chunk.prefix(count)
    }
    guard pclose(pipe) == 0 else { throw CommandError(command: command) }
    return bytes
  }
}
