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

  /// What is read of an input; `waits`: it is the only one.
  static func read(_ input: InputName, waits: Bool) throws(InputError) -> InputText {
    switch input {
    case .standardInput: try read(STDIN_FILENO, name: "standard input")
    case .file(let file): try read(file, waits: waits)
    case .tooLong: throw InputError("standard input", "a name is longer than \(LineStream.maximumLineBytes) bytes")
    }
  }

  /// The bytes of a file. What others write to, a FIFO or a device, is read only if the caller `waits`: to open one may
  /// take for ever, or do something. Which it was is asked before it is opened, and again after.
  private static func read(_ file: FileName, waits: Bool) throws(InputError) -> InputText {
    let waits = waits || file.isDescriptor
    var status = stat()
    guard file.withCString({ stat($0, &status) }) == 0 else { throw InputError(file.message, errno: errno) }
    try check(status, file.message, waits: waits)
    let descriptor = file.withCString { open($0, O_RDONLY | O_CLOEXEC | O_NOCTTY | (waits ? 0 : O_NONBLOCK)) }
    guard descriptor >= 0 else { throw InputError(file.message, errno: errno) }
    defer { close(descriptor) }
    return try read(descriptor, name: file.message, waits: waits)
  }

  private static func read(_ descriptor: Int32, name: String, waits: Bool = true) throws(InputError) -> InputText {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw InputError(name, errno: errno) }
    try check(status, name, waits: waits)
    // A file of no size may be one of /proc, which has content all the same.
    let size = status.st_mode & S_IFMT == S_IFREG ? Int(status.st_size) : 0
    return try size > 0 ? readPieces(descriptor, size, name) : readStream(descriptor, name, waits: waits)
  }

  private static func check(_ status: stat, _ name: String, waits: Bool) throws(InputError) {
    switch status.st_mode & S_IFMT {
    case S_IFDIR: throw InputError(name, "is a directory")
    case S_IFSOCK: throw InputError(name, "is a socket")
    case S_IFIFO where !waits: throw InputError(name, "is a FIFO, which is read only where it is the only file")
    case S_IFCHR where !waits, S_IFBLK where !waits:
      throw InputError(name, "is a device, which is read only where it is the only file")
    default: return
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

  /// A pipe to its end: its first `keptPipeBytes` and its tail. Some files of /proc are such as well, and one that would
  /// have to be waited for is an error unless the caller `waits`.
  private static func readStream(_ descriptor: Int32, _ name: String, waits: Bool) throws(InputError) -> InputText {
    var head: [UInt8] = []
    var tail: [UInt8] = []
    while true {
      let chunk = try readAll(1 << 16, name) { pointer, count, _ in
        waits ? readBytes(descriptor, pointer, count) : readOnce(descriptor, pointer, count)
      }
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
private func readOnce(_ descriptor: Int32, _ pointer: UnsafeMutableRawPointer, _ count: Int) -> Int {
  read(descriptor, pointer, count)
}

/// `read(2)` that waits until there is something, or the end, also where whoever shares the descriptor made it
/// non-blocking; -1: `errno` says why.
func readBytes(_ descriptor: Int32, _ pointer: UnsafeMutableRawPointer, _ count: Int) -> Int {
  while true {
    let got = readOnce(descriptor, pointer, count)
    if got >= 0 || errno != EINTR && errno != EAGAIN { return got }
    if errno == EAGAIN { awaitDescriptor(descriptor, POLLIN) }
  }
}
