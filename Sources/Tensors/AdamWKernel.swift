internal import CKernels

/// The AdamW step of `torch.optim.AdamW` (Loshchilov and Hutter 2019), decay decoupled, on flat arrays.
package enum AdamWKernel {
  /// The numbers of one step; `step` counts from 1.
  package struct Options: Sendable {
    package var learningRate: Float
    package var beta1: Float
    package var beta2: Float
    package var epsilon: Float
    package var weightDecay: Float
    /// Gradients are multiplied by it first: clipping, or the mean over accumulated batches.
    package var gradientScale: Float
    package var step: Int

    /// PyTorch's defaults for all but the learning rate and the step.
    package init(
      learningRate: Float, beta1: Float = 0.9, beta2: Float = 0.999, epsilon: Float = 1e-8, weightDecay: Float = 0.01,
      gradientScale: Float = 1, step: Int
    ) {
      self.learningRate = learningRate
      self.beta1 = beta1
      self.beta2 = beta2
      self.epsilon = epsilon
      self.weightDecay = weightDecay
      self.gradientScale = gradientScale
      self.step = step
    }

    var raw: ck_adamw_options {
      ck_adamw_options(
        learning_rate: learningRate, beta1: beta1, beta2: beta2, epsilon: epsilon, weight_decay: weightDecay,
        gradient_scale: gradientScale, bias_correction1: correction(beta1), bias_correction2: correction(beta2))
    }

    /// 1 - beta^step, in double precision, by squaring.
    private func correction(_ beta: Float) -> Float {
      var power = 1.0
      var base = Double(beta)
      var exponent = step
      while exponent > 0 {
        if exponent & 1 == 1 { power *= base }
        base *= base
        exponent >>= 1
      }
      return Float(1 - power)
    }
  }

  /// Steps that were taken, for parameters that have to make up for them.
  package struct History: Sendable {
    private(set) var raw: [ck_adamw_options] = []

    /// None yet.
    package init() {}

    /// How many there are.
    package var count: Int { raw.count }

    /// Adds the newest.
    package mutating func append(_ options: Options) { raw.append(options.raw) }

    /// Forgets all.
    package mutating func removeAll() { raw.removeAll(keepingCapacity: true) }
  }

  /// Takes the steps of `history` from number `first` on, in order, with gradients of 0: the same bits as `update` has.
  package static func catchUp(
    parameters: UnsafeMutablePointer<Float>, firstMoment: UnsafeMutablePointer<Float>,
    secondMoment: UnsafeMutablePointer<Float>, count: Int, history: History, from first: Int,
    kernels: KernelTable = .best
  ) {
    precondition(first >= 0 && first <= history.count, "AdamWKernel.catchUp: step \(first) of \(history.count)")
    history.raw.withUnsafeBufferPointer { steps in
      guard let base = steps.baseAddress else { return }
      kernels.raw.pointee.adamw_idle(parameters, firstMoment, secondMoment, count, base + first, steps.count - first)
    }
  }

  /// Updates `count` parameters and both moments in place.
  package static func update(
    parameters: UnsafeMutablePointer<Float>, gradients: UnsafePointer<Float>, firstMoment: UnsafeMutablePointer<Float>,
    secondMoment: UnsafeMutablePointer<Float>, count: Int, options: Options, kernels: KernelTable = .best
  ) {
    precondition(options.step > 0, "AdamWKernel.update: steps count from 1")
    var raw = options.raw
    kernels.raw.pointee.adamw(parameters, gradients, firstMoment, secondMoment, count, &raw)
  }
}
