/// How often answers of each confidence are wrong: the falling curve nearest to labelled answers (isotonic regression by
/// pooling adjacent violators; Barlow, Bartholomew, Bremner and Brunk 1972), so that no bins have to be chosen.
struct ErrorCurve: Sendable {
  /// An answer that counts as `weight` of one.
  struct Answer: Sendable {
    let confidence: Double
    let isWrong: Bool
    let weight: Double
  }

  /// Neighbouring answers that share one error rate.
  private struct Pool {
    var least: Double
    var wrong: Double
    var weight: Double
    var rate: Double { weight > 0 ? wrong / weight : 0 }
  }

  /// Pools of rising confidence and falling error.
  private let pools: [Pool]

  /// The curve of these answers.
  init(_ answers: [Answer]) {
    var pools: [Pool] = []
    for answer in answers.sorted(by: { $0.confidence < $1.confidence }) {
      let wrong = answer.isWrong ? answer.weight : 0
      if pools.last?.least == answer.confidence {
        pools[pools.count - 1].wrong += wrong
        pools[pools.count - 1].weight += answer.weight
      } else {
        pools.append(Pool(least: answer.confidence, wrong: wrong, weight: answer.weight))
      }
    }
    self.pools = Self.falling(pools)
  }

  private static func falling(_ pools: [Pool]) -> [Pool] {
    var result: [Pool] = []
    for pool in pools {
      result.append(pool)
      while result.count > 1, result[result.count - 2].rate <= result[result.count - 1].rate {
        let last = result.removeLast()
        result[result.count - 1].wrong += last.wrong
        result[result.count - 1].weight += last.weight
      }
    }
    return result
  }

  /// The share of answers of this confidence that is wrong; 0 where the curve stands on nothing.
  func rate(at confidence: Double) -> Double {
    var (lower, upper) = (0, pools.count)
    while lower < upper {
      let middle = (lower + upper) / 2
      if pools[middle].least <= confidence { lower = middle + 1 } else { upper = middle }
    }
    return pools.isEmpty ? 0 : pools[max(0, lower - 1)].rate
  }
}
