internal import ArgumentParser
private import JSON
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
    case .json: write(event.json().serialized(pretty: false) + [UInt8(ascii: "\n")], to: STDOUT_FILENO)
    case .auto: showWords(event)
    case .none: break
    }
  }

  /// Says a line on standard error, whatever the style.
  func say(_ words: String) {
    line?.clear()
    write(Array((words + "\n").utf8), to: STDERR_FILENO)
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
    let rate = Int(progress.tokensPerSecond.rounded())
    return "\(percent)% step \(progress.step)/\(progress.totalSteps) epoch \(progress.epoch + 1)"
      + " loss \(rounded(progress.loss, 4)) accuracy \(rounded(progress.accuracy, 3))"
      + " lr \(rounded(progress.learningRate, 7)) norm \(rounded(progress.gradientNorm, 3))"
      + " \(rate) tokens/s \(clock(progress.secondsLeft)) left"
  }

  private static func words(_ event: TrainingEvent) -> String? {
    switch event {
    case .started(let step, let total, let parameters, let train, let validation, let labels):
      "\(step > 0 ? "Resumed at step \(step) of" : "Training for") \(total) steps: \(parameters) parameters,"
        + " \(train) snippets, \(validation) to measure on, \(labels) languages"
    case .evaluated(let step, let loss, let accuracy, let macroF1, let isBest):
      "Validation after step \(step): loss \(rounded(loss, 4)) accuracy \(rounded(accuracy, 4))"
        + " macro F1 \(rounded(macroF1, 4))" + (isBest ? ", the best so far" : "")
    case .skipped(let step): "Step \(step) was left out: its loss or gradient was no finite number"
    case .note(let words): words
    case .saved(let path, let accuracy): "Saved \(path): accuracy \(rounded(accuracy, 4)) on validation"
    case .progress, .checkpoint, .configuration: nil
    }
  }

  private static func clock(_ seconds: Double) -> String {
    guard seconds.isFinite, seconds < 1e9 else { return "?" }
    let total = max(0, Int(seconds))
    let parts = [total / 3600, total / 60 % 60, total % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }
    return parts.joined(separator: ":")
  }

  private static func rounded(_ value: Double, _ digits: Int) -> String {
    guard value.isFinite else { return "\(value)" }
    let factor = pow(10.0, Double(digits))
    return "\((value * factor).rounded() / factor)"
  }

  private func write(_ bytes: [UInt8], to descriptor: Int32) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Self.systemWrite(descriptor, $0) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
    }
  }

  private static func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
    #if canImport(Glibc)
      Glibc.write(descriptor, bytes.baseAddress, bytes.count)
    #else
      Darwin.write(descriptor, bytes.baseAddress, bytes.count)
    #endif
  }
}
