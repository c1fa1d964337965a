/// What is wrong with a training configuration; each names the key.
package enum ConfigurationError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The text is no JSON object.
  case notAnObject(String)
  /// There is no such key; `nearest` is the one that was probably meant.
  case unknownKey(String, nearest: String?)
  /// The key's value is of the wrong type or out of range.
  case badValue(key: String, expected: String, found: String)
  /// A flag without its value.
  case missingValue(flag: String)
  /// Keys that can't go together.
  case contradiction(String)

  /// The key and what to do.
  package var description: String {
    switch self {
    case .notAnObject(let reason): "the configuration must be a JSON object: \(reason)"
    case .unknownKey(let key, nil): "unknown key \"\(key)\""
    case .unknownKey(let key, let nearest?): "unknown key \"\(key)\"; did you mean \"\(nearest)\"?"
    case .badValue(let key, let expected, let found): "\"\(key)\" must be \(expected), not \(found)"
    case .missingValue(let flag): "\(flag) needs a value"
    case .contradiction(let words): words
    }
  }
}
