/// The settings as far as they have come, and whether the client has been asked for its own.
struct ConfigurationState {
  /// How long is waited for the client's settings.
  static let patience = Duration.seconds(1)

  var layers = SettingsLayers()
  /// What is in force.
  private(set) var settings = ServerSettings()
  /// What is wrong with the settings of trainings.
  private(set) var trainingProblems: [String] = []
  /// Whether the client's settings have been asked for and have not come yet: nothing is detected until then.
  private(set) var isAwaited = false
  /// The number of the last request for settings.
  private var lastPull = 0

  /// Puts in force what has come; what cannot be used is said.
  mutating func merge() -> [String] {
    let (merged, problems) = layers.merged()
    settings = merged
    trainingProblems = problems.filter { $0.hasPrefix("parlance.\(SettingKey.trainingPrefix)") }
    return problems
  }

  /// The client is asked for its settings; the number of that request.
  mutating func beginPull() -> Int {
    isAwaited = true
    lastPull += 1
    return lastPull
  }

  /// A request for settings was answered, or has waited long enough. Of an earlier one than the last that says nothing;
  /// false then, and where nothing is waited for any more.
  mutating func endPull(_ pull: Int) -> Bool {
    guard isAwaited, pull == lastPull else { return false }
    isAwaited = false
    return true
  }
}
