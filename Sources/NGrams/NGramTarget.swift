/// What a text is to be taken for while learning: a distribution over the K classes and "none of these".
package enum NGramTarget: Sendable, Equatable {
  /// One class.
  case label(Int)
  /// Several classes, whose probabilities have the sum 1; the others have none.
  case mixture([Share])
  /// None of the classes.
  case noneOfThese

  /// One class and its probability.
  package struct Share: Sendable, Equatable {
    package var label: Int
    package var probability: Float

    package init(label: Int, probability: Float) {
      self.label = label
      self.probability = probability
    }
  }

  /// Writes the distribution to `probabilities`, (K + 1), "none of these" behind the classes.
  func write(to probabilities: UnsafeMutableBufferPointer<Float>) {
    let classCount = probabilities.count - 1
    probabilities.update(repeating: 0)
    switch self {
    case .label(let label): probabilities[checked(label, classCount)] = 1
    case .mixture(let shares):
      for share in shares { probabilities[checked(share.label, classCount)] += share.probability }
    case .noneOfThese:
      probabilities.update(repeating: Float(1 - Self.noneShare) / Float(classCount))
      probabilities[classCount] = Float(Self.noneShare)
    }
  }

  /// How much of the distribution a text that is in none of the classes gives to "none of these". The rest is every class's alike,
  /// so that what is said of such texts also leaves no class ahead.
  private static let noneShare = 0.5

  /// How much likelier it is in use that a text is in none of the classes than it is where one is learnt from: among eight
  /// texts, say, where it was among a dozen.
  private static let odds = 1.65

  /// The probability that a text is in none of the classes, where "none of these" has this share of the softmax: a text that
  /// surely is in none has `noneShare`, one that surely is in one has 0.
  static func unknown(noneShare share: Double) -> Double {
    let learnt = min(1, share / noneShare)
    return odds * learnt / (odds * learnt + 1 - learnt)
  }

  private func checked(_ label: Int, _ count: Int) -> Int {
    precondition((0..<count).contains(label), "NGramTarget: label \(label) of \(count)")
    return label
  }
}
