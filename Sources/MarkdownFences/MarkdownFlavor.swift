/// Which Markdown a document is written in.
package enum MarkdownFlavor: Sendable, Hashable {
  /// CommonMark, as GitHub, R Markdown and Quarto have it.
  case commonMark
  /// MDX: indented text is no code, and comments are `{/* … */}`.
  case mdx
}
