internal import Corpus
internal import NGrams
private import Synchronization
internal import Tensors

/// The stage after the encoder's training: a linear classifier on hashed n-grams learns the same texts, to answer beside
/// the encoder (`NGramBalance` says how much it counts).
///
/// It takes a fraction of the run's time and writes no checkpoint: a run that is stopped in it does it anew when it is
/// resumed, to the same bits. A run of several learns in one thread, and as many learn at once as there are threads: their
/// number changes nothing.
///
/// Runs that go on from one model end in one valley of the loss, where the mean of their weights is mostly better than each
/// of them (Wortsman et al. 2022, "Model soups"), and with a share of the model that they went on from it forgets less of
/// what that knew ("Robust fine-tuning of zero-shot models").
struct NGramStage {
  let configuration: TrainingConfiguration
  let data: TrainingData
  /// The model that the run starts from; nil: none.
  let origin: ModelOrigin?
  let pool: ThreadPool
  let log: RunLog
  let shouldStop: () -> Bool

  /// What the stage came to.
  struct Part: Sendable {
    let classifier: NGramClassifier
    /// Whether it is the one of the model that the run started from, trained on or kept.
    let isContinued: Bool
    /// Whether it is that one as it was.
    var isKept = false
    /// The texts that it learned from, those of all passes, and its mean loss in the last one.
    let draws: Int, loss: Double
  }

  /// How the stage ended.
  enum Ending: Sendable {
    /// There is to be no n-gram part.
    case none
    case learned(Part)
    case interrupted

    /// What was learned, if anything.
    var part: Part? { if case .learned(let part) = self { part } else { nil } }
  }

  /// Learns.
  ///
  /// - Throws: `TrainingError` where nothing can be learned from.
  func run() throws -> Ending {
    guard configuration.ngramFeatures > 0 || origin?.ngrams != nil else { return .none }
    if let kept = keptPart {
      try log.tell(.note("n-grams: the model's part stays as it is"))
      return .learned(kept)
    }
    guard let start = try makeLearner() else { return .interrupted }
    let draws = NGramDraws(data.train, configuration)
    guard draws.perPass > 0 else { throw TrainingError.data("the n-gram part has nothing to learn from") }
    guard let (mean, loss) = try meanOfRuns(from: start, draws) else { return .interrupted }
    return .learned(
      Part(
        classifier: try mean.quantized(), isContinued: origin?.ngrams != nil,
        draws: configuration.ngramRuns * configuration.ngramEpochs * draws.perPass, loss: loss))
  }

  /// The start's part where it has the whole share and there is no label that it does not know.
  private var keptPart: Part? {
    guard configuration.ngramStartShare == 1, let origin, let ngrams = origin.ngrams,
      origin.labels == data.labels.labels
    else { return nil }
    return Part(classifier: ngrams, isContinued: true, isKept: true, draws: 0, loss: 0)
  }

  /// The mean of what all runs come to, with the start's share in it, and of their losses; nil where someone asked to stop.
  private func meanOfRuns(from start: NGramLearner, _ draws: NGramDraws) throws -> (NGramLearner, loss: Double)? {
    // The start until there is a run: not a copy of its rows, which are many.
    var (mean, loss) = (start, 0.0)
    for first in stride(from: 0, to: configuration.ngramRuns, by: pool.threads) {
      let numbers = first..<min(first + pool.threads, configuration.ngramRuns)
      guard let runs = try learn(numbers, from: start, draws) else { return nil }
      for (number, run) in zip(numbers, runs) {
        let share = 1 / Double(number + 1)
        if number == 0 {
          mean = run.learner
        } else {
          mean.mix(with: run.learner, share: Float(share), newClassesToo: true)
        }
        loss += (run.loss - loss) * share
      }
    }
    let startShare = Float(configuration.ngramStartShare)
    if startShare > 0 { mean.mix(with: start, share: startShare, newClassesToo: false) }
    return (mean, loss)
  }

  /// What some runs come to, as many as there are threads at most, each in one; nil where someone asked to stop.
  private func learn(_ numbers: Range<Int>, from start: NGramLearner, _ draws: NGramDraws) throws -> [NGramRun.End]? {
    // Whose turn it is to tell and to ask, and whether a run failed, which stops the others.
    let turn = Mutex(false)
    var ends = [Result<NGramRun.End?, any Error>](repeating: .success(nil), count: numbers.count)
    ends.withUnsafeMutableBufferPointer { ends in
      pool.run { thread in
        guard thread < ends.count else { return }
        let run = NGramRun(number: numbers.lowerBound + thread, configuration: configuration, draws: draws)
        ends[thread] = Result {
          try run.learn(
            from: start,
            tell: { note in
              try turn.withLock { isFailed in
                isFailed = true
                try log.tell(.note(note))
                isFailed = false
              }
            },
            shouldStop: { turn.withLock { $0 || shouldStop() } })
        }
      }
    }
    let learned = try ends.compactMap { try $0.get() }
    return learned.count == numbers.count ? learned : nil
  }

  /// The model's own part with the run's labels, else a new one; nil where someone asked to stop.
  private func makeLearner() throws -> NGramLearner? {
    if let origin, let ngrams = origin.ngrams {
      let rows = HeadTransfer(old: origin.labels, new: data.labels.labels).oldRows
      try log.tell(
        .note(
          "n-grams: the model's part, \(ngrams.featureCount) features of \(ngrams.dimensions) numbers, is trained on"))
      return try NGramLearner(continuing: ngrams, oldRows: rows)
    }
    try log.tell(.note("n-grams: choosing \(configuration.ngramFeatures) features of \(data.train.count) texts"))
    guard let keys = NGramFeatureChoice(data.train).keys(configuration.ngramFeatures, shouldStop: shouldStop) else {
      return nil
    }
    try log.tell(.note("n-grams: \(keys.count) features of \(configuration.ngramSize) numbers learn"))
    return try NGramLearner(
      keys: keys, dimensions: configuration.ngramSize, classCount: data.labels.count,
      seed: UInt64(configuration.seed))
  }
}
