/// A code block of a Markdown document, with its places in the source. Every range counts bytes of the source.
package struct CodeBlock: Sendable, Hashable {
  /// How it is set off from the text.
  package enum Kind: Sendable, Hashable {
    /// By a line of backquotes or tildes.
    case fenced
    /// By four columns of white space.
    case indented
  }

  /// How it is set off from the text.
  package let kind: Kind

  /// The run of backquotes or tildes that opens it; `nil` for an indented block.
  package let openingFence: Range<Int>?

  /// What stands behind the opening fence, white space around it apart; empty, but in its place, where nothing does.
  package let infoString: InfoString

  /// The code, without the prefixes of quotes and lists, each line ended by `\n`.
  package let content: String

  /// The lines of the code, counted from 0.
  package let contentLines: Range<Int>

  /// The code in the source: from its first byte to behind its last line's end, with all that stands between, the
  /// prefixes of quotes and lists too.
  package let contentRange: Range<Int>

  /// Each line of the code in the source, without prefix and line end.
  package let contentLineRanges: [Range<Int>]

  /// The run that closes it; `nil` for an indented block, and where the document or its container ends first.
  package let closingFence: Range<Int>?

  /// In how many quotes and list items it stands.
  package let containerDepth: Int

  /// Whether a comment before it says `<!-- parlance-ignore -->`.
  package let isIgnored: Bool

  /// Whether it is complete: closed by a fence, or indented.
  package var isClosed: Bool { kind == .indented || closingFence != nil }

  /// The line of the opening fence, or of the first indented line, counted from 0.
  package var firstLine: Int { kind == .fenced ? contentLines.lowerBound - 1 : contentLines.lowerBound }

  /// All lines of the block, its fences too, counted from 0.
  package var lines: Range<Int> {
    firstLine..<contentLines.upperBound + (closingFence == nil ? 0 : 1)
  }
}
