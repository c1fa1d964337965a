private import Files

#if canImport(Glibc)
  private import Glibc
#elseif canImport(Musl)
  private import Musl
#else
  private import Darwin
#endif

/// Streams the lines of a file, so that a file of any size costs the memory of its longest line.
package struct LineReader: Sendable {
  /// The file, as the caller named it; errors repeat it.
  package let path: String
  /// The longest line that is accepted, in bytes.
  package let maximumLineBytes: Int
  private static let chunkBytes = 1 << 18

  /// Reads `path`; nothing is opened yet.
  package init(path: String, maximumLineBytes: Int = 64 << 20) {
    self.path = path
    self.maximumLineBytes = maximumLineBytes
  }

  /// Calls `body` with each line's number (from 1) and bytes, without `\n` and a `\r` before it.
  ///
  /// - Throws: `CorpusError` where the file can't be read.
  package func forEachLine(_ body: (_ number: Int, _ bytes: UnsafeRawBufferPointer) -> Void) throws(CorpusError) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure() }
    defer { close(descriptor) }
    var pending: [UInt8] = []
    var number = 0
    while true {
      let before = pending.count
      let got = try append(from: descriptor, to: &pending)
      if got == 0 { break }
      let used = Self.emitLines(in: pending, searchFrom: before, number: &number, body)
      pending.removeFirst(used)
      if pending.count > maximumLineBytes {
        throw .lineTooLong(path: path, line: number + 1, limit: maximumLineBytes)
      }
    }
    if !pending.isEmpty { pending.withUnsafeBytes { body(number + 1, Self.withoutReturn($0)) } }
  }

  /// Appends the next chunk of the file to `bytes` and returns its size, 0 at the end.
  private func append(from descriptor: Int32, to bytes: inout [UInt8]) throws(CorpusError) -> Int {
    let start = bytes.count
    bytes.append(contentsOf: repeatElement(0, count: Self.chunkBytes))
    let got = bytes.withUnsafeMutableBytes { buffer in
      repeatWhileInterrupted { read(descriptor, buffer.baseAddress.map { $0 + start }, Self.chunkBytes) }
    }
    bytes.removeLast(Self.chunkBytes - max(0, got))
    guard got >= 0 else { throw failure() }
    return got
  }

  /// Calls `body` for every line that ends in `bytes` and returns how many bytes those lines took.
  private static func emitLines(
    in bytes: [UInt8], searchFrom: Int, number: inout Int, _ body: (Int, UnsafeRawBufferPointer) -> Void
  ) -> Int {
    bytes.withUnsafeBytes { buffer in
      var lineStart = 0
      var search = searchFrom
      while let end = firstNewline(in: buffer, from: search) {
        number += 1
        body(number, withoutReturn(UnsafeRawBufferPointer(rebasing: buffer[lineStart..<end])))
        lineStart = end + 1
        search = lineStart
      }
      return lineStart
    }
  }

  private static func firstNewline(in buffer: UnsafeRawBufferPointer, from start: Int) -> Int? {
    guard let base = buffer.baseAddress, start < buffer.count,
      let hit = memchr(base + start, 0x0A, buffer.count - start)
    else { return nil }
    return UnsafeRawPointer(hit) - base
  }

  private static func withoutReturn(_ line: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    line.last == 0x0D ? UnsafeRawBufferPointer(rebasing: line.dropLast()) : line
  }

  private func failure() -> CorpusError { .unreadable(path: path, reason: systemMessage(errno)) }
}

private func repeatWhileInterrupted(_ call: () -> Int) -> Int {
  while true {
    let result = call()
    if result >= 0 || errno != EINTR { return result }
  }
}
