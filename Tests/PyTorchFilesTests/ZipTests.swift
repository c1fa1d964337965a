import PyTorchFiles
import TestSupport
import Testing

/// Archives that another program made, and damaged ones.
@Suite struct ZipTests {
  private static let pickle = Pickle.tensor(count: 2, sizes: [2], strides: [1]).bytes
  private static let floats: [UInt8] = [0, 0, 0x80, 0x3F, 0, 0, 0, 0x40]

  /// A zip archive of stored entries without zip64, as any program writes it.
  private func archive(
    _ entries: [(name: String, bytes: [UInt8])], method: UInt16 = 0, flags: UInt16 = 0, comment: String = ""
  ) -> [UInt8] {
    var file: [UInt8] = []
    var directory: [UInt8] = []
    for (name, bytes) in entries {
      let sizes = little(UInt32(bytes.count)) + little(UInt32(bytes.count))
      let common =
        little(flags) + little(method) + little(UInt32(0)) + little(UInt32(0)) + sizes
        + little(UInt16(name.utf8.count)) + little(UInt16(0))
      directory +=
        [0x50, 0x4B, 1, 2, 20, 0, 20, 0] + common + [UInt8](repeating: 0, count: 10)
        + little(UInt32(file.count)) + Array(name.utf8)
      file += [0x50, 0x4B, 3, 4, 20, 0] + common + Array(name.utf8) + bytes
    }
    let count = little(UInt16(entries.count))
    return file + directory + [0x50, 0x4B, 5, 6, 0, 0, 0, 0] + count + count + little(UInt32(directory.count))
      + little(UInt32(file.count)) + little(UInt16(comment.utf8.count)) + Array(comment.utf8)
  }

  private func little<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
    withUnsafeBytes(of: number.littleEndian) { Array($0) }
  }

  @Test(arguments: ["archive", "any name", "größe"]) func theRootMayHaveAnyName(root: String) throws {
    let directory = try TemporaryDirectory()
    let bytes = archive([("\(root)/data.pkl", Self.pickle), ("\(root)/data/0", Self.floats)], comment: "PK\u{5}\u{6}")
    let file = try PyTorchFile(path: try directory.write(bytes, to: "a.bin"))
    #expect(try file.floats("w") == [1, 2])
  }

  @Test func entriesAreStoredAndThere() throws {
    let whole = [("a/data.pkl", Self.pickle), ("a/data/0", Self.floats)]
    #expect(try problem(opening: archive(whole)) == nil)
    #expect(try problem(opening: archive(whole, method: 8)) == .notStored(entry: "a/data.pkl"))
    #expect(try problem(opening: archive(whole, flags: 1)) == .notStored(entry: "a/data.pkl"))
    #expect(try problem(opening: archive([("a/data/0", Self.floats)])) == .missingEntry("a/data.pkl"))
    #expect(try problem(opening: archive([])) == .missingEntry("/data.pkl"))
    #expect(try problem(opening: archive([("a/data.pkl", Self.pickle)])) == .missingStorage("0"))
    #expect(try problem(opening: archive(whole + [whole[1]])) == .malformedZip("a/data/0 is there twice"))
    let short = [("a/data.pkl", Self.pickle), ("a/data/0", Array(Self.floats.prefix(4)))]
    #expect(try problem(opening: archive(short)) == .storageSize(key: "0", needed: 8, found: 4))
  }

  @Test func aDirectoryThatIsWrongIsSaid() throws {
    let whole = archive([("a/data.pkl", Self.pickle), ("a/data/0", Self.floats)])
    let end = whole.count - 22
    let directory = try #require(whole.indices.first { whole[$0...].starts(with: [0x50, 0x4B, 1, 2]) })
    for (place, bytes) in [
      (end, [0, 0, 0, 0]), (end + 16, [0xFE, 0xFF, 0xFF, 0x7F]), (end + 16, [0xFF, 0xFF, 0xFF, 0xFF]),
      (end + 10, [9, 0]), (directory, [0, 0]), (directory + 20, [0xFF, 0xFF, 0xFF, 0x7F]),
      (directory + 42, [1, 0, 0, 0]), (directory + 42, [0xFF, 0xFF, 0xFF, 0x7F]), (0, [0x50, 0x4B, 9]),
    ] as [(Int, [UInt8])] {
      var damaged = whole
      damaged.replaceSubrange(place..<place + bytes.count, with: bytes)
      let found = try problem(opening: damaged)
      #expect(found != nil, "\(place)")
    }
  }

  @Test func aFileCutShortIsAnError() throws {
    for name in ["tensors.zip.bin", "tensors.legacy.bin"] {
      let whole = try readFile(fixture(name))
      for count in stride(from: 0, to: whole.count, by: 97) {
        #expect(try problem(opening: Array(whole.prefix(count))) != nil, "\(name) of \(count) bytes")
      }
      #expect(try problem(opening: Array(whole.dropLast())) != nil)
    }
  }
}
