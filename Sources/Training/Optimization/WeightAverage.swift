internal import Roberta
internal import Tensors

/// An exponential moving average of the weights (Polyak and Juditsky 1992), which often generalises better than the
/// last weights do.
///
/// average ← d·average + (1 − d)·weights after each step, with d = min(decay, (1 + t)/(10 + t)), so that the first
/// weights are soon forgotten (as TensorFlow's `ExponentialMovingAverage` with `num_updates`).
final class WeightAverage {
  /// The average, laid out as the weights.
  let parameters: RobertaParameters
  /// Steps averaged so far.
  var updates = 0
  private let decay: Double

  init(of parameters: RobertaParameters, decay: Double) {
    self.parameters = parameters.copy()
    self.decay = decay
  }

  /// Takes the weights from the float `start` on in; those before it are frozen, and the same here and there.
  func update(with weights: RobertaParameters, from start: Int, pool: ThreadPool) {
    updates += 1
    let share = Float(1 - min(decay, (1 + Double(updates)) / (10 + Double(updates))))
    let average = parameters.buffer.pointer + start
    let current = weights.buffer.pointer + start
    pool.forEachShare(of: weights.buffer.count - start, granularity: 1024) { _, range in
      for index in range { average[index] += share * (current[index] - average[index]) }
    }
  }
}
