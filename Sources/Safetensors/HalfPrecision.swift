internal import Files
import Tensors

/// The two half precisions at the file's edge, converted by `Tensors`' kernels.
enum HalfPrecision {
  /// Which of the two.
  enum Format { case f16, bf16 }

  /// Elements converted at a time: 64 KiB of halves, which stay in the second-level cache.
  static let chunk = 32 * 1024

  /// Converts the halves in `source`, at any alignment, to `destination`, which has as many elements.
  ///
  /// The format is little-endian, as are the machines that this package builds for.
  static func read(
    _ source: UnsafeRawBufferPointer, into destination: UnsafeMutableBufferPointer<Float>, format: Format
  ) {
    var halves = [UInt16](repeating: 0, count: min(chunk, destination.count))
    for start in stride(from: 0, to: destination.count, by: chunk) {
      let count = min(chunk, destination.count - start)
      guard let target = destination.baseAddress?.advanced(by: start) else { return }
      // Copied first, since the kernels read aligned halves and the file promises no alignment.
      halves.withUnsafeMutableBytes {
        $0.copyMemory(from: .init(rebasing: source[(start * 2)..<((start + count) * 2)]))
      }
      switch format {
      case .f16: Float16Conversion.toFloat(halves, into: target, count: count)
      case .bf16: BFloat16Conversion.toFloat(halves, into: target, count: count)
      }
    }
  }

  /// Appends `source` as halves to `writer`.
  static func write(
    _ source: UnsafeBufferPointer<Float>, to writer: inout AtomicFileWriter, format: Format
  ) throws(FileError) {
    var halves = [UInt16](repeating: 0, count: min(chunk, source.count))
    for start in stride(from: 0, to: source.count, by: chunk) {
      let count = min(chunk, source.count - start)
      guard let values = source.baseAddress?.advanced(by: start) else { return }
      switch format {
      case .f16: Float16Conversion.fromFloat(values, into: &halves, count: count)
      case .bf16: BFloat16Conversion.fromFloat(values, into: &halves, count: count)
      }
      try writer.write(halves, prefix: count * 2)
    }
  }
}
