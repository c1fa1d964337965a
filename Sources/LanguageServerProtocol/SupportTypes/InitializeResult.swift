package import JSON

/// The answer to `initialize`.
package struct InitializeResult: JSONReadable, JSONWritable, Sendable, Hashable {
  /// What the server can do.
  package var capabilities: ServerCapabilities
  /// The server.
  package var serverInfo: ProgramInfo?

  package init(capabilities: ServerCapabilities, serverInfo: ProgramInfo? = nil) {
    self.capabilities = capabilities
    self.serverInfo = serverInfo
  }

  package init(_ reader: JSONDecodingReader) throws(JSONFieldError) {
    capabilities = try reader.read("capabilities")
    serverInfo = try reader.readOptional("serverInfo")
  }

  package var json: JSONValue {
    .members(["capabilities": capabilities.json, "serverInfo": serverInfo?.json])
  }
}
