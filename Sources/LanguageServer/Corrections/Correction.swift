import JSON

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A text whose language the user set otherwise than it had been detected.
struct Correction: Sendable, Equatable {
  /// How much of a text is kept, from its head.
  static let longestText = 8 << 10

  let text: String
  /// The registry id, or a label of the user's own; `plaintext` for "none of these".
  let language: String
  /// What had been detected.
  let detected: String
  /// When, in seconds since 1970.
  let date: Int

  /// A line of JSON, which training takes for a labelled snippet.
  var json: JSONValue {
    [
      "text": .string(text), "language": .string(language), "detected": .string(detected),
      "date": .string(Self.timestamp(date)),
    ]
  }

  /// `2026-11-29T17:05:33Z`
  static func timestamp(_ seconds: Int) -> String {
    var time = time_t(seconds)
    var parts = tm()
    guard gmtime_r(&time, &parts) != nil else { return "" }
    var buffer = [CChar](repeating: 0, count: 32)
    let count = strftime(&buffer, buffer.count, "%Y-%m-%dT%H:%M:%SZ", &parts)
    return String(decoding: buffer.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
