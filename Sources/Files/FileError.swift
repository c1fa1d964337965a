#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Why a file or a directory could not be used: which, and what about it.
package struct FileError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The file, as it was named by the caller.
  package let path: String
  /// What is wrong with it.
  package let problem: Problem

  /// One case for each way in which a path can be bad.
  package enum Problem: Error, Sendable, Equatable, CustomStringConvertible {
    /// A system call failed: its name, as in its manual page, and `errno`.
    case system(call: String, code: Int32)
    /// Not a regular file (a directory, a pipe …).
    case notARegularFile
    /// More bytes than the caller takes.
    case tooLarge(bytes: Int, limit: Int)

    package var description: String {
      switch self {
      case .system(let call, let code): "\(call) failed: \(systemMessage(code))"
      case .notARegularFile: "not a regular file"
      case .tooLarge(let bytes, let limit): "\(bytes) bytes; at most \(limit) are read"
      }
    }
  }

  /// An error about `path`.
  package init(path: String, problem: Problem) {
    self.path = path
    self.problem = problem
  }

  /// The error that `errno` says after `call`.
  package init(call: String, path: String) {
    self.init(path: path, problem: .system(call: call, code: errno))
  }

  /// Whether the system said that nothing stands at the path.
  package var isMissing: Bool {
    guard case .system(_, let code) = problem else { return false }
    return code == ENOENT || code == ENOTDIR
  }

  package var description: String { "\(path): \(problem)" }
}

/// The system's text for an `errno`.
package func systemMessage(_ code: Int32) -> String {
  var buffer = [CChar](repeating: 0, count: 256)
  guard strerror_r(code, &buffer, buffer.count) == 0 else { return "error \(code)" }
  return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
}
