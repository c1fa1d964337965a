internal import CKernels

/// Softmax of rows, (rows, columns), rows `stride` apart, in place.
package enum Softmax {
  /// Each row becomes softmax(scale * row).
  package static func forward(
    _ x: UnsafeMutablePointer<Float>, rows: Int, columns: Int, stride: Int, scale: Float, kernels: KernelTable = .best
  ) {
    kernels.raw.pointee.softmax(x, rows, columns, stride, scale)
  }

  /// From the gradient `d` of the probabilities `p` to that of the row: scale * p * (d - sum(d * p)).
  package static func backward(
    _ d: UnsafeMutablePointer<Float>, probabilities p: UnsafePointer<Float>, rows: Int, columns: Int, stride: Int,
    scale: Float, kernels: KernelTable = .best
  ) {
    kernels.raw.pointee.softmax_backward(d, p, rows, columns, stride, scale)
  }
}
