import MarkdownFences

/// The bytes of an info string that a completion replaces: the tag, and never what stands behind it.
struct TagPlace: Sendable, Hashable {
  let range: Range<Int>

  /// The place at the cursor; nil where the cursor is not at a tag, nor where one may be written.
  init?(_ block: CodeBlock, cursor: Int) {
    guard let fence = block.openingFence, cursor >= fence.upperBound else { return nil }
    let info = block.infoString
    if let tag = info.tagRange {
      guard tag.lowerBound <= cursor, cursor <= tag.upperBound else { return nil }
      range = tag
    } else {
      guard info.form == .empty || Self.isEmptyBraces(info, cursor) else { return nil }
      range = cursor..<cursor
    }
  }

  /// `{|}` and `{.|}`, as they stand when a chunk or an attribute is begun.
  private static func isEmptyBraces(_ info: InfoString, _ cursor: Int) -> Bool {
    let bytes = Array(info.text.utf8)
    let before = bytes.prefix(max(0, cursor - info.range.lowerBound))
    guard before.first == UInt8(ascii: "{"), cursor <= info.range.upperBound else { return false }
    return before.dropFirst().allSatisfy { "{.".utf8.contains($0) }
      && bytes.dropFirst(before.count).allSatisfy { $0 == UInt8(ascii: "}") }
  }
}
