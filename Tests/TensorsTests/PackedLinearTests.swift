import Tensors
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Products with packed weights, each set of kernels held against a truth in double precision of what its operands are
/// read as.
@Suite struct PackedLinearTests {
  static let sets = KernelTable.all.map(\.name)
  static let edges = [0, 1, 7, 8, 9, 31, 32, 33, 63, 64, 65]

  private struct Case {
    var m = 1
    var n = 1
    var k = 1
    var form = MatrixMultiply.Form.plain
    var hasBias = true
    var activation = PackedLinear.Activation.none
    /// Floats between the end of a row and the next one.
    var gap = 0

    var wStride: Int { (form == .plain ? k : n) + gap }
    func w(_ weight: [Float], _ j: Int, _ p: Int) -> Float {
      weight[form == .plain ? j * wStride + p : p * wStride + j]
    }
    var wCount: Int { (form == .plain ? n : k) * wStride }
    var xStride: Int { k + gap }

    func run(_ x: [Float], _ weight: [Float], _ bias: [Float], _ precision: InferencePrecision, _ name: String)
      -> [Float]
    {
      var y = [Float](repeating: 7, count: m * (n + gap))
      weight.withUnsafeBufferPointer { weight in
        bias.withUnsafeBufferPointer { bias in
          guard let pointer = weight.baseAddress else { return }
          PackedLinear(
            .init(pointer, stride: wStride, form), bias: hasBias ? bias.baseAddress : nil, inputs: k, outputs: n,
            precision: precision, kernels: kernels(name)
          ).forward(x, xStride: xStride, into: &y, yStride: n + gap, rows: m, activation: activation)
        }
      }
      return y
    }

    /// Of operands that are read as they are.
    func truth(_ x: [Float], _ weight: [Float], _ bias: [Float]) -> [Float] {
      (0..<m).flatMap { i in
        (0..<n + gap).map { j in
          if j >= n { return 7 }
          let sum = (0..<k).reduce(hasBias ? Double(bias[j]) : 0) {
            $0 + Double(x[i * xStride + $1]) * Double(w(weight, j, $1))
          }
          return Float(activation == .none ? sum : gelu(sum))
        }
      }
    }

    /// x and weight as 8-bit integers say them.
    func read8Bit(_ x: [Float], _ weight: [Float]) -> (x: [Float], weight: [Float]) {
      var (x, weight) = (x, weight)
      for i in 0..<m {
        let row = x[i * xStride..<i * xStride + k]
        let (lowest, highest) = (min(0, row.min() ?? 0), max(0, row.max() ?? 0))
        let inverse = highest > lowest ? 255 / (highest - lowest) : 0
        let zero = (-lowest * inverse).rounded(.toNearestOrEven)
        for p in row.indices {
          let q = min(255, max(0, (x[p] * inverse).rounded(.toNearestOrEven) + zero))
          x[p] = (q - zero) * ((highest - lowest) / 255)
        }
      }
      for j in 0..<n {
        let greatest = (0..<k).reduce(Float(0)) { max($0, abs(w(weight, j, $1))) }
        for p in 0..<k where greatest > 0 {
          let index = form == .plain ? j * wStride + p : p * wStride + j
          weight[index] = (weight[index] * (127 / greatest)).rounded(.toNearestOrEven) * (greatest / 127)
        }
      }
      return (x, weight)
    }
  }

  private static func readBFloat16(_ x: [Float]) -> [Float] {
    var (halves, read) = ([UInt16](repeating: 0, count: x.count), x)
    BFloat16Conversion.fromFloat(x, into: &halves, count: x.count)
    BFloat16Conversion.toFloat(halves, into: &read, count: x.count)
    return read
  }

  private func check(_ c: Case, _ precision: InferencePrecision, _ name: String) {
    let (x, weight) = (numbers(c.m * c.xStride + c.gap, seed: 1), numbers(c.wCount, seed: 2))
    let bias = numbers(c.n, seed: 3)
    let found = c.run(x, weight, bias, precision, name)
    let read: (x: [Float], weight: [Float]) =
      switch precision {
      case .fp32: (x, weight)
      case .bf16: (Self.readBFloat16(x), Self.readBFloat16(weight))
      case .int8: c.read8Bit(x, weight)
      }
    let wanted = c.truth(read.x, read.weight, bias)
    #expect(difference(found, wanted, floor: 1) < 4e-6, "\(c.m) x \(c.n) x \(c.k), \(c.form), \(c.activation)")
  }

