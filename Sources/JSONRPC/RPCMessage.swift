package import JSON

/// One JSON-RPC 2.0 message.
package enum RPCMessage: Sendable, Hashable {
  /// Asks for an answer.
  case request(id: RequestID, method: String, params: JSONValue?)
  /// Wants none.
  case notification(method: String, params: JSONValue?)
  /// Answers; the id is `nil` where the request was too broken to have one.
  case response(id: RequestID?, result: Result<JSONValue, ResponseError>)
}

/// Writing.
extension RPCMessage {
  /// The message as JSON.
  package var json: JSONValue {
    var members: JSONObject = ["jsonrpc": "2.0"]
    switch self {
    case .request(let id, let method, let params):
      members["id"] = id.json
      members["method"] = .string(method)
      members["params"] = params
    case .notification(let method, let params):
      members["method"] = .string(method)
      members["params"] = params
    case .response(let id, .success(let result)):
      members["id"] = id?.json ?? .null
      members["result"] = result
    case .response(let id, .failure(let error)):
      members["id"] = id?.json ?? .null
      members["error"] = error.json
    }
    return .object(members)
  }

  /// The message's JSON text, without a header.
  package func serialized() -> [UInt8] { json.serialized() }
}
