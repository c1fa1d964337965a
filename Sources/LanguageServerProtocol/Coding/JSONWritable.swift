package import JSON

/// A value that can be written as JSON.
package protocol JSONWritable {
  /// The value as JSON.
  var json: JSONValue { get }
}

extension JSONValue {
  /// An object of the members that are there; absent optional ones are left out.
  static func members(_ members: KeyValuePairs<String, JSONValue?>) -> JSONValue {
    var object = JSONObject()
    for (key, value) in members { object[key] = value }
    return .object(object)
  }

  /// One of several kinds of object, which is told by its member `kind`.
  static func tagged(_ kind: String, _ value: JSONValue) -> JSONValue {
    var members: JSONObject = ["kind": .string(kind)]
    members.merge(value.objectValue ?? [:]) { _, new in new }
    return .object(members)
  }
}

extension JSONValue: JSONWritable {
  package var json: JSONValue { self }
}

extension String: JSONWritable {
  package var json: JSONValue { .string(self) }
}

extension Array: JSONWritable where Element: JSONWritable {
  package var json: JSONValue { .array(map(\.json)) }
}

extension Optional: JSONWritable where Wrapped: JSONWritable {
  package var json: JSONValue { self?.json ?? .null }
}
