#if canImport(Glibc)
  private import Glibc
#elseif canImport(Musl)
  private import Musl
#else
  private import Darwin
#endif

/// A file's name as the system has it: bytes without a zero, which are mostly UTF-8, and need not be.
struct FileName: Sendable, Hashable {
  let bytes: [UInt8]

  init(bytes: [UInt8]) { self.bytes = bytes }

  init(_ text: String) { self.init(bytes: Array(text.utf8)) }

  /// The name as text, what is no UTF-8 replaced by U+FFFD.
  var text: String { String(decoding: bytes, as: UTF8.self) }

  /// The name's bytes on one line: a line feed as `\n`.
  var line: [UInt8] {
    let feed = UInt8(ascii: "\n")
    guard bytes.contains(feed) else { return bytes }
    return bytes.flatMap { $0 == feed ? Array(#"\n"#.utf8) : [$0] }
  }

  /// The name on one line, for messages.
  var message: String { String(decoding: line, as: UTF8.self) }

  /// Whether it names what the program was given open, as the shell's `<(command)` does.
  var isDescriptor: Bool {
    ["/dev/fd/", "/dev/stdin", "/proc/self/fd/"].contains { bytes.starts(with: $0.utf8) }
  }

  /// Calls `body` with the name as C has it.
  func withCString<Result>(_ body: (UnsafePointer<CChar>) -> Result) -> Result {
    (bytes.map { CChar(bitPattern: $0) } + [0]).withUnsafeBufferPointer { buffer in
      // A buffer of an array that is not empty has an address.
      buffer.baseAddress.map(body) ?? "".withCString(body)
    }
  }
}

extension FileName {
  /// The names that the command's arguments are, in their order.
  ///
  /// What is no UTF-8 in an argument is replaced when it becomes a `String`: the bytes are those of the argument, counted
  /// from the left, that becomes the same text.
  static func arguments(_ texts: [String], of process: [[UInt8]] = FileName.processArguments) -> [FileName] {
    var broken: [String: [[UInt8]]] = [:]
    for bytes in process {
      let text = String(decoding: bytes, as: UTF8.self)
      if !text.utf8.elementsEqual(bytes) { broken[text, default: []].append(bytes) }
    }
    guard !broken.isEmpty else { return texts.map { FileName($0) } }
    return texts.map { text in
      guard let bytes = broken[text]?.first else { return FileName(text) }
      broken[text]?.removeFirst()
      return FileName(bytes: bytes)
    }
  }

  private static var processArguments: [[UInt8]] {
    (1..<max(1, Int(CommandLine.argc))).compactMap { index in
      CommandLine.unsafeArgv[index].map { argument in
        UnsafeRawBufferPointer(start: argument, count: strlen(argument)).map(\.self)
      }
    }
  }
}
