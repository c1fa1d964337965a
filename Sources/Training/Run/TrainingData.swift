internal import Classification
internal import Corpus
internal import Files

/// The two files of a run, read and numbered.
struct TrainingData: Sendable {
  let labels: LabelSet
  let train: TrainingSet
  let validation: TrainingSet
  /// The files, for telling later what a model was trained on.
  let files: [DataFile]

  /// The files' SHA-256.
  var digests: [String] { files.map(\.sha256) }

  /// How much each language counts in the loss; nil where all count alike.
  func classWeights(_ configuration: TrainingConfiguration) -> [Double]? {
    ClassWeights.weights(
      configuration.classWeights, counts: train.counts(labels: labels.count), beta: configuration.classWeightBeta)
  }

  /// Refuses, before anything is written, files that can't be read a second time when the run is resumed.
  static func checkFiles(_ run: TrainingRun) throws(TrainingError) {
    for path in [run.trainPath] + (run.holdsOutValidation ? [] : [run.validationPath]) {
      switch FileKind(path: path) {
      case .file, .directory: break
      case .missing: throw .file(path: path, reason: "there is no such file")
      case .other: throw .file(path: path, reason: "is no file; data that comes through a pipe must be saved first")
      }
    }
  }

  init(_ run: TrainingRun, log: RunLog) throws {
    let train = try Self.read(run.trainPath, log: log)
    let validation = try Self.read(run.validationPath, log: log)
    let labels = try Self.labels(run, train)
    self.labels = labels
    self.train = TrainingSet(train, labels: labels)
    self.validation = TrainingSet(validation, labels: labels)
    files = [
      try DataFile(path: run.trainPath, role: "train", snippets: train.count),
      try DataFile(path: run.validationPath, role: "validation", snippets: validation.count),
    ]
    try check(run)
    try tellLeftOut(run, log: log)
    try tellDoubtful(run, log: log)
  }

  /// The labels that the run is given, and those of the data, unless the model is to stay as it is.
  private static func labels(_ run: TrainingRun, _ train: [Snippet]) throws(ModelError) -> LabelSet {
    if run.configuration.ngramsOnly, let name = run.configuration.modelName {
      return LabelSet(try ModelDirectory(path: name).loadLabels())
    }
    let found = LabelSet(
      of: train.lazy.filter { $0.text.utf8.contains { $0 > 0x20 } },
      minimumCount: run.configuration.minimumSnippetsPerLanguage)
    return LabelSet(run.labels + found.labels)
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

  private func tellDoubtful(_ run: TrainingRun, log: RunLog) throws(TrainingError) {
    if Set(digests).count < digests.count {
      try log.tell(.note("\(run.validationPath) is the training data: its figures say nothing about other texts"))
    }
    var counts = [Int](repeating: 0, count: labels.count)
    for target in train.targets where target >= 0 { counts[Int(target)] += 1 }
    let single = labels.labels.indices.filter { counts[$0] == 1 }.map { labels.labels[$0] }
    if !single.isEmpty {
      try log.tell(.note("\(run.trainPath): languages with a single snippet: " + single.joined(separator: ", ")))
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
