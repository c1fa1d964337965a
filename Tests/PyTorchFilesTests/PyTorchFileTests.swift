import JSON
import PyTorchFiles
import Safetensors
import TestSupport
import Testing

/// What PyTorch saved, in each format and protocol, against what PyTorch reads in it.
@Suite struct PyTorchFileTests {
  private static let files = ["tensors.zip.bin", "tensors.zip5.bin", "tensors.legacy.bin", "tensors.legacy4.bin"]

  @Test(arguments: files) func namesDTypesAndShapesArePyTorchs(name: String) throws {
    let file = try PyTorchFile(path: fixture(name))
    let expected = try #require(
      JSONValue(parsing: try readFile(fixture("tensors.json")))["tensors"]?.objectValue)
    #expect(file.tensors.map(\.name) == Array(expected.keys))
    for tensor in file.tensors {
      #expect(tensor.dtype.rawValue == expected[tensor.name]?["dtype"]?.stringValue, "\(tensor.name)")
      #expect(tensor.shape == expected[tensor.name]?["shape"]?.arrayValue?.compactMap(\.intValue), "\(tensor.name)")
    }
  }

  @Test(arguments: files) func valuesArePyTorchsToTheLastBit(name: String) throws {
    let file = try PyTorchFile(path: fixture(name))
    let expected = try SafetensorsFile(path: fixture("tensors.safetensors"))
    #expect(file.tensors.count == expected.tensors.count)
    for tensor in file.tensors {
      var values = [Float](repeating: .nan, count: tensor.elementCount)
      try values.withUnsafeMutableBufferPointer { try expected.copyFloats(tensor.name, into: $0) }
      let ours = try file.floats(tensor.name)
      #expect(ours.map(\.bitPattern) == values.map(\.bitPattern), "\(tensor.name)")
    }
  }

  @Test func aCheckpointIsTheSameInBothFormats() throws {
    let zip = try PyTorchFile(path: fixture("classifier/pytorch_model.zip.bin"))
    let legacy = try PyTorchFile(path: fixture("classifier/pytorch_model.legacy.bin"))
    let safetensors = try SafetensorsFile(path: fixture("classifier/model.safetensors"))
    #expect(zip.tensors.count == safetensors.tensors.count)
    #expect(legacy.info("roberta.embeddings.position_ids")?.dtype == .int64)
    for tensor in zip.tensors {
      #expect(safetensors.info(tensor.name)?.shape == tensor.shape)
      #expect(try zip.floats(tensor.name) == legacy.floats(tensor.name))
    }
  }

  @Test func asksForWhatIsThere() throws {
    let file = try PyTorchFile(path: fixture("tensors.zip.bin"))
    let missing = #expect(throws: PyTorchFileError.self) { try file.floats("nothing") }
    #expect(missing?.problem == .noSuchTensor("nothing"))
    var few = [Float](repeating: 0, count: 2)
    let short = #expect(throws: PyTorchFileError.self) {
      try few.withUnsafeMutableBufferPointer { try file.copyFloats("half", into: $0) }
    }
    #expect(short?.problem == .countMismatch(tensor: "half", elements: 35, buffer: 2))
  }

  @Test func aMissingFileOrADirectoryIsAnError() throws {
    for path in ["/no/such/file", Repository.root, ""] {
      let error = #expect(throws: PyTorchFileError.self) { try PyTorchFile(path: path) }
      guard case .unreadable = error?.problem else {
        Issue.record("\(String(describing: error))")
        continue
      }
    }
  }
}
