package import JSON

/// What the editor can do: its own JSON, and of it what the server asks for.
///
/// What is absent, or not of the type that LSP gives it, the editor can't do: no client is turned away for it.
package struct ClientCapabilities: JSONReadable, JSONWritable, Sendable, Hashable {
  /// All that the editor said.
  package let json: JSONValue

  package init(_ json: JSONValue = [:]) { self.json = json }

  package init(_ reader: JSONDecodingReader) throws(JSONFieldError) { json = .object(try reader.object()) }

  /// The encodings that it offers, best first; none means UTF-16.
  package var positionEncodings: [PositionEncodingKind] {
    strings("general", "positionEncodings").map { PositionEncodingKind(rawValue: $0) }
  }

  /// How hovers may be marked up, best first; none means plain text.
  package var hoverContentFormat: [MarkupKind] {
    strings("textDocument", "hover", "contentFormat").map { MarkupKind(rawValue: $0) }
  }

  /// Whether it answers `workspace/configuration`.
  package var hasConfiguration: Bool { flag("workspace", "configuration") }

  /// Whether it lets `workspace/didChangeConfiguration` be registered.
  package var registersConfigurationChanges: Bool { flag("workspace", "didChangeConfiguration", "dynamicRegistration") }

  /// Whether it has workspace folders.
  package var hasWorkspaceFolders: Bool { flag("workspace", "workspaceFolders") }

  /// Whether it shows progress that the server begins.
  package var hasWorkDoneProgress: Bool { flag("window", "workDoneProgress") }

  /// Whether it pulls diagnostics.
  package var pullsDiagnostics: Bool { hasObject("textDocument", "diagnostic") }

  /// Whether it wants `parlance/languageDetected`: `true`, or an object that says more.
  package var wantsLanguageDetected: Bool {
    let wish = json["experimental"]?[LanguageDetectedNotification.method]
    return wish?.boolValue ?? (wish?.objectValue != nil)
  }

  /// A capability by its path: `flag("workspace", "applyEdit")`.
  func flag(_ path: String...) -> Bool { member(path)?.boolValue ?? false }

  /// Whether there is an object at a path: some capabilities are there or not, and say no more.
  func hasObject(_ path: String...) -> Bool { member(path)?.objectValue != nil }

  /// The strings at a path; none where there is no list.
  func strings(_ path: String...) -> [String] { (member(path)?.arrayValue ?? []).compactMap(\.stringValue) }

  private func member(_ path: [String]) -> JSONValue? {
    path.reduce(json) { value, key in value?[key] }
  }
}
