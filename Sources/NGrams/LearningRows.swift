private import Tensors

/// The features' rows, (M, D), while they are learnt.
///
/// AdaGrad (Duchi et al. 2011) with one accumulator a row: the mean of its gradient's squares.
struct LearningRows {
  private(set) var values: [Float]
  private var squares: [Float]
  let dimensions: Int

  /// What the accumulators begin at.
  private static let firstSquare: Float = 1e-6
  /// The same for rows that were learnt before: about as much as those of frequent features have come to after 60,000
  /// texts. From `firstSquare` on, the first steps would undo what was learnt.
  private static let continuedSquare: Float = 1e-2

  /// Rows uniform in ±1/D, each a function of the seed and its place.
  init(count: Int, dimensions: Int, seed: UInt64) {
    let values = (0..<count * dimensions).map { place in
      let bits = NGramHash.mixed(seed &+ UInt64(place + 1) &* 0x9E37_79B9_7F4A_7C15) >> 8
      return (Float(bits) * 0x1p-23 - 1) / Float(dimensions)
    }
    self.init(values, dimensions: dimensions, firstSquare: Self.firstSquare)
  }

  /// Rows that were learnt before.
  init(continuing values: [Float], dimensions: Int) {
    self.init(values, dimensions: dimensions, firstSquare: Self.continuedSquare)
  }

  private init(_ values: [Float], dimensions: Int, firstSquare: Float) {
    self.values = values
    self.dimensions = dimensions
    squares = [Float](repeating: firstSquare, count: values.count / dimensions)
  }

  /// Takes the mean with other rows, which weigh `share`.
  mutating func mix(with other: LearningRows, share: Float) {
    values.mix(with: other.values, share: share, in: values.indices)
  }

  /// hidden (D) = the sum of the rows * `scale`
  func sum(_ rows: UnsafeBufferPointer<UInt32>, scale: Float, into hidden: UnsafeMutablePointer<Float>) {
    hidden.update(repeating: 0, count: dimensions)
    values.withUnsafeBufferPointer { values in
      guard let values = values.baseAddress else { return }
      for row in rows { VectorMath.add(values + Int(row) &* dimensions, to: hidden, count: dimensions) }
    }
    VectorMath.scale(hidden, by: scale, count: dimensions)
  }

  /// One step of the rows, whose gradient is `gradient`, (D), for each.
  mutating func learn(_ rows: UnsafeBufferPointer<UInt32>, gradient: UnsafePointer<Float>, learningRate: Float) {
    let (dimensions, meanSquare) = (
      dimensions, FloatRows.dot(gradient, gradient, count: dimensions) / Float(dimensions)
    )
    values.withUnsafeMutableBufferPointer { values in
      squares.withUnsafeMutableBufferPointer { squares in
        guard let values = values.baseAddress, let squares = squares.baseAddress else { return }
        for row in rows {
          squares[Int(row)] += meanSquare
          let step = -learningRate / squares[Int(row)].squareRoot()
          FloatRows.add(gradient, times: step, to: values + Int(row) &* dimensions, count: dimensions)
        }
      }
    }
  }
}
