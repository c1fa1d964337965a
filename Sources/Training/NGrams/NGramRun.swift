internal import NGrams

/// One of the runs of the n-gram part from its start, with draws of its own: all passes over the texts, in one thread.
struct NGramRun {
  /// What a run came to, and its mean loss in the last pass.
  struct End: Sendable {
    let learner: NGramLearner
    let loss: Double
  }

  /// Which of the runs it is, from 0.
  let number: Int
  let configuration: TrainingConfiguration
  let draws: NGramDraws

  /// Texts between two questions whether to stop.
  static let stride = 64
  /// Draws between two notes on how far it is.
  private static let noteStride = 100_000

  /// Learns, and tells how far it is; nil where someone asked to stop.
  func learn(
    from start: NGramLearner, tell: (String) throws -> Void, shouldStop: () -> Bool
  ) rethrows -> End? {
    var (learner, loss) = (start, 0.0)
    let scratch = NGramLearner.Scratch()
    for pass in 0..<configuration.ngramEpochs {
      guard let sum = try learn(pass, &learner, scratch, tell: tell, shouldStop: shouldStop) else { return nil }
      loss = sum / Double(draws.perPass)
      try tell("n-grams: \(name)pass \(pass + 1) of \(configuration.ngramEpochs), mean loss \(loss)")
    }
    return End(learner: learner, loss: loss)
  }

  /// What a note says of a run where there are several.
  private var name: String {
    configuration.ngramRuns > 1 ? "run \(number + 1) of \(configuration.ngramRuns), " : ""
  }

  /// The sum of a pass's losses; nil where someone asked to stop. No two passes of any runs draw alike.
  private func learn(
    _ pass: Int, _ learner: inout NGramLearner, _ scratch: NGramLearner.Scratch, tell: (String) throws -> Void,
    shouldStop: () -> Bool
  ) rethrows -> Double? {
    let (done, total) = (pass * draws.perPass, configuration.ngramEpochs * draws.perPass)
    let drawnPass = number * configuration.ngramEpochs + pass
    var loss = 0.0
    for (place, snippet) in draws.snippets(pass: drawnPass).enumerated() {
      if place % Self.stride == 0, shouldStop() { return nil }
      if place > 0, place % Self.noteStride == 0 {
        try tell("n-grams: \(name)\(done + place) of \(total) texts, mean loss \(loss / Double(place))")
      }
      let draw = draws.draw(snippet, pass: drawnPass, place: place)
      let rate = configuration.ngramLearningRate * (1 - Double(done + place) / Double(total))
      loss += learner.learn(draw.text, target: draw.target, learningRate: Float(rate), scratch: scratch)
    }
    return loss
  }
}
