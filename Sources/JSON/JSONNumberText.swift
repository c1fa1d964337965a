/// The value of a number in a text that the scanner has accepted.
enum JSONNumberText {
  /// An `integer` where the text is one that fits, a `number` elsewhere, `nil` beyond the range of a double.
  static func value(at start: Int, in bytes: UnsafeRawBufferPointer) -> JSONValue? {
    let isNegative = bytes[start] == UInt8(ascii: "-")
    var position = isNegative ? start + 1 : start
    var magnitude: Int? = 0
    while position < bytes.count, bytes[position] &- UInt8(ascii: "0") < 10 {
      magnitude = appending(bytes[position] &- UInt8(ascii: "0"), to: magnitude, isNegative: isNegative)
      position += 1
    }
    if let magnitude, position == bytes.count || !isPartOfNumber(bytes[position]) { return .integer(magnitude) }
    return double(at: start, in: bytes)
  }

  private static func appending(_ digit: UInt8, to value: Int?, isNegative: Bool) -> Int? {
    guard let value else { return nil }
    let (tens, overflowed) = value.multipliedReportingOverflow(by: 10)
    let digit = isNegative ? -Int(digit) : Int(digit)
    let (sum, overflowedToo) = tens.addingReportingOverflow(digit)
    return overflowed || overflowedToo ? nil : sum
  }

  private static func isPartOfNumber(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"),
      UInt8(ascii: "+"), UInt8(ascii: "-"):
      true
    default: false
    }
  }

  private static func double(at start: Int, in bytes: UnsafeRawBufferPointer) -> JSONValue? {
    var end = start
    while end < bytes.count, isPartOfNumber(bytes[end]) { end += 1 }
    guard let value = Double(String(decoding: bytes[start..<end], as: UTF8.self)), value.isFinite else { return nil }
    return .number(value)
  }
}
