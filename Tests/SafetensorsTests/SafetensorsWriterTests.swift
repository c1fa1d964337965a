import Safetensors
import TestSupport
import Testing

/// A tensor of a test, which owns its numbers.
private struct OwnedTensor {
  let name: String
  var dtype = SafetensorsDType.f32
  let shape: [Int]
  let values: [Float]
}

/// Writes tensors of a test; their storage is kept for as long as the writer reads it.
private func write(_ tensors: [OwnedTensor], metadata: [String: String] = [:], to path: String) throws {
  let storage = tensors.map { tensor in
    let buffer = UnsafeMutableBufferPointer<Float>.allocate(capacity: tensor.values.count)
    _ = buffer.initialize(from: tensor.values)
    return buffer
  }
  defer { storage.forEach { $0.deallocate() } }
  let views = zip(tensors, storage).map { tensor, buffer in
    SafetensorsTensor(
      name: tensor.name, dtype: tensor.dtype, shape: tensor.shape, source: UnsafeBufferPointer(buffer))
  }
  try SafetensorsWriter.write(views, metadata: metadata, to: path)
}

@Suite struct SafetensorsWriterTests {
  private let matrix: [Float] = (0..<6).map { (Float($0) - 2.5) / 3 }

  @Test func writesTheBytesOfTheReferenceImplementation() throws {
    let directory = try TemporaryDirectory()
    let path = directory.file("written.safetensors")
    let tensors = [
      OwnedTensor(name: "z.half", dtype: .f16, shape: [2, 3], values: matrix),
      OwnedTensor(name: "b.weight", shape: [2, 3], values: matrix),
      OwnedTensor(name: "y.brain", dtype: .bf16, shape: [2, 3], values: matrix),
      OwnedTensor(name: "a.bias", shape: [3], values: [0, 1, 2]),
    ]
    try write(tensors, metadata: ["format": "pt"], to: path)
    #expect(try readFile(path) == readFile(Repository.fixture("safetensors/written.safetensors")))
  }

  @Test(arguments: [SafetensorsDType.f16, .bf16])
  func roundsAsNumPyDoes(dtype: SafetensorsDType) throws {
    let fixture = try SafetensorsFile(path: Repository.fixture("safetensors/rounding.safetensors"))
    let values = try floats("values", in: fixture)
    let directory = try TemporaryDirectory()
    let path = directory.file("rounded.safetensors")
    try write([OwnedTensor(name: "x", dtype: dtype, shape: [values.count], values: values)], to: path)
    let written = try SafetensorsFile(path: path)
    let expected = try #require(fixture.bytes(dtype == .f16 ? "as_f16" : "as_bf16"))
    let bytes = try #require(written.bytes("x"))
    #expect(bytes.elementsEqual(expected))
  }

  @Test func keepsInfinitiesAndNaN() throws {
    let directory = try TemporaryDirectory()
    let path = directory.file("special.safetensors")
    let special: [Float] = [.infinity, -.infinity, .nan, -0.0, 1e30]
    try write(
      [
        OwnedTensor(name: "f", shape: [5], values: special),
        OwnedTensor(name: "h", dtype: .f16, shape: [5], values: special),
        OwnedTensor(name: "b", dtype: .bf16, shape: [5], values: special),
      ], to: path)
    let file = try SafetensorsFile(path: path)
    #expect(try floats("f", in: file).map(\.bitPattern) == special.map(\.bitPattern))
    for name in ["h", "b"] {
      let read = try floats(name, in: file)
      #expect(read[0] == .infinity && read[1] == -.infinity && read[2].isNaN)
      #expect(read[3] == 0 && read[3].sign == .minus)
    }
    #expect(try floats("h", in: file)[4] == .infinity)
  }

  @Test(arguments: [0, 1, 7, 8, 9, 32767, 32768, 32769])
  func bringsEverySizeBack(count: Int) throws {
    let directory = try TemporaryDirectory()
    let path = directory.file("sizes.safetensors")
    let values = (0..<count).map { Float($0 % 256) }
    try write(
      [
        OwnedTensor(name: "f", shape: [count], values: values),
        OwnedTensor(name: "h", dtype: .f16, shape: [count], values: values),
        OwnedTensor(name: "b", dtype: .bf16, shape: [count], values: values),
      ], to: path)
    let file = try SafetensorsFile(path: path)
    for name in ["f", "h", "b"] { #expect(try floats(name, in: file) == values) }
  }

  @Test func replacesAFileAndLeavesNothingElse() throws {
    let directory = try TemporaryDirectory()
    let path = try directory.write("old", to: "model.safetensors")
    try write([OwnedTensor(name: "a", shape: [1], values: [1])], to: path)
    #expect(try SafetensorsFile(path: path).names == ["a"])
    #expect(try directoryEntries(directory.path) == ["model.safetensors"])
  }

  @Test func aMappedFileSurvivesItsReplacement() throws {
    let directory = try TemporaryDirectory()
    let path = directory.file("model.safetensors")
    try write([OwnedTensor(name: "a", shape: [3], values: [1, 2, 3])], to: path)
    let old = try SafetensorsFile(path: path)
    try write([OwnedTensor(name: "b", shape: [1], values: [4])], to: path)
    #expect(try floats("a", in: old) == [1, 2, 3])
  }

  @Test func refusesWhatItCannotWriteAndLeavesTheOldFile() throws {
    let directory = try TemporaryDirectory()
    let path = try directory.write("old", to: "model.safetensors")
    let one = OwnedTensor(name: "a", shape: [1], values: [1])
    let cases: [([OwnedTensor], SafetensorsError.Problem)] = [
      ([one, one], .duplicateName("a")),
      ([OwnedTensor(name: "__metadata__", shape: [1], values: [1])], .reservedName),
      ([OwnedTensor(name: "a", shape: [2], values: [1])], .countMismatch(tensor: "a", elements: 2, buffer: 1)),
      ([OwnedTensor(name: "a", shape: [.max, 2], values: [1])], .sizeOverflow(tensor: "a")),
      ([OwnedTensor(name: "a", dtype: .i8, shape: [1], values: [1])], .noConversion(tensor: "a", dtype: .i8)),
    ]
    for (tensors, problem) in cases {
      let error = #expect(throws: SafetensorsError.self) { try write(tensors, to: path) }
      #expect(error?.problem == problem)
    }
    #expect(try readText(path) == "old")
    #expect(try directoryEntries(directory.path) == ["model.safetensors"])
  }

  @Test func namesTheDirectoryThatIsNotThere() throws {
    let directory = try TemporaryDirectory()
    let path = directory.file("none/model.safetensors")
    let error = #expect(throws: SafetensorsError.self) {
      try write([OwnedTensor(name: "a", shape: [1], values: [1])], to: path)
    }
    #expect(error?.problem == .system(call: "open", code: 2))
  }
}
