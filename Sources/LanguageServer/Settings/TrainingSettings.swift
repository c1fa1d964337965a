/// The settings of `parlance.retrain`. What is not set, the training decides.
package struct TrainingSettings: Sendable, Hashable {
  /// `training.KEY`: flags of `parlance train`, by their keys.
  package var flags: [String: String] = [:]
  /// `training.labels`: languages by the endings of their files' names, each with its dot.
  package var labels: [String: String] = [:]

  /// Nothing is set.
  package init() {}

  /// The same as arguments of `parlance train`.
  var arguments: [String] {
    labels.sorted { $0.key < $1.key }.flatMap { ["--label", "\($0.key)=\($0.value)"] }
      + flags.sorted { $0.key < $1.key }.flatMap { ["--\($0.key)", $0.value] }
  }
}
