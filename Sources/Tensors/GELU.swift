internal import CKernels

/// The exact Gaussian error linear unit: gelu(x) = x * (1 + erf(x / sqrt 2)) / 2.
package enum GELU {
  /// pre += bias for each row; y = gelu(pre). `y` may be `pre`. (rows, columns)
  package static func forward(
    _ pre: UnsafeMutablePointer<Float>, bias: UnsafePointer<Float>, into y: UnsafeMutablePointer<Float>, rows: Int,
    columns: Int, kernels: KernelTable = .best
  ) {
    kernels.raw.pointee.bias_gelu(y, pre, bias, rows, columns)
  }

  /// gradient *= gelu'(pre), and y = gelu(pre) again, which costs one multiplication here.
  package static func backward(
    _ pre: UnsafePointer<Float>, gradient: UnsafeMutablePointer<Float>, output y: UnsafeMutablePointer<Float>,
    count: Int, kernels: KernelTable = .best
  ) {
    kernels.raw.pointee.gelu_backward(y, gradient, pre, count)
  }
}
