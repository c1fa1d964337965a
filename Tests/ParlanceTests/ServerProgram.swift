import Foundation
import JSON
import JSONRPC

/// `parlance lsp` as an editor has it: a child process, and messages over its standard input and output.
final class ServerProgram {
  private let process = Process()
  private let input = Pipe()
  private let output = Pipe()
  private let errors = Pipe()
  private var decoder = MessageDecoder()
  private var arrived: [ConnectionEvent] = []
  /// What came that nobody has asked for yet.
  private(set) var others: [RPCMessage] = []

  init(_ arguments: [String] = [], model: String? = Program.model) throws {
    signal(SIGPIPE, SIG_IGN)
    process.executableURL = URL(fileURLWithPath: Program.path)
    process.arguments = ["lsp"] + arguments
    process.environment = ["PARLANCE_MODEL": model, "HOME": "/nonexistent"].compactMapValues { $0 }
    process.standardInput = input
    process.standardOutput = output
    process.standardError = errors
    try process.run()
  }

  func send(bytes: [UInt8]) throws { try input.fileHandleForWriting.write(contentsOf: Data(bytes)) }

  func send(_ message: RPCMessage) throws { try send(bytes: MessageFramer.frame(message.serialized())) }

  func notify(_ method: String, _ params: JSONValue? = nil) throws {
    try send(.notification(method: method, params: params))
  }

  /// The next message; nil at the end of the output.
  func next() -> RPCMessage? {
    while arrived.isEmpty {
      let data = output.fileHandleForReading.availableData
      guard !data.isEmpty else { return nil }
      arrived += data.withUnsafeBytes { decoder.receive($0) }
    }
    guard case .message(let message) = arrived.removeFirst() else { return nil }
    return message
  }

  /// The answer to a request; nil if there is none, or an error.
  func request(_ id: Int, _ method: String, _ params: JSONValue? = nil) throws -> JSONValue? {
    try? result(id, method, params)?.get()
  }

  /// The error that a request ends with; nil if there is none.
  func failure(_ id: Int, _ method: String, _ params: JSONValue? = nil) throws -> ResponseError? {
    guard case .failure(let error) = try result(id, method, params) else { return nil }
    return error
  }

  private func result(_ id: Int, _ method: String, _ params: JSONValue?) throws -> Result<JSONValue, ResponseError>? {
    try send(.request(id: .integer(id), method: method, params: params))
    while let message = next() {
      if case .response(.integer(id), let result) = message { return result }
      others.append(message)
    }
    return nil
  }

  /// The next notification whose parameters are as `condition` has it; nil at the end of the output.
  func notification(_ method: String, where condition: (JSONValue?) -> Bool = { _ in true }) -> JSONValue? {
    while let message = next() {
      if case .notification(method, let params) = message, condition(params) { return params ?? .null }
      others.append(message)
    }
    return nil
  }

  /// The number of its process.
  var processID: Int32 { process.processIdentifier }

  /// Closes its input, and waits for its end.
  ///
  /// - Returns: its exit code, and what it said on standard error.
  func end() throws -> (status: Int32, errors: String) {
    try input.fileHandleForWriting.close()
    let said = errors.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: said, as: UTF8.self))
  }
}
