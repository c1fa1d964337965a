/// What a document's URI and the client's name for its language say about it. A URI is an opaque key: nothing here
/// has to succeed, and every string, the empty one too, is a URI.
package enum DocumentTraits {
  /// Whether the buffer has no file name, in one of the five shapes in which editors send such buffers: VS Code and
  /// coc `untitled:Untitled-1`, Sublime `buffer:3`, Neovim `file://` with an empty path, ALE the empty string, and
  /// vim-lsp `file:///cwd/__NO_NAME_1__`.
  package static func isNameless(_ uri: String) -> Bool {
    if uri.isEmpty || uri == "file://" || uri == "file:///" { return true }
    if hasScheme("untitled", uri) || hasScheme("buffer", uri) { return true }
    let name = lastComponent(of: uri)
    return name.hasPrefix("__NO_NAME_") && name.hasSuffix("__")
  }

  /// The registry's id of text that is in no language.
  package static let plainText = "plaintext"

  /// Whether the client's name for the language says no more than "text".
  package static func isPlain(_ languageID: String) -> Bool { plainNames.contains(languageID.lowercased()) }

  private static let plainNames: Set<String> = [
    "", "plaintext", "plain", "plain_text", "plain-text", "text", "txt", "fundamental", "fundamental-mode",
    "text-mode", "none", "undefined", "unknown",
  ]

  /// Whether the file name says that this is meant to be text: such a document is asked about, never changed.
  package static func isNamedAsText(_ uri: String) -> Bool {
    !isNameless(uri) && ["txt", "text", "log"].contains(fileExtension(of: uri))
  }

  /// Whether the document is Markdown or a kin of it, by the client's word or, where the client says nothing, by the
  /// ending of its name.
  package static func isMarkdown(uri: String, languageID: String) -> Bool {
    if isPlain(languageID) { return markdownExtensions.contains(fileExtension(of: uri)) }
    return markdownNames.contains(languageID.lowercased())
  }

  /// Whether Markdown is of the kind that holds JSX, in which indented text is no code.
  package static func isMDX(uri: String, languageID: String) -> Bool {
    if isPlain(languageID) { return fileExtension(of: uri) == "mdx" }
    return ["mdx", "markdown.mdx"].contains(languageID.lowercased())
  }

  /// The languages of documents that the server may have something to say of: Markdown, and none.
  static let languagesOfInterest = markdownNames.union(plainNames).filter { !$0.isEmpty }.sorted()

  /// The last one is JupyterLab's, for Markdown files as well as for cells.
  private static let markdownNames: Set<String> = [
    "markdown", "mdx", "markdown.mdx", "rmd", "rmarkdown", "quarto", "gfm", "ipythongfm",
  ]
  private static let markdownExtensions: Set<String> = ["md", "markdown", "mdx", "rmd", "qmd"]

  private static func hasScheme(_ scheme: String, _ uri: String) -> Bool {
    uri.count > scheme.count && uri.lowercased().hasPrefix(scheme + ":")
  }

  private static func lastComponent(of uri: String) -> Substring {
    uri.lastIndex(of: "/").map { uri[uri.index(after: $0)...] } ?? uri[...]
  }

  /// The lower-case ending of the last component, without its dot; empty where there is none.
  private static func fileExtension(of uri: String) -> String {
    let name = lastComponent(of: uri)
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return "" }
    return name[name.index(after: dot)...].lowercased()
  }
}
