internal import COpenBLAS
internal import CKernels

/// Matrix products of row-major single-precision matrices on the calling thread: by our own AVX-512 kernel where the
/// processor has it, by OpenBLAS elsewhere.
package enum MatrixMultiply {
  /// Whether an operand is read as it lies or transposed.
  package enum Form {
    case plain
    case transposed
  }

  /// A matrix in memory: where it starts, the floats from row to row, and how it is read.
  package struct Operand {
    let pointer: UnsafePointer<Float>
    let stride: Int
    let form: Form

    /// A matrix at `pointer` whose rows lie `stride` floats apart.
    package init(_ pointer: UnsafePointer<Float>, stride: Int, _ form: Form = .plain) {
      self.pointer = pointer
      self.stride = stride
      self.form = form
    }
  }

  /// c (m, n) = scale * a (m, k) * b (k, n) + keep * c. Rows of `c` lie `stride` floats apart.
  package static func multiply(
    _ a: Operand, _ b: Operand, into c: UnsafeMutablePointer<Float>, stride: Int, m: Int, n: Int, k: Int,
    scale: Float = 1, keep: Float = 0, kernels: KernelTable = .best
  ) {
    precondition(m >= 0 && n >= 0 && k > 0, "MatrixMultiply: (\(m), \(k)) x (\(k), \(n))")
    precondition(stride >= n && a.stride >= (a.form == .plain ? k : m), "MatrixMultiply: strides")
    precondition(b.stride >= (b.form == .plain ? n : k), "MatrixMultiply: stride of the second operand")
    if m == 0 || n == 0 { return }
    if let sgemm = kernels.raw.pointee.sgemm {
      var arguments = ck_sgemm_arguments(
        a: a.pointer, b: b.pointer, c: c, a_stride: a.stride, b_stride: b.stride, c_stride: stride, m: m, n: n, k: k,
        a_transposed: a.form == .plain ? 0 : 1, b_transposed: b.form == .plain ? 0 : 1, scale: scale, keep: keep)
      return sgemm(&arguments)
    }
    cblas_sgemm(
      CblasRowMajor, a.form == .plain ? CblasNoTrans : CblasTrans, b.form == .plain ? CblasNoTrans : CblasTrans,
      Int32(m), Int32(n), Int32(k), scale, a.pointer, Int32(a.stride), b.pointer, Int32(b.stride), keep, c,
      Int32(stride))
  }

  /// Whether the bits of a row of `c` depend on that row of `a` alone, however many rows there are. Our own kernel adds
  /// along k in one order; OpenBLAS may take other kernels for the last rows.
  package static var rowsAreIndependent: Bool { KernelTable.best.raw.pointee.sgemm != nil }

  /// Readies OpenBLAS (its kernels, one thread); done by `ThreadPool` and by every model, once.
  package static func prepare() { ck_openblas_prepare() }
}
