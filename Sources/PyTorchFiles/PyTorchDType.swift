/// The element types that a state dictionary's tensors are read with; the raw value is PyTorch's name (`torch.float32`).
package enum PyTorchDType: String, Sendable, CaseIterable {
  case float32, float16, bfloat16, float64
  case int64, int32, int16, int8, uint8
  case bool

  /// Bytes of one element.
  package var byteCount: Int {
    switch self {
    case .bool, .uint8, .int8: 1
    case .int16, .float16, .bfloat16: 2
    case .int32, .float32: 4
    case .int64, .float64: 8
    }
  }

  /// Whether the elements are numbers with a fraction, as weights are.
  package var isFloatingPoint: Bool { [.float32, .float16, .bfloat16, .float64].contains(self) }

  /// The type that a typed storage's class stands for (`FloatStorage`); nil for another class.
  init?(storageClass name: String) {
    let classes: [String: PyTorchDType] = [
      "FloatStorage": .float32, "HalfStorage": .float16, "BFloat16Storage": .bfloat16, "DoubleStorage": .float64,
      "LongStorage": .int64, "IntStorage": .int32, "ShortStorage": .int16, "CharStorage": .int8,
      "ByteStorage": .uint8, "BoolStorage": .bool,
    ]
    guard let dtype = classes[name] else { return nil }
    self = dtype
  }
}
