internal import Corpus
internal import Evaluation
internal import JSON

/// `training.json`: what a model was trained on, by which command and configuration, and what it reached.
struct TrainingRecord {
  let run: TrainingRun
  let data: TrainingData
  let state: RunState
  let report: EvaluationReport
  /// The model's n-gram part; nil where it has none.
  let ngrams: NGramRecord?
  /// The model that the run started from.
  let origin: ModelOrigin?

  /// Where the n-gram part alone was trained, what stood there about the rest stays.
  func json() -> JSONValue {
    var record = own()
    if run.configuration.ngramsOnly, var members = origin?.training?.objectValue {
      members["validation"] = summary
      members["ngrams"] = partTrainedAlone(record)
      return .object(members)
    }
    record["ngrams"] = ngrams.map { .object(keptPart ?? $0.json()) } ?? .null
    return .object(record)
  }

  /// The members that say how a part was made where that is not how the encoder was.
  private static let making = ["program", "commit", "command", "data", "configuration"]

  /// The n-gram part of a run of its own; with what was said of the part that it went on from, but no further back.
  private func partTrainedAlone(_ record: JSONObject) -> JSONValue {
    if let keptPart { return .object(keptPart) }
    var part = ngrams?.json() ?? [:]
    if part["continued"] == true, var before = originPart {
      before["before"] = nil
      part["before"] = .object(before)
    }
    for key in Self.making { part[key] = record[key] }
    return .object(part)
  }

  /// What was said of the part of the model that the run started from, with how it was made, also where that was in one
  /// run with the encoder.
  private var originPart: JSONObject? {
    guard let training = origin?.training, var part = training["ngrams"]?.objectValue else { return nil }
    for key in Self.making where part[key] == nil { part[key] = training[key] }
    return part
  }

  /// The same, where the run left the part as it was.
  private var keptPart: JSONObject? {
    guard let ngrams, ngrams.isKept else { return nil }
    return ngrams.json(kept: originPart ?? [:])
  }

  private func own() -> JSONObject {
    [
      "program": "parlance train",
      "commit": SourceCommit.current().map { .string($0) } ?? .null,
      "command": .array(run.commandLine.map { .string(Self.withoutDirectories($0)) }),
      "data": Self.data(data.files),
      "languages": .integer(data.labels.count),
      "steps": .integer(state.step),
      "skippedSteps": .integer(state.skippedSteps),
      "bestStep": .integer(state.bestStep),
      "tokens": .integer(state.tokens),
      "snippets": .integer(state.snippets),
      "seconds": .integer(Int(state.seconds)),
      "configuration": Self.configuration(run.configuration),
      "validation": summary,
    ]
  }

  /// The report without its longest parts.
  private var summary: JSONValue {
    let kept = ["rows", "accuracy", "macroF1", "expectedCalibrationError", "byLength", "unknown"]
    return .object((report.json().objectValue ?? [:]).filter { kept.contains($0.key) })
  }

  /// The configuration as others may see it.
  static func configuration(_ configuration: TrainingConfiguration) -> JSONValue {
    var members = configuration.json().objectValue ?? [:]
    for key in ["modelName", "tokenizer"] {
      if let path = members[key]?.stringValue { members[key] = .string(withoutDirectories(path)) }
    }
    return .object(members)
  }

  /// The data files as others may see them.
  static func data(_ files: [DataFile]) -> JSONValue { .array(files.map(json)) }

  private static func json(_ file: DataFile) -> JSONValue {
    [
      "name": .string(file.name), "role": .string(file.role), "snippets": .integer(file.snippets),
      "bytes": .integer(file.bytes), "sha256": .string(file.sha256),
    ]
  }

  /// A path's last component: where a file lay on someone's machine is nobody's business.
  private static func withoutDirectories(_ argument: String) -> String {
    argument.contains("/") ? Files.name(of: argument) : argument
  }
}
