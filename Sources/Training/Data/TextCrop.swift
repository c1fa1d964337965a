private import Classification

#if canImport(Glibc)
  private import Glibc
#else
  private import Darwin
#endif

/// Draws the piece of a text that a training step sees: all of it, a run of lines, a start in its middle, as users
/// paste and type them; and changes of layout that change no language.
package struct TextCrop: Sendable {
  let lineRunShare: Double
  let maximumRunLines: Int
  let middleStartShare: Double
  let stripIndentationShare: Double
  let unfinishedShare: Double
  let layoutNoiseShare: Double
  /// A piece with fewer bytes that are no blanks says nothing; another is drawn, or the whole text is taken.
  private static let fewestMarks = 6
  private static let attempts = 4

  /// Crops as the configuration says.
  package init(_ configuration: TrainingConfiguration) {
    lineRunShare = configuration.lineRunShare
    maximumRunLines = configuration.maximumRunLines
    middleStartShare = configuration.middleStartShare
    stripIndentationShare = configuration.stripIndentationShare
    unfinishedShare = configuration.unfinishedShare
    layoutNoiseShare = configuration.layoutNoiseShare
  }

  /// Whether every draw is the whole text as it is.
  package var isIdentity: Bool {
    lineRunShare == 0 && middleStartShare == 0 && stripIndentationShare == 0 && unfinishedShare == 0
      && layoutNoiseShare == 0
  }

  /// A piece of `text` (UTF-8), decided by `random` alone.
  package func draw(from text: [UInt8], _ random: inout RandomStream) -> [UInt8] {
    if isIdentity { return text }
    var piece = drawLines(of: text, &random)
    if random.happens(unfinishedShare) { Layout.cutLastLine(&piece, &random) }
    if random.happens(stripIndentationShare) { piece = Layout.withoutCommonIndentation(piece) }
    if random.happens(layoutNoiseShare) { piece = Layout.noisy(piece, &random) }
    piece = SnippetText.prepared(piece)
    return piece.isEmpty ? text : piece
  }

  private func drawLines(of text: [UInt8], _ random: inout RandomStream) -> [UInt8] {
    let choice = random.unit()
    if choice < lineRunShare {
      return drawn(text, &random) { lines, random in
        let longest = log(Double(maximumRunLines) + 1)
        let count = min(lines.count, max(1, Int(exp(random.unit() * longest))))
        let start = random.below(lines.count - count + 1)
        return lines[start].lowerBound..<lines[start + count - 1].upperBound
      }
    }
    if choice < lineRunShare + middleStartShare {
      return drawn(text, &random) { lines, random in
        lines[random.below(lines.count)].lowerBound..<text.count
      }
    }
    return text
  }

  /// Draws with `choose` until the piece has something to say.
  private func drawn(
    _ text: [UInt8], _ random: inout RandomStream, choose: ([Range<Int>], inout RandomStream) -> Range<Int>
  ) -> [UInt8] {
    let lines = Layout.lines(of: text)
    guard lines.count > 1 else { return text }
    for _ in 0..<Self.attempts {
      let piece = text[choose(lines, &random)]
      if Layout.markCount(piece, atMost: Self.fewestMarks) >= Self.fewestMarks { return Array(piece) }
    }
    return text
  }
}
