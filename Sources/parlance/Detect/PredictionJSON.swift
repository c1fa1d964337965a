internal import Classification
internal import JSON
internal import Languages

/// A prediction as an object for programs.
enum PredictionJSON {
  /// `language` (null: abstained), `confidence`, and the next best `alternatives`, so that with the language there are
  /// `top` in all; where the classifier abstained, its candidates are the alternatives.
  static func members(_ prediction: Prediction, top: Int) -> JSONObject {
    let first = prediction.language == nil ? 0 : 1
    let alternatives = prediction.candidates.prefix(max(1, top)).dropFirst(first)
    return [
      "language": prediction.language.map(JSONValue.string) ?? .null,
      "confidence": rounded(prediction.confidence),
      "alternatives": .array(
        alternatives.map { ["language": .string($0.language), "confidence": rounded($0.probability)] }),
    ]
  }

  /// The object of a named file: with its name, the language's name for people, and why there is none.
  static func line(file: String, _ prediction: Prediction, top: Int) -> String {
    var object: JSONObject = ["file": .string(file)]
    object.merge(members(prediction, top: top)) { first, _ in first }
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
