#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Turns a model's logits into ranked languages: temperature, allowed languages, prior, several windows.
///
/// It is made once for many texts from a model's labels, its calibration and the caller's options.
package struct Ranking: Sendable {
  /// The model's labels, (K).
  package let labels: [String]
  let inverseTemperature: Double
  let minimumConfidence: Double
  /// log(prior) a label, -infinity where it is not allowed; nil where nothing is filtered or weighted.
  let logWeights: [Double]?

  /// A ranking of these labels (K), each logit divided by `temperature`, under the caller's options.
  package init(labels: [String], temperature: Double, options: ClassificationOptions) {
    self.labels = labels
    inverseTemperature = 1 / temperature
    minimumConfidence = options.minimumConfidence
    let neutral = options.include == nil && options.exclude.isEmpty && options.prior == nil
    logWeights = neutral ? nil : labels.map { Ranking.logWeight($0, options) }
  }

  private static func logWeight(_ label: String, _ options: ClassificationOptions) -> Double {
    if options.exclude.contains(label) { return -.infinity }
    if let include = options.include, !include.contains(label) { return -.infinity }
    let factor = options.prior?[label] ?? 1
    return factor.isFinite && factor >= 0 ? log(factor) : 0
  }

  /// The prediction of a text from the logits (K) of each of its windows, one after the other: the mean of the
  /// windows' distributions, weighted by their confidence (largest probability).
  package func prediction(windows: [ArraySlice<Float>]) -> Prediction {
    prediction(probabilities: probabilities(windows: windows))
  }

  /// The same as probabilities of the labels, (K); nil where no window says anything.
  func probabilities(windows: [ArraySlice<Float>]) -> [Double]? {
    guard windows.count > 1 else { return windows.first.flatMap(distribution) }
    var mean = [Double](repeating: 0, count: labels.count)
    var total = 0.0
    for case let probabilities? in windows.map(distribution) {
      let confidence = probabilities.max() ?? 0
      total += confidence
      for index in mean.indices { mean[index] += confidence * probabilities[index] }
    }
    return total > 0 ? mean.map { $0 / total } : nil
  }

  /// softmax(logits / T + log weights), (K); nil where no language is allowed, or a logit is no finite number.
  package func distribution(_ logits: ArraySlice<Float>) -> [Double]? {
    var scores = logits.map { Double($0) * inverseTemperature }
    if let logWeights {
      for index in scores.indices { scores[index] += logWeights[index] }
    }
    guard let highest = scores.max(), highest.isFinite else { return nil }
    var sum = 0.0
    for index in scores.indices {
      scores[index] = exp(scores[index] - highest)
      sum += scores[index]
    }
    guard sum.isFinite else { return nil }
    for index in scores.indices { scores[index] /= sum }
    return scores
  }

  private func prediction(probabilities: [Double]?) -> Prediction {
    guard let probabilities else { return Prediction(abstainingFor: .noAllowedLanguage) }
    let order = probabilities.indices.filter(isAllowed).sorted { (probabilities[$1], $0) < (probabilities[$0], $1) }
    let candidates = order.map { Candidate(language: labels[$0], probability: probabilities[$0]) }
    return Prediction(candidates: candidates, minimumConfidence: minimumConfidence)
  }

  private func isAllowed(_ index: Int) -> Bool {
    logWeights.map { $0[index] > -.infinity } ?? true
  }
}
