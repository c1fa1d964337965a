internal import Classification

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Why an input could not be read, for standard error: the name and the system's word.
struct InputError: Error, CustomStringConvertible {
  let name: String
  let problem: String

  init(_ name: String, _ problem: String) {
    self.name = name
    self.problem = problem
  }

  /// The error that `errno` says.
  init(_ name: String, errno code: Int32) {
    self.init(name, String(cString: strerror(code)))
  }

  var description: String { "\(name): \(problem)" }
}

/// What was read of an input.
struct InputText {
  let bytes: [UInt8]
  /// Whether these are all bytes of the input.
  let isWhole: Bool
}

/// Reads of a file what the classifier looks at: all of a short one, head, middle and tail of a long one.
enum InputReader {
  /// How much of a pipe is kept besides its tail: what is between is read and dropped, so that the memory is bounded.
  private static let keptPipeBytes = 4 << 20

  /// The bytes of the file at `path`; `-` is standard input.
  static func read(_ path: String) throws(InputError) -> InputText {
    if path == "-" { return try read(STDIN_FILENO, name: "standard input") }
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw InputError(path, errno: errno) }
    defer { close(descriptor) }
    return try read(descriptor, name: path)
  }

  private static func read(_ descriptor: Int32, name: String) throws(InputError) -> InputText {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw InputError(name, errno: errno) }
    switch status.st_mode & S_IFMT {
    case S_IFDIR: throw InputError(name, "is a directory")
    // A file of no size may be one of /proc, which has content all the same.
    case S_IFREG where status.st_size > 0: return try readPieces(descriptor, Int(status.st_size), name)
    default: return try readStream(descriptor, name)
    }
  }

  /// The pieces of a file of `size` bytes from where the descriptor stands, one after the other.
  private static func readPieces(_ descriptor: Int32, _ size: Int, _ name: String) throws(InputError) -> InputText {
    let base = max(0, Int(lseek(descriptor, 0, SEEK_CUR)))
    let ranges = SnippetText.sampledRanges(count: max(0, size - base))
    var bytes: [UInt8] = []
    for range in ranges {
      let piece = try readAll(range.count, name) { pointer, count, done in
        pread(descriptor, pointer, count, off_t(base + range.lowerBound + done))
      }
      bytes += piece
    }
    return InputText(bytes: bytes, isWhole: ranges.count == 1)
  }

  /// A pipe to its end: its first `keptPipeBytes` and its tail.
  private static func readStream(_ descriptor: Int32, _ name: String) throws(InputError) -> InputText {
    var head: [UInt8] = []
    var tail: [UInt8] = []
    while true {
      let chunk = try readAll(1 << 16, name) { pointer, count, _ in readBytes(descriptor, pointer, count) }
      if head.count < keptPipeBytes { head += chunk } else { tail = (tail + chunk).suffix(SnippetText.pieceBytes) }
      if chunk.count < 1 << 16 { return InputText(bytes: head + tail, isWhole: tail.isEmpty) }
    }
  }

  /// Standard input to its end; more than `limit` bytes are refused.
  static func readAll(limit: Int) throws(InputError) -> [UInt8] {
    let name = "standard input"
    var bytes: [UInt8] = []
    while true {
      let chunk = try readAll(1 << 16, name) { pointer, count, _ in readBytes(STDIN_FILENO, pointer, count) }
      bytes += chunk
      guard bytes.count <= limit else { throw InputError(name, "more than \(limit) bytes") }
      if chunk.count < 1 << 16 { return bytes }
    }
  }

  /// Up to `count` bytes by repeated calls of `call(pointer, count, bytes so far)`; fewer at the end of the input.
  private static func readAll(
    _ count: Int, _ name: String, _ call: (UnsafeMutableRawPointer, Int, Int) -> Int
  ) throws(InputError) -> [UInt8] {
    var failure: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
      while initialized < count, let base = buffer.baseAddress {
        let got = call(base + initialized, count - initialized, initialized)
        if got < 0, errno == EINTR { continue }
        if got < 0 { failure = errno }
        if got <= 0 { return }
        initialized += got
      }
    }
    guard failure == 0 else { throw InputError(name, errno: failure) }
    return bytes
  }
}

/// `read(2)`, under a name that no method of ours hides.
func readBytes(_ descriptor: Int32, _ pointer: UnsafeMutableRawPointer, _ count: Int) -> Int {
  read(descriptor, pointer, count)
}
