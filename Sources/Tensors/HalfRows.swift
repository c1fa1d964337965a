/// A matrix of half-precision numbers: rows become single precision when they are read.
package struct HalfRows: Sendable {
  package enum Format: Sendable {
    case float16
    case bfloat16
  }

  /// How many rows there are.
  package let rows: Int
  private let columns: Int
  private let format: Format
  private let storage: FloatBuffer

  /// A copy of the rows of `columns` that these bytes hold, at any alignment.
  package init(copying bytes: UnsafeRawBufferPointer, columns: Int, format: Format) {
    precondition(columns > 0, "HalfRows: rows of \(columns)")
    rows = bytes.count / 2 / columns
    self.columns = columns
    self.format = format
    storage = FloatBuffer(count: (rows * columns + 1) / 2)
    if let source = bytes.baseAddress {
      UnsafeMutableRawPointer(storage.pointer).copyMemory(from: source, byteCount: rows * columns * 2)
    }
  }

  private var halves: UnsafeBufferPointer<UInt16> {
    UnsafeBufferPointer(
      start: UnsafeRawPointer(storage.pointer).assumingMemoryBound(to: UInt16.self), count: rows * columns)
  }

  /// Whether no value is an infinity or NaN. The bits without the sign are compared as integers, which vectorises.
  package var isFinite: Bool {
    var largest: Int16 = 0
    for half in halves { largest = max(largest, Int16(bitPattern: half & 0x7FFF)) }
    return largest < (format == .float16 ? 0x7C00 : 0x7F80)
  }

  /// Reads `count` rows from row `first` on.
  package func read(_ first: Int, count: Int = 1, into y: UnsafeMutablePointer<Float>) {
    precondition(first >= 0 && count >= 0 && first + count <= rows, "HalfRows.read: \(count) rows from \(first) on")
    guard count > 0, let source = halves.baseAddress.map({ $0 + first * columns }) else { return }
    switch format {
    case .float16: Float16Conversion.toFloat(source, into: y, count: count * columns)
    case .bfloat16: BFloat16Conversion.toFloat(source, into: y, count: count * columns)
    }
  }
}
