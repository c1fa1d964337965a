#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif
import Classification
import JSON
import NGrams
import Roberta
import Safetensors
import TestSupport
import Testing

/// A file of an n-gram part, whole or broken in one place.
private struct Content: Sendable {
  var metadata = ["format": "parlance-ngrams", "version": "2"]
  var tensors: [String: Tensor] = [
    "ngrams.keys": .keys(TinyNGrams.features.map(\.key), [5]),
    "ngrams.weight": .rows(TinyNGrams.features.flatMap(\.row), [5, 2]),
    "classifier.weight": .floats(TinyNGrams.weight, [7, 2]), "classifier.bias": .floats(TinyNGrams.bias, [7]),
    "classifier.scale": .floats([1.5], [1]), "none.weight": .floats(TinyNGrams.none.weight, [1, 2]),
    "none.bias": .floats(TinyNGrams.none.bias, [1]),
  ]

  enum Tensor: Sendable {
    case keys([UInt32], [Int])
    case rows([Int8], [Int])
    case floats([Float], [Int])
  }

  /// One file a tensor has room for; the elements live until it is written.
  func write(to path: String) throws {
    var storage: [UnsafeMutableRawBufferPointer] = []
    defer { storage.forEach { $0.deallocate() } }
    func kept<Element: BitwiseCopyable>(_ elements: [Element]) -> UnsafeBufferPointer<Element> {
      let memory = UnsafeMutableRawBufferPointer.allocate(
        byteCount: max(1, elements.count * MemoryLayout<Element>.stride), alignment: 16)
      storage.append(memory)
      _ = memory.initializeMemory(as: Element.self, from: elements)
      return UnsafeBufferPointer(
        rebasing: UnsafeRawBufferPointer(memory).bindMemory(to: Element.self)[..<elements.count])
    }
    let tensors = tensors.map { name, tensor in
      switch tensor {
      case .keys(let keys, let shape): SafetensorsTensor(name: name, shape: shape, elements: kept(keys))
      case .rows(let rows, let shape): SafetensorsTensor(name: name, shape: shape, elements: kept(rows))
      case .floats(let values, let shape): SafetensorsTensor(name: name, shape: shape, elements: kept(values))
      }
    }
    try SafetensorsWriter.write(tensors, metadata: metadata, to: path)
  }
}

/// One way in which the file can be bad, and what the error must name.
private struct Damage: CustomTestStringConvertible, Sendable {
  let testDescription: String
  let field: String
  private(set) var content = Content()

  init(_ description: String, _ field: String, _ damage: (inout Content) -> Void) {
    testDescription = description
    self.field = field
    damage(&content)
  }
}

@Suite struct NGramFileTests {
  private static let name = "ngrams.safetensors"

  /// The tiny model with a file beside it.
  private func directory(_ content: Content) throws -> TemporaryDirectory {
    let directory = try TinyModel.copy()
    try content.write(to: directory.file(Self.name))
    return directory
  }

  @Test func isReadBesideTheModel() throws {
    let directory = try directory(Content())
    let ngrams = try #require(ModelDirectory(path: directory.path).load().ngrams)
    #expect(ngrams.keys == TinyNGrams.features.map(\.key))
    #expect(ngrams.rows == TinyNGrams.features.flatMap(\.row))
    #expect(ngrams.classes.weight == TinyNGrams.weight)
    #expect(ngrams.classes.bias == TinyNGrams.bias)
    #expect(ngrams.none == TinyNGrams.none && ngrams.scale == 1.5)
  }

  @Test func noneOfTheseIsNotNeeded() throws {
    var content = Content()
    content.tensors["none.weight"] = nil
    content.tensors["none.bias"] = nil
    let directory = try directory(content)
    #expect(try #require(ModelDirectory(path: directory.path).load().ngrams).none == nil)
    let parent = try TemporaryDirectory()
    let saved = ModelDirectory(path: parent.file("model"))
    try saved.save(try TinyNGrams.model())
    #expect(try SafetensorsFile(path: saved.path(of: .ngrams)).names.allSatisfy { !$0.hasPrefix("none") })
  }

