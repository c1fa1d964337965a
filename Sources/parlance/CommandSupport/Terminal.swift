#if canImport(Glibc)
  private import Glibc
#elseif canImport(Musl)
  private import Musl
#else
  private import Darwin
#endif

/// What a descriptor is connected to, and what may be written there.
enum Terminal {
  static let standardInput = STDIN_FILENO
  static let standardOutput = STDOUT_FILENO
  static let standardError = STDERR_FILENO

  /// Whether a person looks at it.
  static func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

  /// Whether colours may be used there: a terminal that is not dumb, and no `NO_COLOR` (no-color.org).
  static func hasColours(_ descriptor: Int32) -> Bool {
    isTerminal(descriptor) && environment("NO_COLOR")?.isEmpty ?? true && environment("TERM") != "dumb"
  }

  /// An environment variable's value.
  static func environment(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

  /// The text with its control characters as `?`, so that a file's name can't drive the terminal.
  static func printable(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isControl) else { return text }
    var clean = String.UnicodeScalarView()
    clean.append(contentsOf: text.unicodeScalars.map { isControl($0) ? "?" : $0 })
    return String(clean)
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x20 && scalar != "\n" && scalar != "\t" || (0x7F...0x9F).contains(scalar.value)
  }
}
