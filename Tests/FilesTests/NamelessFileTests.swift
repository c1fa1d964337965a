import Files
import TestSupport
import Testing

@Suite struct NamelessFileTests {
  @Test func hasNoNameAndGivesBackWhatWasWritten() throws {
    let directory = try TemporaryDirectory()
    let file = try NamelessFile(directory: directory.path)
    #expect(try directoryEntries(directory.path).isEmpty)
    let bytes = (0..<10_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    try bytes.withUnsafeBytes { try file.write($0, at: 5_000) }
    try bytes[..<100].withUnsafeBytes { try file.write($0, at: 0) }
    #expect((file.freeBytes ?? 0) > 0)
    var read = [UInt8](repeating: 0, count: 200)
    try read.withUnsafeMutableBytes { try file.read(into: $0, at: 14_800) }
    #expect(read == Array(bytes[9_800...]))
    try read.withUnsafeMutableBytes { try file.read(into: $0, at: 0) }
    #expect(Array(read[..<100]) == Array(bytes[..<100]) && read[100...].allSatisfy { $0 == 0 })
  }

  @Test func whatIsNotThereIsAnErrorAndSoIsADirectoryThatIsNot() throws {
    let directory = try TemporaryDirectory()
    let file = try NamelessFile(directory: directory.path)
    var read = [UInt8](repeating: 0, count: 1)
    #expect(throws: FileError.self) { try read.withUnsafeMutableBytes { try file.read(into: $0, at: 7) } }
    let error = #expect(throws: FileError.self) { try NamelessFile(directory: directory.file("missing")) }
    #expect(error?.isMissing == true)
  }
}
