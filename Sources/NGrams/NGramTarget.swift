/// What a text is to be taken for while learning: a distribution over the K classes.
package enum NGramTarget: Sendable, Equatable {
  /// One class.
  case label(Int)
  /// Several classes, whose probabilities have the sum 1; the others have none.
  case mixture([Share])
  /// Each class as much as any other: none of these.
  case uniform

  /// One class and its probability.
  package struct Share: Sendable, Equatable {
    package var label: Int
    package var probability: Float

    package init(label: Int, probability: Float) {
      self.label = label
      self.probability = probability
    }
  }

  /// Writes the distribution to `probabilities`, (K).
  func write(to probabilities: UnsafeMutableBufferPointer<Float>) {
    probabilities.update(repeating: self == .uniform ? 1 / Float(probabilities.count) : 0)
    switch self {
    case .label(let label): probabilities[checked(label, probabilities.count)] = 1
    case .mixture(let shares):
      for share in shares { probabilities[checked(share.label, probabilities.count)] += share.probability }
    case .uniform: break
    }
  }

  private func checked(_ label: Int, _ count: Int) -> Int {
    precondition((0..<count).contains(label), "NGramTarget: label \(label) of \(count)")
    return label
  }
}
