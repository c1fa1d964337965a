/// A matrix of half-precision numbers: rows become single precision when they are read.
package struct HalfRows: @unchecked Sendable {
  // Unchecked: the halves are only ever read.
  package enum Format: Sendable {
    case float16
    case bfloat16
  }

  /// How many rows there are.
  package let rows: Int
  private let columns: Int
  private let format: Format
  /// `rows` times `columns`, for as long as `owner` lives.
  private let halves: UnsafeBufferPointer<UInt16>
  private let owner: any AnyObject & Sendable

  /// The rows of `columns` that these bytes hold, which stay where they are while `owner` lives. They are read where they
  /// lie; from an odd address, which no half can be read from, they are copied.
  package init(_ bytes: UnsafeRawBufferPointer, of owner: any AnyObject & Sendable, columns: Int, format: Format) {
    precondition(columns > 0, "HalfRows: rows of \(columns)")
    rows = bytes.count / 2 / columns
    self.columns = columns
    self.format = format
    let count = rows * columns
    if let base = bytes.baseAddress, UInt(bitPattern: base) % 2 == 1 {
      let copy = FloatBuffer(count: (count + 1) / 2)
      UnsafeMutableRawPointer(copy.pointer).copyMemory(from: base, byteCount: count * 2)
      halves = UnsafeBufferPointer(
        start: UnsafeRawPointer(copy.pointer).assumingMemoryBound(to: UInt16.self), count: count)
      self.owner = copy
    } else {
      halves = UnsafeBufferPointer(start: bytes.baseAddress?.assumingMemoryBound(to: UInt16.self), count: count)
      self.owner = owner
    }
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
