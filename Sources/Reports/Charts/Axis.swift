#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// A linear axis with ticks at round numbers.
struct Axis {
  /// The values at its two ends, and at its ticks.
  let lower: Double, upper: Double, ticks: [Double]
  /// Decimals that tell two ticks apart.
  let decimals: Int

  /// An axis over all the values that are finite, with some `count` ticks (Heckbert, "Nice numbers for graph labels",
  /// Graphics Gems, 1990).
  init(_ values: some Sequence<Double>, count: Int = 5) {
    // Differences of larger ones could be infinite.
    let finite = values.filter { abs($0) < 1e300 }
    var low = finite.min() ?? 0
    var high = finite.max() ?? 1
    // Differences of smaller ones have no logarithm.
    if high - low <= max(1e-280, max(abs(high), abs(low)) * 1e-9) {
      let margin = abs(high) < 1e-270 ? 1 : abs(high) * 0.1
      (low, high) = (low - margin, high + margin)
    }
    let step = Self.niceStep((high - low) / Double(max(1, count - 1)))
    let (first, last) = ((low / step).rounded(.down), (high / step).rounded(.up))
    (lower, upper) = (first * step, last * step)
    ticks = (0...max(0, Int(last - first))).map { (first + Double($0)) * step }
    decimals = max(0, -Int(floor(log10(step))))
  }

  /// Where a value lies, 0 at the lower end and 1 at the upper one.
  func share(_ value: Double) -> Double { min(1, max(0, (value - lower) / (upper - lower))) }

  /// 1, 2 or 5 times a power of ten, near `rough`.
  private static func niceStep(_ rough: Double) -> Double {
    let power = pow(10, floor(log10(rough)))
    let fraction = rough / power
    return power * (fraction < 1.5 ? 1 : fraction < 3.5 ? 2 : fraction < 7.5 ? 5 : 10)
  }
}
