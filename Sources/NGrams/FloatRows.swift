/// Work on rows of single-precision numbers, in an order that is always the same.
enum FloatRows {
  private static let width = 8

  /// The sum of x * y, (count).
  @inline(__always)
  static func dot(_ x: UnsafePointer<Float>, _ y: UnsafePointer<Float>, count: Int) -> Float {
    var total = SIMD8<Float>.zero
    var index = 0
    while index + width <= count {
      total += load(x + index) * load(y + index)
      index += width
    }
    var sum = total.sum()
    while index < count {
      sum += x[index] * y[index]
      index += 1
    }
    return sum
  }

  @inline(__always)
  private static func load(_ x: UnsafePointer<Float>) -> SIMD8<Float> {
    UnsafeRawPointer(x).loadUnaligned(as: SIMD8<Float>.self)
  }
}
