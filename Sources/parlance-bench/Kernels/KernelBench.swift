import ArgumentParser
import JSON
import Tensors

/// Measures the operations at a model's sizes, on one core: GFLOP/s of the products, nanoseconds an element otherwise.
struct KernelBench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "kernels", abstract: "Measures the products and the vector kernels on one core.",
    discussion: """
      Products are measured by our own kernels, single precision and each set for bfloat16 that the processor has, and by
      OpenBLAS beside them. The share is that of the same instructions in registers alone: the core's limit.
      """)

  @Option(help: "C: columns of a token's state.")
  var hidden = 192

  @Option(help: "N: tokens.")
  var tokens = 512

  @Option(help: "T: the length of a sequence, for attention.")
  var length = 128

  @Flag(help: "Print inference's products alone, an object a line, with the core's limit in G operations a second.")
  var json = false

  func run() throws {
    MatrixMultiply.prepare()
    if json { return PackedProduct.all(hidden: hidden, tokens: tokens).forEach { print($0.object.serializedString()) } }
    print(CPUFeatures.description)
    measureProducts(ways)
    measurePacked()
    measureRows()
  }

  /// (name, form of a, form of b, m, n, k)
  private typealias Product = (
    name: String, a: MatrixMultiply.Form, b: MatrixMultiply.Form, m: Int, n: Int, k: Int
  )

  private func measureProducts(_ ways: [Way]) {
    for way in ways { print("\(way.name): at most \(rounded(way.limit)) GFLOP/s") }
    let (c, n, head) = (hidden, tokens, 32)
    let products: [Product] = [
      ("q, k, v forward", .plain, .transposed, n, 3 * c, c), ("projection forward", .plain, .transposed, n, c, c),
      ("expansion forward", .plain, .transposed, n, 4 * c, c),
      ("contraction forward", .plain, .transposed, n, c, 4 * c),
      ("expansion, input's gradient", .plain, .plain, n, c, 4 * c),
      ("expansion, weight's gradient", .transposed, .plain, 4 * c, c, n),
      ("scores of a head", .plain, .transposed, length, length, head),
      ("context of a head", .plain, .plain, length, head, length),
    ]
    for product in products {
      let own = ways.map { way -> String in
        let speed = gigaflops(product, way.precision, way.kernels)
        return "\(way.name) \(rounded(speed)) (\(Int((100 * speed / way.limit).rounded())) %)"
      }
      // The scalar set has no product of its own.
      let other = gigaflops(product, .fp32, .scalar)
      print("\(padded(product.name)) \(own.joined(separator: ", ")), OpenBLAS \(rounded(other)) GFLOP/s")
    }
  }

  private func measurePacked() {
    let products = PackedProduct.all(hidden: hidden, tokens: tokens)
    for start in stride(from: 0, to: products.count, by: InferencePrecision.allCases.count) {
      let own = products[start..<start + InferencePrecision.allCases.count].map { product in
        let share = product.limit.map { " (\(Int((100 * product.speed / $0).rounded())) %)" } ?? ""
        return "\(product.precision.rawValue) \(rounded(product.speed))\(share)"
      }
      print("\(padded(products[start].name)) \(own.joined(separator: ", ")) GFLOP/s")
    }
  }

  /// A kernel of our own, and what it could at best do.
  private struct Way {
    let name: String
    let precision: Precision
    let kernels: KernelTable
    let limit: Double
  }

  private var ways: [Way] {
    let single = way("fp32", .fp32, .best)
    let halves = KernelTable.all.filter { $0.name != KernelTable.scalar.name }.map {
      way("bf16 by \($0.name)", .bf16, $0)
    }
    return ([single] + halves).compactMap { $0 }
  }

  private func way(_ name: String, _ precision: Precision, _ kernels: KernelTable) -> Way? {
    KernelTime.limit { MatrixMultiply.limit(precision: precision, kernels: kernels, rounds: $0) }.map {
      Way(name: name, precision: precision, kernels: kernels, limit: $0)
    }
  }

  private func gigaflops(_ p: Product, _ precision: Precision, _ kernels: KernelTable) -> Double {
    let (a, b) = (KernelTime.filled(p.m * p.k), KernelTime.filled(p.k * p.n))
    let c = FloatBuffer(count: p.m * p.n)
    let seconds = KernelTime.fastest {
      MatrixMultiply.multiply(
        .init(a.pointer, stride: p.a == .plain ? p.k : p.m, p.a),
        .init(b.pointer, stride: p.b == .plain ? p.n : p.k, p.b), into: c.pointer, stride: p.n, m: p.m, n: p.n, k: p.k,
        precision: precision, kernels: kernels)
    }
    return 2e-9 * Double(p.m * p.n * p.k) / seconds
  }

  private func measureRows() {
    let (c, n, inner) = (hidden, tokens, 4 * hidden)
    let (x, y, other) = (KernelTime.filled(n * inner), FloatBuffer(count: n * inner), KernelTime.filled(n * inner))
    let (bias, zeros) = (KernelTime.filled(inner), FloatBuffer(count: n * c))
    let weights = LayerNorm.Weights(gamma: bias.pointer, beta: bias.pointer + c)
    let site = DropoutSite(key: 1, probability: 0.1)
    let norm = LayerNorm(columns: c, epsilon: 1e-5)
    report("bias and GELU", n * inner) {
      GELU.forward(x.pointer, bias: bias.pointer, into: y.pointer, rows: n, columns: inner)
    }
    // Where gelu' is 1, so that a gradient that is multiplied again and again stays what it is.
    let tens = FloatBuffer([Float](repeating: 10, count: n * inner))
    report("GELU backward", n * inner) {
      GELU.backward(tens.pointer, gradient: other.pointer, output: y.pointer, count: n * inner)
    }
    report("dropout, residual, layer norm", n * c) {
      norm.forward(
        x.pointer, residual: other.pointer, weights: weights, into: y.pointer, rows: n, dropout: site)
    }
    report("softmax", length * length) {
      Softmax.forward(y.pointer, rows: length, columns: length, stride: length, scale: 0.2)
    }
    report("dropout", n * c) { Dropout.apply(site, to: x.pointer, into: y.pointer, rows: n, columns: c) }
    report("AdamW", n * c) {
      AdamWKernel.update(
        parameters: y.pointer, gradients: x.pointer, firstMoment: other.pointer, secondMoment: zeros.pointer,
        count: n * c, options: .init(learningRate: 1e-4, step: 1))
    }
  }

  private func report(_ name: String, _ elements: Int, _ body: () -> Void) {
    let nanoseconds = KernelTime.fastest(body) * 1e9 / Double(elements)
    print("\(padded(name)) \(rounded(nanoseconds * 1000)) ps an element")
  }

  private func padded(_ name: String) -> String { name + String(repeating: " ", count: max(0, 30 - name.count)) }

  private func rounded(_ value: Double) -> Double { (value * 10).rounded() / 10 }
}
