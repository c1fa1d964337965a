/// The element types of the safetensors format that have a whole number of bytes.
///
/// The raw value is the name in the file's header. The format's sub-byte types (`F4`, `F6_E2M3` …) are not read: a
/// file with one of them is an unknown-dtype error that names the tensor.
package enum SafetensorsDType: String, Sendable, CaseIterable {
  case bool = "BOOL"
  case u8 = "U8"
  case i8 = "I8"
  case f8E5M2 = "F8_E5M2"
  case f8E4M3 = "F8_E4M3"
  case i16 = "I16"
  case u16 = "U16"
  case f16 = "F16"
  case bf16 = "BF16"
  case i32 = "I32"
  case u32 = "U32"
  case f32 = "F32"
  case f64 = "F64"
  case i64 = "I64"
  case u64 = "U64"

  /// Bytes of one element.
  package var byteCount: Int {
    switch self {
    case .bool, .u8, .i8, .f8E5M2, .f8E4M3: 1
    case .i16, .u16, .f16, .bf16: 2
    case .i32, .u32, .f32: 4
    case .f64, .i64, .u64: 8
    }
  }

  /// The rank in the order in which the reference implementation lays tensors out: its `Dtype` in descending order,
  /// so larger elements first, and every tensor stays aligned.
  var layoutRank: Int { -(Self.allCases.firstIndex(of: self) ?? 0) }
}
