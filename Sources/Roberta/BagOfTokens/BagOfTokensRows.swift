internal import Tensors

/// What is kept of each token between forward and backward.
final class TokenRows {
  private let rowsBuffer = ScratchBuffer()
  private let xhat = ScratchBuffer()
  private let rstd = ScratchBuffer()
  /// (N, C): h, then its gradient.
  private(set) var rows: Floats
  private(set) var saved: LayerNorm.Saved
  private let attention = ScratchBuffer()
  private var attentionRows: Floats
  private var count = 1
  private var heads = 1

  init() {
    rows = rowsBuffer.reserve(1)
    saved = LayerNorm.Saved(xhat: xhat.reserve(1), rstd: rstd.reserve(1))
    attentionRows = attention.reserve(2)
  }

  /// The shares, (H, length), that the tokens of the text whose first token this is have of its pooled row.
  func shares(from token: Int) -> Floats { attentionRows + token * heads }

  /// The same for the scores' gradients.
  func scores(from token: Int) -> Floats { attentionRows + (count + token) * heads }

  func reserve(_ count: Int, columns: Int, heads: Int) {
    (self.count, self.heads) = (count, heads)
    attentionRows = attention.reserve(2 * count * heads)
    rows = rowsBuffer.reserve(count * columns)
    saved = LayerNorm.Saved(xhat: xhat.reserve(count * columns), rstd: rstd.reserve(count))
  }
}

/// What is kept of each text between forward and backward.
final class TextRows {
  private let buffer = ScratchBuffer()
  /// (B, C) each: what the head reads; its activation; the same after dropout, then the states' gradient.
  private(set) var states: Floats
  private(set) var activation: Floats
  private(set) var dropped: Floats
  /// (B, K)
  private(set) var logits: Floats
  private(set) var saved: LayerNorm.Saved

  init() {
    let one = buffer.reserve(1)
    (states, activation, dropped, logits) = (one, one, one, one)
    saved = LayerNorm.Saved(xhat: one, rstd: one)
  }

  func reserve(_ count: Int, columns: Int, labels: Int) {
    var next = buffer.reserve(count * (4 * columns + labels + 1))
    func take(_ size: Int) -> Floats {
      defer { next += size }
      return next
    }
    states = take(count * columns)
    activation = take(count * columns)
    dropped = take(count * columns)
    logits = take(count * labels)
    saved = LayerNorm.Saved(xhat: take(count * columns), rstd: take(count))
  }
}
