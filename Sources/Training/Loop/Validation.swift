internal import Roberta
internal import Tensors

/// The validation snippets, encoded once as inference sees them: from the head, one window.
struct Validation: Sendable {
  private let batches: [TokenBatch]
  /// Tokens a batch; small, since activations of all its tokens are held.
  private static let tokensPerBatch = 8192

  /// Encodes `set`; only snippets that have a language are looked at.
  init(_ set: TrainingSet, limit: Int?, encode: SnippetEncoder) {
    var all = TokenBatch()
    let known = set.targets.indices.filter { set.targets[$0] >= 0 }
    for number in known.prefix(limit ?? known.count) {
      all.append(set.texts[number], target: set.targets[number], encode: encode)
    }
    let lengths = all.lengths
    let places = lengths.indices.sorted { (lengths[$0], $0) < (lengths[$1], $1) }
    batches = BatchSizing.tokens(Self.tokensPerBatch).cut(lengths: places.map { lengths[$0] }).map {
      all.selecting(places[$0])
    }
  }

  /// What these weights make of the snippets; nil where someone asked to stop, which is asked after each batch. What the
  /// frozen layers make of them is asked of their cache, where there are any.
  func measure(
    _ parameters: RobertaParameters, pool: ThreadPool, frozen: FrozenLayers? = nil, shouldStop: () -> Bool
  ) -> ValidationFigures? {
    let loss = ClassificationLoss(
      classCount: parameters.configuration.numLabels, labelSmoothing: 0, noneOfTheseWeight: 0)
    let workspace = RobertaWorkspace()
    let logits = Self.classifier(parameters, pool: pool, frozen: frozen, workspace: workspace)
    var figures = ValidationFigures(classCount: loss.classCount)
    var unused: [Float] = []
    for batch in batches {
      logits(batch.packed).withUnsafeBufferPointer {
        let sums = loss.sums(logits: $0, labels: batch.targets, scale: 0, gradient: &unused)
        figures.add(sums, logits: $0, targets: batch.targets)
      }
      if shouldStop() { return nil }
    }
    return figures
  }

  private static func classifier(
    _ parameters: RobertaParameters, pool: ThreadPool, frozen: FrozenLayers?, workspace: RobertaWorkspace
  ) -> (PackedBatch) -> [Float] {
    if let frozen {
      let model = FrozenClassifier(
        parameters, plan: frozen.plan, element: frozen.element, precision: frozen.precision, cache: frozen.cache,
        pool: pool)
      return { model.logits($0, workspace: workspace) }
    }
    let model = RobertaForSequenceClassification(configuration: parameters.configuration, parameters: parameters)
    return { model.logits($0, workspace: workspace, pool: pool) }
  }
}
