internal import JSON

/// One key of the configuration: its name, what it takes, and how it is read from and written to the value.
package struct ConfigurationKey: Sendable {
  /// The key as JSON and flags spell it.
  package let name: String
  /// What the value must be, in words: "a whole number from 1 to 512".
  package let expected: String
  let read: @Sendable (TrainingConfiguration) -> JSONValue
  let write: @Sendable (inout TrainingConfiguration, JSONValue) -> Bool

  /// Sets the key to `value`.
  ///
  /// - Throws: `ConfigurationError.badValue` where it is of another type or out of range.
  func set(_ configuration: inout TrainingConfiguration, to value: JSONValue) throws(ConfigurationError) {
    guard write(&configuration, value) else {
      throw .badValue(key: name, expected: expected, found: value.serializedString(pretty: false))
    }
  }
}

/// A stored property of the configuration.
typealias Property<Value> = any WritableKeyPath<TrainingConfiguration, Value> & Sendable

extension ConfigurationKey {
  static func integer(_ name: String, _ property: Property<Int>, _ range: ClosedRange<Int>) -> Self {
    Self(
      name: name, expected: words("a whole number", range), read: { .integer($0[keyPath: property]) },
      write: { configuration, value in
        guard let integer = value.intValue, range.contains(integer) else { return false }
        configuration[keyPath: property] = integer
        return true
      })
  }

  static func optionalInteger(_ name: String, _ property: Property<Int?>, _ range: ClosedRange<Int>) -> Self {
    Self(
      name: name, expected: words("a whole number", range) + " or null",
      read: { $0[keyPath: property].map { .integer($0) } ?? .null },
      write: { configuration, value in
        guard value.isNull || value.intValue.map(range.contains) == true else { return false }
        configuration[keyPath: property] = value.intValue
        return true
      })
  }

  static func number(_ name: String, _ property: Property<Double>, _ range: ClosedRange<Double>) -> Self {
    Self(
      name: name, expected: words("a number", range), read: { .number($0[keyPath: property]) },
      write: { configuration, value in
        guard let number = value.doubleValue, range.contains(number) else { return false }
        configuration[keyPath: property] = number
        return true
      })
  }

  static func optionalNumber(_ name: String, _ property: Property<Double?>, _ range: ClosedRange<Double>) -> Self {
    Self(
      name: name, expected: words("a number", range) + " or null",
      read: { $0[keyPath: property].map { .number($0) } ?? .null },
      write: { configuration, value in
        guard value.isNull || value.doubleValue.map(range.contains) == true else { return false }
        configuration[keyPath: property] = value.doubleValue
        return true
      })
  }

  static func flag(_ name: String, _ property: Property<Bool>) -> Self {
    Self(
      name: name, expected: "true or false", read: { .bool($0[keyPath: property]) },
      write: { configuration, value in
        guard let bool = value.boolValue else { return false }
        configuration[keyPath: property] = bool
        return true
      })
  }

  static func optionalString(_ name: String, _ property: Property<String?>) -> Self {
    Self(
      name: name, expected: "a string that is not empty, or null",
      read: { $0[keyPath: property].map { .string($0) } ?? .null },
      write: { configuration, value in
        guard value.isNull || value.stringValue?.isEmpty == false else { return false }
        configuration[keyPath: property] = value.stringValue
        return true
      })
  }

  static func choice<Value: RawRepresentable<String> & CaseIterable & Sendable>(
    _ name: String, _ property: Property<Value>
  ) -> Self {
    Self(
      name: name, expected: "one of " + Value.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: ", "),
      read: { .string($0[keyPath: property].rawValue) },
      write: { configuration, value in
        guard let choice = value.stringValue.flatMap(Value.init(rawValue:)) else { return false }
        configuration[keyPath: property] = choice
        return true
      })
  }

  private static func words<Bound>(_ kind: String, _ range: ClosedRange<Bound>) -> String {
    "\(kind) from \(range.lowerBound) to \(range.upperBound)"
  }
}
