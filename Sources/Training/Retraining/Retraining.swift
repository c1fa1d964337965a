internal import Classification
package import Corpus
internal import Evaluation
internal import Files
internal import JSON
package import ModelStore
internal import Tensors

/// Retrains the model that answers in a workspace from the workspace's own files, and has it taken over where it is
/// better there and no worse elsewhere: what `parlance train --workspace` does.
package struct Retraining {
  /// The workspace's folders; the first has the models, the runs and the corrections, in `.parlance`.
  package var workspaces: [String]
  /// How to train; `modelName` is what is started from in place of the model that answers.
  package var configuration = TrainingConfiguration.retraining
  /// Labels for the user's own extensions.
  package var mapping = LabelMapping()
  /// The files of corrections, which may be missing; none: the workspace's own.
  package var corrections: [String] = []
  /// How much of the workspace is looked at.
  package var limits = CorpusLimits()
  /// Whether half of the processors is left to others.
  package var isInBackground = false
  /// What the environment says, and where the program's files are.
  package var environment = ModelEnvironment.process
  package var dataFiles = DataFiles.ofThisProgram
  /// The command that started it, for `training.json`.
  package var commandLine: [String] = []

  /// A retraining from these folders.
  package init(workspaces: [String]) { self.workspaces = workspaces }

  /// Collects, trains, compares, and promotes what is better.
  ///
  /// - Parameters:
  ///   - emit: told of everything that happens, in order.
  ///   - shouldStop: asked often; true ends it, and the old model stays.
  /// - Returns: what it came to, or why there is no new model; nothing is thrown.
  package func run(
    emit: @escaping (RetrainingEvent) -> Void, shouldStop: @escaping () -> Bool
  ) -> RetrainingOutcome {
    guard !configuration.ngramsOnly else {
      let words = "\"ngramsOnly\" is for a model whose labels stay: a workspace may bring new ones."
      return .failed(RetrainingFailure(.error, words))
    }
    do {
      let session = try RetrainingSession(self, emit: emit, shouldStop: shouldStop)
      return .retrained(try session.result())
    } catch let failure as RetrainingFailure {
      return .failed(failure)
    } catch ModelStoreError.busy(let path, let holder) {
      return .failed(RetrainingFailure(.busy, "\(ModelStoreError.busy(path: path, holder: holder))"))
    } catch CorpusError.noSnippets(let directories, _) {
      let words = "There is no text of a known language in \(directories.joined(separator: ", "))."
      return .failed(RetrainingFailure(.noSnippets, words))
    } catch {
      return .failed(RetrainingFailure(.error, "\(error)"))
    }
  }
}

/// One retraining, with the workspace's lock.
private final class RetrainingSession {
  private let settings: Retraining
  private let emit: (RetrainingEvent) -> Void
  private let shouldStop: () -> Bool
  private let folders: [String]
  private let versions: ModelVersions
  private let lock: StoreLock
  /// What answers at the start, and what stood at the workspace's pointer then.
  private let place: ModelPlace
  private let pointer: ModelPointer
  private let old: Classifier
  private let run: String

  init(
    _ settings: Retraining, emit: @escaping (RetrainingEvent) -> Void, shouldStop: @escaping () -> Bool
  ) throws {
    (self.settings, self.emit, self.shouldStop) = (settings, emit, shouldStop)
    folders = try Self.existing(settings.workspaces, emit)
    versions = ModelVersions(workspace: folders[0])
    lock = try versions.lockForTraining()
    pointer = versions.pointer
    place = try ModelSearch(
      workspace: folders[0], environment: settings.environment, dataFiles: settings.dataFiles
    ).locate()
    old = try Classifier(modelDirectory: place.path)
    run = try RetrainingRuns(path: versions.trainingPath).makeNext()
    emit(.began(run: run))
    emit(.note("the model that answers is \(place.path), \(place.origin.reason)"))
    if place.origin == .environment {
      emit(.note("PARLANCE_MODEL comes before the workspace's own model: unset it for a retrained one to answer"))
    }
  }

  /// The folders that can be read. The first must be one; others that are not are left out.
  private static func existing(_ folders: [String], _ emit: (RetrainingEvent) -> Void) throws -> [String] {
    try folders.enumerated().filter { place, folder in
      do {
        _ = try Directory.entries(in: folder)
        return true
      } catch {
        guard place > 0 else { throw error }
        emit(.note("\(error); this folder is left out"))
        return false
      }
    }.map(\.element)
  }

  func result() throws -> RetrainingReport {
    defer { RetrainingRuns.clear(run) }
    do {
      defer { withExtendedLifetime(lock) {} }
      return try attempt()
    } catch {
      try? Directory.remove(run + "/model")
      throw error
    }
  }

