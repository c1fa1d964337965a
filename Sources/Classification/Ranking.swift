#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Turns a model's logits into ranked languages: temperature, allowed languages, several windows, confidence, prior.
///
/// It is made once for many texts from a model's labels, its calibration and the caller's options.
package struct Ranking: Sendable {
  /// The model's labels, (K).
  package let labels: [String]
  let inverseTemperature: Double
  let minimumConfidence: Double
  private let curve: ConfidenceCurve?
  /// 0 a label, -infinity where it is not allowed; nil where all are.
  private let mask: [Double]?
  /// Whether a label may be answered, of those that are allowed; nil where all may.
  private let isGuessed: [Bool]?
  /// The prior's factor of each label; nil without a prior.
  private let factors: [Double]?

  /// A ranking of these labels (K) by a model's calibration, under the caller's options.
  package init(labels: [String], calibration: Calibration, options: ClassificationOptions) {
    self.labels = labels
    inverseTemperature = 1 / calibration.temperature
    minimumConfidence = options.minimumConfidence
    curve = calibration.confidence
    let mask = labels.map { Ranking.isAllowed($0, options) ? 0 : -Double.infinity }
    self.mask = mask.contains(-.infinity) ? mask : nil
    let withheld = calibration.withheld?.languages ?? [:]
    let isGuessed = labels.map { withheld[$0] == nil || options.include?.contains($0) == true }
    self.isGuessed = isGuessed.contains(false) ? isGuessed : nil
    factors = options.prior.map { prior in
      labels.map { prior[$0] ?? 1 }.map { $0.isFinite && $0 > 0 ? $0 : 1 }
    }
  }

  private static func isAllowed(_ label: String, _ options: ClassificationOptions) -> Bool {
    if options.exclude.contains(label) || options.prior?[label] == 0 { return false }
    return options.include?.contains(label) ?? true
  }

  /// The prediction of a text of this length from the logits (K) of each of its windows, one after the other: the mean of
  /// the windows' distributions, weighted by their confidence (largest probability). The probability that the text is in
  /// no language of the model is taken off each.
  package func prediction(
    windows: [ArraySlice<Float>], length: TextLength, unknown: Double = 0
  ) -> Prediction {
    prediction(
      of: probabilities(windows: windows, characters: length.characters, unknown: unknown), windows: windows,
      length: length)
  }

  /// The same from the probabilities of these windows.
  func prediction(of probabilities: Probabilities?, windows: [ArraySlice<Float>], length: TextLength) -> Prediction {
    prediction(probabilities: probabilities.map { bounded($0, length) }, allowedShare: allowedShare(windows))
  }

  /// What a prediction is made of, before the ceiling of short texts.
  struct Probabilities {
    /// Of the labels, (K), with a sum of 1 less that it is none of them.
    let values: [Double]
    /// How sure the first is by the model and its curve alone: a caller's prior makes no short text certain.
    let confidence: Double
  }

  /// The probabilities of these windows; nil where none says anything.
  func probabilities(windows: [ArraySlice<Float>], characters: Int, unknown: Double) -> Probabilities? {
    let known = max(Self.leastKnown, 1 - unknown)
    return mean(windows).flatMap { calibrated($0, characters: characters) }.map { bare in
      let weighted = weighted(bare)
      return Probabilities(
        values: known < 1 ? weighted.map { $0 * known } : weighted, confidence: (bare.max() ?? 0) * known)
    }
  }

  /// What is left for the model's languages at least, so that their order stays.
  private static let leastKnown = 1e-6

  /// The same where the first is no surer than an answer about so few marks may be, unless nothing else may be answered;
  /// what it loses, the others get in the proportions that they have. Models whose confidences nobody fitted are left alone.
  private func bounded(_ probabilities: Probabilities, _ length: TextLength) -> [Double] {
    let distribution = probabilities.values
    let ceiling = ConfidenceCurve.ceiling(marks: length.marks, confidence: probabilities.confidence)
    guard curve != nil, ceiling < 1,
      let first = distribution.indices.max(by: { distribution[$0] < distribution[$1] }), distribution[first] > ceiling
    else { return distribution }
    var result = distribution
    result[first] = 0
    let rest = result.reduce(0, +)
    let share = rest > 0 ? (rest + distribution[first] - ceiling) / rest : 0
    guard share.isFinite, share > 0 else { return distribution }
    for index in result.indices { result[index] *= share }
    result[first] = ceiling
    return result
  }

  private func mean(_ windows: [ArraySlice<Float>]) -> [Double]? {
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

  /// The distribution of the labels that may be answered, the first of which has the confidence that such answers deserve.
  /// What the others had is lost to it, and speaks for doubt. Nil where none may be.
  private func calibrated(_ distribution: [Double], characters: Int) -> [Double]? {
    guard curve != nil || isGuessed != nil else { return distribution }
    var guessed = distribution
    if let isGuessed {
      for index in guessed.indices {
        // Where all of it is another's, the labels share what is left.
        guessed[index] = isGuessed[index] && isAllowed(index) ? max(.leastNormalMagnitude, guessed[index]) : 0
      }
    }
    guard let first = guessed.indices.max(by: { (guessed[$0], $1) < (guessed[$1], $0) }), guessed[first] > 0 else {
      return nil
    }
    let confidence = curve?.confidence(of: guessed[first], characters: characters) ?? guessed[first]
    return Self.giving(confidence, to: first, of: guessed)
  }

  /// What keeps the first before a second that has as much, for all that rounding does.
  private static let leastLead = 1e-9

  /// A distribution whose first gets this much, or a little more than the second where that is more: the first stays it. The
  /// others share the rest in the proportions that they have.
  private static func giving(_ confidence: Double, to first: Int, of distribution: [Double]) -> [Double] {
    var others = distribution
    others[first] = 0
    let rest = others.reduce(0, +)
    guard rest > 0, let second = others.max() else { return others.indices.map { $0 == first ? 1 : 0 } }
    let share = max(confidence, second / (rest + second) + leastLead)
    var result = others.map { $0 / rest * (1 - share) }
    result[first] = share
    return result
  }

  /// A distribution by the caller's prior. That never takes probability from a language that leads with and without it: what
  /// it has to say is for texts that leave a doubt.
  private func weighted(_ bare: [Double]) -> [Double] {
    guard let factors else { return bare }
    let products = zip(bare, factors).map(*)
    let sum = products.reduce(0, +)
    guard sum > 0, sum.isFinite, let leader = bare.indices.max(by: { bare[$0] < bare[$1] }) else { return bare }
    let weighted = products.map { $0 / sum }
    let leads = weighted.allSatisfy { $0 <= weighted[leader] }
    return leads && weighted[leader] < bare[leader] ? bare : weighted
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

  /// softmax(logits / T) of the allowed languages, (K); nil where none is allowed, or a logit is no finite number.
  package func distribution(_ logits: ArraySlice<Float>) -> [Double]? {
    softmax(logits, adding: mask)
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
    let order = probabilities.indices.filter(mayBeAnswered).sorted { (probabilities[$1], $0) < (probabilities[$0], $1) }
    let candidates = order.map { Candidate(language: labels[$0], probability: probabilities[$0]) }
    return Prediction(candidates: candidates, minimumConfidence: minimumConfidence, allowedShare: allowedShare)
  }

  private func mayBeAnswered(_ index: Int) -> Bool { isAllowed(index) && isGuessed?[index] ?? true }

  private func isAllowed(_ index: Int) -> Bool {
    mask.map { $0[index] > -.infinity } ?? true
  }
}
