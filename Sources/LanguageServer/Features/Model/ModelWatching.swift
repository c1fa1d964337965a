import LanguageServerProtocol

/// Another server, or the command line, may make another model answer in this workspace. A client that watches files tells
/// of it (`didChangeWatchedFiles`); elsewhere it is looked when there is an occasion, and never otherwise.
extension ServerLoop {
  /// A document is opened or saved: a moment to look, unless the client watches.
  func glanceAtModel() {
    guard !client.capabilities.watchesFiles, model.mayLook(environment.clock.now) else { return }
    let request = modelRequest
    environment.background.submit { [environment, post] in
      if let path = environment.locateModel(request) { post(.modelLocated(path)) }
    }
  }

  /// The model that is to answer stands there.
  func modelLocated(_ path: String) {
    if model.isNews(path) { reloadDetector() }
  }

  /// Files that were asked for: the workspace's model, which a training in another editor, or the command line, may
  /// replace or take back.
  func didChangeWatchedFiles(_ params: DidChangeWatchedFilesNotification) {
    let isModel = params.changes.contains { $0.uri.rawValue.hasSuffix("/.parlance/model") }
    if isModel { reloadDetector() }
  }
}
