import Files
import JSON
import Reports
import TestSupport
import Testing
import Training

@Suite struct CRC32CTests {
  /// RFC 3720, appendix B.4, and the check value of the catalogue of CRCs for "123456789".
  @Test(
    arguments: [
      ([UInt8](repeating: 0, count: 32), 0x8A91_36AA), ([UInt8](repeating: 0xFF, count: 32), 0x62A8_AB43),
      (Array(0..<32), 0x46DD_794E), (Array((0..<32).reversed()), 0x113F_DB5C), (Array("123456789".utf8), 0xE306_9283),
      ([], 0),
    ] as [([UInt8], UInt32)])
  func isTheStandards(bytes: [UInt8], expected: UInt32) {
    #expect(CRC32C.checksum(bytes) == expected)
  }
}

@Suite struct TensorBoardEventTests {
  /// Byte for byte what TensorBoard's own writer writes; see `Fixtures/tensorboard/generate.py`.
  @Test func recordsAreTensorBoards() throws {
    let json = try JSONValue(parsing: readFile(Repository.fixture("tensorboard/events.json")))
    let events = try #require(json.arrayValue)
    let ours = try events.map { try Self.event($0).record }
    let theirs = try readFile(Repository.fixture("tensorboard/events.tfevents"))
    #expect(ours.count == 7)
    #expect(ours.flatMap(\.self) == theirs)
  }

  private static func event(_ json: JSONValue) throws -> TensorBoardEvent {
    let reader = JSONDecodingReader(json)
    let content: TensorBoardEvent.Content
    switch try reader.string("kind") {
    case "fileVersion": content = .fileVersion
    case "sessionStart": content = .sessionStart
    case "text": content = .text(tag: try reader.string("tag"), try reader.string("text"))
    default:
      let scalars = try #require(json["scalars"]?.objectValue)
      content = .scalars(try scalars.map { ($0.key, Float(try #require($0.value.doubleValue))) })
    }
    return TensorBoardEvent(wallTime: try reader.double("wallTime"), step: try reader.integer("step"), content)
  }
}

@Suite struct TensorBoardLogTests {
  private let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  private func start(_ step: Int) -> TrainingEvent {
    .started(step: step, totalSteps: 9, parameters: 1, trainSnippets: 2, validationSnippets: 3, labels: 4)
  }

  @Test func aResumedRunHasAFileOfItsOwnBehindTheFirst() throws {
    let path = directory.file("tensorboard")
    for step in [0, 4] {
      var log = TensorBoardLog(directory: path) { 1_700_000_000.5 }
      try log.take(.configuration(["seed": 7], data: []))
      try log.take(start(step))
    }
    #expect(
      try directoryEntries(path) == [
        "events.out.tfevents.1700000000.parlance", "events.out.tfevents.1700000001.parlance",
      ])
    let second = try readFile(path + "/events.out.tfevents.1700000001.parlance")
    let expected = [
      TensorBoardEvent(wallTime: 1_700_000_000.5, .fileVersion),
      TensorBoardEvent(wallTime: 1_700_000_000.5, step: 5, .sessionStart),
    ]
    #expect(second == expected.flatMap(\.record))
  }

  @Test func whatIsToldIsInTheFileAtOnce() throws {
    var log = TensorBoardLog(directory: directory.path) { 5 }
    try log.take(start(0))
    let path = try #require(filesRecursively(in: directory.path).first)
    let before = try readFile(directory.file(path)).count
    try log.take(.note("nothing to show"))
    #expect(try readFile(directory.file(path)).count == before)
    try log.take(.skipped(step: 3))
    #expect(try readFile(directory.file(path)).count == before)
  }

  @Test func aPlaceThatCannotBeWrittenIsAnError() throws {
    try directory.write("", to: "file")
    var log = TensorBoardLog(directory: directory.file("file"))
    #expect(throws: FileError.self) { try log.take(start(0)) }
  }
}
