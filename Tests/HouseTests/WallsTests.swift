import TestSupport
import Testing

/// The walls that ARCHITECTURE.md draws are the walls of the code.
@Suite struct WallsTests {
  private let rooms: [Room]
  private let files: [SourceFile]

  init() throws {
    rooms = try Room.table()
    files = try SourceFile.all()
  }

  private func room(_ name: String) throws -> Room { try #require(rooms.first { $0.name == name }) }

  @Test func everyImportIsInTheTable() throws {
    for file in files {
      let allowed = try room(file.room).mayImport.union(Room.system)
      for (number, module) in file.imports {
        #expect(allowed.contains(module), "\(file.path):\(number): \(file.room) may not import \(module)")
      }
    }
  }

  @Test func everyRoomHasARowAndEveryRowARoom() throws {
    let directories = try directoryEntries("\(Repository.root)/Sources")
    #expect(rooms.map(\.name).sorted() == directories)
  }

  @Test func aRoomSeesOnlyLowerLevels() {
    let levels = Dictionary(uniqueKeysWithValues: rooms.map { ($0.name, $0.level) })
    for room in rooms {
      for module in room.mayImport {
        guard let level = levels[module] else { continue }
        #expect(level < room.level, "\(room.name) (\(room.level)) may not import \(module) (\(level))")
      }
    }
  }

  @Test(arguments: [
    ("COpenBLAS", "Tensors"), ("CKernels", "Tensors"), ("CJSONC", "JSON"), ("CCMark", "MarkdownFences"),
  ])
  func oneRoomOnlyKnowsTheCLibrary(library: String, owner: String) {
    #expect(rooms.filter { $0.mayImport.contains(library) }.map(\.name) == [owner])
  }

  @Test func theServerDoesNotKnowHowAModelIsMade() throws {
    let forbidden: Set = ["Roberta", "Tensors", "Corpus", "Training"]
    #expect(try room("LanguageServer").mayImport.isDisjoint(with: forbidden))
  }

  @Test func onlyTheServerKnowsTheProtocol() {
    let knowing = rooms.filter { $0.level <= 5 && $0.mayImport.contains("LanguageServerProtocol") }
    #expect(knowing.map(\.name) == ["LanguageServer"])
  }

  @Test func thePackageManifestSaysTheSame() throws {
    let manifest = try readText("\(Repository.root)/Package.swift")
    for room in rooms where room.level > 0 {
      let dependencies = try #require(ManifestTarget(room.name, in: manifest), "\(room.name)").dependencies
      #expect(dependencies == room.mayImport.subtracting(["Foundation"]), "\(room.name)")
    }
  }
}

/// The dependencies of one target, read from the text of Package.swift.
private struct ManifestTarget {
  let dependencies: Set<String>

  private static let products = [
    "argumentParser": "ArgumentParser", "logging": "Logging", "orderedCollections": "OrderedCollections",
  ]

  init?(_ name: String, in manifest: String) {
    let starts = ["room(\"\(name)\"", "name: \"\(name)\", dependencies:", "name: \"\(name)\",\n      dependencies:"]
    let flat = manifest.replacing("room(\n      \"", with: "room(\"")
    guard let start = starts.lazy.compactMap({ flat.firstRange(of: $0) }).first else { return nil }
    // The list ends with the first `]`, or there is none before the call ends.
    let rest = flat[start.upperBound...]
    let list = rest.prefix { $0 != "]" && $0 != ")" }
    let words = list.split { !($0.isLetter || $0.isNumber || $0 == "-") }.map(String.init)
    dependencies = Set(
      words.filter { $0 != "exclude" && $0 != "languages" && $0 != "json" }.map { Self.products[$0] ?? $0 })
  }
}
