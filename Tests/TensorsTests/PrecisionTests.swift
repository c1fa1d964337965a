import Tensors
import Testing

/// Products of rounded operands, every set of kernels held against the scalar twin, which sums in double precision.
///
/// vdpbf16ps and tdpbf16ps take denormals as 0; elsewhere they are kept. Both are allowed.
@Suite struct PrecisionTests {
  static let sets = KernelTable.all.map(\.name)
  static let halves: [Precision] = [.bf16, .fp16]
  static let edges = [0, 1, 7, 8, 9, 31, 32, 33, 63, 64, 65]
  /// Around the edges of blocks along m, n and k.
  static let blocks = [(1009, 33, 40), (15, 70, 513), (30, 33, 1030), (128, 192, 192), (6, 130, 32), (17, 16, 1025)]

  private struct Product {
    var m = 1
    var n = 1
    var k = 1
    var forms: (MatrixMultiply.Form, MatrixMultiply.Form) = (.plain, .plain)
    var scale: Float = 1
    var keep: Float = 0
    /// Floats between the end of a row and the next one.
    var gap = 0

    func run(_ a: [Float], _ b: [Float], _ c: [Float], _ precision: Precision, _ name: String) -> [Float] {
      var c = c
      MatrixMultiply.multiply(
        .init(a, stride: (forms.0 == .plain ? k : m) + gap, forms.0),
        .init(b, stride: (forms.1 == .plain ? n : k) + gap, forms.1), into: &c, stride: n + gap, m: m, n: n, k: k,
        scale: scale, keep: keep, precision: precision, kernels: kernels(name))
      return c
    }

    var aCount: Int { forms.0 == .plain ? m * (k + gap) : k * (m + gap) }
    var bCount: Int { forms.1 == .plain ? k * (n + gap) : n * (k + gap) }
    var cCount: Int { m * (n + gap) }
  }

  private static let forms: [(MatrixMultiply.Form, MatrixMultiply.Form)] = [
    (.plain, .plain), (.plain, .transposed), (.transposed, .plain), (.transposed, .transposed),
  ]
  private static let factors: [(Float, Float)] = [(1, 0), (1, 1), (0.5, 0), (0.25, 0.75)]

  private func check(_ m: Int, _ n: Int, _ k: Int, _ precision: Precision, _ name: String, gap: Int = 0) {
    for (index, forms) in Self.forms.enumerated() {
      let (scale, keep) = Self.factors[(index + m + n) % 4]
      let p = Product(m: m, n: n, k: k, forms: forms, scale: scale, keep: keep, gap: gap)
      let (a, b) = (numbers(p.aCount, seed: 1), numbers(p.bCount, seed: 2))
      // What is not kept is not read.
      let c = keep == 0 ? [Float](repeating: .nan, count: p.cCount) : numbers(p.cCount, seed: 3)
      let (found, wanted) = (p.run(a, b, c, precision, name), p.run(a, b, c, precision, "scalar"))
      // Sums in single precision, of up to 1030 products, against sums in double.
      let allowed = 2e-6 * wanted.reduce(Float(1)) { $1.isNaN ? $0 : max($0, abs($1)) }
      let far = zip(found, wanted).filter { !($0 == $1 || $0.isNaN && $1.isNaN || abs($0 - $1) < allowed) }
      #expect(far.isEmpty, "\(m) x \(n) x \(k), form \(index): \(far.prefix(3))")
    }
  }

  @Test(arguments: sets, halves) func smallShapes(name: String, precision: Precision) {
    MatrixMultiply.prepare()
    for (i, m) in Self.edges.enumerated() {
      for (j, n) in Self.edges.enumerated() {
        check(m, n, Self.edges[1 + (i + 3 * j) % 10], precision, name, gap: (i + j) % 3)
      }
    }
    for k in Self.edges.dropFirst() { check(33, 17, k, precision, name, gap: 5) }
  }

  @Test(arguments: sets, halves) func blockEdges(name: String, precision: Precision) {
    for (m, n, k) in Self.blocks { check(m, n, k, precision, name) }
  }

  @Test(arguments: sets, [Precision.fp32, .bf16, .fp16])
  func writesNothingBesideItsColumns(name: String, precision: Precision) {
    let p = Product(m: 33, n: 49, k: 5, gap: 23)
    let c = p.run(
      numbers(p.aCount, seed: 1), numbers(p.bCount, seed: 2), [Float](repeating: 7, count: p.cCount), precision, name)
    for row in 0..<p.m {
      let beside = c[(row * 72 + 49)..<(row * 72 + 72)]
      #expect(beside.allSatisfy { $0 == 7 })
    }
  }

  /// NaN and infinity in one operand, each alone in its row, and a zero opposite to one of them.
  @Test(arguments: sets, halves) func valuesThatAreNoNumbers(name: String, precision: Precision) {
    let p = Product(m: 40, n: 37, k: 65)
    var (a, b) = (numbers(p.aCount, seed: 1), numbers(p.bCount, seed: 2))
    a[3 * 65 + 64] = .nan
    a[17 * 65 + 3] = .infinity
    a[18 * 65 + 3] = -.infinity
    a[39 * 65 + 0] = precision == .bf16 ? 3.4e38 : 65520  // rounds to infinity
    b[3 * 37 + 5] = 0
    b[64 * 37 + 36] = .infinity
    let c = [Float](repeating: 0, count: p.cCount)
    let (found, wanted) = (p.run(a, b, c, precision, name), p.run(a, b, c, precision, "scalar"))
    for (index, (x, y)) in zip(found, wanted).enumerated() where !(x.isFinite && y.isFinite) {
      #expect(x == y || x.isNaN && y.isNaN, "row \(index / 37), column \(index % 37): \(x), \(y)")
    }
    #expect(wanted[17 * 37 + 5].isNaN && wanted[39 * 37 + 1].isInfinite && wanted[3 * 37].isNaN)
  }

  @Test(arguments: sets, halves) func denormalsAreKeptOrZero(name: String, precision: Precision) {
    let p = Product(m: 17, n: 33, k: 40)
    let (a, b) = (numbers(p.aCount, seed: 1, scale: .leastNormalMagnitude / 8), numbers(p.bCount, seed: 2))
    let c = [Float](repeating: 0, count: p.cCount)
    // Each of 40 operands below 2^-126 may be lost, times at most 4.
    #expect(p.run(a, b, c, precision, name).allSatisfy { abs($0) <= 160 * Float.leastNormalMagnitude })
  }

  @Test(arguments: sets) func roundsToNearestEven(name: String) {
    let bf16: [(Float, Float)] = [
      (1.00390625, 1), (1.01171875, 1.015625), (Float(1.00390625).nextUp, 1.0078125), (-1.00390625, -1),
      (3.4e38, .infinity),
    ]
    let fp16 = [1.00048828125, 1.00146484375, 65519.996, 65520, -65520, 0.1, 6e-8, 2.9e-8].map {
      (Float($0), Float(Float16(Float($0))))
    }
    for (precision, cases) in [(Precision.bf16, bf16), (.fp16, fp16)] {
      for (x, rounded) in cases {
        #expect(Product().run([x], [1], [0], precision, name) == [rounded])
        #expect(Product().run([1], [x], [0], precision, name) == [rounded])
      }
    }
  }
}
