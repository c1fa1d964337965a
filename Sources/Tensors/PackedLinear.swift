internal import CKernels

/// y (rows, outputs) = activation(x (rows, inputs) * weight^T (inputs, outputs) + bias), by a weight that is packed once.
///
/// Where the kernels have no product of this kind, the weight is read where it lies, so that it has to stay there.
package struct PackedLinear: Sendable {
  package enum Activation: Sendable {
    case none
    case gelu
  }

  /// A weight in memory: row j has the `inputs` of output j, rows `stride` apart; transposed, row p has the `outputs`.
  package struct Weight: @unchecked Sendable {
    let pointer: UnsafePointer<Float>
    let stride: Int
    let form: MatrixMultiply.Form

    /// A weight at `pointer`, whose rows lie `stride` floats apart.
    package init(_ pointer: UnsafePointer<Float>, stride: Int, _ form: MatrixMultiply.Form = .plain) {
      self.pointer = pointer
      self.stride = stride
      self.form = form
    }
  }

  /// Columns of x.
  package let inputs: Int
  /// Columns of y.
  package let outputs: Int
  /// What multiplies by the packed weight; nil where it is read where it lies.
  var product: UnsafePointer<ck_packed_product>? { packed?.product }
  /// Bytes that the packed weight takes.
  package var packedBytes: Int { packed.map { $0.buffer.count * MemoryLayout<Float>.stride } ?? 0 }

  private let weight: Weight
  private let bias: Bias?
  private let rounding: Precision
  private let packed: Packed?
  let kernels: KernelTable

  /// A packed weight and what multiplies by it.
  private struct Packed: @unchecked Sendable {
    let product: UnsafePointer<ck_packed_product>
    let buffer: FloatBuffer
  }

  private struct Bias: @unchecked Sendable {
    let pointer: UnsafePointer<Float>
  }

  /// The inputs that sums of 8-bit products surely hold.
  private static let most8BitInputs = 1 << 16

  /// Packs the weight. The bias (outputs) is read where it lies.
  package init(
    _ weight: Weight, bias: UnsafePointer<Float>? = nil, inputs: Int, outputs: Int, precision: InferencePrecision,
    kernels: KernelTable = .best
  ) {
    precondition(inputs > 0 && outputs > 0, "PackedLinear: (\(outputs), \(inputs))")
    precondition(
      weight.stride >= (weight.form == .plain ? inputs : outputs), "PackedLinear: a stride of \(weight.stride)")
    self.inputs = inputs
    self.outputs = outputs
    self.weight = weight
    self.bias = bias.map(Bias.init)
    self.kernels = kernels
    rounding = precision == .bf16 ? .bf16 : .fp32
    packed = Self.product(precision, inputs: inputs, kernels).map { product in
      let buffer = FloatBuffer(count: (product.pointee.bytes(outputs, inputs) + 3) / MemoryLayout<Float>.stride)
      var raw = ck_weight(
        elements: weight.pointer, n: outputs, k: inputs, stride: weight.stride,
        transposed: weight.form == .transposed ? 1 : 0)
      product.pointee.pack(buffer.pointer, &raw)
      return Packed(product: product, buffer: buffer)
    }
  }

  private static func product(
    _ precision: InferencePrecision, inputs: Int, _ kernels: KernelTable
  ) -> UnsafePointer<ck_packed_product>? {
    let table = kernels.raw.pointee
    switch precision {
    case .fp32: return table.packed_fp32
    case .bf16: return table.packed_bf16
    case .int8: return inputs <= most8BitInputs ? table.packed_int8 : table.packed_fp32
    }
  }

  /// The instructions of the set's own product in registers alone, what a product can at best come to on this core: runs
  /// them and returns the operations done. nil where the set has no product of its own.
  package static func limit(precision: InferencePrecision, kernels: KernelTable = .best, rounds: Int) -> Double? {
    let table = kernels.raw.pointee
    switch precision {
    case .fp32: return table.sgemm_limit?(rounds)
    case .bf16: return table.bf16_limit?(rounds)
    case .int8: return table.int8_limit?(rounds)
    }
  }

  /// Computes `y` from `x`, whose rows lie `xStride` floats apart (default: `inputs`), those of y `yStride` (default:
  /// `outputs`).
  package func forward(
    _ x: UnsafePointer<Float>, xStride: Int? = nil, into y: UnsafeMutablePointer<Float>, yStride: Int? = nil, rows: Int,
    activation: Activation = .none
  ) {
    let (xStride, yStride) = (xStride ?? inputs, yStride ?? outputs)
    precondition(rows >= 0 && xStride >= inputs && yStride >= outputs, "PackedLinear.forward: strides")
    if rows == 0 { return }
    guard let packed, var arguments = arguments(into: y, yStride: yStride, rows: rows) else {
      return unpacked(x, xStride, y, yStride, rows, activation)
    }
    arguments.x = x
    arguments.x_stride = xStride
    arguments.epilogue.gelu = activation == .gelu ? 1 : 0
    packed.product.pointee.apply(&arguments)
  }

  /// What the product is told, x aside: y with the bias added. nil where the weight is not packed.
  func arguments(into y: UnsafeMutablePointer<Float>, yStride: Int, rows: Int) -> ck_linear_arguments? {
    guard let packed else { return nil }
    let epilogue = ck_epilogue(
      bias: bias.map { $0.pointer }, gelu: 0, residual: nil, gamma: nil, beta: nil, epsilon: 0)
    return ck_linear_arguments(
      x: nil, y: y, packed: packed.buffer.pointer, x_stride: inputs, y_stride: yStride, m: rows, n: outputs, k: inputs,
      epilogue: epilogue, next: nil)
  }

  private func unpacked(
    _ x: UnsafePointer<Float>, _ xStride: Int, _ y: UnsafeMutablePointer<Float>, _ yStride: Int, _ rows: Int,
    _ activation: Activation
  ) {
    MatrixMultiply.multiply(
      .init(x, stride: xStride),
      .init(weight.pointer, stride: weight.stride, weight.form == .plain ? .transposed : .plain),
      into: y, stride: yStride, m: rows, n: outputs, k: inputs, precision: rounding, kernels: kernels)
    kernels.raw.pointee.epilogue(y, yStride, bias?.pointer, rows, outputs, activation == .gelu ? 1 : 0)
  }
}
