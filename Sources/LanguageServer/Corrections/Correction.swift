import JSON
import ModelStore

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
      "date": .string(VersionID.time(date)),
    ]
  }
}
