import ModelStore
import Synchronization
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A workspace, and models to bring to it.
struct VersionsHouse {
  let root: TemporaryDirectory
  let versions: ModelVersions
  /// A second a call, so that each version has a time of its own.
  private final class Clock: Sendable {
    let seconds = Atomic(1_764_435_933)
  }

  init() throws {
    root = try TemporaryDirectory()
    try root.makeDirectory("work")
    let clock = Clock()
    versions = ModelVersions(workspace: root.file("work")) {
      clock.seconds.wrappingAdd(1, ordering: .relaxed).newValue
    }
  }

  /// A model directory that says `name`.
  func model(_ name: String) throws -> String {
    try root.write(#"{"name": "\#(name)"}"#, to: "made/\(name)/config.json")
    try root.write("weights of \(name)", to: "made/\(name)/model.safetensors")
    try root.write(#"{"languages": 3, "validation": {"accuracy": 0.75}}"#, to: "made/\(name)/training.json")
    return root.file("made/\(name)")
  }

  /// Which model answers, read as `ModelSearch` reads it.
  func answer() throws -> String? {
    let search = ModelSearch(
      workspace: root.file("work"), environment: ModelEnvironment { _ in nil }, dataFiles: DataFiles(executable: nil))
    guard let place = try? search.locate() else { return nil }
    return String(try readText(place.path + "/config.json").dropFirst(10).dropLast(2))
  }

  @discardableResult
  func promote(_ name: String) throws -> ModelVersion { try versions.promote(model(name)) }
}

@Suite struct ModelVersionsTests {
  private let house: VersionsHouse

  init() throws { house = try VersionsHouse() }

  @Test func aPromotedModelIsMovedInAndAnswers() throws {
    #expect(house.versions.all.isEmpty && house.versions.pointer == .none)
    let version = try house.promote("a")
    #expect(try house.answer() == "a")
    #expect(version.id == "20251129T170534Z" && version.accuracy == 0.75 && version.languages == 3)
    #expect(house.versions.pointer == .version(id: version.id))
    #expect(house.versions.answering == version && house.versions.all == [version])
    #expect(try directoryEntries(house.root.file("made")).isEmpty)
    #expect(try readText(house.root.file("work/.parlance/.gitignore")) == "*\n")
  }

  @Test func rollbackGoesFurtherBackAndUseForwardAgain() throws {
    let versions = try ["a", "b", "c"].map { try house.promote($0) }
    #expect(try house.versions.rollback() == versions[1])
    #expect(try house.answer() == "b")
    #expect(try house.versions.rollback() == versions[0])
    #expect(try house.versions.rollback() == nil)
    #expect(try house.answer() == nil && house.versions.pointer == .none)
    #expect(throws: ModelStoreError.nothingBefore(pointer: house.versions.pointerPath)) {
      try house.versions.rollback()
    }
    #expect(try house.versions.use(versions[2].id) == versions[2])
    #expect(try house.answer() == "c")
    #expect(house.versions.all.map(\.id) == versions.map(\.id))
  }

  @Test func rollbackGoesToWhatAnsweredBeforeAndNotToTheOneMadeBefore() throws {
    let first = try house.promote("a")
    try house.promote("b")
    _ = try house.versions.rollback()
    try house.promote("c")
    #expect(try house.versions.rollback() == first)
  }

  @Test func theOldestVersionsGoButNeverTheOneThatAnswers() throws {
    let first = try house.promote("m0")
    for number in 1...ModelVersions.limit { try house.promote("m\(number)") }
    #expect(house.versions.all.count == ModelVersions.limit)
    #expect(!house.versions.all.contains(first))
    let oldest = try #require(house.versions.all.first)
    _ = try house.versions.use(oldest.id)
    let other = try house.versions.use(house.model("other"))
    #expect(other.accuracy == 0.75)
    // What the new one goes back to is kept though it is the oldest.
    #expect(house.versions.all.map(\.id).contains(oldest.id))
    #expect(try house.versions.rollback()?.id == oldest.id)
  }

  @Test func aDirectoryIsUsedByACopy() throws {
    let path = try house.model("mine")
    let version = try house.versions.use(path)
    #expect(try house.answer() == "mine")
    #expect(try directoryEntries(path) == ["config.json", "model.safetensors", "training.json"])
    // A version's own path is that version.
    #expect(try house.versions.use(version.path) == version)
    #expect(house.versions.all.count == 1)
  }

  @Test func aModelThatSomebodyPutThereIsKept() throws {
    try house.root.write(#"{"name": "hand"}"#, to: "work/.parlance/model/config.json")
    try house.root.write("v", to: "work/.parlance/model/onnx/more")
    #expect(house.versions.pointer == .directory)
    try house.promote("a")
    #expect(try house.answer() == "a")
    let kept = try #require(house.versions.all.first)
    #expect(try readText(kept.path + "/onnx/more") == "v")
    #expect(try house.versions.rollback() == kept)
    #expect(try house.answer() == "hand")
    #expect(try house.versions.rollback() == nil)
  }

  @Test func aLinkThatSomebodyMadeIsGoneBackTo() throws {
    let own = try house.model("own")
    try house.root.makeDirectory("work/.parlance")
    #expect(symlink(own, house.versions.pointerPath) == 0)
    #expect(house.versions.pointer == .elsewhere(destination: own))
    try house.promote("a")
    #expect(try house.versions.rollback() == nil)
    #expect(try house.answer() == "own")
  }

  @Test func whatIsNoModelIsLeftAlone() throws {
    try house.root.write("notes", to: "work/.parlance/model")
    #expect(throws: ModelStoreError.self) { try house.promote("a") }
    #expect(try readText(house.versions.pointerPath) == "notes")
    #expect(unlink(house.versions.pointerPath) == 0)
    try house.root.write("notes", to: "work/.parlance/model/notes.txt")
    let error = #expect(throws: ModelStoreError.self) { try house.versions.use(house.model("a")) }
    #expect(error?.description.contains("without a config.json") == true)
    #expect(try readText(house.versions.pointerPath + "/notes.txt") == "notes")
  }

  @Test func aDanglingLinkIsReplaced() throws {
    try house.root.makeDirectory("work/.parlance")
    #expect(symlink("models/gone", house.versions.pointerPath) == 0)
    #expect(house.versions.answering == nil && house.versions.pointer == .version(id: "gone"))
    let version = try house.promote("a")
    #expect(try house.answer() == "a")
    #expect(try house.versions.rollback() == nil)
    #expect(house.versions.all == [version])
  }

  @Test func unknownNamesAndBadDirectoriesAreErrorsThatNameThem() throws {
    let version = try house.promote("a")
    let unknown = #expect(throws: ModelStoreError.self) { try house.versions.use("20200101T000000Z") }
    #expect(unknown?.description.contains(version.id) == true)
    try house.root.makeDirectory("empty")
    for name in [house.root.file("empty"), house.root.file("made"), "..", ".lock", "/"] {
      #expect(throws: ModelStoreError.self, "\(name)") { try house.versions.use(name) }
    }
    #expect(throws: ModelStoreError.self) { try house.versions.promote(house.root.file("empty")) }
    #expect(try house.answer() == "a")
  }

  @Test func whatCannotBeDoneLeavesNothingBehind() throws {
    let versions = house.versions
    #expect(throws: ModelStoreError.nothingBefore(pointer: versions.pointerPath)) { try versions.rollback() }
    #expect(throws: ModelStoreError.self) { try versions.use("20200101T000000Z") }
    #expect(throws: ModelStoreError.self) { try versions.use(house.root.file("work")) }
    #expect(try directoryEntries(house.root.file("work")).isEmpty)
  }

  @Test func aWorkspaceThatIsNotThereIsNotMade() throws {
    try house.root.write("", to: "file")
    for name in ["gone", "gone/inner", "file"] {
      let versions = ModelVersions(workspace: house.root.file(name))
      let error = ModelStoreError.noWorkspace(house.root.file(name))
      #expect(throws: error) { try versions.makeDirectory() }
      #expect(throws: error) { try versions.promote(house.model("a")) }
      #expect(throws: error) { try versions.use(house.model("a")) }
      #expect(throws: error) { try versions.lockForTraining() }
      #expect(throws: ModelStoreError.nothingBefore(pointer: versions.pointerPath)) { try versions.rollback() }
    }
    #expect(try directoryEntries(house.root.path).sorted() == ["file", "made", "work"])
  }

  @Test func aModelThatHoldsTheWorkspaceIsNotCopiedIntoItself() throws {
    let model = try house.model("a")
    for workspace in [model, try house.root.makeDirectory("made/a/inner/work")] {
      let error = #expect(throws: ModelStoreError.self) { try ModelVersions(workspace: workspace).use(model) }
      #expect(error?.description.contains("holds \(workspace)/.parlance itself") == true)
      #expect(try !directoryEntries(workspace).contains(".parlance"))
    }
  }

  @Test func whatWasComparedWithMustStillAnswer() throws {
    let first = try house.promote("a")
    let expected = house.versions.pointer
    try house.promote("b")
    #expect(throws: ModelStoreError.changed(pointer: house.versions.pointerPath)) {
      try house.versions.promote(house.model("c"), inPlaceOf: expected)
    }
    #expect(try house.answer() == "b")
    _ = try house.versions.use(first.id)
    _ = try house.versions.promote(house.model("c"), inPlaceOf: expected)
    #expect(try house.answer() == "c")
  }

  @Test func theUsersModelsAreKeptInTheDataDirectory() throws {
    let environment = ModelEnvironment { ["HOME": house.root.file("home")][$0] }
    let own = try #require(try ModelVersions(userOf: environment, dataFiles: DataFiles(executable: nil)))
    _ = try own.use(house.model("a"))
    #expect(own.pointerPath == house.root.file("home/.local/share/parlance/model"))
    #expect(try directoryEntries(own.directory) == ["model", "models"])
    let installed = DataFiles(executable: house.root.file("home/.local/bin/parlance"))
    #expect(throws: ModelStoreError.programDirectory(own.directory)) {
      try ModelVersions(userOf: environment, dataFiles: installed)
    }
    #expect(try ModelVersions(userOf: ModelEnvironment { _ in nil }) == nil)
  }
}
