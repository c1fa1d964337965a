/// Numbers as people read them. They come from another process: any of them is one.
enum Figures {
  /// `93.4 %`
  static func percent(_ share: Double) -> String { "\(decimal(share * 100, 1)) %" }

  /// A number with so many decimals.
  static func decimal(_ number: Double, _ decimals: Int) -> String {
    var scale = 1
    for _ in 0..<decimals { scale *= 10 }
    guard let scaled = Int(exactly: (number * Double(scale)).rounded()) else { return "?" }
    let (whole, rest) = scaled.magnitude.quotientAndRemainder(dividingBy: UInt(scale))
    let digits = String(rest)
    return (scaled < 0 ? "-" : "") + "\(whole)." + String(repeating: "0", count: decimals - digits.count) + digits
  }

  /// `1:05`, `2:00:05`
  static func clock(_ seconds: Double) -> String {
    guard let total = Int(exactly: seconds.rounded()), total >= 0 else { return "?" }
    let (hours, rest) = total.quotientAndRemainder(dividingBy: 3600)
    let (minutes, last) = rest.quotientAndRemainder(dividingBy: 60)
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return hours > 0 ? "\(hours):\(two(minutes)):\(two(last))" : "\(minutes):\(two(last))"
  }
}
