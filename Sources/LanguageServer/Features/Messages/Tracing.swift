import JSONRPC
import LanguageServerProtocol
import Logging

/// What the server tells of its work: `$/logTrace` to a client that asks for it (`initialize`, `$/setTrace`),
/// `window/logMessage` for the client's log, and `window/showMessage` for the user.
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
    if messages.log(message) { notify(LogMessageNotification(type: type, message: message)) }
  }

  /// Tells the user something, unless he has been told it before.
  func tellOnce(_ type: MessageType, _ message: String) {
    if messages.tell(message) { notify(ShowMessageNotification(type: type, message: "Parlance: \(message)")) }
  }
}
