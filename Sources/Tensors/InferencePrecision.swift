internal import CKernels

/// What the products of inference read weights and rows as. What lies in memory between them is single precision in each.
package enum InferencePrecision: String, Sendable, CaseIterable {
  /// Single precision.
  case fp32
  /// bfloat16: both rounded to it, sums in single precision.
  case bf16
  /// 8-bit integers: weights by a scale an output, rows by a scale and a zero of their own, sums exact.
  case int8

  /// Those in which this processor is faster than in single precision, the fastest first.
  package static var faster: [InferencePrecision] { KernelTable.best.fasterPrecisions }
}

extension KernelTable {
  fileprivate var fasterPrecisions: [InferencePrecision] {
    let integers: [InferencePrecision] = raw.pointee.has_fast_int8 != 0 ? [.int8] : []
    let halves: [InferencePrecision] = isFasterInBFloat16 ? [.bf16] : []
    // AMX does four times as much in bfloat16 as AVX-512 in 8-bit integers.
    return raw.pointee.has_tiles != 0 ? halves + integers : integers + halves
  }
}
