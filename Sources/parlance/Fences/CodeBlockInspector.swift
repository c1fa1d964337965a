internal import Classification
internal import CodeBlocks
internal import MarkdownFences
internal import Tensors

/// A code block and what is to be said about it.
struct InspectedCodeBlock: Sendable {
  /// The block.
  let block: CodeBlock
  /// What is to be said about its tag.
  let verdict: CodeBlockVerdict
  /// What the classifier says of its code; nil where it was not asked.
  let prediction: Prediction?
}

/// Looks at all code blocks of Markdown documents.
struct CodeBlockInspector: Sendable {
  private let classifier: Classifier
  private let options: ClassificationOptions
  private let judge: CodeBlockJudge

  /// An inspector that asks `classifier`, which answers no more than `options` allow.
  init(classifier: Classifier, options: ClassificationOptions, settings: CodeBlockSettings) {
    self.classifier = classifier
    self.options = options
    judge = CodeBlockJudge(settings: settings, labels: classifier.guessedLabels) {
      [calibration = classifier.calibration] in
      calibration.threshold(of: $0, characters: $1)
    }
  }

  /// Every block of a document in its order. Where `looksAtAll`, the classifier is asked also about those whose
  /// verdict does not need it.
  func inspect(
    _ source: [UInt8], flavor: MarkdownFlavor, looksAtAll: Bool, pool: ThreadPool? = nil
  ) -> [InspectedCodeBlock] {
    let blocks = source.withUnsafeBufferPointer { MarkdownFences.codeBlocks(in: $0, flavor: flavor) }
    let known = blocks.map(judge.verdictWithoutLooking)
    let asked = blocks.indices.filter { looksAtAll || known[$0] == nil }
    let predictions = classifier.predict(
      asked.map { Array(blocks[$0].content.utf8) }, options: options, pool: pool)
    let predicted = Dictionary(uniqueKeysWithValues: zip(asked, predictions))
    return blocks.indices.map { index in
      let prediction = predicted[index]
      let verdict = prediction.map { judge.verdict(blocks[index], $0) } ?? known[index] ?? .leftAlone(.empty)
      return InspectedCodeBlock(block: blocks[index], verdict: verdict, prediction: prediction)
    }
  }
}
