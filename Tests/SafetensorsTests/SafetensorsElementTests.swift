import Safetensors
import TestSupport
import Testing

/// Elements that are written and read as they are, held against a file of the reference implementation.
@Suite struct SafetensorsElementTests {
  private static let signed: [Int8] = [-128, -1, 0, 1, 2, 127]
  private static let unsigned: [UInt32] = [0, 1, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFF]
  private static let fixture = Repository.fixture("safetensors/elements.safetensors")

  @Test func writesTheBytesOfTheReferenceImplementation() throws {
    let directory = try TemporaryDirectory()
    let path = directory.file("elements.safetensors")
    try Self.signed.withUnsafeBufferPointer { signed in
      try Self.unsigned.withUnsafeBufferPointer { unsigned in
        try [Float(0.5), -0.0].withUnsafeBufferPointer { floats in
          let tensors = [
            SafetensorsTensor(name: "signed", shape: [2, 3], elements: signed),
            SafetensorsTensor(name: "unsigned", shape: [5], elements: unsigned),
            SafetensorsTensor(name: "floats", shape: [2], elements: floats),
            SafetensorsTensor(
              name: "none", shape: [0, 3], elements: UnsafeBufferPointer<UInt32>(start: nil, count: 0)),
          ]
          try SafetensorsWriter.write(tensors, metadata: ["format": "numbers", "version": "1"], to: path)
        }
      }
    }
    #expect(try readFile(path) == readFile(Self.fixture))
  }

  @Test func readsWhatTheReferenceImplementationWrote() throws {
    let file = try SafetensorsFile(path: Self.fixture)
    #expect(file.info("signed")?.shape == [2, 3])
    #expect(try file.elements("signed") == Self.signed)
    #expect(try file.elements("unsigned") == Self.unsigned)
    #expect(try file.elements("floats").map(\Float.bitPattern) == [Float(0.5), -0.0].map(\.bitPattern))
    #expect(try file.elements("none", as: UInt32.self).isEmpty)
  }

  @Test func readsThemAtAnOddAddress() throws {
    let directory = try TemporaryDirectory()
    let bytes =
      safetensors(header: #"{"a":{"dtype":"U32","shape":[2],"data_offsets":[0,8]}}   "#) + [1, 0, 0, 0, 0, 0, 0, 2]
    let file = try SafetensorsFile(path: try directory.write(bytes, to: "odd.safetensors"))
    #expect(try #require(file.bytes("a")?.baseAddress.map { Int(bitPattern: $0) % 4 }) != 0)
    #expect(try file.elements("a") == [1, 0x0200_0000] as [UInt32])
  }

  @Test func namesTheTensorAndTheTypeThatIsNotThere() throws {
    let file = try SafetensorsFile(path: Self.fixture)
    let other = #expect(throws: SafetensorsError.self) { try file.elements("signed", as: UInt32.self) }
    #expect(other?.problem == .otherDType(tensor: "signed", dtype: .i8, expected: .u32))
    #expect(other?.description.hasSuffix("elements.safetensors: tensor signed: stored as I8, not as U32") == true)
    let missing = #expect(throws: SafetensorsError.self) { try file.elements("nothing", as: Int8.self) }
    #expect(missing?.problem == .noSuchTensor("nothing"))
  }

  @Test func refusesElementsThatAreNotTheShapes() throws {
    let directory = try TemporaryDirectory()
    let path = try directory.write("old", to: "elements.safetensors")
    for (shape, problem) in [
      ([5], SafetensorsError.Problem.countMismatch(tensor: "a", elements: 5, buffer: 6)),
      ([-1], .invalidField(tensor: "a", field: "shape", expected: "an array of non-negative integers")),
    ] {
      let error = #expect(throws: SafetensorsError.self) {
        try Self.signed.withUnsafeBufferPointer {
          let tensor = SafetensorsTensor(name: "a", shape: shape, elements: $0)
          try SafetensorsWriter.write([tensor], metadata: [:], to: path)
        }
      }
      #expect(error?.problem == problem)
    }
    #expect(try readText(path) == "old")
    #expect(try directoryEntries(directory.path) == ["elements.safetensors"])
  }
}
