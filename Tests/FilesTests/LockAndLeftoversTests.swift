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

@Suite("Locks, and what a killed process leaves")
struct LockAndLeftoversTests {
  @Test("one at a time has the lock, and it is free when the holder goes")
  func lock() throws {
    let directory = try TemporaryDirectory()
    var first = try FileLock(path: directory.file("lock"))
    #expect(first != nil)
    #expect(try FileLock(path: directory.file("lock")) == nil)
    first = nil
    #expect(try FileLock(path: directory.file("lock")) != nil)
    let error = #expect(throws: FileError.self) { try FileLock(path: directory.file("none/lock")) }
    #expect(error?.path == directory.file("none/lock"))
  }

  @Test("a lock that is let go of is free, although a child that was forked has its descriptor for a moment")
  func lockOfAChild() throws {
    let directory = try TemporaryDirectory()
    let before = descriptors()
    var lock = try FileLock(path: directory.file("lock"))
    #expect(lock != nil)
    let copies = descriptors().subtracting(before).map { dup($0) }
    defer { for copy in copies { close(copy) } }
    #expect(copies.contains { $0 >= 0 })
    lock = nil
    #expect(try FileLock(path: directory.file("lock")) != nil)
  }

  /// The files that this process has open.
  private func descriptors() -> Set<Int32> {
    Set((0..<1024).filter { fcntl($0, F_GETFD) >= 0 })
  }

  @Test("unfinished files and directories of this program's naming go, everything else stays")
  func leftovers() throws {
    let directory = try TemporaryDirectory()
    let left = [".a.json.12-x7.tmp", ".model.12.345.tmp/weights", ".model.12.345.tmp.old/weights"]
    let kept = [".tmp", "a.tmp", ".a.b.tmp", ".notes.tmp", ".a.json.x-7.tmp", "model/weights", ".hidden"]
    for name in left + kept { try directory.write("", to: name) }
    Leftovers.remove(in: directory.path)
    #expect(try filesRecursively(in: directory.path).sorted() == kept.sorted())
    Leftovers.remove(in: directory.file("none"))
  }
}
