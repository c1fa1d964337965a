internal import Files

/// A safetensors file, mapped into memory and validated as a whole when it is opened.
package final class SafetensorsFile: Sendable {
  /// The file, as it was named by the caller.
  package let path: String
  /// The tensors, in the order of their data in the file.
  package let tensors: [SafetensorsTensorInfo]
  /// The header's `__metadata__`; empty if there is none.
  package let metadata: [String: String]

  private let file: MappedFile
  private let dataStart: Int
  private let indexByName: [String: Int]

  /// Opens and validates the file at `path`. Throws for a file that cannot be read or breaks the format in any way;
  /// after that, the bytes of every tensor are there.
  package init(path: String) throws(SafetensorsError) {
    guard !path.utf8.contains(0) else {
      throw SafetensorsError(path: path, problem: .notARegularFile)
    }
    file = try Self.map(path)
    let header = try SafetensorsHeader(file: file.bytes, path: path)
    self.path = path
    tensors = header.tensors
    metadata = header.metadata
    dataStart = header.dataStart
    var indexByName: [String: Int] = [:]
    for (index, tensor) in header.tensors.enumerated() { indexByName[tensor.name] = index }
    self.indexByName = indexByName
  }

  private static func map(_ path: String) throws(SafetensorsError) -> MappedFile {
    do throws(FileError) { return try MappedFile(path: path) } catch { throw SafetensorsError(error) }
  }

  /// The names of all tensors, in the order of their data.
  package var names: [String] { tensors.map(\.name) }

  /// The header's entry of the tensor `name`, or nil if the file has none of that name.
  package func info(_ name: String) -> SafetensorsTensorInfo? {
    indexByName[name].map { tensors[$0] }
  }

  /// The bytes of the tensor `name`, valid while this object lives; nil if the file has none of that name.
  ///
  /// They may lie at any address: a file whose header is no multiple of eight long is allowed.
  package func bytes(_ name: String) -> UnsafeRawBufferPointer? {
    info(name).map { UnsafeRawBufferPointer(rebasing: file.bytes[absolute($0.dataOffsets)]) }
  }

  private func absolute(_ offsets: Range<Int>) -> Range<Int> {
    (offsets.lowerBound + dataStart)..<(offsets.upperBound + dataStart)
  }

  /// Copies the tensor `name` (F32, F16 or BF16) into `destination`, which must have exactly its elements.
  package func copyFloats(
    _ name: String, into destination: UnsafeMutableBufferPointer<Float>
  ) throws(SafetensorsError) {
    guard let info = info(name), let source = bytes(name) else { throw error(.noSuchTensor(name)) }
    guard info.elementCount == destination.count else {
      throw error(.countMismatch(tensor: name, elements: info.elementCount, buffer: destination.count))
    }
    switch info.dtype {
    case .f32: UnsafeMutableRawBufferPointer(destination).copyMemory(from: source)
    case .f16: HalfPrecision.read(source, into: destination, format: .f16)
    case .bf16: HalfPrecision.read(source, into: destination, format: .bf16)
    default: throw error(.noConversion(tensor: name, dtype: info.dtype))
    }
  }

  /// The elements of the tensor `name`, row by row, copied; it must have been stored as such.
  package func elements<Element: SafetensorsElement>(
    _ name: String, as type: Element.Type = Element.self
  ) throws(SafetensorsError) -> [Element] {
    guard let info = info(name), let source = bytes(name) else { throw error(.noSuchTensor(name)) }
    guard info.dtype == Element.dtype else {
      throw error(.otherDType(tensor: name, dtype: info.dtype, expected: Element.dtype))
    }
    return [Element](unsafeUninitializedCapacity: info.elementCount) { buffer, count in
      UnsafeMutableRawBufferPointer(buffer).copyMemory(from: source)
      count = info.elementCount
    }
  }

  private func error(_ problem: SafetensorsError.Problem) -> SafetensorsError {
    SafetensorsError(path: path, problem: problem)
  }
}