  @Test func isNotNeeded() throws { #expect(try ModelDirectory(path: TinyModel.path).load().ngrams == nil) }

  @Test(arguments: [SafetensorsDType.f32, .f16]) func comesBackAsItWasSaved(dtype: SafetensorsDType) throws {
    let parent = try TemporaryDirectory()
    let directory = ModelDirectory(path: parent.file("model"))
    try directory.save(try TinyNGrams.model(scale: 1.5, none: TinyNGrams.none), storing: dtype)
    let again = try #require(directory.load().ngrams)
    #expect(again.keys == TinyNGrams.features.map(\.key))
    #expect(again.rows == TinyNGrams.features.flatMap(\.row))
    #expect(again.classes.weight == TinyNGrams.weight)
    #expect(again.classes.bias == TinyNGrams.bias)
    #expect(again.none == TinyNGrams.none && again.scale == 1.5)
    let file = try SafetensorsFile(path: directory.path(of: .ngrams))
    #expect(file.metadata == ["format": "parlance-ngrams", "version": "2"])
    #expect(file.info("ngrams.keys")?.dtype == .u32)
    #expect(file.info("ngrams.weight")?.dtype == .i8)
    #expect(file.info("ngrams.weight")?.shape == [5, 2])
  }

  @Test func theFileHasTheBytesOfTheReferenceImplementation() throws {
    let parent = try TemporaryDirectory()
    let directory = ModelDirectory(path: parent.file("model"))
    try directory.save(try TinyNGrams.model(scale: 1.5, none: TinyNGrams.none))
    let fixture = Repository.fixture("classification/ngrams.safetensors")
    #expect(try readFile(directory.path(of: .ngrams)) == readFile(fixture))
  }

  @Test func aModelWithoutOneHasNoSuchFile() throws {
    let parent = try TemporaryDirectory()
    let directory = ModelDirectory(path: parent.file("model"))
    try directory.save(try TinyNGrams.model())
    try directory.save(try ModelDirectory(path: TinyModel.path).load())
    #expect(!directory.has(.ngrams))
  }

  @Test func whatWasReadOutlivesItsFile() throws {
    let parent = try TemporaryDirectory()
    let directory = ModelDirectory(path: parent.file("model"))
    try directory.save(try TinyNGrams.model())
    let loaded = try #require(directory.load().ngrams)
    let text = Array("def main():".utf8)
    let before = loaded.logits(of: text)
    try directory.save(try ModelDirectory(path: TinyModel.path).load())
    #expect(loaded.logits(of: text) == before)
    #expect(loaded.rows == TinyNGrams.features.flatMap(\.row))
  }

  @Test func isKeptByAnImport() throws {
    let directory = try directory(Content())
    let pretrained = try ModelDirectory(path: directory.path).loadPretrained()
    #expect(pretrained.model.ngrams?.keys == TinyNGrams.features.map(\.key))
    #expect(pretrained.notes.isEmpty)
  }

  @Test func goesWithTheHead() throws {
    let directory = try directory(Content())
    let labels: JSONValue = ["0": "c", "1": "go"]
    try directory.write(TinyModel.configuration(["id2label": labels, "label2id": .null]), to: "config.json")
    let pretrained = try ModelDirectory(path: directory.path).loadPretrained()
    #expect(pretrained.model.ngrams == nil)
    #expect(pretrained.notes.contains { $0.contains("ngrams.safetensors") })
  }

  private static let damages: [Damage] =
    ["format", "version"].flatMap { key in
      [
        Damage("no \(key)", "__metadata__.\(key)") { $0.metadata[key] = nil },
        Damage("another \(key)", "__metadata__.\(key)") { $0.metadata[key] = "1" },
      ]
    }
    + Content().tensors.keys.sorted().map { name in Damage("no \(name)", name) { $0.tensors[name] = nil } }
    + [
      Damage("a tensor more", "ngrams.scale") { $0.tensors["ngrams.scale"] = .floats([1], [1]) },
      Damage("keys I8", "ngrams.keys") { $0.tensors["ngrams.keys"] = .rows([1, 2, 3, 4, 5], [5]) },
      Damage("rows F32", "ngrams.weight") {
        $0.tensors["ngrams.weight"] = .floats([Float](repeating: 0, count: 10), [5, 2])
      },
      Damage("weight I8", "classifier.weight") {
        $0.tensors["classifier.weight"] = .rows([Int8](repeating: 0, count: 14), [7, 2])
      },
      Damage("bias U32", "classifier.bias") {
        $0.tensors["classifier.bias"] = .keys([UInt32](repeating: 0, count: 7), [7])
      },
      Damage("keys as a matrix", "ngrams.keys") {
        $0.tensors["ngrams.keys"] = .keys(TinyNGrams.features.map(\.key), [5, 1])
      },
      Damage("rows as a vector", "ngrams.weight") {
        $0.tensors["ngrams.weight"] = .rows(TinyNGrams.features.flatMap(\.row), [10])
      },
      Damage("weight as a vector", "classifier.weight") {
        $0.tensors["classifier.weight"] = .floats(TinyNGrams.weight, [14])
      },
      Damage("weight of six labels", "classifier.weight") {
        $0.tensors["classifier.weight"] = .floats(Array(TinyNGrams.weight.prefix(12)), [6, 2])
      },
      Damage("weight the wrong way round", "classifier.weight") {
        $0.tensors["classifier.weight"] = .floats(TinyNGrams.weight, [2, 7])
      },
      Damage("bias of eight labels", "classifier.bias") {
        $0.tensors["classifier.bias"] = .floats(TinyNGrams.bias + [0], [8])
      },
      Damage("four rows", "ngrams.weight") {
        $0.tensors["ngrams.weight"] = .rows([Int8](repeating: 1, count: 8), [4, 2])
      },
      Damage("rows of three", "ngrams.weight") {
        $0.tensors["ngrams.weight"] = .rows([Int8](repeating: 1, count: 15), [5, 3])
      },
      Damage("no features", "ngrams.keys") {
        $0.tensors["ngrams.keys"] = .keys([], [0])
        $0.tensors["ngrams.weight"] = .rows([], [0, 2])
      },
      Damage("no dimensions", "classifier.weight") {
        $0.tensors["classifier.weight"] = .floats([], [7, 0])
        $0.tensors["ngrams.weight"] = .rows([], [5, 0])
      },
      Damage("too many dimensions", "classifier.weight") {
        $0.tensors["classifier.weight"] = .floats([Float](repeating: 0, count: 7 * 1025), [7, 1025])
        $0.tensors["ngrams.weight"] = .rows([Int8](repeating: 0, count: 5 * 1025), [5, 1025])
      },
      Damage("two scales", "classifier.scale") { $0.tensors["classifier.scale"] = .floats([1, 1], [2]) },
      Damage("scale nan", "classifier.scale") { $0.tensors["classifier.scale"] = .floats([.nan], [1]) },
      Damage("two nones", "none.bias") { $0.tensors["none.bias"] = .floats([0, 0], [2]) },
      Damage("none of three", "none.weight") { $0.tensors["none.weight"] = .floats([0, 0, 0], [1, 3]) },
      Damage("none I8", "none.weight") { $0.tensors["none.weight"] = .rows([0, 0], [1, 2]) },
      Damage("none nan", "none.weight") { $0.tensors["none.weight"] = .floats([0, .nan], [1, 2]) },
      Damage("none infinite", "none.bias") { $0.tensors["none.bias"] = .floats([.infinity], [1]) },
      Damage("keys not ascending", "ngrams.keys") { $0.tensors["ngrams.keys"] = .keys([1, 2, 4, 3, 5], [5]) },
      Damage("a key twice", "ngrams.keys") { $0.tensors["ngrams.keys"] = .keys([1, 2, 2, 3, 5], [5]) },
      Damage("a key of 2^24", "ngrams.keys") { $0.tensors["ngrams.keys"] = .keys([1, 2, 3, 4, 1 << 24], [5]) },
    ]
    + [Float.nan, .infinity, -.infinity].flatMap { value in
      [
        Damage("weight \(value)", "classifier.weight") {
          $0.tensors["classifier.weight"] = .floats(TinyNGrams.weight.dropLast() + [value], [7, 2])
        },
        Damage("bias \(value)", "classifier.bias") {
          $0.tensors["classifier.bias"] = .floats([value] + TinyNGrams.bias.dropFirst(), [7])
        },
      ]
    }

  @Test(arguments: damages) fileprivate func aBadOneIsNamed(damage: Damage) throws {
    let directory = try directory(damage.content)
    let error = #expect(throws: ModelError.self) { try ModelDirectory(path: directory.path).load() }
    #expect(error?.file == directory.file(Self.name))
    #expect(error?.field == damage.field)
    #expect(error?.problem.isEmpty == false)
    #expect(throws: ModelError.self) { try ModelDirectory(path: directory.path).loadPretrained() }
  }

  @Test func cutAnywhereIsAnError() throws {
    let original = try directory(Content())
    let whole = try readFile(original.file(Self.name))
    for count in [0, 7, 8, 100, whole.count - 100, whole.count - 1] {
      let directory = try TinyModel.copy(replacing: [Self.name: Array(whole.prefix(count))])
      let error = #expect(throws: ModelError.self) { try ModelDirectory(path: directory.path).load() }
      #expect(error?.file == directory.file(Self.name))
    }
  }

  @Test func aLinkThatLeadsNowhereIsAnErrorAndNoModelWithoutIt() throws {
    let directory = try TinyModel.copy()
    #expect(symlink("nowhere", directory.file(Self.name)) == 0)
    let error = #expect(throws: ModelError.self) { try ModelDirectory(path: directory.path).load() }
    #expect(error?.file == directory.file(Self.name))
  }

  @Test func aPipeIsAnErrorAndNotAWait() throws {
    let directory = try TinyModel.copy()
    #expect(mkfifo(directory.file(Self.name), 0o600) == 0)
    let error = #expect(throws: ModelError.self) { try ModelDirectory(path: directory.path).load() }
    #expect(error?.file == directory.file(Self.name))
  }
}
