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

  /// What its fences are made of, a backquote or a tilde; `nil` for an indented block.
  package let fenceCharacter: UInt8?

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

  /// Whether its own closing fence is missing, and another block's closes it: a line of its code would open a block, with
  /// an info string, by a fence that could have closed this one. The code is then not what somebody put between fences.
  package var isClosedByAnothersFence: Bool {
    guard isClosed, let fence = openingFence, let character = fenceCharacter else { return false }
    return content.utf8.split(separator: UInt8(ascii: "\n")).contains {
      Self.opensBlock($0, character, atLeast: fence.count)
    }
  }

  /// Whether a line is an opening fence of at least so many characters that has an info string.
  private static func opensBlock(_ line: Substring.UTF8View, _ character: UInt8, atLeast length: Int) -> Bool {
    let indented = line.drop { $0 == UInt8(ascii: " ") }
    let rest = indented.drop { $0 == character }
    guard line.count - indented.count <= 3, indented.count - rest.count >= length else { return false }
    return rest.contains { $0 > 0x20 } && (character == UInt8(ascii: "~") || !rest.contains(character))
  }

  /// The line of the opening fence, or of the first indented line, counted from 0.
  package var firstLine: Int { kind == .fenced ? contentLines.lowerBound - 1 : contentLines.lowerBound }

  /// All lines of the block, its fences too, counted from 0.
  package var lines: Range<Int> {
    firstLine..<contentLines.upperBound + (closingFence == nil ? 0 : 1)
  }
}
