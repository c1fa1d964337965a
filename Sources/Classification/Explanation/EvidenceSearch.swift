private import NGrams
private import Roberta
internal import Tokenization

#if canImport(Glibc)
  private import Glibc
#elseif canImport(Musl)
  private import Musl
#else
  private import Darwin
#endif

/// The search for the words that spoke for the best language of one text.
struct EvidenceSearch {
  let classifier: Classifier
  /// Holds the windows, prepared.
  let workspace: Workspace
  let ranking: Ranking
  /// The prepared text.
  let text: [UInt8]
  /// The encoder's logits (K) of each window.
  let encoder: [ArraySlice<Float>]
  /// The same with what the n-gram part makes of the text.
  private let windows: [ArraySlice<Float>]
  private let length: TextLength
  let prediction: Prediction
  /// How probable the labels (K) are, (K), before the ceiling of short texts; nil where no window says anything.
  private let probabilities: Ranking.Probabilities?
  let candidateCount: Int
  let stopwatch: EvidenceStopwatch

  /// What was found; ranges are bytes of the prepared text.
  struct Finding {
    let window: Range<Int>
    let words: [EvidenceWord]
  }

  /// The window and the label that are explained.
  private struct Subject {
    let window: Int
    let label: Int
    /// The window's bytes, their indices those of the prepared text.
    let bytes: ArraySlice<UInt8>
    /// The window's tokens, special ones at 0..<0, as bytes of the prepared text.
    let tokens: [Range<Int>]
  }

  init(
    classifier: Classifier, workspace: Workspace, ranking: Ranking, text: [UInt8], encoder: [ArraySlice<Float>],
    candidateCount: Int, stopwatch: EvidenceStopwatch
  ) {
    self.classifier = classifier
    self.workspace = workspace
    self.ranking = ranking
    self.text = text
    self.encoder = encoder
    let ngrams = classifier.ngramLogits(of: text, workspace: workspace)
    windows = encoder.map(ngrams.added)
    length = TextLength(text)
    probabilities = ranking.probabilities(windows: windows, characters: length.characters, unknown: ngrams.unknown)
    prediction = ranking.prediction(of: probabilities, windows: windows, length: length)
    self.candidateCount = candidateCount
    self.stopwatch = stopwatch
  }

  /// The words of the text, whose windows start there; nil where there is no language to speak for, or no time.
  func run(windowStarts: [Int]) -> Finding? {
    guard !stopwatch.isOver, let subject = subject(windowStarts) else { return nil }
    let words = proven(candidates(subject), subject)
    return Finding(window: subject.bytes.startIndex..<subject.bytes.endIndex, words: words)
  }

  private func subject(_ windowStarts: [Int]) -> Subject? {
    guard let language = prediction.candidates.first?.language, let label = ranking.labels.firstIndex(of: language),
      let window = decidingWindow(label)
    else { return nil }
    let start = windowStarts[window]
    let encoding = text[start...].withUnsafeBufferPointer {
      classifier.tokenizer.encode($0, maxLength: classifier.windowLength)
    }
    let tokens = encoding.offsets.map { $0.isEmpty ? 0..<0 : start + $0.lowerBound..<start + $0.upperBound }
    let end = tokens.reduce(start) { max($0, $1.upperBound) }
    return Subject(window: window, label: label, bytes: text[start..<end], tokens: tokens)
  }

  /// The window that gave the label most of its probability.
  private func decidingWindow(_ label: Int) -> Int? {
    let shares = windows.map { window in
      ranking.distribution(window).map { $0[label] * ($0.max() ?? 0) } ?? 0
    }
    return shares.indices.max { (shares[$0], $1) < (shares[$1], $0) }
  }

  /// log(p / (1 - p)) of the label: what a word does shows even where the model is as good as sure.
  private func logOdds(_ label: Int, _ logits: ArraySlice<Float>) -> Double {
    guard let probabilities = ranking.distribution(logits) else { return 0 }
    var others = 0.0
    for (index, probability) in probabilities.enumerated() where index != label { others += probability }
    return log(max(probabilities[label], .leastNormalMagnitude)) - log(max(others, .leastNormalMagnitude))
  }
}

