internal import CKernels

/// One set of vector kernels: the scalar twins, or those of an instruction set.
///
/// The operations take the best one unless told otherwise; tests hold every other against `scalar`.
package struct KernelTable: @unchecked Sendable {
  let raw: UnsafePointer<ck_table>

  /// The widest set this processor runs.
  package static let best = KernelTable(raw: ck_best())

  /// The plain loops, on any processor.
  package static let scalar = KernelTable(raw: ck_table_at(0) ?? ck_best())

  /// Every set this processor runs, the scalar one first.
  package static let all: [KernelTable] = (0..<8).compactMap { ck_table_at($0) }.map(KernelTable.init)

  /// "scalar", "avx2", "avx512", "avx512_vnni", "avx512_bf16", "amx_bf16", "neon" or
  /// "neon_dotprod".
  package var name: String { String(cString: raw.pointee.name) }
}

/// What the numbers run on.
package enum CPUFeatures {
  /// The instruction set of our kernels and the kernel set of OpenBLAS, for reports.
  package static var description: String {
    ck_openblas_prepare()
    return "kernels \(KernelTable.best.name), OpenBLAS \(String(cString: ck_openblas_core()))"
  }
}
