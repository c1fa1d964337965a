internal import JSON
internal import NGrams

/// What `training.json` says of a model's n-gram part.
struct NGramRecord {
  private let part: NGramStage.Part
  private let classifier: NGramClassifier
  private let balance: NGramBalance

  /// What a stage came to, and the part that the model then got; nil where it got none.
  init?(_ part: NGramStage.Part?, _ classifier: NGramClassifier?, _ balance: NGramBalance?) {
    guard let part, let classifier, let balance else { return nil }
    (self.part, self.classifier, self.balance) = (part, classifier, balance)
  }

  /// Whether the run left the part as it was.
  var isKept: Bool { part.isKept }

  /// What stays true of a part that was kept: all that its model says of it, with how much it counts now.
  func json(kept before: JSONObject) -> JSONObject {
    var members = before
    members["factor"] = .number((before["factor"]?.doubleValue ?? 1) * balance.factor)
    return members
  }

  func json() -> JSONObject {
    [
      "features": .integer(classifier.featureCount),
      "size": .integer(classifier.dimensions),
      "continued": .bool(part.isContinued),
      "texts": .integer(part.draws),
      "loss": .number(part.loss),
      "factor": .number(balance.factor),
    ]
  }
}
