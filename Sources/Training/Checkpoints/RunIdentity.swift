internal import JSON

/// What makes two runs the same run: a checkpoint is only taken up by the one that wrote it.
struct RunIdentity: Sendable, Equatable {
  /// The configuration, without what says nothing about the numbers.
  let configuration: JSONValue
  /// SHA-256 of the training and the validation file.
  let data: [String]
  /// SHA-256 of `tokenizer.json`: the configuration names a path, and what stands there may change.
  let tokenizer: String

  /// Keys that may differ between a run and its resumption.
  private static let freeKeys: Set<String> = [
    "loggingSteps", "tensorboard", "checkpointSteps", "checkpointLimit", "savePrecision", "frozenCacheMegabytes",
  ]

  init(_ configuration: TrainingConfiguration, data: [String], tokenizer: [UInt8]) {
    let members = configuration.json().objectValue ?? [:]
    self.configuration = .object(members.filter { !Self.freeKeys.contains($0.key) })
    self.data = data
    var digest = SHA256()
    tokenizer.withUnsafeBytes { digest.update($0) }
    self.tokenizer = digest.finish()
  }

  func json() -> JSONValue {
    ["configuration": configuration, "data": .array(data.map { .string($0) }), "tokenizer": .string(tokenizer)]
  }

  /// What a checkpoint's identity has otherwise, in words; nil where it is the same. A key that is younger than the
  /// checkpoint stands there at its default.
  func difference(from other: JSONValue) -> String? {
    guard let members = configuration.objectValue, let others = other["configuration"]?.objectValue else {
      return "it has no configuration"
    }
    let defaults = TrainingConfiguration().json()
    for (key, value) in members where (others[key] ?? defaults[key]) != value {
      let theirs = others[key]?.serializedString(pretty: false) ?? "not set"
      return "\"\(key)\" is \(theirs) there and \(value.serializedString(pretty: false)) here"
    }
    let digests = other["data"]?.arrayValue ?? []
    for (place, (name, digest)) in zip(["training", "validation"], data).enumerated()
    where place >= digests.count || digests[place].stringValue != digest {
      return "it was trained on other data: the \(name) data differs"
    }
    // Older checkpoints do not say.
    guard let theirs = other["tokenizer"]?.stringValue, theirs != tokenizer else { return nil }
    return "it was trained with another tokenizer"
  }
}
