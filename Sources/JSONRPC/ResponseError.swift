package import JSON

/// The error that a response carries.
package struct ResponseError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What kind of failure it is.
  package let code: ErrorCode
  /// One sentence for people.
  package let message: String
  /// Whatever else there is to say.
  package let data: JSONValue?

  package init(_ code: ErrorCode, _ message: String, data: JSONValue? = nil) {
    self.code = code
    self.message = message
    self.data = data
  }

  package var description: String { "\(message) (\(code.rawValue))" }

  /// The error as JSON.
  package var json: JSONValue {
    var members: JSONObject = ["code": .integer(code.rawValue), "message": .string(message)]
    if let data { members["data"] = data }
    return .object(members)
  }

  /// Reads an error; one without code or message is an internal error that says so.
  package init(json: JSONValue) {
    code = json["code"]?.intValue.map(ErrorCode.init(rawValue:)) ?? .internalError
    message = json["message"]?.stringValue ?? "an error without a message"
    data = json["data"]
  }
}
