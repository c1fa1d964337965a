#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A directory of a test's own, removed with all it holds when the last reference to it goes.
package final class TemporaryDirectory: Sendable {
  /// Its path, without a slash at its end.
  package let path: String

  /// Makes a new, empty directory where the system keeps temporary files.
  package init() throws {
    let parent = Environment["TMPDIR"] ?? "/tmp"
    var template = Array("\(parent)/parlance-test-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw TestFileError(path: parent, code: errno) }
    path = template.withUnsafeBufferPointer { buffer in
      String(decoding: buffer.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
  }

  deinit { removeTree(path) }

  /// The path of `name` inside.
  package func file(_ name: String) -> String { "\(path)/\(name)" }

  /// Writes `bytes` to the file `name` inside, with the directories above it, and returns its path.
  @discardableResult
  package func write(_ bytes: some Sequence<UInt8>, to name: String) throws -> String {
    try makeDirectories(above: name)
    try writeFile(Array(bytes), to: file(name))
    return file(name)
  }

  /// Writes `text` to the file `name` inside, with the directories above it, and returns its path.
  @discardableResult
  package func write(_ text: String, to name: String) throws -> String {
    try write(text.utf8, to: name)
  }

  /// Makes the directory `name` inside, with those above it, and returns its path.
  @discardableResult
  package func makeDirectory(_ name: String) throws -> String {
    try makeDirectories(above: "\(name)/x")
    return file(name)
  }

  private func makeDirectories(above name: String) throws {
    var directory = path
    for component in name.split(separator: "/").dropLast() {
      directory += "/\(component)"
      guard mkdir(directory, 0o755) == 0 || errno == EEXIST else {
        throw TestFileError(path: directory, code: errno)
      }
    }
  }
}

/// The environment of the test process.
package enum Environment {
  /// The value of the variable `name`, or nil where it is not set.
  package static subscript(name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }
}
