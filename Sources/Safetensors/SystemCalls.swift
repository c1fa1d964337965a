#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The system's text for an `errno`.
func systemMessage(_ code: Int32) -> String {
  var buffer = [CChar](repeating: 0, count: 256)
  guard strerror_r(code, &buffer, buffer.count) == 0 else { return "error \(code)" }
  return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
}

/// A system call that failed: which, on what, and why.
package struct SystemCallError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The call's name, as in its manual page.
  package let call: String
  /// The file it was made for.
  package let path: String
  /// `errno` after it.
  package let code: Int32

  package init(call: String, path: String, code: Int32) {
    self.call = call
    self.path = path
    self.code = code
  }

  package var description: String { "\(path): \(call) failed: \(systemMessage(code))" }
}

extension SafetensorsError {
  init(_ error: SystemCallError) {
    self.init(path: error.path, problem: .system(call: error.call, code: error.code))
  }
}
