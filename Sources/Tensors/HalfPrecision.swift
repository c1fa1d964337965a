internal import CKernels

/// IEEE half precision (1 sign, 5 exponent, 10 fraction bits) in bulk; to nearest, ties to even.
package enum Float16Conversion {
  /// Widens; exact.
  package static func toFloat(
    _ x: UnsafePointer<UInt16>, into y: UnsafeMutablePointer<Float>, count: Int, kernels: KernelTable = .best
  ) {
    kernels.raw.pointee.from_float16(y, x, count)
  }

  /// Narrows; what is too large becomes infinity.
  package static func fromFloat(
    _ x: UnsafePointer<Float>, into y: UnsafeMutablePointer<UInt16>, count: Int, kernels: KernelTable = .best
  ) {
    kernels.raw.pointee.to_float16(y, x, count)
  }
}

/// bfloat16, the upper half of a single-precision number, in bulk; to nearest, ties to even.
package enum BFloat16Conversion {
  /// Widens; exact.
  package static func toFloat(
    _ x: UnsafePointer<UInt16>, into y: UnsafeMutablePointer<Float>, count: Int, kernels: KernelTable = .best
  ) {
    kernels.raw.pointee.from_bfloat16(y, x, count)
  }

  /// Narrows.
  package static func fromFloat(
    _ x: UnsafePointer<Float>, into y: UnsafeMutablePointer<UInt16>, count: Int, kernels: KernelTable = .best
  ) {
    kernels.raw.pointee.to_bfloat16(y, x, count)
  }
}
