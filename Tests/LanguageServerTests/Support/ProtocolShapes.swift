import JSON
import JSONRPC
import TestSupport

/// What the messages that a server sends look like, by `Fixtures/protocol/shapes.json`, which is made from the types of
/// lsprotocol. `introspection.py` beside it says what the shapes mean.
struct ProtocolShapes {
  private let params: JSONObject
  private let results: JSONObject
  private let types: JSONObject

  init() throws {
    let reader = JSONDecodingReader(try JSONValue(parsing: readFile(Repository.fixture("protocol/shapes.json"))))
    params = try reader.field("params").object()
    results = try reader.field("results").object()
    types = try reader.field("types").object()
  }

  /// What is wrong with a message of the server's; `answered` is the method of the request that it answers.
  func complaint(about message: RPCMessage, answered: String?) -> String? {
    switch message {
    case .request(_, let method, let value), .notification(let method, let value):
      guard let shape = params[method] else { return "\(method): a server does not send that" }
      return complaint(value ?? .null, shape, method)
    case .response(_, .success(let value)):
      guard let answered, let shape = results[answered] else { return "an answer to \(answered ?? "nothing")" }
      return complaint(value, shape, answered)
    case .response(_, .failure(let error)):
      return error.message.isEmpty ? "an error without a message" : nil
    }
  }

  /// What is wrong with a value; nil where it is of the shape.
  func complaint(_ value: JSONValue, _ shape: JSONValue, _ path: String) -> String? {
    guard let form = shape.objectValue?.elements.first else {
      return fits(value, shape.stringValue ?? "") ? nil : "\(path): \(value) is not \(shape)"
    }
    switch (form.key, value) {
    case ("or", _):
      let complaints = (form.value.arrayValue ?? []).map { complaint(value, $0, path) }
      return complaints.contains(nil) ? nil : "\(path): \(complaints.compactMap(\.self).joined(separator: " / "))"
    case ("enum", _):
      return form.value.arrayValue?.contains(value) == true ? nil : "\(path): \(value) is none of \(form.value)"
    case ("array", .array(let elements)):
      return first(elements.enumerated()) { complaint($0.element, form.value, "\(path)[\($0.offset)]") }
    case ("map", .object(let members)):
      return first(members.elements) { complaint($0.value, form.value, "\(path).\($0.key)") }
    case ("ref", .object(let members)):
      return complaint(members, form.value.stringValue ?? "", path)
    default:
      return "\(path): \(value) is not \(form.key) \(form.value)"
    }
  }

  private func complaint(_ members: JSONObject, _ type: String, _ path: String) -> String? {
    guard let known = types[type]?.objectValue else { return "\(path): there is no type \(type)" }
    let missing = known.keys.first { !$0.hasSuffix("?") && members[$0] == nil }
    if let missing { return "\(path): \(type) without \(missing)" }
    return first(members.elements) { name, value in
      guard let shape = known[name] ?? known[name + "?"] else { return "\(path): \(type) with \(name)" }
      return complaint(value, shape, "\(path).\(name)")
    }
  }

  private func fits(_ value: JSONValue, _ name: String) -> Bool {
    switch name {
    case "any": true
    case "string": value.stringValue != nil
    case "boolean": value.boolValue != nil
    case "null": value.isNull
    case "integer": value.intValue.map { Int32(exactly: $0) != nil } ?? false
    case "uinteger": value.intValue.map { (0...Int(Int32.max)).contains($0) } ?? false
    case "decimal": value.doubleValue != nil
    default: false
    }
  }

  private func first<Elements: Sequence>(_ elements: Elements, _ complain: (Elements.Element) -> String?) -> String? {
    for element in elements {
      if let complaint = complain(element) { return complaint }
    }
    return nil
  }
}
