internal import CKernels

/// One place in the model where elements are dropped: which ones depends on seed, step, layer and place alone.
///
/// An element of row r and column c is kept when a hash of (key, r, c) is at least `probability`, and is then
/// multiplied by 1 / (1 - probability). The backward pass makes the same mask again, nothing is stored.
package struct DropoutSite: Sendable {
  let raw: ck_dropout_site

  /// The place that drops nothing.
  package static let none = DropoutSite(key: 0, probability: 0)

  /// A place that drops with `probability` (0..<1), its masks drawn from `key`.
  package init(key: UInt64, probability: Float) {
    precondition(probability >= 0 && probability < 1, "DropoutSite: a probability of \(probability)")
    let threshold = UInt32(Double(probability) * 4_294_967_296)
    raw = ck_dropout_site(key: key, threshold: threshold, scale: threshold == 0 ? 1 : 1 / (1 - probability))
  }

  /// Whether anything is dropped.
  package var isActive: Bool { raw.threshold != 0 }

  /// A key for the `place`-th site of `layer` at `step`, for any negative layer too.
  package static func key(seed: UInt64, step: UInt64, layer: Int, place: Int) -> UInt64 {
    var key = mix(seed &+ 0x9E37_79B9_7F4A_7C15)
    key = mix(key ^ step &* 0xBF58_476D_1CE4_E5B9)
    key = mix(key ^ UInt64(bitPattern: Int64(layer)) &* 0x94D0_49BB_1331_11EB)
    return mix(key ^ UInt64(bitPattern: Int64(place)) &* 0xD6E8_FEB8_6659_FD93)
  }

  private static func mix(_ value: UInt64) -> UInt64 {
    var z = value
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

/// Dropout of a matrix; its backward is itself, applied to the gradient.
package enum Dropout {
  /// y = dropout(x) for `rows` x `columns`, rows `stride` apart, the first being row `firstRow` of the site.
  /// `y` may be `x`.
  package static func apply(
    _ site: DropoutSite, to x: UnsafePointer<Float>, into y: UnsafeMutablePointer<Float>, rows: Int, columns: Int,
    stride: Int? = nil, firstRow: Int = 0, kernels: KernelTable = .best
  ) {
    kernels.raw.pointee.dropout(y, x, rows, columns, stride ?? columns, site.raw, UInt64(firstRow))
  }
}
