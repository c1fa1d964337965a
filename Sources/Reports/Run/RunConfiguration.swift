internal import Files
internal import JSON

/// What a run was told to do, and with which files.
package struct RunConfiguration: Sendable {
  /// Every key with its value; of paths the last component alone.
  package let values: [(key: String, value: String)]
  /// The data files: name, what for, snippets, bytes, SHA-256.
  package let data: [DataFile]

  /// One data file.
  package struct DataFile: Sendable, Equatable {
    package var name: String, role: String, sha256: String
    package var snippets: Int, bytes: Int
  }

  /// Reads `{"configuration": {...}, "data": [...]}`.
  init(_ reader: JSONDecodingReader) throws(JSONFieldError) {
    self.init(configuration: try reader.field("configuration").object(), data: try Self.files(reader))
  }

  /// A configuration of its parts.
  init(configuration: JSONObject, data: [DataFile] = []) {
    values = configuration.map { ($0.key, Self.text($0.value)) }
    self.data = data
  }

  /// The keys and values as a table in Markdown.
  var markdown: String {
    let rows =
      values.map { "| \($0.key) | \(Self.cell($0.value)) |" } + data.map { "| \($0.role) | \(Self.cell($0.name)) |" }
    return "| key | value |\n| --- | --- |\n" + rows.map { $0 + "\n" }.joined()
  }

  private static func cell(_ text: String) -> String {
    text.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")
  }

  private static func text(_ value: JSONValue) -> String {
    switch value {
    case .string(let text): text.contains("/") ? Path.name(of: text) : text
    case .null: "not set"
    default: value.serializedString()
    }
  }

  private static func files(_ reader: JSONDecodingReader) throws(JSONFieldError) -> [DataFile] {
    guard let data = try reader.optional("data") else { return [] }
    return try data.array().map { file throws(JSONFieldError) in
      DataFile(
        name: Path.name(of: try file.string("name")), role: try file.string("role"),
        sha256: try file.string("sha256"), snippets: try file.integer("snippets"), bytes: try file.integer("bytes"))
    }
  }
}
