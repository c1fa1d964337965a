internal import CKernels

/// What a matrix product reads its operands as. Its sums and its result are single precision in each, and so are the
/// matrices in memory: only products round.
package enum Precision: String, Sendable, CaseIterable {
  /// Single precision.
  case fp32
  /// bfloat16, of single precision's range and 8 bits of fraction; denormals may be taken as 0.
  case bf16
  /// IEEE half precision: what is beyond 65504 becomes infinity, as under PyTorch's `autocast`. No processor's kernel of
  /// ours is faster for it.
  case fp16

  /// The one in which products are fastest on this processor: `bf16` where it has instructions that gain by it, else
  /// `fp32`.
  package static var fastest: Precision { KernelTable.best.isFasterInBFloat16 ? .bf16 : .fp32 }
}

extension KernelTable {
  /// Whether this set has instructions for products in bfloat16.
  var isFasterInBFloat16: Bool { raw.pointee.sgemm != nil && raw.pointee.bf16_gemm != nil }
}
