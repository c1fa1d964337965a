/// What follows where something changes that every answer about a text depends on: the settings, the model, or what the
/// languages of the workspace weigh. Here, and nowhere else, stands what is to be looked at again.
extension ServerLoop {
  /// Looks at all that is open once more. Nobody is told what he knows.
  func lookAgain() {
    for uri in documents.uris { detect(uri) }
    diagnoseAll()
    refreshOutdatedHints()
  }
}
