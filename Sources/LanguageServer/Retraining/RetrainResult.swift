import Figures
import JSON

/// What a training that ran through came to.
struct RetrainResult: Sendable {
  /// The accuracy on some rows, before and after.
  struct Comparison: Sendable {
    let rows: Int
    let before: Double
    let after: Double

    init?(_ value: JSONValue?) {
      guard let before = value?["before"]?.doubleValue, let after = value?["after"]?.doubleValue else { return nil }
      rows = max(0, value?["rows"]?.intValue ?? 0)
      self.before = before
      self.after = after
    }
  }

  /// All that it said, for the client.
  let json: JSONValue
  /// Whether the new model answers from now on.
  let isAdopted: Bool
  /// Why, in one sentence.
  let reason: String?
  /// On held-out files of the workspace.
  let workspace: Comparison?
  /// On the languages that every model of ours knows.
  let builtIn: Comparison?
  /// Labels that the model before did not have.
  let newLanguages: [String]

  init(_ value: JSONValue) {
    json = .object((value.objectValue ?? [:]).filter { $0.key != "event" })
    isAdopted = value["adopted"]?.boolValue ?? false
    reason = value["reason"]?.stringValue
    workspace = Comparison(value["workspace"])
    builtIn = Comparison(value["builtIn"])
    newLanguages = (value["newLanguages"]?.arrayValue ?? []).compactMap(\.stringValue)
  }

  /// What changed, in a few sentences for the user.
  var summary: String {
    guard isAdopted else { return refusal }
    var sentences = ["The retrained model answers from now on."]
    if let workspace {
      sentences.append(
        "On \(workspace.rows) held-out pieces of this workspace it is right in \(Self.change(workspace)).")
    }
    if let builtIn, builtIn.rows > 0 {
      sentences.append("On the built-in languages it is right in \(Self.change(builtIn)).")
    }
    if !newLanguages.isEmpty {
      let names = newLanguages.prefix(10).joined(separator: ", ") + (newLanguages.count > 10 ? " …" : "")
      sentences.append("\(newLanguages.count == 1 ? "New language" : "New languages"): \(names).")
    }
    return sentences.joined(separator: " ")
  }

  /// The reason has the figures.
  private var refusal: String {
    let start = "The retrained model was not taken over"
    guard let reason, !reason.isEmpty else { return start + "." }
    return "\(start). \(reason)"
  }

  private static func change(_ comparison: Comparison) -> String {
    "\(NumberText.percent(comparison.after)) (before: \(NumberText.percent(comparison.before)))"
  }
}
