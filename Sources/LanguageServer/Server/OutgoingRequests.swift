import JSON
import JSONRPC
import LanguageServerProtocol

/// Requests of the server's that the client has not answered yet.
struct OutgoingRequests {
  typealias Continuation = (ServerLoop, Result<JSONValue, ResponseError>) -> Void

  private var continuations: [RequestID: Continuation] = [:]
  private var lastNumber = 0

  mutating func add(_ continuation: @escaping Continuation) -> RequestID {
    lastNumber += 1
    let id = RequestID.string("parlance-\(lastNumber)")
    continuations[id] = continuation
    return id
  }

  /// What to do with the answer to a request; nil for one that was never sent, or answered before.
  mutating func take(_ id: RequestID) -> Continuation? { continuations.removeValue(forKey: id) }
}

extension ServerLoop {
  func request(_ request: some RequestType, _ continuation: @escaping OutgoingRequests.Continuation) {
    let id = outgoing.add(continuation)
    connection.send(.request(id: id, method: type(of: request).method, params: request.params))
  }

  func notify(_ notification: some NotificationType) {
    connection.send(.notification(method: type(of: notification).method, params: notification.params))
  }
}
