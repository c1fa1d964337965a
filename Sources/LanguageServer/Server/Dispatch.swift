import JSON
import JSONRPC
import LanguageServerProtocol
import Logging

/// Who gets a message.
extension ServerLoop {
  func handle(_ message: RPCMessage) {
    switch message {
    case .request(let id, let method, let params): handle(request: method, id, params)
    case .notification(let method, let params): handle(notification: method, params)
    case .response(let id, let result):
      if let id { outgoing.take(id)?(self, result) }
    }
  }

  private func handle(request method: String, _ id: RequestID, _ params: JSONValue?) {
    trace("request \(method) (\(id))")
    switch answer(method, id, params) {
    case .now(let answer): connection.send(.response(id: id, result: .success(answer)))
    case .failure(let error): connection.send(.response(id: id, result: .failure(error)))
    case .later: break
    }
  }

  private func answer(_ method: String, _ id: RequestID, _ params: JSONValue?) -> RequestOutcome<JSONValue> {
    switch (lifecycle, method) {
    case (.uninitialized, InitializeRequest.method):
      switch MethodTable.read(InitializeRequest.self, params) {
      case .success(let request): return .now(initialize(request).json)
      case .failure(let error): return .failure(error)
      }
    case (.uninitialized, _):
      return .failure(
        ResponseError(.serverNotInitialized, "the first request has to be initialize, not \(method)"))
    case (.shutDown, _):
      return .failure(ResponseError(.invalidRequest, "\(method) after shutdown"))
    case (.running, InitializeRequest.method):
      return .failure(ResponseError(.invalidRequest, "initialize comes once"))
    case (.running, ShutdownRequest.method):
      shutDown()
      return .now(.null)
    case (.running, _):
      return answerOfFeature(method, id, params)
    }
  }

  private func answerOfFeature(
    _ method: String, _ id: RequestID, _ params: JSONValue?
  ) -> RequestOutcome<JSONValue> {
    guard let handler = MethodTable.standard.requests[method] else {
      return .failure(ResponseError(.methodNotFound, "there is no method \(method)"))
    }
    guard !pending.contains(id) else {
      return .failure(ResponseError(.invalidRequest, "a request with the id \(id) has not been answered yet"))
    }
    return handler(self, id, params)
  }

  /// A notification that is unknown, broken or out of order is passed over: nobody waits for an answer.
  private func handle(notification method: String, _ params: JSONValue?) {
    if method == ExitNotification.method { return exit() }
    guard lifecycle == .running, let handler = MethodTable.standard.notifications[method] else {
      trace("passed over: \(method)")
      return
    }
    guard let error = handler(self, params) else { return }
    environment.logger.warning("\(method): \(error)")
    logOnce(.warning, "\(method) could not be read: \(error.message)")
  }
}
