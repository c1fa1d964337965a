package import JSON

/// The settings as they come, from three sides: what the client gave at the start gives way to what it pushes, and
/// that to what the server pulls.
package struct SettingsLayers: Sendable {
  /// `initializationOptions`.
  package var initial: JSONValue?
  /// `workspace/didChangeConfiguration`.
  package var pushed: JSONValue?
  /// The answer to `workspace/configuration`.
  package var pulled: JSONValue?

  /// No layer at all.
  package init() {}

  /// The settings in force, and a sentence about each thing that could not be used; its default holds.
  package func merged() -> (settings: ServerSettings, problems: [String]) {
    var settings = ServerSettings()
    var problems: [String] = []
    for members in [Self.own(initial), Self.ownSection(of: pushed), Self.own(pulled)].compactMap(\.self) {
      for (name, value) in Self.flattened(members) { Self.apply(name, value, &settings, &problems) }
    }
    return (settings, problems)
  }

  /// Keys of `initializationOptions` that are no settings.
  private static let otherKeys: Set<String> = ["announce", "editor"]

  private static func apply(
    _ name: String, _ value: JSONValue, _ settings: inout ServerSettings, _ problems: inout [String]
  ) {
    // A client that knows a setting without a value sends null.
    if value.isNull || otherKeys.contains(name) { return }
    guard let key = SettingKey.all.first(where: { $0.name == name }) else {
      problems.append("parlance.\(name): there is no such setting")
      return
    }
    if !key.apply(&settings, value) {
      problems.append("parlance.\(name): expected \(key.expected), found \(shown(value))")
    }
  }

  /// What somebody wrote where something else was expected: itself where it is short, or else its kind.
  private static func shown(_ value: JSONValue) -> String {
    if value.objectValue != nil || value.arrayValue != nil { return value.kindDescription }
    let text = value.serializedString()
    return text.count <= 40 ? text : value.kindDescription
  }

  /// The settings of a layer: what is addressed to us if anything is, else all of it.
  private static func own(_ layer: JSONValue?) -> JSONObject? {
    addressed(layer) ?? layer?.objectValue
  }

  /// The same of a layer that may hold the sections of other servers, and then perhaps nothing of ours.
  private static func ownSection(of layer: JSONValue?) -> JSONObject? {
    if let addressed = addressed(layer) { return addressed }
    guard let members = layer?.objectValue else { return nil }
    return members.keys.contains { sectionNames.contains(firstPart($0)) } ? members : nil
  }

  /// What stands in the member `parlance`, or under keys that begin with `parlance.`; nil where a layer has neither.
  private static func addressed(_ layer: JSONValue?) -> JSONObject? {
    guard let members = layer?.objectValue else { return nil }
    var ours: JSONObject?
    for (key, value) in members where key == "parlance" || key.hasPrefix("parlance.") {
      let inner = key == "parlance" ? value.objectValue ?? [:] : [String(key.dropFirst("parlance.".count)): value]
      ours = (ours ?? [:]).merging(inner) { _, later in later }
    }
    return ours
  }

  private static let sectionNames = Set(SettingKey.all.map { firstPart($0.name) })

  private static func firstPart(_ name: String) -> String {
    name.split(separator: ".").first.map(String.init) ?? ""
  }

  /// `{"a": {"b": 1}}` and `{"a.b": 1}` both as `a.b`. What lies below a setting is its value.
  private static func flattened(_ members: JSONObject, below prefix: String = "") -> [(String, JSONValue)] {
    members.flatMap { key, value -> [(String, JSONValue)] in
      let name = prefix + key
      guard case .object(let inner) = value, name.split(separator: ".").count < 3,
        !SettingKey.all.contains(where: { $0.name == name })
      else { return [(name, value)] }
      return flattened(inner, below: name + ".")
    }
  }
}
