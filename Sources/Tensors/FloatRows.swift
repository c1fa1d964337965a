/// Work on rows of single-precision numbers, in an order that is always the same.
package enum FloatRows {
  private static let width = 8
  private typealias Vector = SIMD8<Float>

  /// The sum of x * y, (count).
  package static func dot(_ x: UnsafePointer<Float>, _ y: UnsafePointer<Float>, count: Int) -> Float {
    var total = Vector.zero
    var index = 0
    while index &+ width <= count {
      total += load(x + index) * load(y + index)
      index &+= width
    }
    var sum = total.sum()
    while index < count {
      sum += x[index] * y[index]
      index &+= 1
    }
    return sum
  }

  /// y += factor * x, (count).
  package static func add(_ x: UnsafePointer<Float>, times factor: Float, to y: UnsafeMutablePointer<Float>, count: Int)
  {
    var index = 0
    while index &+ width <= count {
      store(load(y + index) + load(x + index) * factor, at: y + index)
      index &+= width
    }
    while index < count {
      y[index] += x[index] * factor
      index &+= 1
    }
  }

  /// An elementwise step of AdaGrad (Duchi et al. 2011) with the gradient factor * x: squares += gradient²,
  /// y -= rate * gradient / √squares, (count).
  package static func adaGrad(
    _ y: UnsafeMutablePointer<Float>, squares: UnsafeMutablePointer<Float>, gradient x: UnsafePointer<Float>,
    times factor: Float, rate: Float, count: Int
  ) {
    var index = 0
    while index &+ width <= count {
      let gradient = load(x + index) * factor
      let total = load(squares + index) + gradient * gradient
      store(total, at: squares + index)
      store(load(y + index) - rate * gradient / total.squareRoot(), at: y + index)
      index &+= width
    }
    while index < count {
      let gradient = x[index] * factor
      squares[index] += gradient * gradient
      y[index] -= rate * gradient / squares[index].squareRoot()
      index &+= 1
    }
  }

  /// y = (1 - share) * y + share * x, (count). What is equal stays so to the bit, and a share of 1 takes x.
  package static func mix(_ x: UnsafePointer<Float>, share: Float, into y: UnsafeMutablePointer<Float>, count: Int) {
    for place in 0..<count where y[place] != x[place] {
      y[place] = share == 1 ? x[place] : (1 - share) * y[place] + share * x[place]
    }
  }

  @inline(__always)
  private static func load(_ x: UnsafePointer<Float>) -> Vector {
    UnsafeRawPointer(x).loadUnaligned(as: Vector.self)
  }

  @inline(__always)
  private static func store(_ value: Vector, at x: UnsafeMutablePointer<Float>) {
    UnsafeMutableRawPointer(x).storeBytes(of: value, as: Vector.self)
  }
}
