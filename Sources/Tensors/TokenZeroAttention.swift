/// Attention of token 0 alone over its sequence, as the last layer of a classifier needs it.
///
/// With one query a head, keys and values need not be made: q . (Wk x + bk) = (Wk^T q) . x + q . bk, whose last term
/// is the same for every token and leaves the softmax as it is, and sum p (Wv x + bv) = Wv (sum p x) + (sum p) bv.
/// So u = Wk^T q / sqrt D and m = sum dropout(p) x, both (H, C) a sequence, take the place of keys and values for every
/// token: 4 H C operations a token instead of 4 C^2.
package struct TokenZeroAttention {
  package let hidden: Int
  package let heads: Int
  package let headSize: Int
  let precision: Precision
  let kernels: KernelTable

  /// The operation at these sizes, its products in `precision`.
  package init(hidden: Int, heads: Int, precision: Precision = .fp32, kernels: KernelTable = .best) {
    precondition(heads > 0 && hidden % heads == 0, "TokenZeroAttention: \(hidden) columns for \(heads) heads")
    self.hidden = hidden
    self.heads = heads
    headSize = hidden / heads
    self.precision = precision
    self.kernels = kernels
  }

  /// Weights (C, C) and biases (C); as gradients, the places to add to.
  package struct Weights {
    package let key: UnsafeMutablePointer<Float>
    package let value: UnsafeMutablePointer<Float>
    package let valueBias: UnsafeMutablePointer<Float>

    /// Pointers to the first of each.
    package init(
      key: UnsafeMutablePointer<Float>, value: UnsafeMutablePointer<Float>, valueBias: UnsafeMutablePointer<Float>
    ) {
      self.key = key
      self.value = value
      self.valueBias = valueBias
    }
  }

  /// The sequences worked on: `offsets[b]` for b in 0...count are rows of x.
  package struct Sequences {
    let offsets: UnsafePointer<Int>
    /// How many there are.
    package let count: Int
    let longest: Int
    let firstRow: Int

    /// `count` sequences whose offsets count from row 0 of x; in dropout they are rows `firstRow` on.
    package init(offsets: UnsafePointer<Int>, count: Int, firstRow: Int = 0) {
      self.offsets = offsets
      self.count = count
      self.firstRow = firstRow
      var longest = 0
      for b in 0..<count { longest = max(longest, offsets[b + 1] - offsets[b]) }
      self.longest = longest
    }

    func length(_ b: Int) -> Int { offsets[b + 1] - offsets[b] }
  }

  /// What the forward makes on its way and the backward needs; pointers to the first sequence of each.
  package struct Saved {
    /// u (B, H, C)
    let folded: UnsafeMutablePointer<Float>
    /// m (B, H, C)
    let mixed: UnsafeMutablePointer<Float>
    /// sum of dropout(p) (B, H)
    let mass: UnsafeMutablePointer<Float>
    /// p, (H, T) a sequence, at H times the sequence's offset
    let probabilities: UnsafeMutablePointer<Float>

    /// Room of these sizes.
    package init(
      folded: UnsafeMutablePointer<Float>, mixed: UnsafeMutablePointer<Float>, mass: UnsafeMutablePointer<Float>,
      probabilities: UnsafeMutablePointer<Float>
    ) {
      self.folded = folded
      self.mixed = mixed
      self.mass = mass
      self.probabilities = probabilities
    }

    /// The same from sequence `b` on; the probabilities go by absolute offsets and stay.
    package func from(sequence b: Int, _ attention: TokenZeroAttention) -> Saved {
      let wide = b * attention.heads * attention.hidden
      return Saved(
        folded: folded + wide, mixed: mixed + wide, mass: mass + b * attention.heads, probabilities: probabilities)
    }
  }

  var scale: Float { 1 / Float(headSize).squareRoot() }
  private var wide: Int { heads * hidden }

  /// The floats of scratch that `forward` needs.
  package func forwardScratch(longest: Int) -> Int { heads * longest }

  /// Computes `context` (B, C) from the queries `q` (B, C), bias added, and the tokens `x` (N, C).
  package func forward(
    _ sequences: Sequences, q: UnsafePointer<Float>, x: UnsafePointer<Float>, weights: Weights,
    context: UnsafeMutablePointer<Float>, saved: Saved, scratch: UnsafeMutablePointer<Float>,
    dropout: DropoutSite = .none
  ) {
    if sequences.count == 0 { return }
    for h in 0..<heads {
      MatrixMultiply.multiply(
        .init(q + h * headSize, stride: hidden), .init(weights.key + h * headSize * hidden, stride: hidden),
        into: saved.folded + h * hidden, stride: wide, m: sequences.count, n: hidden, k: headSize, scale: scale,
        precision: precision)
    }
    for b in 0..<sequences.count { mix(b, sequences, x: x, saved: saved, scratch: scratch, dropout: dropout) }
    for h in 0..<heads {
      MatrixMultiply.multiply(
        .init(saved.mixed + h * hidden, stride: wide),
        .init(weights.value + h * headSize * hidden, stride: hidden, .transposed), into: context + h * headSize,
        stride: hidden, m: sequences.count, n: headSize, k: hidden, precision: precision)
    }
    addValueBias(weights.valueBias, mass: saved.mass, to: context, count: sequences.count)
  }

  func mix(
    _ b: Int, _ sequences: Sequences, x: UnsafePointer<Float>, saved: Saved, scratch: UnsafeMutablePointer<Float>,
    dropout: DropoutSite
  ) {
    let (start, length) = (sequences.offsets[b], sequences.length(b))
    let rows = x + start * hidden
    let p = saved.probabilities + heads * start
    MatrixMultiply.multiply(
      .init(saved.folded + b * wide, stride: hidden), .init(rows, stride: hidden, .transposed), into: p,
      stride: length, m: heads, n: length, k: hidden, precision: precision)
    Softmax.forward(p, rows: heads, columns: length, stride: length, scale: 1, kernels: kernels)
    let dropped = self.dropped(p, sequences, b, scratch, dropout)
    for h in 0..<heads {
      var mass: Float = 0
      for j in 0..<length { mass += dropped[h * length + j] }
      saved.mass[b * heads + h] = mass
    }
    MatrixMultiply.multiply(
      .init(dropped, stride: length), .init(rows, stride: hidden), into: saved.mixed + b * wide, stride: hidden,
      m: heads, n: hidden, k: length, precision: precision)
  }

  /// `p` (H, T) itself, or a copy in `scratch` with some of it dropped.
  private func dropped(
    _ p: UnsafeMutablePointer<Float>, _ sequences: Sequences, _ b: Int, _ scratch: UnsafeMutablePointer<Float>,
    _ dropout: DropoutSite
  ) -> UnsafeMutablePointer<Float> {
    if !dropout.isActive { return p }
    drop(p, into: scratch, sequences, b, dropout)
    return scratch
  }

  private func drop(
    _ p: UnsafeMutablePointer<Float>, into target: UnsafeMutablePointer<Float>, _ sequences: Sequences, _ b: Int,
    _ dropout: DropoutSite
  ) {
    let (start, length) = (sequences.offsets[b], sequences.length(b))
    for h in 0..<heads {
      Dropout.apply(
        dropout, to: p + h * length, into: target + h * length, rows: 1, columns: length,
        firstRow: h << 32 + (sequences.firstRow + start), kernels: kernels)
    }
  }

  func addValueBias(
    _ bias: UnsafePointer<Float>, mass: UnsafePointer<Float>, to context: UnsafeMutablePointer<Float>, count: Int
  ) {
    for b in 0..<count {
      for c in 0..<hidden { context[b * hidden + c] += mass[b * heads + c / headSize] * bias[c] }
    }
  }

  /// The floats of scratch that `backward` needs.
  package func backwardScratch(count: Int, longest: Int) -> Int { 2 * count * wide + 2 * heads * longest }

  /// From the gradient `dContext` (B, C): writes that of the queries to `dq` (B, C), adds that of the tokens to `dx`
  /// (N, C) unless it is nil, and adds to the weights' `gradients`. The key's bias has none.
  package func backward(
    _ sequences: Sequences, q: UnsafePointer<Float>, x: UnsafePointer<Float>, weights: Weights, gradients: Weights,
    dContext: UnsafePointer<Float>, saved: Saved, dq: UnsafeMutablePointer<Float>, dx: UnsafeMutablePointer<Float>?,
    scratch: UnsafeMutablePointer<Float>, dropout: DropoutSite = .none
  ) {
    let count = sequences.count
    if count == 0 { return }
    let (dMixed, dFolded, rest) = (scratch, scratch + count * wide, scratch + 2 * count * wide)
    backwardValues(count, dContext: dContext, weights: weights, gradients: gradients, saved: saved, dMixed: dMixed)
    for b in 0..<count {
      let dMass = (0..<heads).map { h in
        (h * headSize..<(h + 1) * headSize).reduce(Float(0)) { $0 + dContext[b * hidden + $1] * weights.valueBias[$1] }
      }
      unmix(
        b, sequences, x: x, saved: saved, dMixed: dMixed + b * wide, dMass: dMass, dFolded: dFolded + b * wide,
        dx: dx, scratch: rest, dropout: dropout)
    }
    backwardKeys(count, q: q, weights: weights, gradients: gradients, dFolded: dFolded, dq: dq)
  }

  private func backwardValues(
    _ count: Int, dContext: UnsafePointer<Float>, weights: Weights, gradients: Weights, saved: Saved,
    dMixed: UnsafeMutablePointer<Float>
  ) {
    for h in 0..<heads {
      let (column, block) = (h * headSize, h * headSize * hidden)
      MatrixMultiply.multiply(
        .init(dContext + column, stride: hidden), .init(weights.value + block, stride: hidden),
        into: dMixed + h * hidden, stride: wide, m: count, n: hidden, k: headSize, precision: precision)
      MatrixMultiply.multiply(
        .init(dContext + column, stride: hidden, .transposed), .init(saved.mixed + h * hidden, stride: wide),
        into: gradients.value + block, stride: hidden, m: headSize, n: hidden, k: count, keep: 1, precision: precision)
    }
    for b in 0..<count {
      for c in 0..<hidden {
        gradients.valueBias[c] += saved.mass[b * heads + c / headSize] * dContext[b * hidden + c]
      }
    }
  }

  private func backwardKeys(
    _ count: Int, q: UnsafePointer<Float>, weights: Weights, gradients: Weights, dFolded: UnsafePointer<Float>,
    dq: UnsafeMutablePointer<Float>
  ) {
    for h in 0..<heads {
      let (column, block) = (h * headSize, h * headSize * hidden)
      MatrixMultiply.multiply(
        .init(dFolded + h * hidden, stride: wide), .init(weights.key + block, stride: hidden, .transposed),
        into: dq + column, stride: hidden, m: count, n: headSize, k: hidden, scale: scale, precision: precision)
      MatrixMultiply.multiply(
        .init(q + column, stride: hidden, .transposed), .init(dFolded + h * hidden, stride: wide),
        into: gradients.key + block, stride: hidden, m: headSize, n: hidden, k: count, scale: scale, keep: 1,
        precision: precision)
    }
  }

  private func unmix(
    _ b: Int, _ sequences: Sequences, x: UnsafePointer<Float>, saved: Saved, dMixed: UnsafePointer<Float>,
    dMass: [Float], dFolded: UnsafeMutablePointer<Float>, dx: UnsafeMutablePointer<Float>?,
    scratch: UnsafeMutablePointer<Float>, dropout: DropoutSite
  ) {
    let (start, length) = (sequences.offsets[b], sequences.length(b))
    let rows = MatrixMultiply.Operand(x + start * hidden, stride: hidden)
    let p = saved.probabilities + heads * start
    let d = scratch
    MatrixMultiply.multiply(
      .init(dMixed, stride: hidden), .init(x + start * hidden, stride: hidden, .transposed), into: d, stride: length,
      m: heads, n: length, k: hidden, precision: precision)
    for h in 0..<heads {
      for j in 0..<length { d[h * length + j] += dMass[h] }
    }
    let dropped = self.dropped(p, sequences, b, scratch + heads * length, dropout)
    if dropout.isActive { drop(d, into: d, sequences, b, dropout) }
    Softmax.backward(
      d, probabilities: p, rows: heads, columns: length, stride: length, scale: 1, kernels: kernels)
    MatrixMultiply.multiply(
      .init(d, stride: length), rows, into: dFolded, stride: hidden, m: heads, n: hidden, k: length,
      precision: precision)
    guard let dx else { return }
    for (weights, values) in [
      (UnsafePointer(dropped), dMixed), (UnsafePointer(d), UnsafePointer(saved.folded + b * wide)),
    ] {
      MatrixMultiply.multiply(
        .init(weights, stride: length, .transposed), .init(values, stride: hidden), into: dx + start * hidden,
        stride: hidden, m: length, n: hidden, k: heads, keep: 1, precision: precision)
    }
  }
}
