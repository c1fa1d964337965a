import Dispatch
import ModelStore
import Synchronization
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What can go wrong with a workspace's models: other processes, crashes, folders that can't be written.
@Suite struct StoreTroubleTests {
  private let house: VersionsHouse

  init() throws { house = try VersionsHouse() }

  @Test func oneTrainingAtATime() throws {
    var lock: StoreLock? = try house.versions.lockForTraining()
    let busy = #expect(throws: ModelStoreError.self) { try house.versions.lockForTraining() }
    #expect(busy?.description.contains("process \(getpid())") == true)
    // Which model answers can still be changed.
    try house.promote("a")
    withExtendedLifetime(lock) {}
    lock = nil
    _ = try house.versions.lockForTraining()
  }

  @Test func whatADeadProcessLeftIsSweptAway() throws {
    let first = try house.promote("a")
    let left = [
      ".parlance/models/.20251129T170600Z.12.345.tmp/model.safetensors",
      ".parlance/models/.20251129T170500Z.12.345.tmp/20251129T170500Z/config.json",
      ".parlance/.model.12-x7.tmp/config.json",
      ".parlance/training/.run.12.345.tmp/log.jsonl",
    ]
    for name in left { try house.root.write("{}", to: "work/\(name)") }
    try house.root.write("{}", to: "work/.parlance/.corrections.jsonl.12-x7.tmp")
    #expect(symlink("models/x", house.root.file("work/.parlance/.model.12-x8.tmp")) == 0)
    #expect(try house.answer() == "a")
    let second = try house.promote("b")
    _ = try house.versions.lockForTraining()
    #expect(house.versions.all == [first, second])
    let files = try filesRecursively(in: house.root.file("work"))
    // The server's unfinished file is not ours to remove.
    #expect(files.filter { $0.hasSuffix(".tmp") || $0.contains(".tmp/") } == [".parlance/.corrections.jsonl.12-x7.tmp"])
  }

  @Test func aCrashBetweenTheStepsLeavesTheOldModelOrTheNew() throws {
    let first = try house.promote("a")
    // Before the move: the record is written, the model still lies where it was made.
    let made = try house.model("b")
    try house.root.write(#"{"date": 1, "previous": null}"#, to: "made/b/version.json")
    #expect(try house.answer() == "a")
    // After the move, before the link.
    let moved = house.root.file("work/.parlance/models/20251129T190000Z")
    #expect(rename(made, moved) == 0)
    #expect(try house.answer() == "a")
    let next = try house.promote("c")
    #expect(try house.answer() == "c")
    // It can be used all the same.
    _ = try house.versions.use("20251129T190000Z")
    #expect(try house.answer() == "b")
    #expect(Set(house.versions.all.map(\.id)) == [first.id, "20251129T190000Z", next.id])
  }

  @Test func aFileInAFoldersPlaceIsAnErrorThatNamesIt() throws {
    for name in ["work/.parlance/models", "work/.parlance"] {
      removeTree(house.root.file("work/.parlance"))
      try house.root.write("", to: name)
      let error = #expect(throws: ModelStoreError.self) { try house.promote("a") }
      #expect(error?.description.contains(house.root.file(name)) == true)
      #expect(try directoryEntries(house.root.file("made/a")).contains("config.json"))
    }
  }

  @Test(.disabled(if: geteuid() == 0, "root may write everywhere"))
  func aFolderThatCannotBeWrittenIsAnErrorThatNamesIt() throws {
    chmod(house.root.file("work"), 0o555)
    defer { chmod(house.root.file("work"), 0o755) }
    let error = #expect(throws: ModelStoreError.self) { try house.promote("a") }
    #expect(error?.description.contains("work/.parlance: mkdir failed") == true)
  }

  @Test func theModelOnAnotherFileSystemIsCopied() throws {
    guard access("/dev/shm", W_OK) == 0, house.root.path.hasPrefix("/tmp") else { return }
    let directory = "/dev/shm/parlance-test-\(getpid())"
    defer { removeTree(directory) }
    guard mkdir(directory, 0o755) == 0 else { return }
    try writeFile(Array(#"{"name": "far"}"#.utf8), to: directory + "/config.json")
    _ = try house.versions.promote(directory)
    #expect(try house.answer() == "far")
  }

  @Test func readersNeverFindTheLinkGone() throws {
    final class Counts: Sendable {
      let reads = Atomic(0), misses = Atomic(0), isOver = Atomic(false)
    }
    let (versions, counts, ended) = (house.versions, Counts(), DispatchSemaphore(value: 0))
    let ids = try ["a", "b"].map { try house.promote($0).id }
    DispatchQueue.global().async {
      while !counts.isOver.load(ordering: .relaxed) {
        if access(versions.pointerPath + "/config.json", R_OK) != 0 { counts.misses.add(1, ordering: .relaxed) }
        counts.reads.add(1, ordering: .relaxed)
      }
      ended.signal()
    }
    while counts.reads.load(ordering: .relaxed) == 0 { usleep(100) }
    for _ in 0..<100 { for id in ids { _ = try versions.use(id) } }
    counts.isOver.store(true, ordering: .relaxed)
    ended.wait()
    #expect(counts.misses.load(ordering: .relaxed) == 0)
  }
}
