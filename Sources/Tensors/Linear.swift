internal import CKernels

/// y (rows, outputs) = x (rows, inputs) * weight^T (inputs, outputs) [+ bias (outputs)].
package struct Linear {
  /// Columns of x and of the weight.
  package let inputs: Int
  /// Columns of y, rows of the weight.
  package let outputs: Int
  /// Of its products.
  package let precision: Precision

  /// The operation for a weight of shape (outputs, inputs), as PyTorch stores it.
  package init(inputs: Int, outputs: Int, precision: Precision = .fp32) {
    self.inputs = inputs
    self.outputs = outputs
    self.precision = precision
  }

  /// Computes `y`; rows of it lie `stride` floats apart (default: `outputs`).
  package func forward(
    _ x: UnsafePointer<Float>, weight: UnsafePointer<Float>, bias: UnsafePointer<Float>? = nil,
    into y: UnsafeMutablePointer<Float>, rows: Int, kernels: KernelTable = .best
  ) {
    MatrixMultiply.multiply(
      .init(x, stride: inputs), .init(weight, stride: inputs, .transposed), into: y, stride: outputs, m: rows,
      n: outputs, k: inputs, precision: precision)
    if let bias { kernels.raw.pointee.add_bias(y, bias, rows, outputs) }
  }

  /// dx (rows, inputs) = dy * weight, plus what `dx` held times `keep`.
  package func backwardInput(
    _ dy: UnsafePointer<Float>, weight: UnsafePointer<Float>, into dx: UnsafeMutablePointer<Float>, rows: Int,
    keep: Float = 0
  ) {
    MatrixMultiply.multiply(
      .init(dy, stride: outputs), .init(weight, stride: inputs), into: dx, stride: inputs, m: rows, n: inputs,
      k: outputs, keep: keep, precision: precision)
  }

  /// Adds dy^T x to `weightGradient` (outputs, inputs) and the column sums of dy to `biasGradient`.
  package func backwardWeight(
    _ dy: UnsafePointer<Float>, input x: UnsafePointer<Float>, weightGradient: UnsafeMutablePointer<Float>,
    biasGradient: UnsafeMutablePointer<Float>?, rows: Int, kernels: KernelTable = .best
  ) {
    if rows == 0 { return }
    MatrixMultiply.multiply(
      .init(dy, stride: outputs, .transposed), .init(x, stride: inputs), into: weightGradient, stride: inputs,
      m: outputs, n: inputs, k: rows, keep: 1, precision: precision)
    if let biasGradient { kernels.raw.pointee.column_sums(biasGradient, dy, rows, outputs, outputs) }
  }
}
