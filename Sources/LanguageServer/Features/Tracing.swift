import JSONRPC
import LanguageServerProtocol
import Logging

/// What the server tells of its work: `$/logTrace` to a client that asks for it (`initialize`, `$/setTrace`), and
/// `window/logMessage` for the client's log.
extension ServerLoop {
  /// Tells one step; `verbose` is what only those want to know who ask for everything.
  func trace(_ message: @autoclosure () -> String, verbose: @autoclosure () -> String? = nil) {
    let isWanted = client.trace == .messages || client.trace == .verbose
    guard isWanted || environment.logger.logLevel <= .debug else { return }
    let message = message()
    environment.logger.debug("\(message)")
    guard isWanted else { return }
    notify(LogTraceNotification(message: message, verbose: client.trace == .verbose ? verbose() : nil))
  }

  /// Another value than those of the protocol says nothing.
  func setTrace(_ params: SetTraceNotification) {
    guard [.off, .messages, .verbose].contains(params.value) else { return }
    client.trace = params.value
  }

  /// Writes a line into the client's log, unless it stands there already: what goes wrong a thousand times is worth
  /// one line.
  func logOnce(_ type: MessageType, _ message: String) {
    guard logged.count < Self.mostLogged, logged.insert(message).inserted else { return }
    notify(LogMessageNotification(type: type, message: message))
  }

  /// A client that sends ever new nonsense gets no ever longer memory of it.
  private static let mostLogged = 200
}
