import Tensors

/// How fast something is on one core.
enum KernelTime {
  /// Seconds of the fastest of many runs, at least a fifth of a second in all.
  static func fastest(_ body: () -> Void) -> Double {
    let clock = ContinuousClock()
    let end = clock.now + .milliseconds(200)
    var best = Double.infinity
    repeat {
      let start = clock.now
      body()
      best = min(best, (clock.now - start) / .seconds(1))
    } while clock.now < end
    return best
  }

  /// 10^9 operations a second of what does so many in a number of rounds.
  static func limit(_ operations: (Int) -> Double?) -> Double? {
    let rounds = 100_000
    guard let done = operations(rounds) else { return nil }
    return 1e-9 * done / fastest { _ = operations(rounds) }
  }

  /// Numbers between -1 and 1, of which no two neighbours are alike.
  static func filled(_ count: Int) -> FloatBuffer {
    let buffer = FloatBuffer(count: count)
    for i in 0..<count { buffer.pointer[i] = Float(i &* 7919 % 2003) / 1000 - 1 }
    return buffer
  }
}
