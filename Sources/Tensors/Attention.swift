internal import CKernels

/// Self-attention of one head over one sequence of a packed batch.
///
/// Queries, keys and values lie side by side in rows of 3C: q at 0, k at C, v at 2C, head h at column h * D of each.
/// p = softmax(q k^T / sqrt D) (T, T); context (T, D) = dropout(p) v. Nothing but q, k and v is kept for the backward,
/// which makes p again and leaves the three gradients where q, k and v were.
package struct Attention {
  /// C: columns of the context and of each of q, k and v.
  package let hidden: Int
  /// D: columns of one head.
  package let headSize: Int
  let precision: Precision
  let kernels: KernelTable

  /// The operation at these sizes, its products in `precision`.
  package init(hidden: Int, heads: Int, precision: Precision = .fp32, kernels: KernelTable = .best) {
    precondition(heads > 0 && hidden % heads == 0, "Attention: \(hidden) columns for \(heads) heads")
    self.hidden = hidden
    headSize = hidden / heads
    self.precision = precision
    self.kernels = kernels
  }

  private var scale: Float { 1 / Float(headSize).squareRoot() }
  private var stride: Int { 3 * hidden }

  /// The floats of scratch that `forward` needs for a sequence of `length`.
  package func forwardScratch(length: Int) -> Int { length * length }

  /// The floats of scratch that `backward` needs for a sequence of `length`.
  package func backwardScratch(length: Int) -> Int { 3 * length * length + length * headSize }

  /// The site's row of the first token: rows of different heads never meet.
  private func dropoutRow(_ head: Int, _ firstRow: Int) -> Int { head << 32 + firstRow }

  /// Computes `context` (T, D) within rows of C; `qkv` and `context` are at the sequence's first row.
  package func forward(
    head: Int, qkv: UnsafePointer<Float>, context: UnsafeMutablePointer<Float>, length: Int,
    scratch p: UnsafeMutablePointer<Float>, dropout: DropoutSite = .none, firstRow: Int = 0
  ) {
    if !dropout.isActive, let product = packedProduct {
      return inBlocks(product, head: head, qkv: qkv, context: context, length: length)
    }
    probabilities(head: head, qkv: qkv, length: length, into: p)
    if dropout.isActive {
      let row = dropoutRow(head, firstRow)
      Dropout.apply(dropout, to: p, into: p, rows: length, columns: length, firstRow: row, kernels: kernels)
    }
    MatrixMultiply.multiply(
      .init(p, stride: length), .init(qkv + 2 * hidden + head * headSize, stride: stride),
      into: context + head * headSize, stride: hidden, m: length, n: headSize, k: length, precision: precision,
      kernels: kernels)
  }

  /// The product by which the scores of all tokens need never be there at once.
  private var packedProduct: UnsafePointer<ck_packed_product>? {
    switch precision {
    case .fp32: kernels.raw.pointee.packed_fp32
    case .bf16: kernels.raw.pointee.packed_bf16
    case .fp16: nil
    }
  }

  private func inBlocks(
    _ product: UnsafePointer<ck_packed_product>, head: Int, qkv: UnsafePointer<Float>,
    context: UnsafeMutablePointer<Float>, length: Int
  ) {
    let q = qkv + head * headSize
    var arguments = ck_attention_arguments(
      q: q, k: q + hidden, v: q + 2 * hidden, context: context + head * headSize, stride: stride,
      context_stride: hidden, length: length, head_size: headSize, scale: scale)
    ck_attention(kernels.raw, product, &arguments)
  }

  /// Replaces q, k and v of this head by their gradients, given that of the context.
  package func backward(
    head: Int, qkv: UnsafeMutablePointer<Float>, contextGradient: UnsafePointer<Float>, length: Int,
    scratch: UnsafeMutablePointer<Float>, dropout: DropoutSite = .none, firstRow: Int = 0
  ) {
    let square = length * length
    let (p, d, mask, dq) = (scratch, scratch + square, scratch + 2 * square, scratch + 3 * square)
    let (q, k, v) = headPointers(qkv, head)
    let dContext = MatrixMultiply.Operand(contextGradient + head * headSize, stride: hidden)
    probabilities(head: head, qkv: qkv, length: length, into: p)
    MatrixMultiply.multiply(
      dContext, .init(v, stride: stride, .transposed), into: d, stride: length, m: length, n: length, k: headSize,
      precision: precision)
    var dropped = p
    if dropout.isActive {
      let row = dropoutRow(head, firstRow)
      Dropout.apply(dropout, to: p, into: mask, rows: length, columns: length, firstRow: row, kernels: kernels)
      Dropout.apply(dropout, to: d, into: d, rows: length, columns: length, firstRow: row, kernels: kernels)
      dropped = mask
    }
    MatrixMultiply.multiply(
      .init(dropped, stride: length, .transposed), dContext, into: v, stride: stride, m: length, n: headSize,
      k: length, precision: precision)
    Softmax.backward(
      d, probabilities: p, rows: length, columns: length, stride: length, scale: scale, kernels: kernels)
    MatrixMultiply.multiply(
      .init(d, stride: length), .init(k, stride: stride), into: dq, stride: headSize, m: length, n: headSize,
      k: length, precision: precision)
    MatrixMultiply.multiply(
      .init(d, stride: length, .transposed), .init(q, stride: stride), into: k, stride: stride, m: length,
      n: headSize, k: length, precision: precision)
    for row in 0..<length { (q + row * stride).update(from: dq + row * headSize, count: headSize) }
  }

  private func headPointers(
    _ qkv: UnsafeMutablePointer<Float>, _ head: Int
  ) -> (UnsafeMutablePointer<Float>, UnsafeMutablePointer<Float>, UnsafeMutablePointer<Float>) {
    let q = qkv + head * headSize
    return (q, q + hidden, q + 2 * hidden)
  }

  private func probabilities(
    head: Int, qkv: UnsafePointer<Float>, length: Int, into p: UnsafeMutablePointer<Float>
  ) {
    let q = qkv + head * headSize
    MatrixMultiply.multiply(
      .init(q, stride: stride), .init(q + hidden, stride: stride, .transposed), into: p, stride: length, m: length,
      n: length, k: headSize, precision: precision, kernels: kernels)
    Softmax.forward(p, rows: length, columns: length, stride: length, scale: scale, kernels: kernels)
  }
}
