import Safetensors
import TestSupport
import Testing

/// A file that breaks the format, and what has to be said of it.
struct MalformedFile: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let bytes: [UInt8]
  let problem: SafetensorsError.Problem

  init(_ description: String, _ bytes: [UInt8], _ problem: SafetensorsError.Problem) {
    testDescription = description
    self.bytes = bytes
    self.problem = problem
  }

  /// A file whose header has one tensor `t` with these fields, followed by `data` bytes.
  init(_ description: String, tensor: String, data: Int = 0, _ problem: SafetensorsError.Problem) {
    self.init(description, safetensors(header: #"{"t":"# + tensor + "}", data: data), problem)
  }
}

private let shape = "an array of non-negative integers"
private let offsets = "two non-negative integers"

private let badLengths: [MalformedFile] = [
  MalformedFile("empty", [], .tooShort(bytes: 0)),
  MalformedFile("seven bytes", [2, 0, 0, 0, 0, 0, 0], .tooShort(bytes: 7)),
  MalformedFile("no header", safetensors(header: ""), .headerNotJSON("it does not begin with {")),
  MalformedFile("2^63", safetensors(header: "{}", length: 1 << 63), .headerTooLarge(bytes: 1 << 63)),
  MalformedFile("2^64 - 1", safetensors(header: "{}", length: .max), .headerTooLarge(bytes: .max)),
  MalformedFile(
    "over 100 MB", safetensors(header: "{}", length: 100_000_001), .headerTooLarge(bytes: 100_000_001)),
  MalformedFile("beyond the end", safetensors(header: "{}", length: 3), .headerBeyondEnd(header: 3, file: 10)),
]

private let badMetadata: [MalformedFile] = [
  MalformedFile(
    "metadata an array", safetensors(header: #"{"__metadata__":[]}"#), .invalidMetadata(key: nil)),
  MalformedFile(
    "metadata a number", safetensors(header: #"{"__metadata__":{"a":"b","n":1}}"#), .invalidMetadata(key: "n")),
]

private let badFields: [MalformedFile] = [
  MalformedFile("entry a number", tensor: "1", .invalidField(tensor: "t", field: "its entry", expected: "an object")),
  MalformedFile(
    "no dtype", tensor: #"{"shape":[1],"data_offsets":[0,4]}"#, data: 4,
    .invalidField(tensor: "t", field: "dtype", expected: "a string")),
  MalformedFile(
    "unknown dtype", tensor: #"{"dtype":"F31","shape":[1],"data_offsets":[0,4]}"#, data: 4,
    .unknownDType(tensor: "t", dtype: "F31")),
  MalformedFile(
    "no shape", tensor: #"{"dtype":"F32","data_offsets":[0,4]}"#, data: 4,
    .invalidField(tensor: "t", field: "shape", expected: shape)),
  MalformedFile(
    "negative shape", tensor: #"{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}"#, data: 4,
    .invalidField(tensor: "t", field: "shape", expected: shape)),
  MalformedFile(
    "broken shape", tensor: #"{"dtype":"F32","shape":[1.5],"data_offsets":[0,4]}"#, data: 4,
    .invalidField(tensor: "t", field: "shape", expected: shape)),
  MalformedFile(
    "shape of 2^64", tensor: #"{"dtype":"F32","shape":[18446744073709551616],"data_offsets":[0,4]}"#, data: 4,
    .invalidField(tensor: "t", field: "shape", expected: shape)),
  MalformedFile(
    "no offsets", tensor: #"{"dtype":"F32","shape":[1]}"#, data: 4,
    .invalidField(tensor: "t", field: "data_offsets", expected: offsets)),
  MalformedFile(
    "one offset", tensor: #"{"dtype":"F32","shape":[1],"data_offsets":[0]}"#, data: 4,
    .invalidField(tensor: "t", field: "data_offsets", expected: offsets)),
  MalformedFile(
    "three offsets", tensor: #"{"dtype":"F32","shape":[1],"data_offsets":[0,4,8]}"#, data: 4,
    .invalidField(tensor: "t", field: "data_offsets", expected: offsets)),
  MalformedFile(
    "negative offset", tensor: #"{"dtype":"F32","shape":[1],"data_offsets":[-4,0]}"#, data: 4,
    .invalidField(tensor: "t", field: "data_offsets", expected: offsets)),
]

private let badSizes: [MalformedFile] = [
  MalformedFile(
    "shape overflows", tensor: #"{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,4]}"#, data: 4,
    .sizeOverflow(tensor: "t")),
  MalformedFile(
    "element size overflows", tensor: #"{"dtype":"F64","shape":[4611686018427387904],"data_offsets":[0,8]}"#, data: 8,
    .sizeOverflow(tensor: "t")),
  MalformedFile(
    "too few bytes", tensor: #"{"dtype":"F32","shape":[2],"data_offsets":[0,4]}"#, data: 4,
    .sizeMismatch(tensor: "t", offsets: 4, needed: 8)),
  MalformedFile(
    "too many bytes", tensor: #"{"dtype":"F16","shape":[1],"data_offsets":[0,4]}"#, data: 4,
    .sizeMismatch(tensor: "t", offsets: 4, needed: 2)),
  MalformedFile(
    "reversed offsets", tensor: #"{"dtype":"F32","shape":[1],"data_offsets":[4,0]}"#, data: 4,
    .reversedOffsets(tensor: "t", begin: 4, end: 0)),
  MalformedFile(
    "offsets of 2^63 - 1",
    tensor: #"{"dtype":"U8","shape":[9223372036854775807],"data_offsets":[0,9223372036854775807]}"#, data: 4,
    .dataLength(tensors: .max, file: 4)),
  MalformedFile(
    "cut short", tensor: #"{"dtype":"F32","shape":[2],"data_offsets":[0,8]}"#, data: 7,
    .dataLength(tensors: 8, file: 7)),
  MalformedFile(
    "goes on", tensor: #"{"dtype":"F32","shape":[2],"data_offsets":[0,8]}"#, data: 9,
    .dataLength(tensors: 8, file: 9)),
  MalformedFile(
    "hole at the start", tensor: #"{"dtype":"F32","shape":[1],"data_offsets":[4,8]}"#, data: 8,
    .hole(tensor: "t", begin: 4, expected: 0)),
  MalformedFile("data of no tensor", safetensors(header: "{}", data: 1), .dataLength(tensors: 0, file: 1)),
]

private func two(_ first: (Int, Int), _ second: (Int, Int), data: Int) -> [UInt8] {
  func entry(_ offsets: (Int, Int)) -> String {
    #"{"dtype":"U8","shape":[\#(offsets.1 - offsets.0)],"data_offsets":[\#(offsets.0),\#(offsets.1)]}"#
  }
  return safetensors(header: #"{"a":\#(entry(first)),"b":\#(entry(second))}"#, data: data)
}

private let badTilings: [MalformedFile] = [
  MalformedFile("overlap", two((0, 8), (7, 15), data: 15), .overlap(tensor: "b", begin: 7, expected: 8)),
  MalformedFile("the same bytes twice", two((0, 8), (0, 8), data: 8), .overlap(tensor: "b", begin: 0, expected: 8)),
  MalformedFile("hole between", two((0, 8), (9, 17), data: 17), .hole(tensor: "b", begin: 9, expected: 8)),
  MalformedFile(
    "hole, in another order", two((9, 17), (0, 8), data: 17), .hole(tensor: "a", begin: 9, expected: 8)),
]

/// Every way in which a file can break the format is an error that names the file and the tensor, and never a trap.
@Suite struct MalformedFileTests {
  @Test(arguments: badLengths + badMetadata + badFields + badSizes + badTilings)
  func isRefused(file: MalformedFile) throws {
    let directory = try TemporaryDirectory()
    let path = try directory.write(file.bytes, to: "bad.safetensors")
    let error = #expect(throws: SafetensorsError.self) { try SafetensorsFile(path: path) }
    #expect(error?.problem == file.problem)
    #expect(error?.description.hasPrefix("\(path): ") == true)
  }

  @Test(arguments: ["[]", "{", "{}x", #"{"a":1,"a":2}"#, "{\"a\":\"\u{1}\"}", " {}", "\"{}\"", "nul"])
  func refusesAHeaderThatIsNoObject(header: String) throws {
    let directory = try TemporaryDirectory()
    let path = try directory.write(safetensors(header: header), to: "bad.safetensors")
    let error = #expect(throws: SafetensorsError.self) { try SafetensorsFile(path: path) }
    guard case .headerNotJSON = error?.problem else {
      Issue.record("\(header): \(String(describing: error))")
      return
    }
  }

  @Test func saysWhichNameIsDouble() throws {
    let directory = try TemporaryDirectory()
    let entry = #"{"dtype":"U8","shape":[0],"data_offsets":[0,0]}"#
    let path = try directory.write(
      safetensors(header: #"{"weight":\#(entry),"weight":\#(entry)}"#), to: "bad.safetensors")
    let error = #expect(throws: SafetensorsError.self) { try SafetensorsFile(path: path) }
    #expect(error?.description.contains("weight") == true)
  }

  @Test func refusesInvalidUTF8() throws {
    let directory = try TemporaryDirectory()
    var bytes = safetensors(header: #"{"__metadata__":{"a":"xx"}}"#)
    bytes[bytes.count - 5] = 0xFF
    let path = try directory.write(bytes, to: "bad.safetensors")
    #expect(throws: SafetensorsError.self) { try SafetensorsFile(path: path) }
  }

  @Test func cutAnywhereIsRefused() throws {
    let directory = try TemporaryDirectory()
    let whole = try readFile(Repository.fixture("safetensors/small.safetensors"))
    for count in 0..<whole.count {
      let path = try directory.write(whole.prefix(count), to: "cut.safetensors")
      #expect(throws: SafetensorsError.self) { try SafetensorsFile(path: path) }
    }
  }

  @Test func refusesWhatIsNoFile() throws {
    let directory = try TemporaryDirectory()
    let missing = #expect(throws: SafetensorsError.self) { try SafetensorsFile(path: directory.file("none")) }
    #expect(missing?.problem == .system(call: "open", code: 2))
    #expect(missing?.description.hasSuffix("open failed: No such file or directory") == true)
    let folder = #expect(throws: SafetensorsError.self) { try SafetensorsFile(path: directory.path) }
    #expect(folder?.problem == .notARegularFile)
    let nul = #expect(throws: SafetensorsError.self) { try SafetensorsFile(path: "a\0b") }
    #expect(nul?.problem == .notARegularFile)
  }
}
