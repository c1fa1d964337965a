internal import Classification
internal import JSON
internal import Languages

/// A prediction as an object for programs.
struct PredictionJSON {
  /// How many candidates are told.
  let top: Int
  /// Whether the words that spoke for the best are told too.
  var explains = false
  /// Whether places in what was read are places in the input.
  var hasPlaces = true
  /// Whose names for the languages are told too.
  var editor: Editor?

  /// `language` (null: abstained), `confidence`, and the next best `alternatives`, so that with the language there are
  /// `top` in all; where the classifier abstained, its candidates are the alternatives. `editorId`, where an editor is
  /// given, is its name for the language.
  func members(_ explanation: Explanation) -> JSONObject {
    let prediction = explanation.prediction
    let first = prediction.language == nil ? 0 : 1
    let alternatives = prediction.candidates.prefix(max(1, top)).dropFirst(first)
    var members: JSONObject = [
      "language": prediction.language.map(JSONValue.string) ?? .null,
      "confidence": Self.rounded(prediction.confidence),
      "alternatives": .array(
        alternatives.map { ["language": .string($0.language), "confidence": Self.rounded($0.probability)] }),
    ]
    if let editor {
      members["editorId"] = prediction.language.map { .string(editor.name(of: $0)) } ?? .null
    }
    if explains { members["evidence"] = .array(explanation.words.map(evidence)) }
    return members
  }

  /// `word`, the confidence that goes with it (`drop`), and `places`, pairs of bytes where it begins and ends.
  private func evidence(_ word: EvidenceWord) -> JSONValue {
    var members: JSONObject = ["word": .string(word.text), "drop": Self.rounded(word.drop)]
    if hasPlaces {
      members["places"] = .array(word.ranges.map { [.integer($0.lowerBound), .integer($0.upperBound)] })
    }
    return .object(members)
  }

  /// The object of a named file: with its name, whether the language may be set without asking, its name for people, and
  /// why there is none.
  func line(file: String, _ explanation: Explanation, isCertain: Bool) -> String {
    let prediction = explanation.prediction
    var object: JSONObject = ["file": .string(file)]
    object.merge(members(explanation)) { first, _ in first }
    object["certain"] = .bool(isCertain)
    if let language = prediction.language { object["name"] = .string(Languages[language]?.name ?? language) }
    if let reason = prediction.reason { object["reason"] = .string(reason.rawValue) }
    return JSONValue.object(object).serializedString()
  }

  /// The object of a line that can't be answered.
  static func failure(_ problem: String) -> JSONObject {
    ["language": .null, "confidence": 0, "alternatives": .array([]), "error": .string(problem)]
  }

  /// Six decimals: more say nothing.
  private static func rounded(_ share: Double) -> JSONValue { .number((share * 1e6).rounded() / 1e6) }
}
