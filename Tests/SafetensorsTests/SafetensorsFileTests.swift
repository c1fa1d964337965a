import JSON
import Safetensors
import TestSupport
import Testing

/// Files written by the reference implementation are read with the same names, shapes and numbers.
@Suite struct SafetensorsFileTests {
  @Test func readsWhatTheReferenceImplementationWrote() throws {
    let file = try SafetensorsFile(path: Repository.fixture("safetensors/small.safetensors"))
    let expected = try JSONValue(parsing: try readFile(Repository.fixture("safetensors/expected.json")))
    for (name, tensor) in try #require(expected.objectValue) {
      let info = try #require(file.info(name))
      let shape = tensor["shape"]?.arrayValue?.compactMap(\.intValue)
      let values = tensor["values"]?.arrayValue?.compactMap(\.doubleValue)
      #expect(info.shape == shape)
      #expect(try floats(name, in: file).map(Double.init) == values)
    }
    #expect(file.metadata == ["format": "pt"])
    #expect(Set(file.names) == ["linear.weight", "half", "brain", "empty", "scalar", "positions"])
  }

  @Test(arguments: ["f16", "bf16"]) func convertsHalvesAsNumPyDoes(format: String) throws {
    let file = try SafetensorsFile(path: Repository.fixture("safetensors/halves.safetensors"))
    let converted = try floats(format, in: file)
    let expected = try floats("\(format).floats", in: file)
    #expect(converted.count == 9363)
    #expect(zip(converted, expected).allSatisfy { $0.bitPattern == $1.bitPattern || ($0.isNaN && $1.isNaN) })
  }

  @Test func givesTheBytesAsTheyAre() throws {
    let file = try SafetensorsFile(path: Repository.fixture("safetensors/small.safetensors"))
    let bytes = try #require(file.bytes("positions"))
    #expect(bytes.count == 24)
    #expect((0..<3).map { bytes.loadUnaligned(fromByteOffset: $0 * 8, as: Int64.self) } == [0, 1, 2])
    #expect(file.bytes("nothing") == nil)
    #expect(file.info("nothing") == nil)
  }

  @Test func namesTheTensorThatIsNotThere() throws {
    let file = try SafetensorsFile(path: Repository.fixture("safetensors/small.safetensors"))
    let error = #expect(throws: SafetensorsError.self) { try floats("nothing", count: 1, in: file) }
    #expect(error?.problem == .noSuchTensor("nothing"))
    #expect(error?.description.hasSuffix("small.safetensors: no tensor named nothing") == true)
  }

  @Test func refusesABufferOfAnotherSize() throws {
    let file = try SafetensorsFile(path: Repository.fixture("safetensors/small.safetensors"))
    let error = #expect(throws: SafetensorsError.self) { try floats("linear.weight", count: 5, in: file) }
    #expect(error?.problem == .countMismatch(tensor: "linear.weight", elements: 6, buffer: 5))
  }

  @Test func refusesToMakeFloatsOfIntegers() throws {
    let file = try SafetensorsFile(path: Repository.fixture("safetensors/small.safetensors"))
    let error = #expect(throws: SafetensorsError.self) { try floats("positions", count: 3, in: file) }
    #expect(error?.problem == .noConversion(tensor: "positions", dtype: .i64))
  }

  @Test func readsDataAtAnOddAddress() throws {
    let directory = try TemporaryDirectory()
    var bytes = safetensors(header: #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}   "#)
    #expect(bytes.count % 4 != 0)
    bytes += [0x00, 0x00, 0x80, 0x3F]
    let file = try SafetensorsFile(path: try directory.write(bytes, to: "odd.safetensors"))
    #expect(try floats("a", in: file) == [1])
  }

  @Test func readsAFileWithoutTensors() throws {
    let directory = try TemporaryDirectory()
    let file = try SafetensorsFile(path: try directory.write(safetensors(header: "{}"), to: "none.safetensors"))
    #expect(file.names.isEmpty)
    #expect(file.metadata.isEmpty)
  }
}
