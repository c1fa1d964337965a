package import MarkdownFences

/// The one change that writes a tag; nothing else of the document is touched.
package struct TagEdit: Sendable, Hashable {
  /// The bytes of the source that are replaced; empty where the tag is put in.
  package let range: Range<Int>
  /// What stands there then.
  package let tag: String

  /// The edit that makes a block's tag `tag`; nil where the block has no place for it.
  package init?(_ block: CodeBlock, tag: String) {
    guard block.kind == .fenced else { return nil }
    if block.infoString.form == .empty {
      range = block.infoString.range
    } else if let place = block.infoString.tagRange {
      range = place
    } else {
      return nil
    }
    self.tag = tag
  }

  /// The edit that a verdict calls for; nil where it calls for none.
  package init?(_ block: CodeBlock, _ verdict: CodeBlockVerdict) {
    switch verdict {
    case .untagged(let suggestion?), .mistagged(_, let suggestion): self.init(block, tag: suggestion.tag)
    case .untagged(nil), .tagged, .leftAlone: return nil
    }
  }

  /// A source with these edits, which must not overlap, made in it.
  package static func apply(_ edits: [TagEdit], to source: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(source.count + 16 * edits.count)
    var done = 0
    for edit in edits.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
      precondition(edit.range.lowerBound >= done, "TagEdit.apply: edits overlap")
      result += source[done..<edit.range.lowerBound]
      result += edit.tag.utf8
      done = edit.range.upperBound
    }
    return result + source[done...]
  }
}
