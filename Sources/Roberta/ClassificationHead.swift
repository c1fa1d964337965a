#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif
internal import Tensors

/// The head on token 0: dropout, dense, tanh, dropout, out_proj.
///
/// d = dropout(h); a = tanh(d Wd^T + bd); e = dropout(a); logits = e Wo^T + bo.
struct ClassificationHead {
  let hidden: Int
  let labels: Int
  let weights: HeadWeights
  var first = DropoutSite.none
  var second = DropoutSite.none

  init(_ weights: HeadWeights, configuration: RobertaConfiguration, dropout state: DropoutState? = nil) {
    hidden = configuration.hiddenSize
    labels = configuration.numLabels
    self.weights = weights
    guard let state else { return }
    let keys = (0...1).map {
      DropoutSite.key(seed: state.seed, step: state.step, layer: configuration.numHiddenLayers, place: $0)
    }
    first = DropoutSite(key: keys[0], probability: Float(configuration.headDropoutProb))
    second = DropoutSite(key: keys[1], probability: Float(configuration.headDropoutProb))
  }

  private var dense: Linear { Linear(inputs: hidden, outputs: hidden) }
  private var projection: Linear { Linear(inputs: hidden, outputs: labels) }

  /// `states` (rows, C) becomes d; fills `activation` (rows, C) with a, `dropped` (rows, C) with e, and `logits`
  /// (rows, K). `dropped` may be `activation` where nothing is dropped or no backward follows.
  func forward(states: Floats, activation: Floats, dropped: Floats, logits: Floats, rows: Int) {
    Dropout.apply(first, to: states, into: states, rows: rows, columns: hidden)
    dense.forward(states, weight: weights.denseWeight, bias: weights.denseBias, into: activation, rows: rows)
    Self.activate(activation, count: rows * hidden)
    Dropout.apply(second, to: activation, into: dropped, rows: rows, columns: hidden)
    projection.forward(dropped, weight: weights.outWeight, bias: weights.outBias, into: logits, rows: rows)
  }

  /// a = tanh(a)
  static func activate(_ activation: Floats, count: Int) {
    for i in 0..<count { activation[i] = tanhf(activation[i]) }
  }

  /// From `dlogits` (rows, K) and what `forward` filled: adds to `gradients`; `dropped` becomes the gradient of the
  /// states (rows, C), and `activation` is spent.
  func backward(
    dlogits: UnsafePointer<Float>, states: Floats, activation: Floats, dropped: Floats, gradients: HeadWeights,
    rows: Int
  ) {
    projection.backwardWeight(
      dlogits, input: dropped, weightGradient: gradients.outWeight, biasGradient: gradients.outBias, rows: rows)
    projection.backwardInput(dlogits, weight: weights.outWeight, into: dropped, rows: rows)
    Dropout.apply(second, to: dropped, into: dropped, rows: rows, columns: hidden)
    for i in 0..<rows * hidden { activation[i] = dropped[i] * (1 - activation[i] * activation[i]) }
    dense.backwardWeight(
      activation, input: states, weightGradient: gradients.denseWeight, biasGradient: gradients.denseBias, rows: rows)
    dense.backwardInput(activation, weight: weights.denseWeight, into: dropped, rows: rows)
    Dropout.apply(first, to: dropped, into: dropped, rows: rows, columns: hidden)
  }
}
