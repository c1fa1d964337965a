import LanguageServerProtocol
import Synchronization

/// What is to be told about one state of a document.
struct DiagnosisReport: Sendable {
  /// What it was read from.
  let source: DiagnosisSource
  let diagnostics: [Diagnostic]
  /// Whether all blocks have been looked at.
  let isComplete: Bool
}

/// What diagnostics are read from: the same is never told twice.
struct DiagnosisSource: Sendable, Equatable {
  let analysis: CodeBlockAnalysis
  /// The detector; nil where there is none.
  let detector: LoadedDetector.Identity?

  var uri: DocumentURI { analysis.document.uri }

  static func == (left: DiagnosisSource, right: DiagnosisSource) -> Bool {
    left.analysis === right.analysis && left.detector == right.detector
  }
}

/// The looking at all code blocks of one state of a document, in the background: at those first that the user sees.
final class Diagnosis: Sendable {
  /// How long the user waits for news of a document that takes long.
  private static let interval = Duration.seconds(2)

  let analysis: CodeBlockAnalysis
  let cancellation = Cancellation()
  private let form: CodeBlockDiagnostics
  private let clock: any ServerClock
  private let report: @Sendable (DiagnosisReport) -> Void
  /// The lines that the user sees, and those of which it was told, and when.
  private let state: Mutex<(visible: ClosedRange<Int>, told: ClosedRange<Int>?, time: Duration)>

  init(
    _ analysis: CodeBlockAnalysis, visible: ClosedRange<Int>, form: CodeBlockDiagnostics, clock: any ServerClock,
    report: @escaping @Sendable (DiagnosisReport) -> Void
  ) {
    self.analysis = analysis
    self.form = form
    self.clock = clock
    self.report = report
    state = Mutex((visible, nil, clock.now))
  }

  /// The user looks at other lines now: they come first.
  func move(to visible: ClosedRange<Int>) { state.withLock { $0.visible = visible } }

  /// Does a slice of the work, on the engine's queue, and reports when the visible blocks are known, when all are, and
  /// from time to time. Without a detector there is nothing to be told.
  func work(_ outcome: DetectionEngine.Outcome, _ slice: WorkSlice) -> Bool {
    guard case .success(let loaded) = outcome else {
      tell([], by: nil, isComplete: true)
      return true
    }
    let visible = state.withLock { $0.visible }
    guard analysis.look(at: visible, loaded, slice) else { return false }
    let isComplete = analysis.look(at: nil, loaded, slice)
    if isComplete || isNews(visible) {
      tell(form.all(analysis.findings), by: loaded.identity, isComplete: isComplete)
    }
    return isComplete
  }

  private func isNews(_ visible: ClosedRange<Int>) -> Bool {
    let now = clock.now
    return state.withLock { state in
      guard state.told != visible || now - state.time >= Self.interval else { return false }
      (state.told, state.time) = (visible, now)
      return true
    }
  }

  private func tell(_ diagnostics: [Diagnostic], by detector: LoadedDetector.Identity?, isComplete: Bool) {
    let source = DiagnosisSource(analysis: analysis, detector: detector)
    report(DiagnosisReport(source: source, diagnostics: diagnostics, isComplete: isComplete))
  }
}
