internal import Tensors

/// What the forward pass keeps of one batch for the backward: per full layer and token 10 C + H floats at most.
///
/// Kept: q, k and v (whose place takes their gradients), the attention's context (likewise), both norms' xhat and rstd,
/// and the feed-forward's inner side before GELU. Made again: attention probabilities, dropout masks, GELU, the
/// norms' outputs, and so each layer's input.
final class TrainingActivations {
  /// (N, C): the running state; after the forward, the last layer's input.
  let x = ScratchBuffer()
  /// (N, C): its gradient.
  let dx = ScratchBuffer()
  /// (N, C): the lowest trainable layer's input, where nothing above the embeddings can make it again.
  let base = ScratchBuffer()
  let embeddingXhat = ScratchBuffer()
  let embeddingRstd = ScratchBuffer()
  let layers: [Layer]
  let last = Last()
  let head = Head()

  init(configuration: RobertaConfiguration) {
    layers = (0..<configuration.numHiddenLayers).map { _ in Layer() }
  }

  /// One layer's, (rows, …): all tokens, or the first ones alone in the last layer.
  final class Layer {
    /// (N, 3C)
    let qkv = ScratchBuffer()
    /// (rows, C)
    let context = ScratchBuffer()
    /// (rows, I)
    let inner = ScratchBuffer()
    let attentionXhat = ScratchBuffer()
    let attentionRstd = ScratchBuffer()
    let outputXhat = ScratchBuffer()
    let outputRstd = ScratchBuffer()

    /// The floats of all of them.
    var count: Int {
      [qkv, context, inner, attentionXhat, attentionRstd, outputXhat, outputRstd].reduce(0) { $0 + $1.count }
    }

    func tail(rows: Int, configuration: RobertaConfiguration) -> LayerTail.Saved {
      let hidden = configuration.hiddenSize
      return LayerTail.Saved(
        attentionNorm: LayerNorm.Saved(
          xhat: attentionXhat.reserve(rows * hidden), rstd: attentionRstd.reserve(rows)),
        inner: inner.reserve(rows * configuration.intermediateSize),
        outputNorm: LayerNorm.Saved(xhat: outputXhat.reserve(rows * hidden), rstd: outputRstd.reserve(rows)))
    }
  }

  /// The last layer's, besides its `Layer`.
  final class Last {
    /// (B, C)
    let query = ScratchBuffer()
    let queryGradient = ScratchBuffer()
    let firsts = ScratchBuffer()
    let folded = ScratchBuffer()
    let mixed = ScratchBuffer()
    let mass = ScratchBuffer()
    let probabilities = ScratchBuffer()

    func saved(batch: PackedBatch, configuration: RobertaConfiguration) -> TokenZeroAttention.Saved {
      let heads = configuration.numAttentionHeads
      let wide = batch.count * heads * configuration.hiddenSize
      return TokenZeroAttention.Saved(
        folded: folded.reserve(wide), mixed: mixed.reserve(wide), mass: mass.reserve(batch.count * heads),
        probabilities: probabilities.reserve(batch.tokenCount * heads))
    }
  }

  /// The head's: (B, C) each, and the logits (B, K).
  final class Head {
    let states = ScratchBuffer()
    let activation = ScratchBuffer()
    let dropped = ScratchBuffer()
    let logits = ScratchBuffer()
  }
}

/// One thread's scratch in training.
final class TrainingScratch {
  let encoder = Encoder.Scratch()
  let attention = ScratchBuffer()
  /// One layer's gradients, of all threads but the first.
  let gradients = ScratchBuffer()
}
