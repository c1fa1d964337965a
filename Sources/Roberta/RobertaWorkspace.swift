internal import Tensors

/// Scratch memory for one prediction at a time; it grows to what is asked of it and is then used again.
package final class RobertaWorkspace {
  private var encoders: [Encoder.Scratch] = []
  let states = ScratchBuffer()
  let activation = ScratchBuffer()
  /// (N, C), where the layers below come from a cache.
  let tokens = ScratchBuffer()

  /// An empty one.
  package init() {}

  /// Scratch for each of `threads` threads.
  func encoders(_ threads: Int) -> [Encoder.Scratch] {
    while encoders.count < threads { encoders.append(Encoder.Scratch()) }
    return encoders
  }
}
