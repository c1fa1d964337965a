internal import Roberta
internal import Tensors

extension PrecisionChoice {
  /// What it comes to on this processor: `auto` is never the answer.
  package var resolved: PrecisionChoice {
    guard self == .auto else { return self }
    return Precision.fastest == .bf16 ? .bf16 : .fp32
  }

  /// The same as the kernels know it.
  var kernels: Precision {
    switch resolved {
    case .bf16: .bf16
    case .fp16: .fp16
    case .fp32, .auto: .fp32
    }
  }

  /// What the frozen layers' output is rounded to.
  var frozenElement: FrozenStateCache.Element { kernels == .bf16 ? .bfloat16 : .float32 }

  /// What a run says about it: which one it is, and why or at what price.
  var explanation: String {
    let reason =
      switch self {
      case .auto: resolved == .bf16 ? "the processor is faster in it" : "the processor is no faster in another"
      case .fp32: "as configured"
      case .bf16: Precision.fastest == .bf16 ? "as configured" : "as configured; this processor is slower in it"
      case .fp16: "as configured; no faster than fp32 on any processor"
      }
    return "precision: \(resolved.rawValue) (\(reason); \(CPUFeatures.description))"
  }
}
