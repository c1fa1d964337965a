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

@Suite struct AtomicFileWriterTests {
  @Test func isNotThereBeforeCommit() throws {
    let directory = try TemporaryDirectory()
    let path = try directory.write("old", to: "file")
    var writer = try AtomicFileWriter(path: path)
    try writer.write(Array("ne".utf8))
    try writer.write(Array("w".utf8))
    #expect(try readText(path) == "old")
    try writer.commit()
    #expect(try readText(path) == "new")
    #expect(try directoryEntries(directory.path) == ["file"])
  }

  @Test func withoutCommitNothingIsLeft() throws {
    let directory = try TemporaryDirectory()
    do {
      var writer = try AtomicFileWriter(path: directory.file("file"))
      try writer.write(Array("lost".utf8))
      #expect(try directoryEntries(directory.path).count == 1)
    }
    #expect(try directoryEntries(directory.path) == [])
  }

  @Test func keepsPermissionsAndLinks() throws {
    let directory = try TemporaryDirectory()
    let path = try directory.write("old", to: "file")
    #expect(chmod(path, 0o640) == 0)
    #expect(symlink("file", directory.file("link")) == 0)
    var writer = try AtomicFileWriter(path: directory.file("link"))
    try writer.write(Array("new".utf8))
    try writer.commit()
    #expect(try readText(path) == "new")
    var status = stat()
    #expect(lstat(directory.file("link"), &status) == 0 && status.st_mode & S_IFMT == S_IFLNK)
    #expect(lstat(path, &status) == 0 && status.st_mode & 0o7777 == 0o640)
  }

  @Test func failsWhereADirectoryStands() throws {
    let directory = try TemporaryDirectory()
    let path = try directory.makeDirectory("taken")
    try directory.write("x", to: "taken/inside")
    #expect(throws: FileError(path: path, problem: .notARegularFile)) {
      let writer = try AtomicFileWriter(path: path)
      try writer.commit()
    }
    #expect(try directoryEntries(directory.path) == ["taken"])
  }

  @Test func neverReplacesAPipeOrADevice() throws {
    let directory = try TemporaryDirectory()
    let pipe = directory.file("pipe")
    #expect(mkfifo(pipe, 0o600) == 0)
    #expect(symlink("/dev/null", directory.file("link")) == 0)
    for path in [pipe, directory.file("link")] {
      #expect(throws: FileError(path: path, problem: .notARegularFile)) { try AtomicFileWriter.write([1], to: path) }
    }
    var status = stat()
    #expect(lstat(pipe, &status) == 0 && status.st_mode & S_IFMT == S_IFIFO)
    #expect(try directoryEntries(directory.path).sorted() == ["link", "pipe"])
  }
}
