internal import COpenBLAS
internal import CKernels

/// Matrix products of row-major single-precision matrices on the calling thread: by our own AVX-512 kernel where the
/// processor has it, by OpenBLAS elsewhere; in bfloat16 by AMX or AVX-512 BF16, where they gain by it.
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
  ///
  /// With another precision than `fp32`, the operands are rounded to it first, to nearest, ties to even.
  package static func multiply(
    _ a: Operand, _ b: Operand, into c: UnsafeMutablePointer<Float>, stride: Int, m: Int, n: Int, k: Int,
    scale: Float = 1, keep: Float = 0, precision: Precision = .fp32, kernels: KernelTable = .best
  ) {
    precondition(m >= 0 && n >= 0 && k > 0, "MatrixMultiply: (\(m), \(k)) x (\(k), \(n))")
    precondition(stride >= n && a.stride >= (a.form == .plain ? k : m), "MatrixMultiply: strides")
    precondition(b.stride >= (b.form == .plain ? n : k), "MatrixMultiply: stride of the second operand")
    if m == 0 || n == 0 { return }
    let product = ck_sgemm_arguments(
      a: a.pointer, b: b.pointer, c: c, a_stride: a.stride, b_stride: b.stride, c_stride: stride, m: m, n: n, k: k,
      a_transposed: a.form == .plain ? 0 : 1, b_transposed: b.form == .plain ? 0 : 1, scale: scale, keep: keep)
    let table = kernels.raw.pointee
    switch precision {
    case .fp32: single(product, table)
    case .bf16: rounded(product, table, own: table.bf16_gemm, round: table.round_bfloat16)
    case .fp16: rounded(product, table, own: table.fp16_gemm, round: table.round_float16)
    }
  }

  private static func single(_ product: ck_sgemm_arguments, _ table: ck_table) {
    var product = product
    if let sgemm = table.sgemm { return sgemm(&product) }
    cblas_sgemm(
      CblasRowMajor, product.a_transposed == 0 ? CblasNoTrans : CblasTrans,
      product.b_transposed == 0 ? CblasNoTrans : CblasTrans, Int32(product.m), Int32(product.n), Int32(product.k),
      product.scale, product.a, Int32(product.a_stride), product.b, Int32(product.b_stride), product.keep, product.c,
      Int32(product.c_stride))
  }

  private typealias Product = @convention(c) (UnsafePointer<ck_sgemm_arguments>) -> Void
  private typealias Rounding = @convention(c) (UnsafeMutablePointer<Float>, UnsafePointer<Float>, Int) -> Void

  /// The product in the table's own way, or that of rounded copies.
  private static func rounded(
    _ product: ck_sgemm_arguments, _ table: ck_table, own: Product?, round: Rounding
  ) {
    var product = product
    if let own { return own(&product) }
    func copy(_ x: UnsafePointer<Float>, _ stride: Int, _ shape: (rows: Int, columns: Int), kind: Int32) -> Operand {
      let target = ck_thread_floats(kind, shape.rows * shape.columns)
      for row in 0..<shape.rows { round(target + row * shape.columns, x + row * stride, shape.columns) }
      return Operand(target, stride: shape.columns)
    }
    let (m, n, k) = (product.m, product.n, product.k)
    let a = copy(product.a, product.a_stride, product.a_transposed == 0 ? (m, k) : (k, m), kind: 0)
    let b = copy(product.b, product.b_stride, product.b_transposed == 0 ? (k, n) : (n, k), kind: 1)
    (product.a, product.a_stride, product.b, product.b_stride) = (a.pointer, a.stride, b.pointer, b.stride)
    single(product, table)
  }

  /// The instructions of the set's own product in registers alone, what a product can at best come to on this core: runs
  /// them and returns the floating-point operations done. nil where the set has no product of its own.
  package static func limit(precision: Precision, kernels: KernelTable = .best, rounds: Int) -> Double? {
    let table = kernels.raw.pointee
    return (precision == .fp32 ? table.sgemm_limit : precision == .bf16 ? table.bf16_limit : nil)?(rounds)
  }

  /// Whether the bits of a row of `c` depend on that row of `a` alone, however many rows there are. Our own kernel adds
  /// along k in one order; OpenBLAS may take other kernels for the last rows.
  package static var rowsAreIndependent: Bool { KernelTable.best.raw.pointee.sgemm != nil }

  /// Readies OpenBLAS (its kernels, one thread); done by `ThreadPool` and by every model, once.
  package static func prepare() { ck_openblas_prepare() }
}
