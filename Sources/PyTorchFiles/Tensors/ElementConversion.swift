internal import Tensors

/// Turns elements of any dtype into floats: to nearest; true is 1.
struct ElementConversion {
  let dtype: PyTorchDType
  /// The file, and where in it the tensor's first element is; every element was checked to lie inside.
  let file: UnsafeRawBufferPointer
  let start: Int

  /// Halves converted at a time.
  private static let chunk = 32 * 1024

  /// Converts `count` elements from element `place` on, `stride` apart.
  func run(place: Int, count: Int, stride: Int, into target: UnsafeMutablePointer<Float>) {
    switch dtype {
    case .float32: stride == 1 ? copy(place, count, target) : each(place, count, stride, target) { (x: Float) in x }
    case .float16: halves(place, count, stride, target) { Float16Conversion.toFloat($0, into: $1, count: $2) }
    case .bfloat16: halves(place, count, stride, target) { BFloat16Conversion.toFloat($0, into: $1, count: $2) }
    case .float64: each(place, count, stride, target) { (x: Double) in Float(x) }
    case .int64: each(place, count, stride, target) { (x: Int64) in Float(x) }
    case .int32: each(place, count, stride, target) { (x: Int32) in Float(x) }
    case .int16: each(place, count, stride, target) { (x: Int16) in Float(x) }
    case .int8: each(place, count, stride, target) { (x: Int8) in Float(x) }
    case .uint8: each(place, count, stride, target) { (x: UInt8) in Float(x) }
    case .bool: each(place, count, stride, target) { (x: UInt8) in x == 0 ? 0 : 1 }
    }
  }

  private func copy(_ place: Int, _ count: Int, _ target: UnsafeMutablePointer<Float>) {
    let offset = start + place * 4
    UnsafeMutableRawBufferPointer(start: target, count: count * 4)
      .copyMemory(from: UnsafeRawBufferPointer(rebasing: file[offset..<offset + count * 4]))
  }

  /// The file promises no alignment.
  private func each<Element: BitwiseCopyable>(
    _ place: Int, _ count: Int, _ stride: Int, _ target: UnsafeMutablePointer<Float>, _ convert: (Element) -> Float
  ) {
    let size = MemoryLayout<Element>.size
    for index in 0..<count {
      let offset = start + (place + index * stride) * size
      target[index] = convert(file.loadUnaligned(fromByteOffset: offset, as: Element.self))
    }
  }

  /// Gathered first, since the kernels read aligned neighbours.
  private func halves(
    _ place: Int, _ count: Int, _ stride: Int, _ target: UnsafeMutablePointer<Float>,
    _ convert: (UnsafePointer<UInt16>, UnsafeMutablePointer<Float>, Int) -> Void
  ) {
    var halves = [UInt16](repeating: 0, count: min(Self.chunk, count))
    for first in Swift.stride(from: 0, to: count, by: Self.chunk) {
      let length = min(Self.chunk, count - first)
      for index in 0..<length {
        let offset = start + (place + (first + index) * stride) * 2
        halves[index] = file.loadUnaligned(fromByteOffset: offset, as: UInt16.self)
      }
      convert(halves, target + first, length)
    }
  }
}
