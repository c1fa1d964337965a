internal import ArgumentParser
internal import Classification
internal import ModelStore

/// Which model a command asks.
struct ModelArguments: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "The model's directory (default: PARLANCE_MODEL, else .parlance/model, else the user's own, else the program's).",
      valueName: "directory"))
  var model: String?

  /// The directory of the model that answers, and why that one.
  func place() throws(ModelNotFound) -> ModelPlace {
    try ModelSearch(named: model, workspace: WorkingDirectory.path).locate()
  }

  /// The classifier of the model that answers.
  func classifier(_ precision: PrecisionArguments) throws -> Classifier {
    try Classifier(modelDirectory: place().path, precision: precision.wanted)
  }
}
