private import Dispatch
internal import Files

/// Turns folders into labelled, deduplicated, split snippets: what `parlance corpus` does.
///
/// Files are read and compared as the walk finds them, some hundreds at a time; their texts go to a file without a name
/// beside the output, so that memory grows by some 300 bytes a snippet only. What is written depends on the folders'
/// content and the options alone, not on the file system's order or the threads.
package struct CorpusBuilder {
  /// How far a build is: files looked at.
  package typealias Progress = (_ files: Int) -> Void

  private let directories: [String]
  private let options: CorpusOptions
  /// How many files are examined together.
  private static let batchCount = 256

  /// A build of these folders.
  package init(directories: [String], options: CorpusOptions) {
    self.directories = directories
    self.options = options
  }

  /// Builds, and writes both files or none.
  ///
  /// - Parameters:
  ///   - files: where to.
  ///   - progress: told now and then how many files were looked at.
  ///   - shouldStop: asked now and then; true ends the build, and nothing is written.
  /// - Returns: what was made; nil where it was stopped.
  /// - Throws: `CorpusError` where a folder is missing, a file can't be written or there is no snippet at all.
  package func build(
    to files: CorpusFiles, progress: @escaping Progress = { _ in }, shouldStop: @escaping () -> Bool = { false }
  ) throws -> CorpusReport? {
    do {
      var options = options
      options.excludedPaths += [files.train, files.validation]
      let build = try Build(options, directory: Path.parent(of: files.train), progress, shouldStop)
      guard try build.collect(directories) else { return nil }
      guard build.store.count > 0 else { throw CorpusError.noSnippets(directories: directories, report: build.report) }
      guard try build.store.write(to: files, options, &build.report, shouldStop: shouldStop) else { return nil }
      return build.report
    } catch let error as FileError {
      throw CorpusError(error)
    }
  }

  /// One build's state.
  private final class Build {
    var store: SnippetStore
    var report = CorpusReport()
    private let options: CorpusOptions
    private let examiner: FileExaminer
    private let progress: Progress
    private let shouldStop: () -> Bool
    private var waiting: [FoundFile] = []
    /// What is read in the end, where there are limits.
    private var sample: FileSample?
    private let began = ContinuousClock.now

    private struct Stopped: Error {}
    private struct LimitReached: Error {}

    init(
      _ options: CorpusOptions, directory: String, _ progress: @escaping Progress, _ shouldStop: @escaping () -> Bool
    ) throws(FileError) {
      store = try SnippetStore(directory: directory, seed: options.seed)
      self.options = options
      examiner = FileExaminer(options: options)
      sample = options.limits.map { FileSample(limits: $0, options: options) }
      self.progress = progress
      self.shouldStop = shouldStop
    }

    /// Walks all folders; false where it was stopped.
    func collect(_ directories: [String]) throws -> Bool {
      var walk = DirectoryWalk(options: options) { [unowned self] in try take($0) }
      do {
        do {
          for directory in directories {
            let prefix = directories.count > 1 ? Path.name(of: directory) : ""
            report.layouts.append((directory, try walk.walk(directory, shownPrefix: prefix)))
            try examineWaiting()
          }
        } catch is LimitReached {}
        try examineSample()
      } catch is Stopped {
        return false
      }
      return true
    }

    private func take(_ event: WalkEvent) throws {
      switch event {
      case .skipped(let reason, let path): report.skip(reason, path)
      case .file(let file) where sample != nil: try takeIntoSample(file)
      case .file(let file): waiting.append(file)
      }
      if waiting.count >= batchCount { try examineWaiting() }
      if shouldStop() { throw Stopped() }
    }

    private func takeIntoSample(_ file: FoundFile) throws {
      sample?.add(file)
      guard let limits = options.limits, let found = sample?.found, found % batchCount == 0 else { return }
      progress(found)
      if found >= limits.files { try reach(.files) }
      // The other half of the time is for reading.
      if ContinuousClock.now - began >= limits.time / 2 { try reach(.time) }
    }

    private func reach(_ limit: CorpusLimits.Limit) throws {
      report.limitsReached.insert(limit)
      throw LimitReached()
    }

    /// Examines what was chosen of all that was found, until a limit is reached.
    private func examineSample() throws {
      guard let sample, let limits = options.limits else { return }
      self.sample = nil
      progress(sample.found)
      let chosen = sample.chosen
      report.skip(overMaximum: sample.found - chosen.count)
      for start in stride(from: 0, to: chosen.count, by: batchCount) {
        if shouldStop() { throw Stopped() }
        if report.bytes >= limits.bytes { report.limitsReached.insert(.bytes) }
        if ContinuousClock.now - began >= limits.time { report.limitsReached.insert(.time) }
        if !report.limitsReached.isDisjoint(with: [.bytes, .time]), start > 0 { return }
        waiting = Array(chosen[start..<min(chosen.count, start + batchCount)])
        try examineWaiting(tellsProgress: false)
      }
    }

    /// Examines the files that wait, on all threads, and takes what they gave in their order.
    private func examineWaiting(tellsProgress: Bool = true) throws {
      for examination in examine(waiting) {
        report.files += 1
        report.bytes += examination.bytes
        for (reason, count) in examination.skipped { report.skip(reason, examination.file.path, count: count) }
        try store.add(examination, grouping: options.grouping, &report)
      }
      waiting.removeAll(keepingCapacity: true)
      if tellsProgress { progress(report.files) }
    }

    private func examine(_ files: [FoundFile]) -> [Examination] {
      let examiner = self.examiner
      let threads = min(options.threads, files.count)
      guard threads > 1 else { return files.map(examiner.examine) }
      return [Examination](unsafeUninitializedCapacity: files.count) { buffer, initialized in
        // Each place is written once, by one thread.
        nonisolated(unsafe) let results = buffer
        DispatchQueue.concurrentPerform(iterations: threads) { thread in
          for index in stride(from: thread, to: files.count, by: threads) {
            results.initializeElement(at: index, to: examiner.examine(files[index]))
          }
        }
        initialized = files.count
      }
    }
  }
}
