/// What kind of failure a response reports: JSON-RPC 2.0, section 5.1, and LSP 3.17, `ErrorCodes`.
package struct ErrorCode: RawRepresentable, Sendable, Hashable {
  package let rawValue: Int

  package init(rawValue: Int) { self.rawValue = rawValue }

  /// The text is no JSON.
  package static let parseError = ErrorCode(rawValue: -32700)
  /// The JSON is no request.
  package static let invalidRequest = ErrorCode(rawValue: -32600)
  /// Nobody knows the method.
  package static let methodNotFound = ErrorCode(rawValue: -32601)
  /// The parameters are not what the method needs.
  package static let invalidParams = ErrorCode(rawValue: -32602)
  /// The receiver failed.
  package static let internalError = ErrorCode(rawValue: -32603)
  /// A request came before `initialize`.
  package static let serverNotInitialized = ErrorCode(rawValue: -32002)
  /// LSP's unknown error.
  package static let unknownErrorCode = ErrorCode(rawValue: -32001)
  /// The request was right but failed.
  package static let requestFailed = ErrorCode(rawValue: -32803)
  /// The server gave the request up.
  package static let serverCancelled = ErrorCode(rawValue: -32802)
  /// The document changed meanwhile.
  package static let contentModified = ErrorCode(rawValue: -32801)
  /// The client gave the request up.
  package static let requestCancelled = ErrorCode(rawValue: -32800)
}
