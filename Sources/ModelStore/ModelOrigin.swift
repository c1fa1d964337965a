/// Where a model was found, which is why it answers: the places are looked at in this order.
package enum ModelOrigin: String, Sendable, CaseIterable {
  /// `--model`, or the setting `parlance.model.path`.
  case named
  /// The environment variable `PARLANCE_MODEL`.
  case environment
  /// `.parlance/model` in the workspace.
  case workspace
  /// `parlance/model` in the user's data directory (XDG).
  case userData
  /// The one that came with the program.
  case program

  /// The reason in words, to be put after "because it is": `the model named by PARLANCE_MODEL`.
  package var reason: String {
    switch self {
    case .named: "the model named by --model or the settings"
    case .environment: "the model named by PARLANCE_MODEL"
    case .workspace: "the workspace's own model"
    case .userData: "the model in your data directory"
    case .program: "the model that comes with the program"
    }
  }

  /// Whether the user asked for this one place, so that looking further would answer with another model than meant.
  var isDemand: Bool { self == .named || self == .environment }
}

/// A place where a model may be.
package struct ModelPlace: Sendable, Equatable {
  /// The model directory.
  package let path: String
  /// Why it is looked at.
  package let origin: ModelOrigin

  package init(path: String, origin: ModelOrigin) {
    self.path = path
    self.origin = origin
  }
}

/// No model was found: every place that was looked at, and what was there.
package struct ModelNotFound: Error, Sendable, Equatable, CustomStringConvertible {
  /// The places, in the order in which they were looked at, each with what it lacks.
  package let places: [(place: ModelPlace, problem: String)]

  package static func == (left: ModelNotFound, right: ModelNotFound) -> Bool {
    left.description == right.description
  }

  package var description: String {
    guard !places.isEmpty else { return "no model: there is no place to look for one" }
    let lines = places.map { "\n  \($0.place.path): \($0.problem) (\($0.place.origin.reason))" }
    return "no model found; looked at" + lines.joined() + "\nname one with --model, or make one with: parlance train"
  }
}
