#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif
import Classification

/// What the languages of a workspace say of a text that somebody writes in it.
///
/// A language with the share s of the workspace's files is (1 + 7 √s)^weight times as likely as without it: the root,
/// since a few files are enough to show that a language belongs there, and never more than eight times, so that a text
/// that speaks for a language nine times as loud as for any other is never overruled.
package enum WorkspacePrior {
  /// How much more likely a language gets that all of the workspace is in.
  package static let strongest = 8.0
  /// With fewer files a workspace says less: as many of no language are added.
  static let smoothing = 4.0

  /// The factors on the probability of each language, from how many files there are of each; nil where nothing follows.
  package static func factors(_ counts: [String: Int], weight: Double) -> [String: Double]? {
    let total = counts.values.reduce(0.0) { $0 + Double(max(0, $1)) }
    guard weight > 0, total > 0 else { return nil }
    return counts.filter { $0.value > 0 }.mapValues { count in
      pow(1 + (strongest - 1) * (Double(count) / (total + smoothing)).squareRoot(), min(1, weight))
    }
  }

  /// Whether without these factors another language would lead, or this one not reach its threshold.
  static func tips(_ prediction: Prediction, _ factors: [String: Double], threshold: (String) -> Double) -> Bool {
    guard let best = prediction.candidates.first, !factors.isEmpty else { return false }
    let bare = prediction.candidates.map {
      Candidate(language: $0.language, probability: $0.probability / (factors[$0.language] ?? 1))
    }
    let total = bare.reduce(0) { $0 + $1.probability }
    // What "none of these" has stays what it was.
    let known = prediction.candidates.reduce(0) { $0 + $1.probability }
    guard total > 0, let leader = bare.max(by: { $0.probability < $1.probability }) else { return false }
    if leader.language != best.language, leader.probability > bare[0].probability { return true }
    let bound = threshold(best.language)
    return ConfidenceThresholds.isReached(bound, by: best.probability)
      && !ConfidenceThresholds.isReached(bound, by: known * bare[0].probability / total)
  }
}