/// The hint.
extension EvidenceSearch {
  /// The words that the last layer and the n-grams miss most, the most missed first.
  private func candidates(_ subject: Subject) -> [WindowWord] {
    let words = WindowWord.words(of: subject.bytes)
    let selections = words.map { word in
      RobertaForSequenceClassification.TokenSelection(
        sequence: subject.window, hidden: Self.tokens(subject.tokens, in: word.ranges))
    }
    let logits = classifier.network.logits(prepared: workspace.batch, selections, workspace: workspace.network)
    let places = classifier.ngrams?.places(of: text)
    let scores = zip(words, classifier.rows(logits, words.indices)).map { word, row in
      let ngrams = places.map { NGramLogits(of: $0, without: word.ranges) } ?? .nothing
      return logOdds(subject.label, ngrams.added(to: row))
    }
    let order = words.indices.sorted { (scores[$0], $0) < (scores[$1], $1) }
    return order.prefix(candidateCount).map { words[$0] }
  }

  /// The indices of the tokens that share a byte with one of the ranges. Both ascend.
  private static func tokens(_ tokens: [Range<Int>], in ranges: [Range<Int>]) -> [Int] {
    var found: [Int] = []
    var next = 0
    for (index, token) in tokens.enumerated() where !token.isEmpty {
      while next < ranges.count, ranges[next].upperBound <= token.lowerBound { next += 1 }
      if next == ranges.count { break }
      if ranges[next].lowerBound < token.upperBound { found.append(index) }
    }
    return found
  }
}

/// The proof.
extension EvidenceSearch {
  /// Tokens of texts that are classified together: enough to be fast, few enough to stop in time.
  private static let tokensPerStep = 256

  /// Those of the words by whose absence the label loses, the greatest loss first.
  private func proven(_ candidates: [WindowWord], _ subject: Subject) -> [EvidenceWord] {
    let whole = logOdds(subject.label, windows[subject.window])
    var proven: [(word: EvidenceWord, loss: Double)] = []
    var stopwatch = stopwatch
    var rest = candidates[...]
    while !rest.isEmpty, !stopwatch.isOver {
      stopwatch.begin()
      let words = fillBatch(from: &rest, subject)
      let logits = classifier.network.logits(workspace.batch, workspace: workspace.network, pool: nil)
      for (word, row) in zip(words, classifier.rows(logits, 0..<words.count)) {
        // Prepared again: a blank that the word leaves at the end of a line is not read by those who classify the rest.
        let rest = SnippetText.prepared(Explanation.text(text, without: word.ranges))
        let ngrams = classifier.ngramLogits(of: rest, workspace: workspace)
        let loss = whole - logOdds(subject.label, ngrams.added(to: row))
        guard loss > 0 else { continue }
        let evidence = evidence(word, subject, encoder: row, ngrams)
        if evidence.drop > 0 { proven.append((evidence, loss)) }
      }
      stopwatch.end()
    }
    return proven.sorted { $0.loss > $1.loss }.prefix(Classifier.evidenceWords).map(\.word)
  }

  /// Takes the next words and fills the batch with the window's text without each of them.
  private func fillBatch(from rest: inout ArraySlice<WindowWord>, _ subject: Subject) -> ArraySlice<WindowWord> {
    let all = rest
    workspace.batch.removeAll()
    let window = Array(subject.bytes)
    let start = subject.bytes.startIndex
    while let word = rest.first {
      let ranges = word.ranges.map { $0.lowerBound - start..<$0.upperBound - start }
      let ids = classifier.inputIDs(ofPrepared: Explanation.text(window, without: ranges))
      let isFull = workspace.batch.tokenCount + ids.count > Self.tokensPerStep
      if isFull, workspace.batch.count > 0 { break }
      workspace.batch.append(ids)
      rest.removeFirst()
    }
    return all[..<rest.startIndex]
  }

  /// What a word does: without it the encoder's logits of the window that was searched are others, and the n-grams of the
  /// whole text.
  private func evidence(
    _ word: WindowWord, _ subject: Subject, encoder row: ArraySlice<Float>, _ ngrams: NGramLogits
  ) -> EvidenceWord {
    var changed = encoder
    changed[subject.window] = row
    let taken = word.ranges.reduce(0) { $0 + TextLength(Array(text[$1])).characters }
    let left = ranking.probabilities(
      windows: changed.map(ngrams.added), characters: length.characters - taken, unknown: ngrams.unknown)
    let whole = probabilities?.values[subject.label] ?? 0
    return EvidenceWord(text: word.text, ranges: word.ranges, drop: whole - (left?.values[subject.label] ?? 0))
  }
}
