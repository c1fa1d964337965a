package import JSON

/// A message that can't be understood, and what its sender is told.
package struct MalformedMessage: Error, Sendable, Hashable {
  /// What is wrong.
  package let error: ResponseError
  /// The request's id, where one could be read.
  package let id: RequestID?

  package init(_ error: ResponseError, id: RequestID? = nil) {
    self.error = error
    self.id = id
  }

  /// The response to send, with id null where there is none.
  package var response: RPCMessage { .response(id: id, result: .failure(error)) }
}

/// Reading.
extension RPCMessage {
  /// Reads one message from its JSON text.
  ///
  /// Text that is no JSON is a -32700, a batch (LSP has none) and whatever else is no message a -32600. An editor whose
  /// strings are UTF-16 may send half of a surrogate pair, as a document has it while an emoji is cut in two: U+FFFD
  /// stands for it, and no edit is lost.
  package init(parsing bytes: [UInt8], limits: JSONLimits = .standard) throws(MalformedMessage) {
    let value: JSONValue
    do throws(JSONError) {
      value = try JSONValue(parsing: bytes, limits: limits, replacingLoneSurrogates: true)
    } catch {
      throw MalformedMessage(ResponseError(.parseError, "the message is no JSON: \(error)"))
    }
    try self.init(json: value)
  }

  /// Reads one message from its JSON.
  package init(json: JSONValue) throws(MalformedMessage) {
    guard case .object(let members) = json else {
      let problem = json.arrayValue == nil ? "a message is an object, not \(json.kindDescription)" : "no batches"
      throw MalformedMessage(ResponseError(.invalidRequest, problem))
    }
    let id = members["id"].flatMap(RequestID.init(json:))
    guard members["jsonrpc"] == "2.0" else { throw .invalid("jsonrpc is not \"2.0\"", id) }
    if let method = members["method"] {
      try self.init(method: method, members: members, id: id)
    } else {
      try self.init(answer: members, id: id)
    }
  }

  private init(method: JSONValue, members: JSONObject, id: RequestID?) throws(MalformedMessage) {
    guard let method = method.stringValue else {
      throw .invalid("method: expected a string, found \(method.kindDescription)", id)
    }
    let params = members["params"]
    if let id {
      self = .request(id: id, method: method, params: params)
    } else {
      guard members["id"] == nil else { throw .invalid("id: expected an integer or a string", nil) }
      self = .notification(method: method, params: params)
    }
  }

  private init(answer members: JSONObject, id: RequestID?) throws(MalformedMessage) {
    guard let idValue = members["id"], id != nil || idValue.isNull else {
      throw .invalid("neither a method nor the id of a request", nil)
    }
    if let error = members["error"], !error.isNull {
      self = .response(id: id, result: .failure(ResponseError(json: error)))
    } else {
      guard let result = members["result"] else { throw .invalid("neither a method nor a result nor an error", id) }
      self = .response(id: id, result: .success(result))
    }
  }
}

extension MalformedMessage {
  fileprivate static func invalid(_ problem: String, _ id: RequestID?) -> MalformedMessage {
    MalformedMessage(ResponseError(.invalidRequest, problem), id: id)
  }
}
