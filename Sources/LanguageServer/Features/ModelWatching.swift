import LanguageServerProtocol

/// Another server, or the command line, may make another model answer in this workspace. A client that watches files tells
/// of it (`didChangeWatchedFiles`); elsewhere it is looked when there is an occasion, and never otherwise.
extension ServerLoop {
  /// It is looked no more often than this.
  static let modelLookInterval = Duration.seconds(1)

  /// A document is opened or saved: a moment to look, unless the client watches.
  func glanceAtModel() {
    let now = environment.clock.now
    guard !client.capabilities.watchesFiles, lastModelLook.map({ now - $0 >= Self.modelLookInterval }) ?? true
    else { return }
    lastModelLook = now
    let request = modelRequest
    environment.background.submit { [environment, post] in
      if let path = environment.locateModel(request) { post(.modelLocated(path)) }
    }
  }

  /// The model that is to answer stands there. One that could not be loaded is not tried again.
  func modelLocated(_ path: String) {
    guard let knownModel, path != knownModel else { return }
    self.knownModel = path
    reloadDetector()
  }

  /// Files that were asked for: the workspace's model, which a training in another editor, or the command line, may
  /// replace or take back.
  func didChangeWatchedFiles(_ params: DidChangeWatchedFilesNotification) {
    let isModel = params.changes.contains { $0.uri.rawValue.hasSuffix("/.parlance/model") }
    if isModel { reloadDetector() }
  }
}
