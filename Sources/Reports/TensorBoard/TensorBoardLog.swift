package import Files
internal import JSON
package import Training

#if canImport(Glibc)
  private import Glibc
#elseif canImport(Musl)
  private import Musl
#else
  private import Darwin
#endif

/// Keeps a training run's figures in an event file that TensorBoard shows while the run goes on.
///
/// A resumed run writes a file of its own, which begins by telling that the steps after the checkpoint that it goes on
/// from, which other files have too, no longer hold.
package struct TensorBoardLog {
  private let directory: String
  private let now: () -> Double
  private var path: String?
  private var configuration: RunConfiguration?

  /// The log in `directory`, which is made with the first event.
  package init(directory: String, now: @escaping () -> Double = TensorBoardLog.secondsSince1970) {
    self.directory = directory
    self.now = now
  }

  /// The system's clock.
  package static func secondsSince1970() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }

  /// Writes what there is to show of one event; it is in the file when this returns.
  package mutating func take(_ event: TrainingEvent) throws(FileError) {
    guard let record = try? LogRecord(json: event.json()) else { return }
    switch record {
    case .configuration(let configuration): self.configuration = configuration
    case .started(let started):
      try write(started.step == 0 ? 0 : started.step + 1, .sessionStart)
      try describe(atStart: started.step == 0)
    case .progress(let progress): try write(progress.step, .scalars(Self.scalars(progress)))
    case .evaluated(let evaluation): try write(evaluation.step, .scalars(Self.scalars(evaluation)))
    case .skipped, .checkpoint, .note, .saved, .other: break
    }
  }

  /// The configuration as a table; only once, since TensorBoard shows each of them.
  private mutating func describe(atStart: Bool) throws(FileError) {
    guard atStart, let configuration else { return }
    try write(0, .text(tag: "configuration/text_summary", configuration.markdown))
  }

  private mutating func write(_ step: Int, _ content: TensorBoardEvent.Content) throws(FileError) {
    if case .scalars(let scalars) = content, scalars.isEmpty { return }
    let path = try existing()
    self.path = path
    try FileWriter.append(TensorBoardEvent(wallTime: now(), step: step, content).record, to: path)
  }

  private func existing() throws(FileError) -> String {
    if let path { return path }
    return try create()
  }

  /// A new file, whose name sorts behind those that are there: in that order TensorBoard reads them.
  private func create() throws(FileError) -> String {
    try Directory.make(directory)
    let prefix = "events.out.tfevents."
    let others = Directory.names(in: directory).filter { $0.hasPrefix(prefix) }
      .compactMap { $0.dropFirst(prefix.count).split(separator: ".").first.flatMap { Int($0) } }
    let newest = min(others.max() ?? 0, 9_999_999_998)
    let path = "\(directory)/\(prefix)\(max(Int(exactly: now().rounded(.down)) ?? 0, newest + 1)).parlance"
    try FileWriter.create(path, TensorBoardEvent(wallTime: now(), .fileVersion).record)
    return path
  }

  private static func scalars(_ progress: LogRecord.Progress) -> [(tag: String, value: Float)] {
    given([
      ("train/loss", progress.loss), ("train/accuracy", progress.accuracy),
      ("train/learning_rate", progress.learningRate), ("train/gradient_norm", progress.gradientNorm),
      ("train/tokens_per_second", progress.tokensPerSecond),
    ])
  }

  private static func scalars(_ evaluation: LogRecord.Evaluation) -> [(tag: String, value: Float)] {
    given([
      ("validation/loss", evaluation.loss), ("validation/accuracy", evaluation.accuracy),
      ("validation/macro_f1", evaluation.macroF1),
    ])
  }

  private static func given(_ values: [(String, Double?)]) -> [(tag: String, value: Float)] {
    values.compactMap { tag, value in value.map { (tag, Float($0)) } }
  }
}
