internal import ArgumentParser
internal import Tensors

/// What a command computes in.
struct PrecisionArguments: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      """
      What is computed in: fp32, bf16, int8, or auto: the fastest on this processor that costs this model at most a \
      tenth of a point of accuracy, as measured when it was calibrated (calibration.json).
      """,
      valueName: "precision"))
  var precision: Choice = .auto

  enum Choice: String, CaseIterable, ExpressibleByArgument {
    case auto, fp32, bf16, int8
  }

  /// The precision; nil leaves it to the model.
  var wanted: InferencePrecision? { InferencePrecision(rawValue: precision.rawValue) }
}
