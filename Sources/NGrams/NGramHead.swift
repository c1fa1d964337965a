private import Tensors

/// A linear layer on a text's vector: K numbers from D.
package struct NGramHead: Sendable, Equatable {
  /// (K, D)
  package internal(set) var weight: [Float]
  /// (K)
  package internal(set) var bias: [Float]

  /// A layer of its parameters.
  package init(weight: [Float], bias: [Float]) {
    self.weight = weight
    self.bias = bias
  }

  /// K
  var count: Int { bias.count }

  /// Output k for the vector `hidden`, (D).
  @inline(__always)
  func output(_ k: Int, _ hidden: UnsafePointer<Float>, dimensions: Int) -> Float {
    weight.withUnsafeBufferPointer { weight in
      guard let weight = weight.baseAddress else { return bias[k] }
      return bias[k] + FloatRows.dot(weight + k * dimensions, hidden, count: dimensions)
    }
  }

  /// Throws where a number is not finite.
  func checkFinite(_ weightField: NGramError.Field, _ biasField: NGramError.Field) throws(NGramError) {
    for (numbers, field) in [(weight, weightField), (bias, biasField)] {
      if let index = numbers.firstIndex(where: { !$0.isFinite }) {
        throw NGramError(field: field, problem: .notFinite(index: index))
      }
    }
  }
}
