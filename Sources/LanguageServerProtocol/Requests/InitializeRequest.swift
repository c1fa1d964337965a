package import JSON

/// The first request: who the editor is and what it can do.
package struct InitializeRequest: RequestType {
  package typealias Response = InitializeResult
  package static let method = "initialize"

  /// The process whose end is the server's.
  package var processId: Int?
  /// The editor.
  package var clientInfo: ProgramInfo?
  /// The user's language.
  package var locale: String?
  /// The workspace's folder; long deprecated.
  package var rootPath: String?
  /// The workspace's folder; deprecated.
  package var rootUri: DocumentURI?
  /// Settings.
  package var initializationOptions: JSONValue?
  /// What the editor can do.
  package var capabilities: ClientCapabilities
  /// How much the server shall tell.
  package var trace: TraceValue?
  /// The open folders.
  package var workspaceFolders: [WorkspaceFolder]?
  /// A progress that the editor already shows.
  package var workDoneToken: ProgressToken?

  package init(
    processId: Int? = nil, clientInfo: ProgramInfo? = nil, locale: String? = nil, rootPath: String? = nil,
    rootUri: DocumentURI? = nil, initializationOptions: JSONValue? = nil, capabilities: ClientCapabilities,
    trace: TraceValue? = nil, workspaceFolders: [WorkspaceFolder]? = nil, workDoneToken: ProgressToken? = nil
  ) {
    self.processId = processId
    self.clientInfo = clientInfo
    self.locale = locale
    self.rootPath = rootPath
    self.rootUri = rootUri
    self.initializationOptions = initializationOptions
    self.capabilities = capabilities
    self.trace = trace
    self.workspaceFolders = workspaceFolders
    self.workDoneToken = workDoneToken
  }

  package init(_ reader: JSONDecodingReader) throws(JSONFieldError) {
    processId = try reader.optionalInteger("processId")
    clientInfo = try reader.readOptional("clientInfo")
    locale = try reader.optionalString("locale")
    rootPath = try reader.optionalString("rootPath")
    rootUri = try reader.readOptional("rootUri")
    initializationOptions = try reader.readOptional("initializationOptions")
    capabilities = try reader.read("capabilities")
    trace = try reader.readOptional("trace")
    workspaceFolders = try reader.readOptional("workspaceFolders")
    workDoneToken = try reader.readOptional("workDoneToken")
  }

  package var json: JSONValue {
    .members([
      "processId": processId.map(JSONValue.integer), "clientInfo": clientInfo?.json,
      "locale": locale.map(JSONValue.string), "rootPath": rootPath.map(JSONValue.string), "rootUri": rootUri?.json,
      "initializationOptions": initializationOptions?.json, "capabilities": capabilities.json, "trace": trace?.json,
      "workspaceFolders": workspaceFolders?.json, "workDoneToken": workDoneToken?.json,
    ])
  }
}
