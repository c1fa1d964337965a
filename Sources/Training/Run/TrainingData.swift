internal import Corpus

/// The two files of a run, read and numbered.
struct TrainingData: Sendable {
  let labels: LabelSet
  let train: TrainingSet
  let validation: TrainingSet
  /// The files, for telling later what a model was trained on.
  let files: [DataFile]

  /// The files' SHA-256.
  var digests: [String] { files.map(\.sha256) }

  init(_ run: TrainingRun, log: RunLog) throws {
    let train = try Self.read(run.trainPath, log: log)
    let validation = try Self.read(run.validationPath, log: log)
    let labels = LabelSet(of: train, minimumCount: run.configuration.minimumSnippetsPerLanguage)
    self.labels = labels
    self.train = TrainingSet(train, labels: labels)
    self.validation = TrainingSet(validation, labels: labels)
    files = [
      try DataFile(path: run.trainPath, role: "train", snippets: train.count),
      try DataFile(path: run.validationPath, role: "validation", snippets: validation.count),
    ]
    try check(run)
    try tellLeftOut(run, log: log)
  }

  private static func read(_ path: String, log: RunLog) throws -> [Snippet] {
    let file = try JSONLinesReader(path: path).readAll()
    if let first = file.problems.first {
      try log.tell(.note("\(file.problemCount) lines that are no snippets were left out; the first: \(first)"))
    }
    return file.snippets
  }

  private func check(_ run: TrainingRun) throws(TrainingError) {
    guard labels.count >= 2 else {
      throw .data("\(run.trainPath): at least two languages are needed to tell apart, there are \(labels.count)")
    }
    guard validation.targets.contains(where: { $0 >= 0 }) else {
      throw .data("\(run.validationPath): no snippet has a language that the training data has too")
    }
  }

  private func tellLeftOut(_ run: TrainingRun, log: RunLog) throws(TrainingError) {
    for (set, path) in [(train, run.trainPath), (validation, run.validationPath)] {
      if set.emptyCount > 0 {
        try log.tell(.note("\(path): \(set.emptyCount) snippets of nothing but white space were left out"))
      }
      if !set.unknownLabels.isEmpty {
        let names = set.unknownLabels.sorted { $0.key < $1.key }.map { "\($0.key) (\($0.value))" }
        try log.tell(.note("\(path): left out, being of languages not trained: " + names.joined(separator: ", ")))
      }
    }
  }
}

/// A data file as `training.json` names it: without the path, which is nobody's business.
struct DataFile: Sendable, Equatable {
  let name: String
  let role: String
  let snippets: Int
  let bytes: Int
  let sha256: String

  init(path: String, role: String, snippets: Int) throws(TrainingError) {
    var digest = SHA256()
    var bytes = 0
    try Files.readChunks(path) {
      digest.update($0)
      bytes += $0.count
    }
    name = Files.name(of: path)
    self.role = role
    self.snippets = snippets
    self.bytes = bytes
    sha256 = digest.finish()
  }
}
