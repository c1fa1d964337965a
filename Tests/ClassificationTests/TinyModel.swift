import Classification
import JSON
import TestSupport
import Testing

/// The tiny model of `Fixtures/classification`, and copies of it that a test may break.
enum TinyModel {
  static let path = Repository.fixture("classification/model")

  /// A copy in a directory of its own, with some files replaced (nil: removed).
  static func copy(replacing files: [String: [UInt8]?] = [:]) throws -> TemporaryDirectory {
    let directory = try TemporaryDirectory()
    for name in try directoryEntries(path) where files[name] == nil {
      try directory.write(readFile("\(path)/\(name)"), to: name)
    }
    for case (let name, let bytes?) in files { try directory.write(bytes, to: name) }
    return directory
  }

  /// `config.json` with members replaced.
  static func configuration(_ members: [String: JSONValue]) throws -> [UInt8] {
    var json = try #require(JSONValue(parsing: readFile("\(path)/config.json")).objectValue)
    json.merge(members) { $1 }
    return JSONValue.object(json).serialized()
  }
}
