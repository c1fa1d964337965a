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
