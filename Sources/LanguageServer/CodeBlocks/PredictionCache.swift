import Classification
import CodeBlocks
import Synchronization

/// What the classifier said of code, by the code itself: after an edit only the blocks that changed are looked at
/// again, in whichever document they stand.
///
/// It holds at most `2 * generationCapacity` predictions, each cut to its best candidates: a few megabytes.
final class PredictionCache: Sendable {
  /// What a prediction depends on besides the code: another model or other languages, and all is forgotten.
  struct Basis: Sendable, Equatable {
    let detector: LoadedDetector.Identity
    let options: ClassificationOptions
  }

  /// How many candidates of a prediction are kept.
  static let keptCandidates = 10

  private struct State {
    var basis: Basis?
    /// What was asked for lately. When it is full it becomes the old generation, and the old one is forgotten.
    var young: [TextIdentity: Prediction] = [:]
    var old: [TextIdentity: Prediction] = [:]
  }

  private let generationCapacity: Int
  private let state = Mutex(State())

  init(generationCapacity: Int = 1 << 14) { self.generationCapacity = generationCapacity }

  /// What is known of that code; nil if nothing is, or on another basis.
  func prediction(of code: TextIdentity, on basis: Basis) -> Prediction? {
    state.withLock { state in
      guard state.basis == basis else { return nil }
      if let known = state.young[code] { return known }
      guard let known = state.old[code] else { return nil }
      insert(known, for: code, into: &state)
      return known
    }
  }

  /// Keeps a prediction. The first on a new basis ends what was known on another.
  func keep(_ prediction: Prediction, of code: TextIdentity, on basis: Basis) {
    state.withLock { state in
      if state.basis != basis { state = State(basis: basis) }
      insert(prediction, for: code, into: &state)
    }
  }

  private func insert(_ prediction: Prediction, for code: TextIdentity, into state: inout State) {
    if state.young.count >= generationCapacity { (state.old, state.young) = (state.young, [:]) }
    state.young[code] = prediction
  }
}

extension Prediction {
  /// The same with no more than its `count` best candidates.
  func shortened(to count: Int) -> Prediction {
    candidates.count > count ? Prediction(candidates: Array(candidates.prefix(count))) : self
  }
}
