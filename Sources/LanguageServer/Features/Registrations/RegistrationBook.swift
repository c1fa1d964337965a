import LanguageServerProtocol

/// What the client has been asked to register.
struct RegistrationBook {
  /// Whether the client has said that it is ready for the server's requests.
  var isOpen = false
  private var registered: [Registration] = []

  /// Takes down that these are registered, and no others: which come, and which go.
  mutating func update(to wanted: [Registration]) -> (added: [Registration], removed: [Registration]) {
    let added = wanted.filter { one in !registered.contains { $0.id == one.id } }
    let removed = registered.filter { one in !wanted.contains { $0.id == one.id } }
    registered = wanted
    return (added, removed)
  }
}
