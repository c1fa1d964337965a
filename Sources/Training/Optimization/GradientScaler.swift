/// The loss scale of training in half precision, by the rules of `torch.amp.GradScaler`.
///
/// The loss is multiplied by `scale`, so that small gradients are not rounded to 0 on their way; the gradients are divided
/// by it once, before they are clipped. Where one of them is infinite or no number, the step is left out and the scale
/// goes down; after `growthInterval` good steps in a row it goes up.
package struct GradientScaler: Sendable, Equatable {
  /// What the loss is multiplied by.
  package private(set) var scale: Float
  /// What the scale is multiplied by after enough good steps.
  package let growthFactor: Float
  /// What the scale is multiplied by after a bad one.
  package let backoffFactor: Float
  /// Good steps in a row that make it grow.
  package let growthInterval: Int
  /// Good steps since the scale last changed.
  package private(set) var growthTracker: Int

  /// PyTorch's defaults.
  package init(
    scale: Float = 65536, growthFactor: Float = 2, backoffFactor: Float = 0.5, growthInterval: Int = 2000,
    growthTracker: Int = 0
  ) {
    precondition(scale > 0 && growthFactor > 1 && backoffFactor > 0 && backoffFactor < 1, "GradientScaler: factors")
    precondition(growthInterval > 0 && growthTracker >= 0, "GradientScaler: an interval of \(growthInterval)")
    self.scale = scale
    self.growthFactor = growthFactor
    self.backoffFactor = backoffFactor
    self.growthInterval = growthInterval
    self.growthTracker = growthTracker
  }

  /// What gradients are multiplied by before they are clipped; as PyTorch, by way of double precision.
  package var inverseScale: Float { Float(1 / Double(scale)) }

  /// Goes on after a step (`torch._amp_update_scale_`).
  package mutating func update(foundInfinite: Bool) {
    guard !foundInfinite else {
      scale *= backoffFactor
      growthTracker = 0
      return
    }
    growthTracker += 1
    guard growthTracker == growthInterval else { return }
    growthTracker = 0
    // It does not grow past what single precision has.
    if (scale * growthFactor).isFinite { scale *= growthFactor }
  }
}
