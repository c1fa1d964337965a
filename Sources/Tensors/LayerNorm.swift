internal import CKernels

/// Layer normalization of rows, with what precedes it in a post-norm encoder: bias, dropout and residual.
///
/// s = dropout(x + bias) + residual; xhat = (s - mean) / sqrt(variance + epsilon); y = xhat * gamma + beta.
/// The backward needs xhat and 1 / sqrt(variance + epsilon) alone: with g = dy * gamma,
/// ds = rstd * (g - mean(g) - xhat * mean(g * xhat)).
package struct LayerNorm {
  /// The row's length.
  package let columns: Int
  /// Added to the variance.
  package let epsilon: Float
  let kernels: KernelTable

  /// The operation over rows of `columns`.
  package init(columns: Int, epsilon: Float, kernels: KernelTable = .best) {
    self.columns = columns
    self.epsilon = epsilon
    self.kernels = kernels
  }

  /// What the backward needs: xhat (rows, columns) and rstd (rows).
  package struct Saved {
    package let xhat: UnsafeMutablePointer<Float>
    package let rstd: UnsafeMutablePointer<Float>

    /// Pointers to the first row of each.
    package init(xhat: UnsafeMutablePointer<Float>, rstd: UnsafeMutablePointer<Float>) {
      self.xhat = xhat
      self.rstd = rstd
    }

    func advanced(rows: Int, columns: Int) -> Saved { Saved(xhat: xhat + rows * columns, rstd: rstd + rows) }

    /// The same from row `row` on.
    package func from(row: Int, columns: Int) -> Saved { advanced(rows: row, columns: columns) }
  }

  /// Scale and shift, (columns) each; as gradients, the places to add to.
  package struct Weights {
    package let gamma: UnsafeMutablePointer<Float>
    package let beta: UnsafeMutablePointer<Float>

    /// Pointers to the first of each.
    package init(gamma: UnsafeMutablePointer<Float>, beta: UnsafeMutablePointer<Float>) {
      self.gamma = gamma
      self.beta = beta
    }
  }

  /// Computes `y` (rows, columns), which may be `x` or `residual`; fills `saved` where given.
  package func forward(
    _ x: UnsafePointer<Float>, bias: UnsafePointer<Float>? = nil, residual: UnsafePointer<Float>? = nil,
    weights: Weights, into y: UnsafeMutablePointer<Float>, saved: Saved? = nil, rows: Int,
    dropout: DropoutSite = .none, firstRow: Int = 0
  ) {
    kernels.raw.pointee.layer_norm(
      y, saved?.xhat, saved?.rstd, x, bias, residual, weights.gamma, weights.beta, epsilon, rows, columns,
      dropout.raw, UInt64(firstRow))
  }

  /// The gradient of s from `dy`, which `ds` may be; adds to the weights' `gradients`.
  package func backward(
    _ dy: UnsafePointer<Float>, saved: Saved, weights: Weights, gradients: Weights,
    into ds: UnsafeMutablePointer<Float>, rows: Int
  ) {
    kernels.raw.pointee.layer_norm_backward(
      ds, gradients.gamma, gradients.beta, dy, saved.xhat, saved.rstd, weights.gamma, rows, columns)
  }

  /// y again from xhat.
  package func outputAgain(
    _ xhat: UnsafePointer<Float>, weights: Weights, into y: UnsafeMutablePointer<Float>, rows: Int
  ) {
    kernels.raw.pointee.affine(y, xhat, weights.gamma, weights.beta, rows, columns)
  }
}
