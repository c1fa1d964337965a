import JSON
import LanguageServerProtocol

/// What the server asks of a client while it runs: what a setting may change, and what cannot be asked for in the answer
/// to `initialize`. Only where the client lets it be registered.
extension ServerLoop {
  /// All that is to be registered now.
  private var wantedRegistrations: [Registration] {
    let capabilities = client.capabilities
    var wanted: [Registration] = []
    if capabilities.registersConfigurationChanges {
      wanted.append(
        Registration(
          id: "parlance-configuration", method: DidChangeConfigurationNotification.method,
          registerOptions: ["section": "parlance"]))
    }
    if capabilities.watchesFiles {
      let watcher = FileSystemWatcher(globPattern: "**/.parlance/model")
      wanted.append(
        Registration(
          id: "parlance-model", method: DidChangeWatchedFilesNotification.method,
          registerOptions: DidChangeWatchedFilesRegistrationOptions(watchers: [watcher]).json))
    }
    if capabilities.registersInlayHints, settings.showsInlayHints {
      wanted.append(
        Registration(
          id: "parlance-inlay-hints", method: InlayHintRequest.method,
          registerOptions: TextDocumentRegistrationOptions().json))
    }
    return wanted
  }

  /// Registers what is new, and unregisters what is no longer wanted. A client that refuses has said its word.
  func updateRegistrations() {
    guard registrations.isOpen else { return }
    let (added, removed) = registrations.update(to: wantedRegistrations)
    if !added.isEmpty { request(RegisterCapabilityRequest(registrations: added)) { _, _ in } }
    guard !removed.isEmpty else { return }
    let unregistrations = removed.map { Unregistration(id: $0.id, method: $0.method) }
    request(UnregisterCapabilityRequest(unregisterations: unregistrations)) { _, _ in }
  }
}
