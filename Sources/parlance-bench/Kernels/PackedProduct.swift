import JSON
import Tensors

/// A product of inference as it was measured, with a weight that is packed; bias and activation among it.
struct PackedProduct {
  let name: String
  let precision: InferencePrecision
  let operations: Double
  let seconds: Double
  /// The core's, in 10^9 operations a second.
  let limit: Double?

  /// 10^9 operations a second.
  var speed: Double { 1e-9 * operations / seconds }

  var object: JSONValue {
    var line: JSONObject = [
      "what": .string(name), "precision": .string(precision.rawValue), "operations": .number(operations),
      "seconds": .number(seconds),
    ]
    if let limit { line["limit"] = .number(limit) }
    return .object(line)
  }

  /// A layer's products, each in every precision.
  static func all(hidden c: Int, tokens: Int) -> [PackedProduct] {
    let products: [(name: String, n: Int, k: Int, activation: PackedLinear.Activation)] = [
      ("packed q, k, v", 3 * c, c, .none), ("packed projection", c, c, .none), ("packed expansion", 4 * c, c, .gelu),
      ("packed contraction", c, 4 * c, .none),
    ]
    let limits = InferencePrecision.allCases.map { precision in
      KernelTime.limit { PackedLinear.limit(precision: precision, rounds: $0) }
    }
    return products.flatMap { p in
      let (xStride, yStride) = (stride(p.k, hidden: c), stride(p.n, hidden: c))
      let (x, weight) = (KernelTime.filled(tokens * xStride), KernelTime.filled(p.n * p.k))
      let y = FloatBuffer(count: tokens * yStride)
      return zip(InferencePrecision.allCases, limits).map { precision, limit in
        let linear = PackedLinear(
          .init(weight.pointer, stride: p.k), bias: x.pointer, inputs: p.k, outputs: p.n, precision: precision)
        let seconds = KernelTime.fastest {
          linear.forward(
            x.pointer, xStride: xStride, into: y.pointer, yStride: yStride, rows: tokens, activation: p.activation)
        }
        let operations = 2 * Double(tokens * p.n * p.k)
        return PackedProduct(
          name: p.name, precision: precision, operations: operations, seconds: seconds, limit: limit)
      }
    }
  }

  /// Floats from row to row, as a model's layers have them: a cache line more on the inner side.
  private static func stride(_ columns: Int, hidden c: Int) -> Int { columns == 4 * c ? columns + 16 : columns }
}
