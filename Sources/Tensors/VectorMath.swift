internal import CKernels

/// Element-wise work on flat arrays.
package enum VectorMath {
  /// The sum of squares, in double precision.
  package static func sumOfSquares(_ x: UnsafePointer<Float>, count: Int, kernels: KernelTable = .best) -> Double {
    kernels.raw.pointee.sum_of_squares(x, count)
  }

  /// x *= factor
  package static func scale(
    _ x: UnsafeMutablePointer<Float>, by factor: Float, count: Int, kernels: KernelTable = .best
  ) {
    kernels.raw.pointee.scale(x, factor, count)
  }

  /// y += x
  package static func add(
    _ x: UnsafePointer<Float>, to y: UnsafeMutablePointer<Float>, count: Int, kernels: KernelTable = .best
  ) {
    kernels.raw.pointee.add(y, x, count)
  }

  /// sums (columns) += the column sums of x (rows, columns)
  package static func addColumnSums(
    of x: UnsafePointer<Float>, to sums: UnsafeMutablePointer<Float>, rows: Int, columns: Int, stride: Int? = nil,
    kernels: KernelTable = .best
  ) {
    kernels.raw.pointee.column_sums(sums, x, rows, columns, stride ?? columns)
  }

  /// y = e^x
  package static func exp(
    _ x: UnsafePointer<Float>, into y: UnsafeMutablePointer<Float>, count: Int, kernels: KernelTable = .best
  ) {
    kernels.raw.pointee.exp(y, x, count)
  }

  /// y = erf(x)
  package static func erf(
    _ x: UnsafePointer<Float>, into y: UnsafeMutablePointer<Float>, count: Int, kernels: KernelTable = .best
  ) {
    kernels.raw.pointee.erf(y, x, count)
  }
}
