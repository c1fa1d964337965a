import Tensors
import Testing

@Suite struct MatrixMultiplyTests {
  struct Shape: Sendable, CustomTestStringConvertible {
    let m, n, k: Int
    var testDescription: String { "\(m) x \(n) x \(k)" }
  }

  /// Around the tiles' and the blocks' edges, and what the models ask for.
  static let shapes: [Shape] = [
    (1, 1, 1), (0, 3, 2), (5, 7, 3), (14, 32, 16), (15, 33, 17), (13, 16, 15), (28, 31, 64), (29, 17, 65), (27, 15, 1),
    (449, 33, 20), (30, 769, 18), (20, 40, 257), (64, 64, 513), (128, 192, 192), (63, 65, 127), (6, 130, 32),
  ].map { Shape(m: $0.0, n: $0.1, k: $0.2) }

  private static func product(
    _ s: Shape, _ a: [Float], _ b: [Float], _ forms: (Bool, Bool), scale: Float, keep: Float, c: [Float]
  ) -> [Float] {
    (0..<s.m * s.n).map { index in
      let (i, j) = (index / s.n, index % s.n)
      var sum = 0.0
      for p in 0..<s.k {
        sum += Double(forms.0 ? a[p * s.m + i] : a[i * s.k + p]) * Double(forms.1 ? b[j * s.k + p] : b[p * s.n + j])
      }
      return Float(Double(scale) * sum) + keep * c[index]
    }
  }

  /// The sets without a product of their own go through OpenBLAS, so that is held against the truth too.
  @Test(arguments: KernelTable.all.map(\.name), shapes) func everyForm(name: String, shape: Shape) {
    MatrixMultiply.prepare()
    let s = shape
    let (a, b) = (numbers(s.m * s.k, seed: 1), numbers(s.k * s.n, seed: 2))
    for (index, forms) in [(false, false), (false, true), (true, false), (true, true)].enumerated() {
      let (scale, keep): (Float, Float) = index % 2 == 0 ? (1, 0) : (0.5, 1)
      var c = keep == 0 ? [Float](repeating: .nan, count: s.m * s.n) : numbers(s.m * s.n, seed: 3)
      let expected = Self.product(
        s, a, b, forms, scale: scale, keep: keep, c: keep == 0 ? [Float](repeating: 0, count: s.m * s.n) : c)
      MatrixMultiply.multiply(
        .init(a, stride: forms.0 ? max(1, s.m) : s.k, forms.0 ? .transposed : .plain),
        .init(b, stride: forms.1 ? s.k : s.n, forms.1 ? .transposed : .plain), into: &c, stride: s.n, m: s.m, n: s.n,
        k: s.k, scale: scale, keep: keep, kernels: kernels(name))
      #expect(difference(c, expected, floor: 1) < 2e-6, "form \(index)")
    }
  }

  @Test(arguments: KernelTable.all.map(\.name)) func writesNothingBesideItsColumns(name: String) {
    MatrixMultiply.prepare()
    let (m, n, k, stride) = (17, 19, 5, 40)
    var c = [Float](repeating: 7, count: m * stride)
    MatrixMultiply.multiply(
      .init(numbers(m * k, seed: 1), stride: k), .init(numbers(k * n, seed: 2), stride: n), into: &c, stride: stride,
      m: m, n: n, k: k, kernels: kernels(name))
    for i in 0..<m { #expect(c[i * stride + n..<(i + 1) * stride].allSatisfy { $0 == 7 }) }
  }

  /// What frozen layers make of a text must not depend on its neighbours.
  @Test(
    .enabled(if: MatrixMultiply.rowsAreIndependent), arguments: [(1, 1), (33, 17), (192, 192), (65, 1600)],
    Precision.allCases)
  func aRowDependsOnItselfAlone(shape: (n: Int, k: Int), precision: Precision) {
    let (n, k) = shape
    let (a, b) = (numbers(470 * k, seed: 1), numbers(k * n, seed: 2))
    func product(_ rows: Range<Int>) -> [Float] {
      var c = [Float](repeating: 0, count: rows.count * n)
      Array(a[rows.lowerBound * k..<rows.upperBound * k]).withUnsafeBufferPointer { a in
        guard let a = a.baseAddress else { return }
        MatrixMultiply.multiply(
          .init(a, stride: k), .init(b, stride: k, .transposed), into: &c, stride: n, m: rows.count, n: n, k: k,
          precision: precision)
      }
      return c
    }
    let whole = product(0..<470)
    for rows in [0..<1, 0..<13, 5..<19, 100..<129, 3..<460, 469..<470] {
      #expect(product(rows) == Array(whole[rows.lowerBound * n..<rows.upperBound * n]), "\(rows)")
    }
  }
}
