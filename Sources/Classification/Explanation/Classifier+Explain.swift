private import Roberta
private import Workspaces

/// The words that spoke for a language, found in two steps.
///
/// First every word of the window that decided is hidden from the model's last layer alone, and left out of the sum of its
/// n-grams, which costs little and says which words are worth a closer look. These are then taken out of the text, one at a
/// time, and what is left is classified as any text is: a word is named only where the language lost by it.
extension Classifier {
  /// How many words are named at most.
  package static let evidenceWords = 5
  /// How many words get the closer look, each of which costs what a window costs.
  ///
  /// Measured on the replay set's guard half (`parlance-bench evidence`): taking the five named ones out lowers the
  /// confidence more than taking five others out in 95, 97, 97, 98 and 98 of 100 texts with 5, 6, 7, 8 and 10.
  package static let evidenceCandidates = 7

  /// The languages of a text as `predict` tells them, and the words that spoke for the best.
  ///
  /// With a `timeLimit` no further word is looked at where that would take longer, and what has been found is told. The
  /// languages are always told.
  package func explain(
    _ text: [UInt8], options: ClassificationOptions = .init(), timeLimit: Duration? = nil,
    candidates: Int = Classifier.evidenceCandidates
  ) -> Explanation {
    let stopwatch = EvidenceStopwatch(limit: timeLimit)
    let prepared = SnippetText.prepared(text)
    guard !prepared.isEmpty else { return Explanation(Prediction(abstainingFor: .emptyText)) }
    let workspace = workspaces.take() ?? Workspace()
    defer { workspaces.giveBack(workspace) }
    workspace.batch.removeAll()
    let starts = appendWindows(of: prepared, maximum: options.maximumWindows, to: workspace)
    let search = EvidenceSearch(
      classifier: self, workspace: workspace, ranking: ranking(options), text: prepared,
      encoder: preparedLogits(workspace), candidateCount: candidates, stopwatch: stopwatch)
    guard let finding = search.run(windowStarts: starts) else { return Explanation(search.prediction) }
    return explanation(search.prediction, finding, origins: SnippetText.origins(text))
  }

  /// The encoder's logits (K) of each window, which are ready to be asked about with words hidden.
  private func preparedLogits(_ workspace: Workspace) -> [ArraySlice<Float>] {
    network.prepare(workspace.batch, workspace: workspace.network)
    let whole = (0..<workspace.batch.count).map { RobertaForSequenceClassification.TokenSelection(sequence: $0) }
    return rows(network.logits(prepared: workspace.batch, whole, workspace: workspace.network), whole.indices)
  }

  /// A finding with the places in the text itself instead of the prepared one.
  private func explanation(
    _ prediction: Prediction, _ finding: EvidenceSearch.Finding, origins: [Int]
  ) -> Explanation {
    func origin(_ range: Range<Int>) -> Range<Int> { origins[range.lowerBound]..<origins[range.upperBound - 1] + 1 }
    return Explanation(
      prediction, window: origin(finding.window),
      words: finding.words.map { EvidenceWord(text: $0.text, ranges: $0.ranges.map(origin), drop: $0.drop) })
  }
}

/// Says when there is no time for one more step of the kind that was done last.
struct EvidenceStopwatch {
  private let start = ContinuousClock.now
  private let limit: Duration?
  private var lastLap: Duration
  private var longestStep = Duration.zero

  init(limit: Duration?) {
    self.limit = limit
    lastLap = .zero
  }

  private var elapsed: Duration { ContinuousClock.now - start }

  /// Begins a step.
  mutating func begin() { lastLap = elapsed }

  /// Ends the step that was begun last.
  mutating func end() { longestStep = max(longestStep, elapsed - lastLap) }

  /// Whether one more step would take longer than there is time.
  var isOver: Bool { limit.map { elapsed + longestStep > $0 } ?? false }
}
