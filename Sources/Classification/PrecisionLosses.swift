internal import JSON
package import Tensors

/// What it costs a model's answers when its products are computed in less than single precision: for each precision by
/// how much the share of right answers falls on validation snippets (below 0: it rises).
package struct PrecisionLosses: Sendable, Hashable {
  /// The most that is given up for speed: a tenth of a point.
  package static let allowed = 0.001
  /// On fewer snippets a tenth of a point can't be seen, and nothing is measured.
  package static let leastRows = 1000

  /// By precision; those that nobody measured are not there.
  package let losses: [InferencePrecision: Double]

  /// What has been measured.
  package init(_ losses: [InferencePrecision: Double]) { self.losses = losses }

  /// Measures the precisions that this processor is faster in. `accuracy` tells the share of right answers of a
  /// classifier; nil where it has been asked to stop, and then there are no losses.
  package init?(of model: Model, accuracy: (Classifier) -> Double?) {
    guard let whole = accuracy(Classifier(model, precision: .fp32)) else { return nil }
    var losses: [InferencePrecision: Double] = [:]
    for precision in InferencePrecision.faster {
      guard let rounded = accuracy(Classifier(model, precision: precision)) else { return nil }
      losses[precision] = whole - rounded
    }
    self.losses = losses
  }

  /// The fastest on this processor of those that lose no more than is allowed; single precision where there is none.
  package var fastest: InferencePrecision {
    InferencePrecision.faster.first { (losses[$0] ?? 1) <= Self.allowed } ?? .fp32
  }
}

extension PrecisionLosses {
  /// Reads the object that `json` gives.
  init(_ reader: JSONDecodingReader) throws(JSONFieldError) {
    try reader.refuseKeys(besides: Set(InferencePrecision.allCases.map(\.rawValue)))
    var losses: [InferencePrecision: Double] = [:]
    for precision in InferencePrecision.allCases {
      losses[precision] = try reader.optional(precision.rawValue)?.double(in: -1...1)
    }
    self.losses = losses
  }

  /// The losses by the precisions' names.
  var json: JSONValue {
    var members = JSONObject()
    for precision in InferencePrecision.allCases {
      members[precision.rawValue] = losses[precision].map { .number(($0 * 1e5).rounded() / 1e5) }
    }
    return .object(members)
  }
}
