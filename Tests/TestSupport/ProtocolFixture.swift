package import JSON

/// Messages of the Language Server Protocol, valid and broken, made from the types of lsprotocol (`Fixtures/protocol`).
package enum ProtocolFixture {
  /// The parameters of a message, or the result of a request.
  package struct Message: Sendable {
    /// The method's name.
    package let method: String
    /// Whether it is a result.
    package let isResult: Bool
    /// The value; nil where there is none.
    package let value: JSONValue?
  }

  /// The valid ones.
  package static func valid() throws -> [Message] {
    try rows("messages.json").map { row in
      let result = row.value["result"]
      return Message(
        method: try row.string("method"), isResult: result != nil, value: try result ?? row.field("params").value)
    }
  }

  /// The broken ones: each is a valid one with something else at one place, or without a member.
  package static func broken() throws -> [Message] {
    let messages = try valid()
    return try rows("broken.json").map { row in
      let message = messages[try row.integer("of", in: 0...(messages.count - 1))]
      let path = try row.array("at").map(\.value)
      return Message(
        method: message.method, isResult: message.isResult,
        value: message.value?.replacing(path[...], with: row.value["is"]))
    }
  }

  private static func rows(_ name: String) throws -> [JSONDecodingReader] {
    try JSONDecodingReader(JSONValue(parsing: readFile(Repository.fixture("protocol/\(name)")))).array()
  }
}

extension JSONValue {
  /// A copy with something else at a place, or without what is there where there is nothing else.
  fileprivate func replacing(_ path: ArraySlice<JSONValue>, with new: JSONValue?) -> JSONValue? {
    guard let key = path.first else { return new }
    switch self {
    case .object(var members):
      guard let name = key.stringValue, let old = members[name] else { return self }
      members[name] = old.replacing(path.dropFirst(), with: new)
      return .object(members)
    case .array(var elements):
      guard let index = key.intValue, elements.indices.contains(index),
        let changed = elements[index].replacing(path.dropFirst(), with: new)
      else { return self }
      elements[index] = changed
      return .array(elements)
    default: return self
    }
  }
}
