internal import NGrams
internal import Roberta
package import Tensors
internal import Tokenization
internal import Workspaces

/// Tells which language a text is written in.
///
/// It is immutable and may be used by any number of threads at once; no prediction waits for another.
package final class Classifier: Sendable {
  /// The model's labels, in the order of its logits: ids of the language registry, and whatever a user added.
  package let labels: [String]
  /// The temperature, the window, what confidences are worth.
  package let calibration: Calibration
  /// The tokens of one window, `<s>` and `</s>` counted.
  package let windowLength: Int

  let tokenizer: Tokenizer
  let network: RobertaForSequenceClassification
  /// What it makes of a whole text is added to the network's logits of each window.
  let ngrams: NGramClassifier?
  /// Scratch memory that predictions use one after the other.
  let workspaces = WorkspacePool<Workspace>(count: 64)

  /// A classifier of the model in that directory, which computes in `precision`; nil: the fastest on this processor that
  /// costs the model no accuracy to speak of (`PrecisionLosses`).
  ///
  /// - Throws: a `ModelError` that names the file and the field that is wrong.
  package convenience init(
    modelDirectory path: String, precision: InferencePrecision? = nil
  ) throws(ModelError) {
    self.init(try ModelDirectory(path: path).load(withTraining: false), precision: precision)
  }

  /// A classifier of a model in memory, whose parameters must not change from now on.
  package init(_ model: Model, precision: InferencePrecision? = nil) {
    let classCount = model.configuration.numLabels
    precondition(model.ngrams?.classCount ?? classCount == classCount, "Classifier: n-grams of other labels")
    labels = model.configuration.id2label
    calibration = model.calibration ?? Calibration()
    windowLength = min(model.windowLength, model.configuration.maximumLength)
    // A program may have `<s>` or `<pad>` in it without meaning the model's tokens.
    var tokenizer = model.tokenizer
    tokenizer.encodesSpecialTokens = true
    self.tokenizer = tokenizer
    ngrams = model.ngrams
    network = RobertaForSequenceClassification(
      configuration: model.configuration, parameters: model.parameters,
      precision: precision ?? calibration.precisionLosses?.fastest ?? .fp32)
  }

  /// Those of the labels that it may answer by itself.
  package var guessedLabels: [String] {
    calibration.withheld.map { withheld in labels.filter { withheld.languages[$0] == nil } } ?? labels
  }

  /// What its products are computed in.
  package var precision: InferencePrecision { network.precision }

  /// The languages of one text (bytes, UTF-8 or not), the most probable first.
  package func predict(_ text: UnsafeBufferPointer<UInt8>, options: ClassificationOptions = .init()) -> Prediction {
    let prepared = SnippetText.prepared(text)
    guard !prepared.isEmpty else { return Prediction(abstainingFor: .emptyText) }
    let workspace = workspaces.take() ?? Workspace()
    defer { workspaces.giveBack(workspace) }
    workspace.batch.removeAll()
    appendWindows(of: prepared, maximum: options.maximumWindows, to: workspace)
    var logits = network.logits(workspace.batch, workspace: workspace.network, pool: nil)
    let ngrams = ngramLogits(of: prepared, workspace: workspace)
    ngrams.add(toRows: &logits)
    return ranking(options).prediction(
      windows: rows(logits, 0..<workspace.batch.count), length: TextLength(prepared), unknown: ngrams.unknown)
  }

  /// The languages of one text, the most probable first.
  package func predict(_ text: [UInt8], options: ClassificationOptions = .init()) -> Prediction {
    text.withUnsafeBufferPointer { predict($0, options: options) }
  }

  /// The languages of one text, the most probable first.
  package func predict(_ text: String, options: ClassificationOptions = .init()) -> Prediction {
    var text = text
    return text.withUTF8 { predict($0, options: options) }
  }

  func ranking(_ options: ClassificationOptions) -> Ranking {
    Ranking(labels: labels, calibration: calibration, options: options)
  }

  /// The rows `range` of logits (B, K).
  func rows(_ logits: [Float], _ range: Range<Int>) -> [ArraySlice<Float>] {
    range.map { logits[$0 * labels.count..<($0 + 1) * labels.count] }
  }
}

/// What one prediction writes to.
final class Workspace {
  let network = RobertaWorkspace()
  private(set) lazy var ngrams = NGramWorkspace()
  var batch = PackedBatch()
  var ids: [Int32] = []
}
