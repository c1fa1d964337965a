private import JSON

extension TrainingConfiguration {
  /// Sets what `--key value`, `--key=value` and, for switches, a bare `--key` say; `--max-length` is `--maxLength`.
  ///
  /// - Throws: `ConfigurationError` as `merge(json:)`, or for a flag without its value.
  package mutating func merge(flags arguments: [String]) throws(ConfigurationError) {
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      guard argument.hasPrefix("--"), argument.count > 2 else {
        throw .unknownKey(argument, nearest: nil)
      }
      let parts = argument.dropFirst(2).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let key = try Self.key(named: Self.camelCase(parts.first ?? ""))
      let text: String
      if parts.count == 2 {
        text = String(parts[1])
      } else if key.isSwitch, rest.first.map({ $0 == "true" || $0 == "false" }) != true {
        text = "true"
      } else if let next = rest.popFirst() {
        text = next
      } else {
        throw .missingValue(flag: argument)
      }
      try key.set(&self, to: key.value(ofFlag: text))
    }
  }

  private static func camelCase(_ flag: Substring) -> String {
    let words = flag.split(separator: "-")
    guard words.count > 1, let first = words.first else { return String(flag) }
    return words.dropFirst().reduce(String(first)) { $0 + $1.prefix(1).uppercased() + $1.dropFirst() }
  }
}

extension ConfigurationKey {
  fileprivate var isSwitch: Bool { read(TrainingConfiguration()).boolValue != nil }

  /// A flag's text as JSON: a number, true, false or null where it is one and the key takes it, else a string.
  fileprivate func value(ofFlag text: String) -> JSONValue {
    let string = JSONValue.string(text)
    var probe = TrainingConfiguration()
    if text != "null", write(&probe, string) { return string }
    return (try? JSONValue(parsing: text)) ?? string
  }
}
