#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// One line of an input, without its line feed; nil bytes: it was longer than a line may be, and is dropped.
struct InputLine {
  let bytes: [UInt8]?
}

/// Cuts what comes from a descriptor into lines (or at another byte), a batch at a time, in bounded memory.
///
/// A batch ends when it is full or when nothing more is there yet, so that a program which writes a line and waits for
/// the answer gets it.
struct LineStream {
  /// The longest line that is kept.
  static let maximumLineBytes = 64 << 20
  private static let chunkBytes = 1 << 18

  private let descriptor: Int32
  private let name: String
  private let separator: UInt8
  /// Bytes of a line that has no end yet.
  private var pending: [UInt8] = []
  private var isTooLong = false
  private var lines: [InputLine] = []
  private var next = 0
  private var isAtEnd = false

  /// A stream of the lines of a descriptor; `name` is for errors.
  init(descriptor: Int32, name: String, separator: UInt8 = UInt8(ascii: "\n")) {
    self.descriptor = descriptor
    self.name = name
    self.separator = separator
  }

  /// The next lines, at most `maximum` and, but for the last of them, `maximumBytes`; empty at the end.
  mutating func nextBatch(maximum: Int, maximumBytes: Int = 8 << 20) throws(InputError) -> [InputLine] {
    var batch: [InputLine] = []
    var bytes = 0
    while batch.count < maximum, bytes < maximumBytes {
      if next < lines.count {
        bytes += lines[next].bytes?.count ?? 0
        batch.append(lines[next])
        next += 1
      } else if isAtEnd || !batch.isEmpty && !isMoreThere() {
        break
      } else {
        try readMore()
      }
    }
    return batch
  }

  private func isMoreThere() -> Bool {
    var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&request, 1, 0) > 0
  }

  private mutating func readMore() throws(InputError) {
    lines.removeAll(keepingCapacity: true)
    next = 0
    var chunk = [UInt8](repeating: 0, count: LineStream.chunkBytes)
    let got = chunk.withUnsafeMutableBytes { buffer in
      buffer.baseAddress.map { readBytes(descriptor, $0, buffer.count) } ?? 0
    }
    guard got >= 0 else { throw InputError(name, errno: errno) }
    split(chunk[..<got])
    if got == 0 { end() }
  }

  private mutating func split(_ chunk: ArraySlice<UInt8>) {
    var rest = chunk
    while let end = rest.firstIndex(of: separator) {
      append(rest[..<end])
      finishLine()
      rest = rest[(end + 1)...]
    }
    append(rest)
  }

  private mutating func append(_ part: ArraySlice<UInt8>) {
    if pending.count + part.count > LineStream.maximumLineBytes { isTooLong = true }
    if isTooLong { pending = [] } else { pending += part }
  }

  private mutating func finishLine() {
    lines.append(InputLine(bytes: isTooLong ? nil : pending))
    pending = []
    isTooLong = false
  }

  private mutating func end() {
    isAtEnd = true
    if !pending.isEmpty || isTooLong { finishLine() }
  }
}
