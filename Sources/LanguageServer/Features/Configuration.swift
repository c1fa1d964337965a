import JSON
import JSONRPC
import LanguageServerProtocol
import Logging

/// Settings, as they come and when they change.
extension ServerLoop {
  /// How long detection waits for the client's settings.
  static let configurationPatience = Duration.seconds(1)

  /// Brings the settings in force up to date; what cannot be used is told once.
  func applySettings() {
    let (merged, problems) = layers.merged()
    for problem in problems { tellOnce(.warning, problem) }
    settings = merged
    trainingProblems = problems.filter { $0.hasPrefix("parlance.\(SettingKey.trainingPrefix)") }
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
    if !awaitsConfiguration { beginAwaitedRetrainings() }
  }

  func didChangeConfiguration(_ params: DidChangeConfigurationNotification) {
    layers.pushed = params.settings
    // Who answers a request for settings sends this only to say that they have changed.
    if client.capabilities.hasConfiguration { return pullConfiguration() }
    settingsChanged()
  }

  func pullConfiguration() {
    guard client.capabilities.hasConfiguration else { return }
    awaitsConfiguration = true
    lastPull += 1
    environment.clock.schedule(after: Self.configurationPatience) { [post, lastPull] in
      post(.configurationOverdue(pull: lastPull))
    }
    request(ConfigurationRequest(items: [ConfigurationItem(section: "parlance")])) { [lastPull] loop, result in
      // A client that refuses has no settings for us.
      if case .success(let answers) = result { loop.layers.pulled = answers[0] }
      if lastPull == loop.lastPull { loop.awaitsConfiguration = false }
      loop.settingsChanged()
    }
  }

  /// The timer of an earlier request says nothing of the last one.
  func configurationOverdue(_ pull: Int) {
    guard awaitsConfiguration, pull == lastPull else { return }
    awaitsConfiguration = false
    settingsChanged()
  }
}
