internal import Corpus
internal import Files
internal import Tensors

/// Makes the two files of snippets that a run reads of what its user named: a folder, or one file to hold a part out of.
///
/// They lie in the run's directory, where they can be looked at and measured on, and where a resumed run finds them
/// again whatever has become of the folder.
struct DataPreparation {
  let run: TrainingRun
  let log: RunLog

  /// Where they lie in the run's directory `output`.
  static func files(in output: String) -> CorpusFiles { CorpusFiles(train: output + "/data.jsonl") }

  /// The run with its files made; nil where it was asked to stop.
  func prepared(shouldStop: @escaping () -> Bool) throws -> TrainingRun? {
    let files = Self.files(in: run.output)
    let kind = FileKind(path: run.trainPath)
    // A folder that is gone is known by what the run has made of it.
    let isFolder = kind == .directory || kind == .missing && run.resumes && FileKind(path: files.train) == .file
    guard isFolder || run.holdsOutValidation else { return run }
    var prepared = run
    prepared.trainPath = files.train
    if run.resumes, FileKind(path: files.train) == .file, FileKind(path: prepared.validationPath) == .file {
      try log.tell(.note("\(files.train): the snippets made when the run began"))
      return prepared
    }
    if isFolder {
      return try collect(to: files, shouldStop: shouldStop) ? prepared : nil
    }
    try holdOut(to: files)
    return prepared
  }

  /// Turns the folder into snippets; false where it was asked to stop.
  private func collect(to files: CorpusFiles, shouldStop: @escaping () -> Bool) throws -> Bool {
    var options = CorpusOptions()
    options.validationShare = run.holdsOutValidation ? run.configuration.validationShare : 0
    options.seed = UInt64(run.configuration.seed)
    options.threads = run.configuration.threads ?? ThreadPool.processorCount
    options.excludedPaths = [run.output]
    let builder = CorpusBuilder(directories: [run.trainPath], options: options)
    guard let report = try builder.build(to: files, shouldStop: shouldStop) else { return false }
    try check(heldOut: report.validation)
    let layout = report.layouts.first?.layout == .folders ? "a folder a language" : "a workspace"
    try log.tell(
      .note(
        "\(run.trainPath), \(layout): \(report.files) files gave \(report.train + report.validation) snippets in"
          + " \(report.languages.count) languages, \(report.validation) of them held out to measure on"))
    for reason in SkipReason.allCases {
      guard let skipped = report.skipped[reason] else { continue }
      let example = skipped.example.isEmpty ? "" : " (\(skipped.example))"
      try log.tell(.note("left out: \(skipped.count) \(reason.words)\(example)"))
    }
    return true
  }

  private func holdOut(to files: CorpusFiles) throws {
    let split = try SnippetFileSplit(
      run.trainPath, to: files, share: run.configuration.validationShare, seed: UInt64(run.configuration.seed))
    try check(heldOut: split.validation)
    try log.tell(
      .note(
        "\(run.trainPath): no validation data are named, so \(split.validation) of"
          + " \(split.train + split.validation) snippets are held out to measure on, by language and by group,"
          + " in \(files.validation)"))
  }

  private func check(heldOut count: Int) throws(TrainingError) {
    guard run.holdsOutValidation, count == 0 else { return }
    throw .data(
      "\(run.trainPath): nothing can be held out to measure on, which takes two groups of a language; name other snippets"
        + " with --validation")
  }
}
