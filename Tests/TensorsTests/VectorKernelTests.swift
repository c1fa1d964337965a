import Tensors
import Testing

@Suite struct VectorKernelTests {
  @Test(arguments: fastKernels, sizes) func elementwise(name: String, count: Int) {
    let x = numbers(count, seed: 1)
    func run(_ kernels: KernelTable) -> [[Float]] {
      var (exp, erf, sum, scaled) = (x, x, numbers(count, seed: 2), x)
      VectorMath.exp(x, into: &exp, count: count, kernels: kernels)
      VectorMath.erf(x, into: &erf, count: count, kernels: kernels)
      VectorMath.add(x, to: &sum, count: count, kernels: kernels)
      VectorMath.scale(&scaled, by: 0.3, count: count, kernels: kernels)
      return [exp, erf, sum, scaled]
    }
    for (found, expected) in zip(run(kernels(name)), run(.scalar)) { #expect(difference(found, expected) < 3e-7) }
    let squares = VectorMath.sumOfSquares(x, count: count, kernels: kernels(name))
    let expected = VectorMath.sumOfSquares(x, count: count, kernels: .scalar)
    #expect(abs(squares - expected) <= 1e-6 * expected)
  }

  /// Over the whole range where erf and exp are neither 0 nor 1 nor infinite, and beyond it.
  @Test(arguments: fastKernels) func transcendentals(name: String) {
    let edges: [Float] = [0, -0.0, 1e-30, -1e-30, 88.7, 88.8, -87.3, -88, -200, 200, .infinity, -.infinity, 9.99, -10]
    let x = edges + stride(from: Float(-20), through: 20, by: 0.00123)
    func run(_ kernels: KernelTable) -> ([Float], [Float]) {
      var (exp, erf) = (x, x)
      VectorMath.exp(x, into: &exp, count: x.count, kernels: kernels)
      VectorMath.erf(x, into: &erf, count: x.count, kernels: kernels)
      return (exp, erf)
    }
    let (found, expected) = (run(kernels(name)), run(.scalar))
    for i in x.indices {
      // What is below the smallest normal number may be 0.
      let (a, b) = (found.0[i], expected.0[i])
      #expect(a == b || abs(a - b) <= 4e-7 * b + 1.2e-38, "exp(\(x[i])): \(a), not \(b)")
      #expect(abs(found.1[i] - expected.1[i]) <= 1.5e-7, "erf(\(x[i]))")
    }
  }

  @Test(arguments: fastKernels, sizes) func rowsOfGELUAndBias(name: String, columns: Int) {
    let rows = 3
    let (x, bias) = (numbers(rows * columns, seed: 3, scale: 2), numbers(columns, seed: 4))
    func run(_ kernels: KernelTable) -> [[Float]] {
      var (pre, y) = (x, x)
      GELU.forward(&pre, bias: bias, into: &y, rows: rows, columns: columns, kernels: kernels)
      var (gradient, again) = (numbers(rows * columns, seed: 5), y)
      GELU.backward(pre, gradient: &gradient, output: &again, count: rows * columns, kernels: kernels)
      var sums = numbers(columns, seed: 6)
      VectorMath.addColumnSums(of: x, to: &sums, rows: rows, columns: columns, kernels: kernels)
      return [pre, y, gradient, again, sums]
    }
    for (found, expected) in zip(run(kernels(name)), run(.scalar)) { #expect(difference(found, expected) < 1e-6) }
  }

  @Test(arguments: fastKernels, sizes) func adamW(name: String, count: Int) {
    func run(_ kernels: KernelTable) -> [[Float]] {
      var (p, m, v) = (numbers(count, seed: 7), numbers(count, seed: 8), numbers(count, seed: 9).map { $0 * $0 })
      for step in 1...3 {
        AdamWKernel.update(
          parameters: &p, gradients: numbers(count, seed: UInt64(10 + step)), firstMoment: &m, secondMoment: &v,
          count: count, options: .init(learningRate: 1e-2, gradientScale: 0.5, step: step), kernels: kernels)
      }
      return [p, m, v]
    }
    for (found, expected) in zip(run(kernels(name)), run(.scalar)) { #expect(difference(found, expected) < 1e-5) }
  }
}
