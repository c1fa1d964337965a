#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Numbers as people read them.
package enum NumberText {
  /// `3.142` for 3.14159 and 3 decimals; what is not finite, or too large to have any, is `–`.
  package static func fixed(_ value: Double, _ decimals: Int) -> String {
    let scale = (0..<decimals).reduce(1.0) { product, _ in product * 10 }
    guard value.isFinite, let units = Int(exactly: (value * scale).rounded()) else { return "–" }
    let digits = String(units.magnitude)
    let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
    let sign = units < 0 ? "-" : ""
    return decimals > 0 ? "\(sign)\(padded.dropLast(decimals)).\(padded.suffix(decimals))" : sign + padded
  }

  /// `74.2 %` for 0.742.
  package static func percent(_ share: Double, _ decimals: Int = 1) -> String { fixed(share * 100, decimals) + " %" }

  /// `1,234,567`.
  package static func grouped(_ value: Int) -> String {
    var text = String(value.magnitude)
    var place = text.count - 3
    while place > 0 {
      text.insert(",", at: text.index(text.startIndex, offsetBy: place))
      place -= 3
    }
    return (value < 0 ? "-" : "") + text
  }

  /// The number with so many significant digits: `0.00123`, `45.1`, `1.2e-05`.
  package static func significant(_ value: Double, _ digits: Int = 3) -> String {
    guard value.isFinite else { return "–" }
    guard value != 0 else { return "0" }
    let exponent = Int(floor(log10(abs(value))))
    if exponent >= -3, exponent < 7 { return fixed(value, max(0, digits - 1 - exponent)) }
    // Scaled in two steps, since a power of ten as large as the smallest number needs is infinite.
    let mantissa = value / pow(10, Double(exponent / 2)) / pow(10, Double(exponent - exponent / 2))
    let magnitude = abs(exponent)
    return "\(fixed(mantissa, digits - 1))e\(exponent < 0 ? "-" : "+")\(magnitude < 10 ? "0" : "")\(magnitude)"
  }

  /// `1:02:03`, `0:45`.
  package static func clock(_ seconds: Double) -> String {
    guard seconds.isFinite, abs(seconds) < 1e9 else { return "–" }
    let total = max(0, Int(seconds.rounded()))
    let two = { (number: Int) in number < 10 ? "0\(number)" : "\(number)" }
    let (hours, minutes) = (total / 3600, total / 60 % 60)
    return (hours > 0 ? "\(hours):\(two(minutes))" : "\(minutes)") + ":" + two(total % 60)
  }
}
