import Files
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

@Suite struct FileReaderTests {
  @Test func readsAllBytes() throws {
    let directory = try TemporaryDirectory()
    let path = try directory.write("text\n", to: "file")
    #expect(try FileReader.read(path) == Array("text\n".utf8))
    #expect(try FileReader.read(directory.write("", to: "empty")) == [])
  }

  @Test func namesWhatItRefuses() throws {
    let directory = try TemporaryDirectory()
    let path = try directory.write("12345", to: "file")
    #expect(throws: FileError(path: path, problem: .tooLarge(bytes: 5, limit: 4))) {
      try FileReader.read(path, limit: 4)
    }
    #expect(throws: FileError(path: directory.path, problem: .notARegularFile)) {
      try FileReader.read(directory.path)
    }
    let missing = directory.file("missing")
    #expect(throws: FileError(path: missing, problem: .system(call: "open", code: ENOENT))) {
      try FileReader.read(missing)
    }
    #expect(FileError(path: missing, problem: .system(call: "open", code: ENOENT)).isMissing)
    let pipe = directory.file("pipe")
    #expect(mkfifo(pipe, 0o600) == 0)
    #expect(throws: FileError(path: pipe, problem: .notARegularFile)) { try FileReader.read(pipe) }
  }

  @Test func appendsAndMakesWhatIsMissing() throws {
    let directory = try TemporaryDirectory()
    let path = directory.file("log")
    try FileWriter.append(Array("a".utf8), to: path)
    try FileWriter.append(Array("b".utf8), to: path)
    #expect(try readText(path) == "ab")
    var pieces: [UInt8] = []
    try FileReader.readChunks(path) { pieces += $0 }
    #expect(pieces == Array("ab".utf8))
  }
}