  private func attempt() throws -> RetrainingReport {
    let (workspace, corrections) = try collect()
    let labels = LabelSet(old.labels + workspace.languages())
    let replay = try ReplaySet(dataFiles: settings.dataFiles, known: Set(old.labels))
    if replay.guardHalf.isEmpty {
      emit(.note("the program has no pieces of this model's languages: whether it forgets them can't be measured"))
    }
    let data = RetrainingData(
      workspace, replay, corrections.weighted(among: Set(labels.labels)), known: Set(old.labels))
    let candidate = try train(data, labels: labels, withheld: old.calibration.withheld?.without(workspace.languages()))
    let (rule, changes) = try compare(candidate, workspace.heldOut, replay.guardHalf)
    var report = RetrainingReport(
      rule: rule, newLanguages: workspace.languages(besides: Set(old.labels)), model: answering,
      page: run + "/report.html")
    if report.isAdopted {
      report.model = try versions.promote(candidate, inPlaceOf: pointer).path
    }
    write(report, changes)
    return report
  }

  /// The directory of the model that answers, by its own name and not the pointer's.
  private var answering: String {
    place.origin == .workspace ? versions.answering?.path ?? place.path : place.path
  }

  // MARK: Collecting

  private func collect() throws -> (WorkspaceSnippets, Corrections) {
    emit(.collecting(files: 0))
    let collector = WorkspaceCollector(
      directories: folders, mapping: settings.mapping, limits: settings.limits,
      heldOutShare: settings.configuration.validationShare, threads: threads, output: run)
    let collected = try collector.collect(progress: { [emit] in emit(.collecting(files: $0)) }, shouldStop: shouldStop)
    guard var workspace = collected else { throw RetrainingFailure.stopped }
    let known = Set(old.labels)
    workspace.dropScarce(known: known)
    let corrections = try Corrections(
      paths: settings.corrections.isEmpty ? [versions.correctionsPath] : settings.corrections)
    for note in workspace.notes + corrections.notes { emit(.note(note)) }
    emit(
      .collected(
        files: workspace.files, snippets: workspace.count, languages: workspace.languages().count,
        newLanguages: workspace.languages(besides: known)))
    if !corrections.snippets.isEmpty { emit(.note("\(corrections.snippets.count) corrections are learned from too")) }
    guard !workspace.heldOut.isEmpty else {
      throw RetrainingFailure(
        .noSnippets,
        "The workspace has too few files to learn from: it takes two of a language, one to learn and one to measure on."
      )
    }
    return (workspace, corrections)
  }

  // MARK: Training

  private var threads: Int {
    let all = ThreadPool.processorCount
    return settings.configuration.threads ?? (settings.isInBackground ? max(1, all / 2) : all)
  }

  /// Trains in the run's directory; the finished model's path. What the old model never guesses, the new one doesn't either,
  /// but for the languages that it has learned from the workspace.
  private func train(_ data: RetrainingData, labels: LabelSet, withheld: WithheldLanguages?) throws -> String {
    let files = CorpusFiles(train: run + "/snippets.jsonl")
    try data.write(to: files)
    var configuration = settings.configuration
    configuration.modelName = configuration.modelName ?? place.path
    configuration.maxLength = min(configuration.maxLength, old.windowLength)
    configuration.threads = threads
    configuration.evaluationSnippets = configuration.evaluationSnippets ?? data.selectionCount
    var training = TrainingRun(
      configuration: configuration, trainPath: files.train, validationPath: files.validation, output: run)
    training.labels = labels.labels
    training.withheld = withheld
    training.commandLine = settings.commandLine
    switch try training.run(emit: { [emit] in emit(.training($0)) }, shouldStop: shouldStop) {
    case .saved(let path): return path
    case .interrupted: throw RetrainingFailure.stopped
    }
  }

  // MARK: Comparing

  private func compare(
    _ candidate: String, _ heldOut: [Snippet], _ guardHalf: [Snippet]
  ) throws -> (AdoptionRule, [String: JSONValue]) {
    let pool = ThreadPool(threads: threads)
    let comparison = ModelComparison(old: old, new: try Classifier(modelDirectory: candidate), pool: pool)
    let total = heldOut.count + guardHalf.count
    emit(.comparing(done: 0, total: total))
    let workspace = comparison.compare(
      heldOut, progress: { emit(.comparing(done: $0, total: total)) }, shouldStop: shouldStop)
    let builtIn = comparison.compare(
      guardHalf, progress: { emit(.comparing(done: heldOut.count + $0, total: total)) }, shouldStop: shouldStop)
    guard let workspace, let builtIn, !shouldStop() else { throw RetrainingFailure.stopped }
    let rule = AdoptionRule(
      workspace: workspace.counts, newLanguages: workspace.newLanguages, guardHalf: builtIn.counts)
    return (rule, ["workspace": .array(workspace.changes), "builtIn": .array(builtIn.changes)])
  }

  /// `comparison.json`: the report, and the rows on which the models differ. The new model may answer by now, so that a
  /// disk that is full at this moment is no failure of the training.
  private func write(_ report: RetrainingReport, _ changes: [String: JSONValue]) {
    var object = report.json().objectValue ?? [:]
    object["event"] = nil
    object["changes"] = .object(JSONObject(uniqueKeysWithValues: changes.sorted { $0.key < $1.key }))
    let bytes = JSONValue.object(object).serialized(pretty: true) + [UInt8(ascii: "\n")]
    do throws(FileError) {
      try AtomicFileWriter.write(bytes, to: run + "/comparison.json")
    } catch {
      emit(.note("\(error)"))
    }
  }
}
