import Tensors
import Testing

/// Kernels that work on whole rows: norms, softmax, dropout.
@Suite struct RowKernelTests {
  @Test(arguments: fastKernels, sizes.dropFirst()) func layerNorm(name: String, columns: Int) {
    let rows = 5
    let count = rows * columns
    let site = DropoutSite(key: 99, probability: 0.3)
    func run(_ kernels: KernelTable) -> [[Float]] {
      let norm = LayerNorm(columns: columns, epsilon: 1e-5, kernels: kernels)
      let (x, residual) = (FloatBuffer(numbers(count, seed: 1)), FloatBuffer(numbers(count, seed: 2)))
      let bias = FloatBuffer(numbers(columns, seed: 3))
      let (gamma, beta) = (FloatBuffer(numbers(columns, seed: 4)), FloatBuffer(numbers(columns, seed: 5)))
      let weights = LayerNorm.Weights(gamma: gamma.pointer, beta: beta.pointer)
      let (xhat, rstd) = (FloatBuffer(count: count), FloatBuffer(count: rows))
      let saved = LayerNorm.Saved(xhat: xhat.pointer, rstd: rstd.pointer)
      norm.forward(
        x.pointer, bias: bias.pointer, residual: residual.pointer, weights: weights, into: x.pointer, saved: saved,
        rows: rows, dropout: site, firstRow: 7)
      let again = FloatBuffer(count: count)
      norm.outputAgain(xhat.pointer, weights: weights, into: again.pointer, rows: rows)
      let dy = FloatBuffer(numbers(count, seed: 6))
      let (dGamma, dBeta) = (FloatBuffer(count: columns), FloatBuffer(count: columns))
      norm.backward(
        dy.pointer, saved: saved, weights: weights, gradients: .init(gamma: dGamma.pointer, beta: dBeta.pointer),
        into: dy.pointer, rows: rows)
      return [x.array, again.array, xhat.array, rstd.array, dy.array, dGamma.array, dBeta.array]
    }
    // One column has no spread: rstd is 1 / sqrt(epsilon) and magnifies every rounding.
    let tolerance: Float = columns == 1 ? 1e-3 : 5e-6
    for (found, expected) in zip(run(kernels(name)), run(.scalar)) {
      #expect(difference(found, expected, floor: 1) < tolerance)
    }
  }

  /// Several rows at a time, and what is left, are what each row is alone.
  @Test(arguments: KernelTable.all.map(\.name), [1, 3, 16, 33, 192]) func layerNormOfInference(
    name: String, columns: Int
  ) {
    let rows = 11
    let (x, residual) = (numbers(rows * columns, seed: 1), numbers(rows * columns, seed: 2))
    let bias = numbers(columns, seed: 3)
    let (gamma, beta) = (FloatBuffer(numbers(columns, seed: 4)), FloatBuffer(numbers(columns, seed: 5)))
    func run(_ name: String, _ range: Range<Int>) -> [Float] {
      let part = range.lowerBound * columns..<range.upperBound * columns
      let y = FloatBuffer(Array(x[part]))
      LayerNorm(columns: columns, epsilon: 1e-3, kernels: kernels(name)).forward(
        y.pointer, bias: bias, residual: Array(residual[part]),
        weights: .init(gamma: gamma.pointer, beta: beta.pointer), into: y.pointer, rows: range.count)
      return y.array
    }
    let found = run(name, 0..<rows)
    #expect(difference(found, run(KernelTable.scalar.name, 0..<rows), floor: 1) < 5e-6)
    #expect(found == (0..<rows).flatMap { run(name, $0..<$0 + 1) })
  }

  @Test(arguments: fastKernels, sizes.dropFirst()) func softmax(name: String, columns: Int) {
    let (rows, stride) = (4, columns + 3)
    func run(_ kernels: KernelTable) -> [[Float]] {
      var p = numbers(rows * stride, seed: 1, scale: 5)
      Softmax.forward(&p, rows: rows, columns: columns, stride: stride, scale: 0.7, kernels: kernels)
      var d = numbers(rows * stride, seed: 2)
      Softmax.backward(&d, probabilities: p, rows: rows, columns: columns, stride: stride, scale: 0.7, kernels: kernels)
      return [p, d]
    }
    for (found, expected) in zip(run(kernels(name)), run(.scalar)) { #expect(difference(found, expected) < 5e-6) }
  }

  @Test(arguments: fastKernels, sizes) func dropoutIsTheSameInEverySet(name: String, columns: Int) {
    let site = DropoutSite(key: 0xDEAD_BEEF_1234_5678, probability: 0.25)
    let x = numbers(3 * columns, seed: 1)
    var (found, expected) = (x, x)
    Dropout.apply(site, to: x, into: &found, rows: 3, columns: columns, firstRow: 11, kernels: kernels(name))
    Dropout.apply(site, to: x, into: &expected, rows: 3, columns: columns, firstRow: 11, kernels: .scalar)
    #expect(found == expected)
  }
}
