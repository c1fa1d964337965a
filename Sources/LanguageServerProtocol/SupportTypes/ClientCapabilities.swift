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
    strings(json["general"]?["positionEncodings"]).map { PositionEncodingKind(rawValue: $0) }
  }

  /// How hovers may be marked up, best first; none means plain text.
  package var hoverContentFormat: [MarkupKind] {
    strings(json["textDocument"]?["hover"]?["contentFormat"]).map { MarkupKind(rawValue: $0) }
  }

  /// Whether it answers `workspace/configuration`.
  package var hasConfiguration: Bool { json["workspace"]?["configuration"]?.boolValue ?? false }

  /// Whether it lets `workspace/didChangeConfiguration` be registered.
  package var registersConfigurationChanges: Bool {
    json["workspace"]?["didChangeConfiguration"]?["dynamicRegistration"]?.boolValue ?? false
  }

  /// Whether it has workspace folders.
  package var hasWorkspaceFolders: Bool { json["workspace"]?["workspaceFolders"]?.boolValue ?? false }

  /// Whether it shows progress that the server begins.
  package var hasWorkDoneProgress: Bool { json["window"]?["workDoneProgress"]?.boolValue ?? false }

  /// Whether it pulls diagnostics.
  package var pullsDiagnostics: Bool { json["textDocument"]?["diagnostic"]?.objectValue != nil }

  /// Whether it wants `parlance/languageDetected`: `true`, or an object that says more.
  package var wantsLanguageDetected: Bool {
    let wish = json["experimental"]?[LanguageDetectedNotification.method]
    return wish?.boolValue ?? (wish?.objectValue != nil)
  }

  private func strings(_ value: JSONValue?) -> [String] {
    (value?.arrayValue ?? []).compactMap(\.stringValue)
  }
}
