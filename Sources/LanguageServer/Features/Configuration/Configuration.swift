import JSON
import JSONRPC
import LanguageServerProtocol
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
}
