internal import Files
internal import JSON

/// A model that a workspace, or a user, keeps.
package struct ModelVersion: Sendable, Equatable {
  /// Its name: the name of its directory.
  package let id: String
  /// The model directory.
  package let path: String
  /// When it came here, in seconds since 1970; nil where nobody wrote that down.
  package let date: Int?
  /// The share of held-out snippets that it was right on, as its `training.json` says.
  package let accuracy: Double?
  /// How many languages it tells apart, as its `training.json` says.
  package let languages: Int?
  /// What the pointer led to before this one came.
  let previous: String?

  /// Reads what is written down about the model directory at `path`.
  init(id: String, path: String) {
    self.id = id
    self.path = path
    let record = Self.object(path + "/" + VersionRecord.name)
    date = record?["date"]?.intValue
    previous = record?["previous"]?.stringValue
    let training = Self.object(path + "/training.json")
    accuracy = training?["validation"]?["accuracy"]?.doubleValue
    languages = training?["languages"]?.intValue
  }

  private static func object(_ path: String) -> JSONValue? {
    guard let bytes = try? FileReader.read(path, limit: 1 << 20) else { return nil }
    return try? JSONValue(parsing: bytes)
  }
}

/// What is written into a model's directory when it comes to a workspace: `version.json`.
struct VersionRecord {
  static let name = "version.json"

  let date: Int
  /// What the pointer led to; nil where it led to nothing.
  let previous: String?

  func write(into directory: String) throws(FileError) {
    let object: JSONValue = ["date": .integer(date), "previous": previous.map { .string($0) } ?? .null]
    try AtomicFileWriter.write(object.serialized(pretty: true) + [0x0A], to: "\(directory)/\(Self.name)")
  }
}
