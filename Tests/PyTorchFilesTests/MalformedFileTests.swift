import PyTorchFiles
import TestSupport
import Testing

/// Files that contradict themselves: each way is an error of its own.
@Suite struct MalformedFileTests {
  private typealias Problem = PyTorchFileError.Problem

  private static let four = [UInt8](repeating: 0, count: 16)

  @Test func aTensorMadeByHandIsRead() throws {
    let file = Pickle.tensor(count: 4, sizes: [2, 2], strides: [2, 1]).legacy(storages: [(4, Self.four)])
    #expect(try problem(opening: file) == nil)
  }

  @Test(
    arguments: [
      (0, [2, 3], [3, 1], .beyondStorage(tensor: "w", needed: 6, found: 4)),
      (1, [4], [1], .beyondStorage(tensor: "w", needed: 5, found: 4)),
      (Int.max, [1], [1], .invalidLayout(tensor: "w")), (Int.max, [2], [1], .invalidLayout(tensor: "w")),
      (-1, [1], [1], .invalidLayout(tensor: "w")), (0, [-1], [1], .invalidLayout(tensor: "w")),
      (0, [2], [-1], .invalidLayout(tensor: "w")), (0, [2], [], .invalidLayout(tensor: "w")),
      (0, [Int.max, Int.max], [0, 0], .invalidLayout(tensor: "w")),
      (0, [3], [Int.max], .invalidLayout(tensor: "w")),
      (0, [1 << 40], [0], .expanded(tensor: "w", elements: 1 << 40)),
      (0, [0, 1 << 40, 1 << 40], [1 << 40, 1 << 40, 1], .invalidLayout(tensor: "w")),
      (0, [0, 1 << 40], [1, 1], nil), (9, [1 << 20, 0], [0, 7], nil),
    ] as [(Int, [Int], [Int], PyTorchFileError.Problem?)])
  func layouts(offset: Int, sizes: [Int], strides: [Int], expected: PyTorchFileError.Problem?) throws {
    let file = Pickle.tensor(count: 4, offset: offset, sizes: sizes, strides: strides)
      .legacy(storages: [(4, Self.four)])
    #expect(try problem(opening: file) == expected)
  }

  @Test func storagesAreAsTheySay() throws {
    let tensor = Pickle.tensor(count: 4, sizes: [4], strides: [1])
    #expect(
      try problem(opening: tensor.legacy(storages: [(3, Array(Self.four.prefix(12)))]))
        == .storageSize(key: "0", needed: 16, found: 12))
    #expect(try problem(opening: tensor.legacy(keys: [], storages: [])) == .missingStorage("0"))
    for count in [4, -1, Int.max] {
      guard case .truncated = try problem(opening: tensor.legacy(storages: [(count, [1, 2])])) else {
        Issue.record("\(count) is read")
        continue
      }
    }
    #expect(
      try problem(opening: tensor.legacy(keys: ["0", "1"], storages: [(4, Self.four), (0, [])]))
        == .malformedHeader("no tensor has the storage 1"))
    #expect(
      try problem(opening: tensor.legacy(keys: ["0", "0"], storages: [(4, Self.four), (4, Self.four)]))
        == .inconsistentStorage("0"))
    let huge = Pickle.tensor(count: Int.max, sizes: [4], strides: [1]).legacy(storages: [(4, Self.four)])
    #expect(try problem(opening: huge) == .storageSize(key: "0", needed: Int.max, found: 16))
  }

  @Test func aNameThatIsThereTwiceIsNamed() throws {
    let once = Pickle.tensor(count: 4, sizes: [4], strides: [1])
    var twice = Pickle(bytes: once.bytes.dropLast())
    twice.bytes += once.bytes[3...]
    #expect(try problem(opening: twice.legacy(storages: [(4, Self.four)])) == .duplicateName("w"))
  }

  @Test(
    arguments: [
      (Pickle().op("."), "leaves 0 values"), (Pickle().op("N").op("N").op("."), "leaves 2 values"),
      (Pickle().op("(").op("."), "leaves 0 values"), (Pickle().op("t").op("."), "no mark"),
      (Pickle().op(0x86).op("."), "stack is empty"), (Pickle().op("N").op("(").op(0x85).op("."), "stack is empty"),
      (Pickle().op(0x68, 9).op("."), "remembered as 9"), (Pickle().op("N").op("N").op("a").op("."), "appends to None"),
      (Pickle().op("N").op("N").op("N").op("s").op("."), "sets items of None"),
      (Pickle().op("}").op("(").op("N").op("u").op("."), "a key without a value"),
      (Pickle().op("N").op("}").op("b").op("."), "sets attributes of None"),
      (Pickle().op("N").op(")").op("R").op("."), "calls None"),
      (Pickle().global("torch", "Size").op("N").op("R").op("."), "calls with None"),
      (Pickle().global("torch", "FloatStorage").op(")").op("R").op("."), "with 0 arguments"),
      (Pickle().op("N").op("Q").op("."), "no storage"), (Pickle().op(0x80, 6).op("."), "protocol 6"),
      (Pickle().op(0x8C, 1, 0xFF).op("."), "not UTF-8"),
      (Pickle().op("N").op("N").op(0x93).op("."), "the name of a global"),
      (Pickle().storage(count: -1).op("."), "class, key or size"),
    ] as [(Pickle, String)])
  func picklesThatContradictThemselves(pickle: Pickle, words: String) throws {
    let found = try problem(opening: pickle.legacy(storages: []))
    guard case .malformedPickle(let reason, _) = found else {
      Issue.record("\(String(describing: found))")
      return
    }
    #expect(reason.contains(words))
  }

  @Test func otherFilesAreNoneOfPyTorch() throws {
    #expect(try problem(opening: []) == .unknownFormat)
    #expect(try problem(opening: Array("hello".utf8)) == .unknownFormat)
    #expect(try problem(opening: Pickle().op("N").op(".").bytes) == .unknownFormat)
    #expect(
      try problem(opening: Array("version https://git-lfs.github.com/spec/v1\noid sha256:0\n".utf8)) == .lfsPointer)
  }

  @Test func bigEndianFilesAreRefused() throws {
    var legacy = try readFile(fixture("tensors.legacy.bin"))
    let name = Array("little_endian".utf8)
    let place = try #require(legacy.indices.first { legacy[$0...].starts(with: name) })
    let value = try #require(legacy[place...].firstIndex(of: 0x88))
    legacy[value] = 0x89
    #expect(try problem(opening: legacy) == .bigEndian)
    var zip = try readFile(fixture("tensors.zip.bin"))
    let little = Array("little".utf8)
    let order = try #require(zip.indices.first { zip[$0...].starts(with: little) })
    zip.replaceSubrange(order..<order + 6, with: Array("big   ".utf8))
    #expect(try problem(opening: zip) == .bigEndian)
  }
}
