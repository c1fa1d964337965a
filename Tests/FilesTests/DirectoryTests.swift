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

@Suite struct DirectoryTests {
  @Test func makesParents() throws {
    let directory = try TemporaryDirectory()
    try Directory.make(directory.file("a/b/c"))
    try Directory.make(directory.file("a/b/c"))
    #expect(FileKind(path: directory.file("a/b/c")) == .directory)
    try directory.write("x", to: "a/file")
    #expect(throws: FileError.self) { try Directory.make(directory.file("a/file/d")) }
  }

  @Test func whatIsInTheWayOfADirectoryIsAnErrorThatNamesIt() throws {
    let directory = try TemporaryDirectory()
    try directory.write("x", to: "file")
    #expect(symlink("nowhere", directory.file("link")) == 0)
    for name in ["file", "link"] {
      let error = #expect(throws: FileError.self) { try Directory.make(directory.file(name)) }
      #expect(error?.path == directory.file(name) && error?.problem == .system(call: "mkdir", code: EEXIST))
    }
    #expect(symlink(directory.path, directory.file("alias")) == 0)
    try Directory.make(directory.file("alias"))
  }

  @Test func removesWhatIsInItAndFollowsNoLink() throws {
    let directory = try TemporaryDirectory()
    try directory.write("kept", to: "kept")
    try Directory.make(directory.file("gone/inner"))
    #expect(symlink("../kept", directory.file("gone/link")) == 0)
    #expect(symlink("gone", directory.file("alias")) == 0)
    #expect(throws: FileError.self) { try Directory.remove(directory.file("alias")) }
    try Directory.remove(directory.file("gone"))
    try Directory.remove(directory.file("gone"))
    #expect(try directoryEntries(directory.path).sorted() == ["alias", "kept"])
  }

  @Test func namesAreSortedAndNoneWhereThereIsNoDirectory() throws {
    let directory = try TemporaryDirectory()
    for name in ["b", "a", ".c"] { try directory.write("", to: name) }
    #expect(Directory.names(in: directory.path) == [".c", "a", "b"])
    #expect(Directory.names(in: directory.file("none")) == [])
  }

  @Test(arguments: [
    ("/a/b", "/a", "b"), ("/a", "/", "a"), ("a", "", "a"), ("a/b/", "a/b", "b"), ("/", "/", "/"), ("", "", ""),
  ])
  func pathsArePartedAtTheLastSlash(path: String, parent: String, name: String) {
    #expect(Path.parent(of: path) == parent)
    #expect(Path.name(of: path) == name)
  }
}