  @Test(arguments: sets, InferencePrecision.allCases) func smallShapes(name: String, precision: InferencePrecision) {
    MatrixMultiply.prepare()
    for (i, m) in Self.edges.enumerated() {
      for (j, n) in Self.edges.dropFirst().enumerated() {
        check(
          Case(
            m: m, n: n, k: Self.edges[1 + (i + 3 * j) % 10], form: (i + j) % 2 == 0 ? .plain : .transposed,
            hasBias: j % 3 != 0, activation: (i / 2 + j) % 2 == 0 ? .none : .gelu, gap: (i + j) % 3), precision, name)
      }
    }
    for k in Self.edges.dropFirst() { check(Case(m: 33, n: 17, k: k, gap: 5), precision, name) }
  }

  /// Around the edges of blocks along m, n and k.
  @Test(arguments: sets, InferencePrecision.allCases) func blockEdges(name: String, precision: InferencePrecision) {
    MatrixMultiply.prepare()
    for (m, n, k) in [(257, 33, 40), (700, 20, 9), (15, 70, 513), (30, 33, 1540), (128, 192, 192), (27, 64, 768)] {
      check(Case(m: m, n: n, k: k, activation: m % 2 == 0 ? .none : .gelu), precision, name)
    }
  }

  /// The unpacked product's bits, where there is one of our own.
  @Test(arguments: [InferencePrecision.fp32, .bf16]) func packingChangesNoBit(precision: InferencePrecision) {
    guard MatrixMultiply.rowsAreIndependent, precision == .fp32 || InferencePrecision.faster.contains(precision) else {
      return
    }
    let (m, n, k) = (70, 190, 1100)
    let (x, weight) = (numbers(m * k, seed: 1), numbers(n * k, seed: 2))
    let found = Case(m: m, n: n, k: k, hasBias: false).run(x, weight, [], precision, KernelTable.best.name)
    var wanted = [Float](repeating: 0, count: m * n)
    // The operands keep pointers, which an array gives no longer than for the call that makes them.
    x.withUnsafeBufferPointer { x in
      weight.withUnsafeBufferPointer { weight in
        guard let x = x.baseAddress, let weight = weight.baseAddress else { return }
        MatrixMultiply.multiply(
          .init(x, stride: k), .init(weight, stride: k, .transposed), into: &wanted, stride: n, m: m, n: n, k: k,
          precision: precision == .fp32 ? .fp32 : .bf16)
      }
    }
    #expect(found == wanted)
  }

  @Test(arguments: sets) func extremesIn8Bits(name: String) {
    let c = Case(m: 6, n: 3, k: 20)
    var (x, weight) = (numbers(c.m * c.k, seed: 1), numbers(c.n * c.k, seed: 2))
    for p in 0..<c.k {
      x[0 * c.k + p] = 0
      x[1 * c.k + p] = 5
      x[2 * c.k + p] = -5
      weight[1 * c.k + p] = 0
      weight[2 * c.k + p] = .leastNormalMagnitude / 1000
    }
    x[3 * c.k + 19] = .infinity
    x[4 * c.k] = .nan
    let y = c.run(x, weight, [1, 2, 3], .int8, name)
    #expect(y[0..<3] == [1, 2, 3])
    let row = (0..<c.k).reduce(Float(0)) { $0 + weight[$1] }
    #expect(abs(y[3] - (1 + 5 * row)) < 0.3 && abs(y[6] - (1 - 5 * row)) < 0.3)
    #expect(y[4] == 2 && y[5] == 3)
    #expect(y[9..<15].allSatisfy { $0.isNaN })
    #expect(y[15..<18].allSatisfy { $0.isFinite })
  }
}

private func gelu(_ x: Double) -> Double { 0.5 * x * (1 + erf(x / 2.0.squareRoot())) }
