internal import CKernels

/// Products with packed weights one after the other: the x of each is the y of the one before. A block of rows goes through
/// all of them while it is in the cache, and what follows a product is done in the same call.
package struct PackedChain: @unchecked Sendable {
  // Unchecked: the weights are only ever read.

  /// What becomes of a product's rows.
  package enum Epilogue {
    /// y = activation(x * weight^T + bias).
    case activation(PackedLinear.Activation)
    /// y = norm(x * weight^T + bias + residual), by weights of (outputs) each, which are read where they lie.
    case norm(LayerNorm.Weights, epsilon: Float)
  }

  /// A product and what follows it.
  package struct Step {
    let linear: PackedLinear
    let epilogue: Epilogue

    /// A step; with a norm, y and the residual have no gap between rows.
    package init(_ linear: PackedLinear, _ epilogue: Epilogue) {
      self.linear = linear
      self.epilogue = epilogue
    }
  }

  /// Where a step's y (rows, outputs) goes, rows `stride` floats apart, and what it is added to: (rows, outputs), by a step
  /// with a norm alone. The residual may be the y of an earlier step.
  package struct Place {
    let y: UnsafeMutablePointer<Float>
    let stride: Int
    let residual: UnsafePointer<Float>?

    /// A place for rows `stride` floats apart.
    package init(_ y: UnsafeMutablePointer<Float>, stride: Int, residual: UnsafePointer<Float>? = nil) {
      self.y = y
      self.stride = stride
      self.residual = residual
    }
  }

  private let steps: [Step]
  /// What multiplies in every step; nil where they are not of one kind, or the kernels have none.
  private let product: UnsafePointer<ck_packed_product>?

  /// A chain of at least one step, each with the outputs of the one before as inputs, and all in one precision.
  package init(_ steps: [Step]) {
    precondition(!steps.isEmpty, "PackedChain: no steps")
    for (step, next) in zip(steps, steps.dropFirst()) {
      precondition(
        step.linear.outputs == next.linear.inputs,
        "PackedChain: \(step.linear.outputs) outputs, then \(next.linear.inputs) inputs")
    }
    self.steps = steps
    let product = steps[0].linear.product
    self.product = steps.allSatisfy { $0.linear.product == product } ? product : nil
  }

  /// Bytes that the packed weights take.
  package var packedBytes: Int { steps.reduce(0) { $0 + $1.linear.packedBytes } }

  /// Computes every step's y from `x`, whose rows lie as close as they can. A y may be the first step's residual, which no
  /// step reads again; no other two may overlap.
  package func forward(_ x: UnsafePointer<Float>, into places: [Place], rows: Int) {
    precondition(places.count == steps.count && rows >= 0, "PackedChain.forward: \(places.count) places")
    for (step, place) in zip(steps, places) {
      if case .norm = step.epilogue {
        precondition(place.stride == step.linear.outputs, "PackedChain.forward: a gap between rows with a norm")
      } else {
        precondition(place.stride >= step.linear.outputs && place.residual == nil, "PackedChain.forward: strides")
      }
    }
    if rows == 0 { return }
    guard let product else { return oneByOne(x, places, rows) }
    withUnsafeTemporaryAllocation(of: ck_linear_arguments.self, capacity: steps.count) { arguments in
      guard let first = arguments.baseAddress else { return }
      // From the last on, so that each finds the one that is next. Where there is a product, all weights are packed.
      for index in steps.indices.reversed() {
        guard var step = steps[index].arguments(places[index], rows: rows) else { return }
        step.next = index + 1 < steps.count ? UnsafePointer(first + index + 1) : nil
        (first + index).initialize(to: step)
      }
      first.pointee.x = x
      product.pointee.apply(first)
    }
  }

  private func oneByOne(_ x: UnsafePointer<Float>, _ places: [Place], _ rows: Int) {
    var (x, stride) = (x, steps[0].linear.inputs)
    for (step, place) in zip(steps, places) {
      step.forward(x, xStride: stride, into: place, rows: rows)
      (x, stride) = (UnsafePointer(place.y), place.stride)
    }
  }
}

extension PackedChain.Step {
  /// As the kernels take them; without x.
  fileprivate func arguments(_ place: PackedChain.Place, rows: Int) -> ck_linear_arguments? {
    guard var arguments = linear.arguments(into: place.y, yStride: place.stride, rows: rows) else { return nil }
    switch epilogue {
    case .activation(let activation): arguments.epilogue.gelu = activation == .gelu ? 1 : 0
    case .norm(let weights, let epsilon):
      arguments.epilogue.residual = place.residual
      (arguments.epilogue.gamma, arguments.epilogue.beta) = (.init(weights.gamma), .init(weights.beta))
      arguments.epilogue.epsilon = epsilon
    }
    return arguments
  }

  fileprivate func forward(_ x: UnsafePointer<Float>, xStride: Int, into place: PackedChain.Place, rows: Int) {
    switch epilogue {
    case .activation(let activation):
      linear.forward(x, xStride: xStride, into: place.y, yStride: place.stride, rows: rows, activation: activation)
    case .norm(let weights, let epsilon):
      linear.forward(x, xStride: xStride, into: place.y, yStride: place.stride, rows: rows)
      LayerNorm(columns: linear.outputs, epsilon: epsilon, kernels: linear.kernels).forward(
        place.y, residual: place.residual, weights: weights, into: place.y, rows: rows)
    }
  }
}
