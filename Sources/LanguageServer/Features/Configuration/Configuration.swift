import JSON
import JSONRPC
import LanguageServerProtocol
import Languages
import Logging

/// Settings, as they come and when they change.
extension ServerLoop {
  /// The settings in force.
  var settings: ServerSettings { configuration.settings }

  /// Brings the settings in force up to date; what cannot be used is told once.
  func applySettings() {
    for problem in configuration.merge() { tellOnce(.warning, problem) }
    // Who calls this looks at everything anew.
    _ = weighWorkspace()
  }

  /// Brings the settings up to date while documents are open.
  private func settingsChanged() {
    let modelPath = settings.modelPath
    applySettings()
    if settings.modelPath != modelPath { reloadDetector() }
    tellOfUnknownLanguages()
    updateRegistrations()
    lookAgain()
    if !configuration.isAwaited { beginAwaitedRetrainings() }
  }

  func didChangeConfiguration(_ params: DidChangeConfigurationNotification) {
    configuration.layers.pushed = params.settings
    // Who answers a request for settings sends this only to say that they have changed.
    if client.capabilities.hasConfiguration { return pullConfiguration() }
    settingsChanged()
  }

  func pullConfiguration() {
    guard client.capabilities.hasConfiguration else { return }
    let pull = configuration.beginPull()
    environment.clock.schedule(after: ConfigurationState.patience) { [post] in post(.configurationOverdue(pull: pull)) }
    request(ConfigurationRequest(items: [ConfigurationItem(section: "parlance")])) { loop, result in
      // A client that refuses has no settings for us.
      if case .success(let answers) = result { loop.configuration.layers.pulled = answers[0] }
      _ = loop.configuration.endPull(pull)
      loop.settingsChanged()
    }
  }

  /// The timer of an earlier request says nothing of the last one.
  func configurationOverdue(_ pull: Int) {
    if configuration.endPull(pull) { settingsChanged() }
  }

  /// Languages that the settings name and neither the registry nor the model that answers knows: spelling mistakes, as a
  /// rule, which would go unseen where nothing is guessed any more.
  func tellOfUnknownLanguages() {
    guard case .success(let loaded) = engine.outcome else { return }
    let labels = Set(loaded.detector.labels)
    for (key, names) in [("include", settings.detection.include), ("exclude", settings.detection.exclude)] {
      let unknown = names.filter { Languages[$0] == nil && !labels.contains($0) }.sorted()
      guard let first = unknown.first else { continue }
      let others = unknown.count > 1 ? ", and \(unknown.count - 1) more" : ""
      tellOnce(.warning, "parlance.languages.\(key): no language is called \"\(first)\"\(others)")
    }
  }
}
