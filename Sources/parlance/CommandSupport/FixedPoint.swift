/// Numbers with a fixed count of decimals, without Foundation, which is slow to start.
enum FixedPoint {
  /// `3.142` for 3.14159 and 3 decimals; what is not finite is `-`.
  static func text(_ value: Double, decimals: Int) -> String {
    let scale = (0..<decimals).reduce(1.0) { product, _ in product * 10 }
    guard let units = Int(exactly: (value * scale).rounded()) else { return "-" }
    let digits = String(units.magnitude)
    let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
    let sign = units < 0 ? "-" : ""
    return decimals > 0 ? "\(sign)\(padded.dropLast(decimals)).\(padded.suffix(decimals))" : sign + padded
  }

  /// `74.2 %` for 0.742.
  static func percent(_ share: Double) -> String { text(share * 100, decimals: 1) + " %" }
}
