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
  /// 0 a label, -infinity where it is not allowed; nil where all are.
  private let mask: [Double]?
  /// The same plus log(prior); nil without a prior.
  private let weights: [Double]?

  /// A ranking of these labels (K), each logit divided by `temperature`, under the caller's options.
  package init(labels: [String], temperature: Double, options: ClassificationOptions) {
    self.labels = labels
    inverseTemperature = 1 / temperature
    minimumConfidence = options.minimumConfidence
    let mask = labels.map { Ranking.isAllowed($0, options) ? 0 : -Double.infinity }
    self.mask = mask.contains(-.infinity) ? mask : nil
    weights = options.prior.map { prior in
      zip(labels, mask).map { label, own in
        let factor = prior[label] ?? 1
        return factor.isFinite && factor > 0 ? own + log(factor) : own
      }
    }
  }

  private static func isAllowed(_ label: String, _ options: ClassificationOptions) -> Bool {
    if options.exclude.contains(label) || options.prior?[label] == 0 { return false }
    return options.include?.contains(label) ?? true
  }

  /// The prediction of a text from the logits (K) of each of its windows, one after the other: the mean of the
  /// windows' distributions, weighted by their confidence (largest probability).
  package func prediction(windows: [ArraySlice<Float>]) -> Prediction {
    prediction(probabilities: probabilities(windows: windows), allowedShare: allowedShare(windows))
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

  /// How much of softmax(logits / T) the allowed languages have, the mean of the windows; 1 where all are allowed.
  private func allowedShare(_ windows: [ArraySlice<Float>]) -> Double {
    guard let mask else { return 1 }
    let shares = windows.compactMap { logits -> Double? in
      let scores = logits.map { Double($0) * inverseTemperature }
      guard let highest = scores.max(), highest.isFinite else { return nil }
      let all = scores.map { exp($0 - highest) }
      let allowed = zip(all, mask).reduce(0) { $1.1 > -.infinity ? $0 + $1.0 : $0 }
      return allowed / all.reduce(0, +)
    }
    return shares.isEmpty ? 0 : shares.reduce(0, +) / Double(shares.count)
  }

  /// softmax(logits / T + log prior) of the allowed languages, (K); nil where none is allowed, or a logit is no finite
  /// number. A prior never takes probability from a language that leads with and without it: what it has to say is for
  /// texts that leave a doubt.
  package func distribution(_ logits: ArraySlice<Float>) -> [Double]? {
    let bare = softmax(logits, adding: mask)
    guard let weights, let bare, let weighted = softmax(logits, adding: weights) else { return bare }
    guard let leader = bare.indices.max(by: { bare[$0] < bare[$1] }) else { return bare }
    let leads = weighted.allSatisfy { $0 <= weighted[leader] }
    return leads && weighted[leader] < bare[leader] ? bare : weighted
  }

  /// softmax(logits / T + addends), (K).
  private func softmax(_ logits: ArraySlice<Float>, adding addends: [Double]?) -> [Double]? {
    var scores = logits.map { Double($0) * inverseTemperature }
    if let addends {
      for index in scores.indices { scores[index] += addends[index] }
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

  private func prediction(probabilities: [Double]?, allowedShare: Double) -> Prediction {
    guard let probabilities else { return Prediction(abstainingFor: .noAllowedLanguage) }
    let order = probabilities.indices.filter(isAllowed).sorted { (probabilities[$1], $0) < (probabilities[$0], $1) }
    let candidates = order.map { Candidate(language: labels[$0], probability: probabilities[$0]) }
    return Prediction(candidates: candidates, minimumConfidence: minimumConfidence, allowedShare: allowedShare)
  }

  private func isAllowed(_ index: Int) -> Bool {
    mask.map { $0[index] > -.infinity } ?? true
  }
}
