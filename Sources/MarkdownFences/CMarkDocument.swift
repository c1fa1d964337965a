import CCMark

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A document parsed by cmark-gfm, and the code blocks in its tree.
struct CMarkDocument: ~Copyable {
  /// A code block as cmark tells of it. The literal lives as long as the document.
  struct Block {
    /// Line and column of its first byte behind the containers' prefixes, from 1; the column counts bytes.
    let line: Int
    let column: Int
    /// The fence's character; `nil` for an indented block.
    let fenceCharacter: UInt8?
    /// The code, each line ended by `\n`.
    let literal: UnsafeBufferPointer<UInt8>
    /// In how many quotes and list items it stands.
    let containerDepth: Int
    /// What stands before it in the same container.
    let previous: Previous
  }

  enum Previous { case html, paragraph, other }

  private let root: OpaquePointer?

  /// Parses; cmark needs less than 2^30 bytes.
  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    root = bytes.withMemoryRebound(to: CChar.self) { cmark_parse_document($0.baseAddress, $0.count, 0) }
  }

  deinit {
    if let root { cmark_node_free(root) }
  }

  /// The code blocks, in the order of the text.
  func codeBlocks() -> [Block] {
    var blocks: [Block] = []
    var depth = 0
    var node = root
    while let current = node {
      if cmark_node_get_type(current) == CMARK_NODE_CODE_BLOCK { blocks.append(CMarkDocument.block(current, depth)) }
      if CMarkDocument.isContainer(current), let child = cmark_node_first_child(current) {
        depth += CMarkDocument.level(of: current)
        node = child
      } else {
        node = CMarkDocument.following(current, &depth)
      }
    }
    return blocks
  }

  /// The next node that is neither inside this one nor before it.
  private static func following(
    _ node: OpaquePointer, _ depth: inout Int
  ) -> OpaquePointer? {
    var node = node
    while true {
      if let next = cmark_node_next(node) { return next }
      guard let parent = cmark_node_parent(node) else { return nil }
      depth -= level(of: parent)
      node = parent
    }
  }

  private static func isContainer(_ node: OpaquePointer) -> Bool {
    let type = cmark_node_get_type(node)
    return type == CMARK_NODE_DOCUMENT || type == CMARK_NODE_BLOCK_QUOTE || type == CMARK_NODE_LIST
      || type == CMARK_NODE_ITEM
  }

  /// By how much a container deepens what is in it.
  private static func level(of node: OpaquePointer) -> Int {
    let type = cmark_node_get_type(node)
    return type == CMARK_NODE_BLOCK_QUOTE || type == CMARK_NODE_ITEM ? 1 : 0
  }

  private static func block(_ node: OpaquePointer, _ depth: Int) -> Block {
    var (length, offset, character) = (Int32(0), Int32(0), CChar(0))
    let isFenced = cmark_node_get_fenced(node, &length, &offset, &character) != 0
    return Block(
      line: Int(cmark_node_get_start_line(node)), column: Int(cmark_node_get_start_column(node)),
      fenceCharacter: isFenced ? UInt8(bitPattern: character) : nil, literal: literal(of: node), containerDepth: depth,
      previous: kind(of: cmark_node_previous(node)))
  }

  private static func literal(of node: OpaquePointer) -> UnsafeBufferPointer<UInt8> {
    guard let text = cmark_node_get_literal(node) else { return UnsafeBufferPointer(start: nil, count: 0) }
    // The copy that was parsed holds no NUL, so the first one ends the text.
    return UnsafeBufferPointer(
      start: UnsafeRawPointer(text).assumingMemoryBound(to: UInt8.self), count: strlen(text))
  }

  private static func kind(of node: OpaquePointer?) -> Previous {
    guard let node else { return .other }
    let type = cmark_node_get_type(node)
    return type == CMARK_NODE_HTML_BLOCK ? .html : type == CMARK_NODE_PARAGRAPH ? .paragraph : .other
  }
}
