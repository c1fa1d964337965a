import Classification
import CodeBlocks
import MarkdownFences

/// A snapshot of what is known of a document's code blocks: a value for a feature to make its answer of.
struct CodeBlockFindings: Sendable {
  /// A block and what is known of it.
  struct Element: Sendable {
    let block: CodeBlock
    /// What is to be said about its tag; nil where it has not been looked at.
    let verdict: CodeBlockVerdict?
    /// What the classifier says of its code, its best candidates; nil also where the verdict needed no classifier.
    let prediction: Prediction?
  }

  /// The state of the document that this is about.
  let document: Document
  /// What tags are called.
  let tags: CodeBlockTags
  private let blocks: [CodeBlock]
  private let verdicts: [CodeBlockVerdict?]
  private let predictions: [Prediction?]

  init(
    document: Document, tags: CodeBlockTags, blocks: [CodeBlock], verdicts: [CodeBlockVerdict?],
    predictions: [Prediction?]
  ) {
    precondition(
      verdicts.count == blocks.count && predictions.count == blocks.count, "CodeBlockFindings: counts differ")
    self.document = document
    self.tags = tags
    self.blocks = blocks
    self.verdicts = verdicts
    self.predictions = predictions
  }

  /// Whether every block has been looked at.
  var isComplete: Bool { !verdicts.contains(nil) }

  /// All blocks, in the order of the text.
  var all: some RandomAccessCollection<Element> { blocks.indices.lazy.map(element) }

  /// The blocks that have a line in `lines`.
  func touching(_ lines: ClosedRange<Int>) -> some RandomAccessCollection<Element> {
    blocks.indices(touching: lines).lazy.map(element)
  }

  private func element(_ index: Int) -> Element {
    Element(block: blocks[index], verdict: verdicts[index], prediction: predictions[index])
  }
}
