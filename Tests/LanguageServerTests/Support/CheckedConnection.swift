import JSONRPC
import Synchronization
import Testing

/// A connection that fails the running test where the server sends a message that LSP does not have, or in another
/// shape, answers what nobody asked, or asks the user something: in Neovim 0.7.2 that is a prompt that blocks everything.
final class CheckedConnection: Connection {
  private static let shapes = Result { try ProtocolShapes() }

  private let connection: InMemoryConnection
  /// The methods of the client's requests that have not been answered. A client may use an id twice.
  private let asked = Mutex<[RequestID: [String]]>([:])

  init(_ connection: InMemoryConnection) { self.connection = connection }

  func start(_ handler: @escaping @Sendable (ConnectionEvent) -> Void) {
    connection.start { [self] event in
      if case .message(.request(let id, let method, _)) = event {
        asked.withLock { $0[id, default: []].append(method) }
      }
      handler(event)
    }
  }

  func send(_ message: RPCMessage) {
    if case .request(_, "window/showMessageRequest", _) = message {
      Issue.record("the server asked the user something")
    }
    do {
      if let complaint = try Self.shapes.get().complaint(about: message, answered: answeredMethod(message)) {
        Issue.record("the server sent a message of a wrong shape: \(complaint)")
      }
    } catch {
      Issue.record("no shapes to check against: \(error)")
    }
    connection.send(message)
  }

  func close() { connection.close() }

  private func answeredMethod(_ message: RPCMessage) -> String? {
    guard case .response(let id?, _) = message else { return nil }
    return asked.withLock { asked in
      guard let methods = asked[id], !methods.isEmpty else { return nil }
      return asked[id]?.removeFirst()
    }
  }
}
