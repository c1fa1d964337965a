/// What stands behind an opening fence, and the language's tag in it.
package struct InfoString: Sendable, Hashable {
  /// How the tag is written.
  package enum Form: Sendable, Hashable {
    /// There is nothing.
    case empty
    /// A word alone: `js`.
    case plain
    /// A word and more: `js {1,3}`, `ts title="x"`, `js{1}`, `js:line-numbers`.
    case withAttributes
    /// A list: `rust,ignore`.
    case commaSeparated
    /// A class in braces, as Pandoc has it: `{.python #id}`.
    case braceAttributes
    /// A chunk that is run, as R Markdown and Quarto have it: `{r, echo=FALSE}`, `{{python}}`.
    case chunk
    /// Output as it is, as Pandoc has it: `{=html}`.
    case raw
    /// A directive of MyST with the language behind it: `{code-cell} python`.
    case directive
    /// Attributes without a language: `title="x"`, `{#id}`.
    case attributesOnly
  }

  /// The text, as it stands in the source; bytes that are no UTF-8 are replaced.
  package let text: String

  /// Its place in the source; where it is empty, the place at which a tag would be written.
  package let range: Range<Int>

  /// How the tag is written.
  package let form: Form

  /// The language's tag as it stands in the source; `nil` where there is none.
  package let tag: String?

  /// The tag's place in the source.
  package let tagRange: Range<Int>?
}
