internal import NGrams

/// Which text, cut how, with which answer the n-gram part learns from next: a pure function of the seed, the pass and the
/// place in it.
struct NGramDraws: Sendable {
  /// What one step learns from.
  struct Draw: Sendable {
    /// UTF-8, as inference prepares it.
    let text: [UInt8]
    let target: NGramTarget
  }

  private let set: TrainingSet
  private let order: EpochOrder
  private let crop: TextCrop
  private let seed: Int
  /// Whether "none of these" counts for anything.
  private let learnsNone: Bool

  /// Draws from `set` by the configuration's balance and shares, in an order of their own.
  init(_ set: TrainingSet, _ configuration: TrainingConfiguration) {
    self.set = set
    seed = configuration.seed &+ 2
    order = EpochOrder(
      targets: set.targets, classBalance: configuration.classBalance,
      noneOfTheseShare: configuration.noneOfTheseShare, seed: seed)
    crop = configuration.ngramCrop
    learnsNone = configuration.noneOfTheseWeight > 0
  }

  /// Draws in a pass.
  var perPass: Int { learnsNone ? order.drawsPerEpoch : snippets(pass: 0).count }

  /// The snippets that a pass draws, in order.
  func snippets(pass: Int) -> [Int] {
    let drawn = order.order(epoch: pass)
    return learnsNone ? drawn : drawn.filter { set.targets[$0] >= 0 }
  }

  /// What is made of the snippet that is drawn at `place` of a pass.
  func draw(_ snippet: Int, pass: Int, place: Int) -> Draw {
    var random = RandomStream(seed: seed, .ngramCrop, pass, place)
    return Draw(text: crop.draw(from: set.texts[snippet], &random), target: target(of: snippet))
  }

  /// The label that its author gave: a teacher's doubt is for the encoder, which is to learn what a model such as this one
  /// knows. Where nobody gave one the doubt is all there is.
  private func target(of snippet: Int) -> NGramTarget {
    let label = set.targets[snippet]
    if label < 0 { return .noneOfThese }
    guard set.spread.contains(snippet), let soft = set.softLabels[snippet] else { return .label(Int(label)) }
    return .mixture(
      zip(soft.labels, soft.probabilities).map { NGramTarget.Share(label: Int($0), probability: Float($1)) })
  }
}
