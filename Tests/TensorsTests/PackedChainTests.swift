import Tensors
import Testing

/// Several products in one call, each set of kernels held against the same products, norms and activations one by one.
@Suite struct PackedChainTests {
  private struct Case {
    let rows: Int
    let hidden: Int
    let inner: Int
    let precision: InferencePrecision
    let kernels: KernelTable

    let x: FloatBuffer
    let residual: FloatBuffer
    let weights: [FloatBuffer]
    let biases: [FloatBuffer]
    let gamma: FloatBuffer
    let beta: FloatBuffer

    init(_ rows: Int, _ hidden: Int, _ inner: Int, _ precision: InferencePrecision, _ name: String) {
      (self.rows, self.hidden, self.inner, self.precision) = (rows, hidden, inner, precision)
      self.kernels = KernelTable.all.first { $0.name == name } ?? .scalar
      (x, residual) = (FloatBuffer(numbers(rows * hidden, seed: 1)), FloatBuffer(numbers(rows * hidden, seed: 2)))
      weights = [hidden, inner, inner].enumerated().map {
        FloatBuffer(numbers($1 * hidden, seed: UInt64(3 + $0), scale: 0.2))
      }
      biases = [hidden, inner, hidden].enumerated().map { FloatBuffer(numbers($1, seed: UInt64(6 + $0))) }
      (gamma, beta) = (FloatBuffer(numbers(hidden, seed: 9)), FloatBuffer(numbers(hidden, seed: 10)))
    }

    private var innerStride: Int { inner + 3 }
    private var norm: LayerNorm.Weights { .init(gamma: gamma.pointer, beta: beta.pointer) }

    /// Those that a norm follows have no bias where it is the norm that is to add it, as it does within a chain.
    private func linears(withBiases: Bool) -> [PackedLinear] {
      [(hidden, hidden), (hidden, inner), (inner, hidden)].enumerated().map { index, size in
        PackedLinear(
          .init(weights[index].pointer, stride: size.0), bias: withBiases || index == 1 ? biases[index].pointer : nil,
          inputs: size.0, outputs: size.1,
          precision: precision, kernels: kernels)
      }
    }

    /// The first product's rows, and the last one's, which go where the first one's residual was.
    var together: [[Float]] {
      let (first, inner) = (room(hidden), room(innerStride))
      let own = FloatBuffer(residual.array + [Float](repeating: 7, count: hidden))
      let linears = linears(withBiases: true)
      let chain = PackedChain([
        .init(linears[0], .norm(norm, epsilon: 1e-5)), .init(linears[1], .activation(.gelu)),
        .init(linears[2], .norm(norm, epsilon: 1e-5)),
      ])
      chain.forward(
        x.pointer,
        into: [
          .init(first.pointer, stride: hidden, residual: own.pointer), .init(inner.pointer, stride: innerStride),
          .init(own.pointer, stride: hidden, residual: first.pointer),
        ], rows: rows)
      return [first.array, inner.array, own.array]
    }

    var oneByOne: [[Float]] {
      let (first, inner, last) = (room(hidden), room(innerStride), room(hidden))
      let layerNorm = LayerNorm(columns: hidden, epsilon: 1e-5, kernels: kernels)
      let linears = linears(withBiases: false)
      linears[0].forward(x.pointer, into: first.pointer, rows: rows)
      layerNorm.forward(
        first.pointer, bias: biases[0].pointer, residual: residual.pointer, weights: norm, into: first.pointer,
        rows: rows)
      linears[1].forward(first.pointer, into: inner.pointer, yStride: innerStride, rows: rows, activation: .gelu)
      linears[2].forward(inner.pointer, xStride: innerStride, into: last.pointer, rows: rows)
      layerNorm.forward(
        last.pointer, bias: biases[2].pointer, residual: first.pointer, weights: norm, into: last.pointer, rows: rows)
      return [first.array, inner.array, last.array]
    }

    /// For one row more than there are, which nobody may touch.
    private func room(_ stride: Int) -> FloatBuffer { FloatBuffer([Float](repeating: 7, count: (rows + 1) * stride)) }
  }

  /// Rows that are not a multiple of a tile or of a block, columns that are none of a vector, and a k in two blocks.
  @Test(arguments: KernelTable.all.map(\.name), InferencePrecision.allCases)
  func areThoseOneByOne(name: String, precision: InferencePrecision) {
    MatrixMultiply.prepare()
    for (rows, hidden, inner) in [(1, 33, 70), (13, 48, 17), (29, 51, 1601), (261, 40, 65), (700, 16, 33)] {
      let c = Case(rows, hidden, inner, precision, name)
      #expect(zip(c.together, c.oneByOne).allSatisfy { difference($0, $1) < 1e-6 }, "\(rows), \(hidden), \(inner)")
    }
  }

  @Test(arguments: InferencePrecision.allCases) func noRowsAreNotTouched(precision: InferencePrecision) {
    let c = Case(0, 8, 9, precision, KernelTable.best.name)
    #expect(c.together == [8, 12, 8].map { [Float](repeating: 7, count: $0) })
  }
}
