import CodeBlocks
import JSON
import LanguageServerProtocol
import MarkdownFences

/// Edits of code blocks, as the protocol has them. Nothing else of the document changes, not one byte.
extension Document {
  /// What writes a tag; nil where the block has no place for one.
  func tagging(_ block: CodeBlock, _ tag: String, _ encoding: TextEncoding) -> TextEdit? {
    guard let edit = TagEdit(block, tag: tag) else { return nil }
    return TextEdit(range: range(of: edit.range, onLine: block.firstLine, encoding), newText: edit.tag)
  }

  /// What puts the comment before a fenced block that silences it, in the block's own quotes and lists.
  func silencing(_ block: CodeBlock, _ encoding: TextEncoding) -> TextEdit? {
    guard let fence = block.openingFence else { return nil }
    let place = position(of: fence.lowerBound, onLine: block.firstLine, encoding)
    let comment = flavor == .mdx ? "{/* parlance-ignore */}" : "<!-- parlance-ignore -->"
    let prefix = continuationPrefix(ofLine: block.firstLine, before: fence.lowerBound)
    return TextEdit(
      range: PositionRange(start: place, end: place), newText: comment + lineEnd(after: fence.upperBound) + prefix)
  }

  /// What a second line must begin with to stand in the same quotes and list items: quotes' markers as they are, spaces
  /// in the place of lists'.
  private func continuationPrefix(ofLine line: Int, before offset: Int) -> String {
    let start = text.lineStart(line)
    let kept = text.bytes(in: start..<max(start, offset)).map { byte in
      byte == UInt8(ascii: ">") || byte == UInt8(ascii: "\t") ? byte : UInt8(ascii: " ")
    }
    return String(decoding: kept, as: UTF8.self)
  }

  /// How the line ends that a byte stands on; `\n` where nothing does. An info string is no longer than this looks.
  private func lineEnd(after offset: Int) -> String {
    let rest = text.bytes(in: offset..<min(text.byteCount, offset + (1 << 16)))
    guard let index = rest.firstIndex(where: { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }) else {
      return "\n"
    }
    if rest[index] == UInt8(ascii: "\n") { return "\n" }
    return index + 1 < rest.count && rest[index + 1] == UInt8(ascii: "\n") ? "\r\n" : "\r"
  }
}

extension ClientProfile {
  /// Edits of one document in the form that the client knows: with the version that they are for, if it can.
  func workspaceEdit(of document: Document, _ edits: [TextEdit]) -> WorkspaceEdit {
    guard capabilities.hasDocumentChanges else { return WorkspaceEdit(changes: [document.uri: edits]) }
    let identifier = OptionalVersionedTextDocumentIdentifier(uri: document.uri, version: document.version)
    return WorkspaceEdit(documentChanges: [TextDocumentEdit(textDocument: identifier, edits: edits)])
  }
}
