import Safetensors

/// The tensor `name` as floats, in a buffer of `count` elements (by default, as many as it has).
func floats(_ name: String, count: Int? = nil, in file: SafetensorsFile) throws -> [Float] {
  var values = [Float](repeating: .nan, count: count ?? file.info(name)?.elementCount ?? 0)
  try values.withUnsafeMutableBufferPointer { try file.copyFloats(name, into: $0) }
  return values
}

/// The bytes of a file with this header, its length in front, followed by `data`.
func safetensors(header: String, length: UInt64? = nil, data: Int = 0) -> [UInt8] {
  let text = Array(header.utf8)
  let length = (length ?? UInt64(text.count)).littleEndian
  return withUnsafeBytes(of: length) { Array($0) } + text + [UInt8](repeating: 0, count: data)
}
