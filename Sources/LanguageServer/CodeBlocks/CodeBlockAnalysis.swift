import Classification
import CodeBlocks
import MarkdownFences
import Synchronization

/// What is known of the code blocks of one state of a Markdown document: parsed once, each block looked at once.
///
/// How a feature uses it: on the loop, `ServerLoop.answerAboutBlocks(of:in:)` puts a request off until the blocks that
/// touch some lines are known, and hands a `CodeBlockFindings`, a value, to the closure that makes the answer, away from
/// the loop. Work of a feature's own on the engine's queue takes `ServerLoop.analysis(of:)` along and asks it for
/// `blocks`, `block(at:)` and `prediction(of:_:)`; never on the loop, for it may parse or classify.
///
/// Nothing here is ever invalid: another state of the document, other settings and another model have an analysis of
/// their own, and find in the `PredictionCache` what has not changed.
final class CodeBlockAnalysis: Sendable {
  /// What an analysis depends on besides the document's state.
  struct Terms: Sendable, Equatable {
    let options: ClassificationOptions
    let settings: CodeBlockSettings
  }

  private struct State {
    var blocks: [CodeBlock]?
    var detector: LoadedDetector.Identity?
    var labels: [String] = []
    var verdicts: [CodeBlockVerdict?] = []
    var predictions: [Prediction?] = []
    /// All blocks before this one are known.
    var firstUnknown = 0

    mutating func skipKnown() {
      while firstUnknown < verdicts.count, verdicts[firstUnknown] != nil { firstUnknown += 1 }
    }
  }

  /// The state of the document.
  let document: Document
  let terms: Terms
  /// Tells that the document has another state by now: what is looked at for this one's sake alone may stop.
  let cancellation = Cancellation()
  private let cache: PredictionCache
  private let state = Mutex(State())

  init(of document: Document, terms: Terms, cache: PredictionCache) {
    self.document = document
    self.terms = terms
    self.cache = cache
  }

  /// The code blocks in their order. The first to ask has them parsed: on the engine's queue, not on the loop.
  var blocks: [CodeBlock] {
    if let known = state.withLock({ $0.blocks }) { return known }
    let parsed = document.codeBlocks()
    state.withLock { $0.blocks = parsed }
    return parsed
  }

  /// The block that a line lies in, its fences counted; nil between the blocks.
  func block(at line: Int) -> CodeBlock? {
    let touched = blocks.indices(touching: line...line)
    return touched.first.map { blocks[$0] }
  }

  /// What the classifier says of a block's code, its best candidates at least; asked at most once.
  func prediction(of block: CodeBlock, _ loaded: LoadedDetector) -> Prediction {
    let code = Array(block.content.utf8)
    let identity = TextIdentity(byteCount: code.count, sample: code)
    let basis = PredictionCache.Basis(detector: loaded.identity, options: terms.options)
    if let known = cache.prediction(of: identity, on: basis) { return known }
    let prediction = loaded.detector.detect(code, options: terms.options).shortened(to: PredictionCache.keptCandidates)
    cache.keep(prediction, of: identity, on: basis)
    return prediction
  }

  /// The rules by which a detector's word counts.
  func judge(_ loaded: LoadedDetector) -> CodeBlockJudge {
    CodeBlockJudge(settings: terms.settings, labels: loaded.detector.guessedLabels) { [detector = loaded.detector] in
      detector.threshold(of: $0, characters: $1)
    }
  }

  /// The detector that the verdicts are by; nil where nothing has been looked at.
  var detector: LoadedDetector.Identity? { state.withLock { $0.detector } }

  /// Everything that is known by now.
  var findings: CodeBlockFindings {
    let blocks = blocks
    return state.withLock { state in
      let isBegun = !state.verdicts.isEmpty
      return CodeBlockFindings(
        document: document, tags: CodeBlockTags(settings: terms.settings, labels: state.labels), blocks: blocks,
        verdicts: isBegun ? state.verdicts : Array(repeating: nil, count: blocks.count),
        predictions: isBegun ? state.predictions : Array(repeating: nil, count: blocks.count))
    }
  }
}

/// The looking.
extension CodeBlockAnalysis {
  /// Looks at blocks that touch these lines (all where `lines` is nil) until they are known or the slice is over; at
  /// one at least.
  ///
  /// - Returns: whether it is certain that they are all known.
  func look(at lines: ClosedRange<Int>?, _ loaded: LoadedDetector, _ slice: WorkSlice) -> Bool {
    let blocks = blocks
    let judge = judge(loaded)
    let first = begin(blocks.count, loaded)
    let indices = lines.map(blocks.indices(touching:)) ?? first..<blocks.count
    for index in indices where state.withLock({ $0.verdicts[index] }) == nil {
      let (verdict, prediction) = look(at: blocks[index], judge, loaded)
      state.withLock { state in
        state.verdicts[index] = verdict
        state.predictions[index] = prediction
        state.skipKnown()
      }
      if slice.isOver { return false }
    }
    return true
  }

  /// Makes room for what will be known, and forgets what another model said.
  private func begin(_ count: Int, _ loaded: LoadedDetector) -> Int {
    state.withLock { state in
      if state.detector != loaded.identity {
        state.detector = loaded.identity
        state.labels = loaded.detector.labels
        state.verdicts = Array(repeating: nil, count: count)
        state.predictions = Array(repeating: nil, count: count)
        state.firstUnknown = 0
      }
      return state.firstUnknown
    }
  }

  private func look(
    at block: CodeBlock, _ judge: CodeBlockJudge, _ loaded: LoadedDetector
  ) -> (CodeBlockVerdict, Prediction?) {
    if let verdict = judge.verdictWithoutLooking(block) { return (verdict, nil) }
    let prediction = prediction(of: block, loaded)
    return (judge.verdict(block, prediction), prediction)
  }
}

extension [CodeBlock] {
  /// Those that have a line in `lines`.
  func indices(touching lines: ClosedRange<Int>) -> Range<Int> {
    let lower = firstIndex(fromWhichOn: { $0.lines.upperBound > lines.lowerBound })
    let upper = firstIndex(fromWhichOn: { $0.lines.lowerBound > lines.upperBound })
    return lower..<Swift.max(lower, upper)
  }

  /// The first block, by halving, from which on all satisfy a condition.
  private func firstIndex(fromWhichOn condition: (CodeBlock) -> Bool) -> Int {
    var range = 0..<count
    while !range.isEmpty {
      let middle = range.lowerBound + range.count / 2
      range = condition(self[middle]) ? range.lowerBound..<middle : (middle + 1)..<range.upperBound
    }
    return range.lowerBound
  }
}
