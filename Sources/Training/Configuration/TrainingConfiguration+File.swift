private import JSON

extension TrainingConfiguration {
  /// Sets what a configuration file states over what stands here.
  ///
  /// - Throws: `ConfigurationError` or `TrainingError`, with the file's name in front.
  package mutating func merge(file path: String) throws {
    let bytes = try Files.read(path)
    do {
      try merge(json: JSONValue(parsing: bytes))
    } catch {
      throw TrainingError.file(path: path, reason: "\(error)")
    }
  }
}
