// Re-exported: `JSONObject` is one of its types, and who imports JSON uses that type's members.
@_exported public import OrderedCollections

/// The members of a JSON object, in the order of the source text.
package typealias JSONObject = OrderedDictionary<String, JSONValue>

/// One JSON value (RFC 8259).
///
/// `integer` stands exactly where the source text is an integer without fraction and exponent that fits `Int`; every
/// other number is `number`, and finite when it comes from a text.
package enum JSONValue: Sendable {
  case null
  case bool(Bool)
  case integer(Int)
  case number(Double)
  case string(String)
  case array([JSONValue])
  case object(JSONObject)
}

extension JSONValue: Hashable {
  /// Two objects are equal when they have equal members, in any order; `integer(1)` and `number(1)` differ.
  package static func == (left: JSONValue, right: JSONValue) -> Bool {
    switch (left, right) {
    case (.null, .null): true
    case (.bool(let left), .bool(let right)): left == right
    case (.integer(let left), .integer(let right)): left == right
    case (.number(let left), .number(let right)): left == right
    case (.string(let left), .string(let right)): left == right
    case (.array(let left), .array(let right)): left == right
    case (.object(let left), .object(let right)): haveEqualMembers(left, right)
    default: false
    }
  }

  private static func haveEqualMembers(_ left: JSONObject, _ right: JSONObject) -> Bool {
    left.count == right.count && left.allSatisfy { right[$0.key] == $0.value }
  }

  package func hash(into hasher: inout Hasher) {
    switch self {
    case .null: hasher.combine(0)
    case .bool(let value): hasher.combine(value)
    case .integer(let value): hasher.combine(value)
    case .number(let value): hasher.combine(value)
    case .string(let value): hasher.combine(value)
    case .array(let value): hasher.combine(value)
    case .object(let members): hasher.combine(JSONValue.unorderedHash(members))
    }
  }

  /// A hash that does not depend on the members' order.
  private static func unorderedHash(_ members: JSONObject) -> Int {
    members.reduce(into: members.count) { sum, member in
      var hasher = Hasher()
      hasher.combine(member.key)
      hasher.combine(member.value)
      sum ^= hasher.finalize()
    }
  }
}
