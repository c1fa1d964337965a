internal import JSON
internal import Roberta
internal import Tensors

/// What makes two runs the same run: a checkpoint is only taken up by the one that wrote it.
struct RunIdentity: Sendable, Equatable {
  /// The configuration, without what says nothing about the numbers.
  let configuration: JSONValue
  /// SHA-256 of the training and the validation file.
  let data: [String]
  /// SHA-256 of `tokenizer.json`: the configuration names a path, and what stands there may change.
  let tokenizer: String
  /// SHA-256 of the weights that the run starts from, where they have a share in those that are saved: nobody else needs
  /// them once there is a checkpoint.
  let start: String?

  /// Keys that may differ between a run and its resumption.
  private static let freeKeys: Set<String> = [
    "loggingSteps", "tensorboard", "checkpointSteps", "checkpointLimit", "savePrecision", "frozenCacheMegabytes",
  ]

  init(_ configuration: TrainingConfiguration, data: [String], tokenizer: [UInt8], start: RobertaParameters?) {
    let members = configuration.json().objectValue ?? [:]
    self.configuration = .object(members.filter { !Self.freeKeys.contains($0.key) })
    self.data = data
    var digest = SHA256()
    tokenizer.withUnsafeBytes { digest.update($0) }
    self.tokenizer = digest.finish()
    self.start = start.map { start in
      var digest = SHA256()
      digest.update(UnsafeRawBufferPointer(start: start.buffer.pointer, count: 4 * start.table.totalCount))
      return digest.finish()
    }
  }

  func json() -> JSONValue {
    [
      "configuration": configuration, "data": .array(data.map { .string($0) }), "tokenizer": .string(tokenizer),
      "start": start.map { .string($0) } ?? .null,
    ]
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
    if let start, other["start"]?.stringValue != start { return "it went on from other weights" }
    // Older checkpoints do not say.
    guard let theirs = other["tokenizer"]?.stringValue, theirs != tokenizer else { return nil }
    return "it was trained with another tokenizer"
  }
}
