internal import ArgumentParser
internal import JSON
private import Figures
internal import Training

#if canImport(Glibc)
  private import Glibc
#else
  private import Darwin
#endif

/// How a training run tells what it does.
enum TrainingProgressStyle: String, ExpressibleByArgument, CaseIterable, Sendable {
  /// Lines for people on standard error; on a terminal, progress stays on one line.
  case auto
  /// One JSON object a line on standard output.
  case json
  /// Errors only.
  case none
}

/// Shows a run's events.
final class TrainingReporter {
  private let style: TrainingProgressStyle
  private var line: StatusLine?
  private var epochs: Int?

  /// A reporter in that style.
  init(_ style: TrainingProgressStyle) {
    self.style = style
    line = style == .auto ? StatusLine() : nil
  }

  /// Shows one event.
  func show(_ event: TrainingEvent) {
    switch style {
    case .json: write(event.json())
    case .auto: showWords(event)
    case .none: break
    }
  }

  /// Whether standard output could not be written to, which has been said: a run goes on then, and is told as failed.
  private(set) var hasLostOutput = false

  /// Writes one object as a line on standard output.
  func write(_ object: JSONValue) {
    if hasLostOutput { return }
    let line = object.serialized(pretty: false) + [UInt8(ascii: "\n")]
    guard let code = Self.write(line, to: STDOUT_FILENO) else { return }
    hasLostOutput = true
    say("parlance train: standard output can't be written to: \(String(cString: strerror(code)))")
  }

  /// Says a line on standard error, whatever the style.
  func say(_ words: String) {
    line?.clear()
    _ = Self.write(Array((Terminal.printable(words) + "\n").utf8), to: STDERR_FILENO)
    if let lastProgress { showLine(lastProgress) }
  }

  /// Says a line to people.
  func tell(_ words: String) {
    if style == .auto { say(words) }
  }

  /// Takes the bar away: nothing more is going to happen.
  func finish() {
    line?.clear()
    lastProgress = nil
  }

  private func showWords(_ event: TrainingEvent) {
    switch event {
    case .configuration(let configuration, _):
      epochs = configuration["maxSteps"]?.intValue == nil ? configuration["epochs"]?.intValue : nil
    case .progress(let progress) where line != nil: showLine(progress)
    case .progress(let progress): say(Self.words(progress))
    default: if let words = Self.words(event) { say(words) }
    }
  }

  /// What stands on the line, so that it stands there again below what is said.
  private var lastProgress: TrainingProgress?

  private func showLine(_ progress: TrainingProgress) {
    lastProgress = progress
    line?.show { TrainingLine(progress: progress, epochs: epochs).text(columns: $0) }
  }

  private static func words(_ progress: TrainingProgress) -> String {
    let percent = 100 * progress.step / max(1, progress.totalSteps)
    return "\(percent)% step \(progress.step)/\(progress.totalSteps) epoch \(progress.epoch + 1)"
      + " loss \(fixed(progress.loss, 4)) accuracy \(fixed(progress.accuracy, 3))"
      + " lr \(NumberText.significant(progress.learningRate, 2)) norm \(fixed(progress.gradientNorm, 3))"
      + " \(fixed(progress.tokensPerSecond, 0)) tokens/s \(NumberText.clock(progress.secondsLeft)) left"
  }

  private static func words(_ event: TrainingEvent) -> String? {
    switch event {
    // Only a run of the n-gram part alone has no steps.
    case .started(_, 0, _, let train, let validation, let labels):
      "Training the n-gram part alone: \(train) snippets, \(validation) to measure on, \(labels) languages"
    case .started(let step, let total, let parameters, let train, let validation, let labels):
      "\(step > 0 ? "Resumed at step \(step) of" : "Training for") \(total) steps: \(parameters) parameters,"
        + " \(train) snippets, \(validation) to measure on, \(labels) languages"
    case .evaluated(let step, let loss, let accuracy, let macroF1, let isBest):
      "Validation after step \(step): loss \(fixed(loss, 4)) accuracy \(fixed(accuracy, 4))"
        + " macro F1 \(fixed(macroF1, 4))" + (isBest ? ", the best so far" : "")
    case .skipped(let step): "Step \(step) was left out: its loss or gradient was no finite number"
    case .note(let words): words
    case .saved(let path, let accuracy): "Saved \(path): accuracy \(fixed(accuracy, 4)) on validation"
    case .progress, .checkpoint, .configuration: nil
    }
  }

  private static func fixed(_ value: Double, _ decimals: Int) -> String { NumberText.fixed(value, decimals) }

  /// Writes all of it; the system's error number where that can't be done.
  private static func write(_ bytes: [UInt8], to descriptor: Int32) -> Int32? {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { systemWrite(descriptor, $0) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return count < 0 ? errno : EIO }
      rest = rest.dropFirst(count)
    }
    return nil
  }

  private static func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
    #if canImport(Glibc)
      Glibc.write(descriptor, bytes.baseAddress, bytes.count)
    #else
      Darwin.write(descriptor, bytes.baseAddress, bytes.count)
    #endif
  }
}
